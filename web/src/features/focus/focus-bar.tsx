import { Check, Pause, Play, Timer } from 'lucide-react'
import { useCallback, useMemo } from 'react'
import { type Command, useCommands } from '../../lib/commands.ts'
import { useOpenTask } from '../../lib/use-open-task.ts'
import { cx } from '../../ui/classes.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { countdown, remainingMs } from './clock.ts'
import { FocusText, useFocusText } from './focus-text.ts'
import { useFocus } from './use-focus.ts'
import { useSeconds } from './use-seconds.ts'
import { useTimeUp } from './use-time-up.ts'

const MINUTE_MS = 60_000

export function FocusBar() {
  return (
    <FocusText>
      <Bar />
    </FocusText>
  )
}

/** The task of the list row that has the focus. */
function focusedTask(): { id: string; name: string } | null {
  const row = document.activeElement?.closest<HTMLElement>('[data-row-key]')
  const id = row?.dataset.rowKey
  const name = row?.querySelector('[data-row-name]')?.textContent ?? ''
  return id ? { id, name } : null
}

/** The session that runs, wherever one is: what for, how long still, and how to end it. */
function Bar() {
  const t = useFocusText()
  const openTask = useOpenTask()
  const { running, paused, start, pause, goOn, finish } = useFocus()
  const now = useSeconds(running !== null)
  const words = useCallback((name: string | null) => t('timeUp', { name: name ?? t('noTask') }), [t])
  const toldId = useTimeUp(running, words)

  const commands = useMemo((): readonly Command[] => {
    const toggle = running ? pause : paused ? goOn : null
    return [
      {
        id: 'task.focus',
        label: t('command'),
        group: 'task',
        keys: 'f',
        icon: Timer,
        run: () => {
          const task = focusedTask()
          if (task && !running) start(task)
          else if (toggle) toggle()
          else start(task)
        },
      },
    ]
  }, [t, running, paused, start, pause, goOn])
  useCommands(commands)

  if (!running && !paused) return null
  const taskId = running ? running.task_id : (paused?.taskId ?? null)
  const name = (running ? running.task?.name : paused?.taskName) ?? t('noTask')
  const left = running ? remainingMs(running, now) : (paused?.minutesLeft ?? 0) * MINUTE_MS
  const isOver = running !== null && left < 0

  return (
    <section
      aria-label={t('title')}
      className={cx(
        'bg-raised shadow-popover animate-rise-in fixed z-30 flex h-14 items-center gap-1 rounded-full pr-2 pl-4',
        'inset-x-3 bottom-[calc(4.75rem+env(safe-area-inset-bottom))] md:inset-x-auto md:right-6 md:bottom-6 md:w-80',
        isOver && 'ring-gold ring-2',
      )}
    >
      <button
        type="button"
        disabled={taskId === null}
        onClick={(event) => taskId && openTask(taskId, event.currentTarget)}
        className="min-w-0 flex-1 truncate text-left text-sm font-medium"
      >
        {name}
        <span className="text-muted block truncate text-xs font-normal">
          {t(paused ? 'paused' : isOver ? 'over' : 'running')}
        </span>
      </button>
      <span
        role="timer"
        aria-label={t('left', { time: countdown(left) })}
        className={cx('px-1 text-lg tabular-nums', paused && 'text-muted')}
      >
        {countdown(left)}
      </span>
      {paused ? (
        <IconButton icon={Play} label={t('goOn')} onClick={goOn} />
      ) : (
        <IconButton icon={Pause} label={t('pause')} onClick={pause} />
      )}
      <IconButton icon={Check} label={t('finish')} onClick={finish} />
      <p role="status" className="sr-only">
        {toldId && words(running?.task?.name ?? null)}
      </p>
    </section>
  )
}
