import { useQuery } from '@tanstack/react-query'
import { Bell, Pause, Play, Timer } from 'lucide-react'
import { useMemo, useState } from 'react'
import { type Command, useCommands } from '../../lib/commands.ts'
import { minutesText } from '../../lib/format.ts'
import { Button } from '../../ui/button.tsx'
import { minutesOf } from './clock.ts'
import { FocusText, useFocusText } from './focus-text.ts'
import { focusQueries } from './queries.ts'
import { DEFAULT_MINUTES, MAX_MINUTES, useFocus } from './use-focus.ts'

type FocusTask = { id: string; name: string }

const LENGTHS = [DEFAULT_MINUTES, 50] as const

export function FocusSection({ task }: { task: FocusTask }) {
  return (
    <FocusText>
      <Section task={task} />
    </FocusText>
  )
}

/** Time given to one task: start here, and see what it was given so far. */
function Section({ task: { id, name } }: { task: FocusTask }) {
  const t = useFocusText()
  const { running, paused, start, pause, goOn, finish } = useFocus()
  const { data: sessions = [] } = useQuery(focusQueries.ofTask(id))
  const isRunning = running?.task_id === id
  const isPaused = paused?.taskId === id
  const minutes = minutesOf(sessions)

  const commands = useMemo(
    (): readonly Command[] => [
      {
        id: 'task.focus',
        label: t('command'),
        group: 'task',
        keys: 'f',
        icon: Timer,
        reach: 'dialogs',
        run: () => (isRunning ? pause() : isPaused ? goOn() : start({ id, name })),
      },
    ],
    [t, id, name, isRunning, isPaused, start, pause, goOn],
  )
  useCommands(commands)

  return (
    <section aria-labelledby="focus">
      <h3 id="focus" className="flex items-baseline gap-2 text-sm font-semibold">
        {t('title')}
        {minutes > 0 && (
          <span className="text-muted font-normal tabular-nums">
            {t('soFar', { time: minutesText(minutes) })}
          </span>
        )}
      </h3>
      <div className="mt-2 flex flex-wrap items-center gap-2">
        {isRunning || isPaused ? (
          <>
            <Button size="sm" onClick={isRunning ? pause : goOn}>
              {isRunning ? (
                <Pause aria-hidden className="size-4" strokeWidth={1.75} />
              ) : (
                <Play aria-hidden className="size-4" strokeWidth={1.75} />
              )}
              {t(isRunning ? 'pause' : 'goOn')}
            </Button>
            <Button size="sm" variant="quiet" onClick={finish}>
              {t('finish')}
            </Button>
            {isRunning && <AskForNotice />}
          </>
        ) : (
          <>
            {LENGTHS.map((length) => (
              <Button key={length} size="sm" onClick={() => start({ id, name }, length)}>
                {length === DEFAULT_MINUTES && <Play aria-hidden className="size-4" strokeWidth={1.75} />}
                {t('minutes', { count: length })}
              </Button>
            ))}
            <OwnLength onStart={(length) => start({ id, name }, length)} />
          </>
        )}
      </div>
    </section>
  )
}

function OwnLength({ onStart }: { onStart: (minutes: number) => void }) {
  const t = useFocusText()
  const [text, setText] = useState('')
  const minutes = Math.round(Number(text))
  const isValid = text.trim() !== '' && minutes >= 1 && minutes <= MAX_MINUTES
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (isValid) onStart(minutes)
      }}
      className="flex items-center gap-1"
    >
      <input
        type="number"
        inputMode="numeric"
        min={1}
        max={MAX_MINUTES}
        aria-label={t('own')}
        placeholder={t('ownShort')}
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="border-control touch:h-11 touch:text-[1rem] placeholder:text-faint h-8 w-20 rounded-sm border bg-transparent px-2 text-sm tabular-nums"
      />
      {isValid && (
        <Button type="submit" size="sm" variant="quiet">
          {t('start')}
        </Button>
      )}
    </form>
  )
}

/** Asks the browser only when the person wants it to. */
function AskForNotice() {
  const t = useFocusText()
  const [state, setState] = useState(() => ('Notification' in window ? Notification.permission : 'denied'))
  if (state !== 'default') return null
  return (
    <Button
      size="sm"
      variant="quiet"
      onClick={() => void Notification.requestPermission().then((answer) => setState(answer))}
    >
      <Bell aria-hidden className="size-4" strokeWidth={1.75} />
      {t('ask')}
    </Button>
  )
}
