import { BellRing, X } from 'lucide-react'
import { useState } from 'react'
import { instantOf, wallClock } from '../../../../../shared/import/zoned-time.ts'
import { instantText } from '../../../lib/format.ts'
import { useClock } from '../../../lib/profile.ts'
import { useNow } from '../../../lib/use-now.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Menu, MenuItem, MenuSeparator } from '../../../ui/menu.tsx'
import type { Task } from '../queries.ts'
import { useTaskEdit } from './edit-scope.tsx'
import { usePanelText } from './panel-text.ts'
import { Property, quietControl } from './property.tsx'
import { reminderOptions } from './reminder.ts'

const WHOLE = /^(20|21)\d\d-\d\d-\d\dT\d\d:\d\d/

/** When to be reminded: a few likely moments, or any other. */
export function ReminderField({ task }: { task: Task }) {
  const t = usePanelText()
  const clock = useClock()
  const now = useNow()
  const edit = useTaskEdit()
  const [isPicking, setIsPicking] = useState(false)
  const { remind_at: remindAt } = task
  const words = remindAt ? instantText(remindAt, clock) : t('reminder.none')
  const save = (at: Date | null) => edit({ remind_at: at?.toISOString() ?? null })

  return (
    <Property icon={BellRing} label={t('reminder.label')}>
      {(control) => (
        <span className="flex min-w-0 items-center gap-x-1">
          {isPicking ? (
            <MomentInput
              {...control}
              at={remindAt ? new Date(remindAt) : now}
              timeZone={clock.timeZone}
              onSave={save}
              onLeave={() => setIsPicking(false)}
            />
          ) : (
            <Menu
              align="start"
              trigger={
                <button
                  {...control}
                  type="button"
                  // The label beside it alone would hide what is chosen.
                  aria-label={t('named', { label: t('reminder.label'), value: words })}
                  className={`${quietControl} shrink truncate text-left ${remindAt ? '' : 'text-faint'}`}
                >
                  {words}
                </button>
              }
            >
              {reminderOptions({
                dueOn: task.due_on,
                dueTime: task.due_time,
                now,
                timeZone: clock.timeZone,
              }).map(({ id, at }) => (
                <MenuItem key={id} hint={instantText(at.toISOString(), clock)} onSelect={() => save(at)}>
                  {t(`reminder.${id}`)}
                </MenuItem>
              ))}
              <MenuSeparator />
              <MenuItem onSelect={() => setIsPicking(true)}>{t('reminder.pick')}</MenuItem>
            </Menu>
          )}
          {remindAt && !isPicking && (
            <IconButton icon={X} size="sm" label={t('reminder.clear')} onClick={() => save(null)} />
          )}
        </span>
      )}
    </Property>
  )
}

type MomentInputProps = {
  id: string
  at: Date
  timeZone: string
  onSave: (at: Date) => void
  onLeave: () => void
}

/** The platform's field for day and time, on the clock of the person; kept when it is left. */
function MomentInput({ id, at, timeZone, onSave, onLeave }: MomentInputProps) {
  const { day, time } = wallClock(at, timeZone)
  const [text, setText] = useState(`${day}T${time}`)

  const commit = () => {
    if (WHOLE.test(text) && text !== `${day}T${time}`) {
      const [newDay = day, newTime = time] = text.split('T')
      onSave(instantOf({ day: newDay, time: newTime.slice(0, 5) }, timeZone))
    }
    onLeave()
  }

  return (
    <input
      id={id}
      type="datetime-local"
      data-own-escape
      ref={(input) => input?.focus()}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit()
        else if (event.key === 'Escape') onLeave()
      }}
      className={`${quietControl} tabular-nums`}
    />
  )
}
