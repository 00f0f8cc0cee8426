import { CalendarDays, Flag, Hourglass, Play, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { IconButton } from '../../../ui/icon-button.tsx'
import type { Task } from '../queries.ts'
import { DayInput } from './day-input.tsx'
import { useTaskEdit } from './edit-scope.tsx'
import { onEnter } from './on-enter.ts'
import { usePanelText } from './panel-text.ts'
import { Property, quietControl } from './property.tsx'
import { ReminderField } from './reminder-field.tsx'
import { RepeatField } from './repeat-field.tsx'
import { TimeInput } from './time-input.tsx'

const MAX_MINUTES = 10_080

/** Due, start, deadline, length and repetition. Time and repetition hang on the due day and go with it. */
export function ScheduleFields({ task }: { task: Task }) {
  const t = useTranslations('tasks.panel')
  const text = usePanelText()
  const change = useTaskEdit()
  const clearDue = { due_on: null, due_time: null, recurrence_rule: null, recurrence_after_completion: false }

  return (
    <>
      <Property
        icon={CalendarDays}
        label={t('due')}
        hint={text('explain.due')}
        isFilled={task.due_on !== null}
      >
        {(control) => (
          <>
            <DayInput
              {...control}
              value={task.due_on}
              onSave={(day) => change(day ? { due_on: day } : clearDue)}
            />
            {task.due_on && (
              <TimeInput
                label={t('dueTime')}
                value={task.due_time}
                onSave={(due_time) => change({ due_time })}
              />
            )}
            {task.due_on && (
              <IconButton icon={X} size="sm" label={t('clearDue')} onClick={() => change(clearDue)} />
            )}
          </>
        )}
      </Property>
      <RepeatField task={task} onChange={change} />
      <ReminderField task={task} />
      <Property icon={Play} label={t('start')} hint={text('explain.start')} isFilled={task.start_on !== null}>
        {(control) => (
          <DayInput {...control} value={task.start_on} onSave={(day) => change({ start_on: day })} />
        )}
      </Property>
      <Property
        icon={Flag}
        label={t('deadline')}
        hint={text('explain.deadline')}
        isFilled={task.deadline_on !== null}
      >
        {(control) => (
          <DayInput {...control} value={task.deadline_on} onSave={(day) => change({ deadline_on: day })} />
        )}
      </Property>
      <DurationField
        minutes={task.duration_minutes}
        onSave={(minutes) => change({ duration_minutes: minutes })}
      />
    </>
  )
}

type DurationFieldProps = { minutes: number | null; onSave: (minutes: number | null) => void }

function DurationField({ minutes, onSave }: DurationFieldProps) {
  const t = useTranslations('tasks.panel')
  const [draft, setDraft] = useState<string | null>(null)

  const commit = () => {
    if (draft === null) return
    const value = draft.trim() === '' ? null : Math.round(Number(draft))
    const isValid = value === null || (value >= 1 && value <= MAX_MINUTES)
    if (isValid && value !== minutes) onSave(value)
    setDraft(null)
  }

  return (
    <Property icon={Hourglass} label={t('duration')}>
      {(control) => (
        <span className="inline-flex items-center gap-1.5">
          <input
            {...control}
            type="number"
            inputMode="numeric"
            min={1}
            max={MAX_MINUTES}
            value={draft ?? minutes ?? ''}
            placeholder="–"
            onChange={(event) => setDraft(event.target.value)}
            onBlur={commit}
            onKeyDown={onEnter(commit)}
            className={`${quietControl} w-20 tabular-nums`}
          />
          <span className="text-muted text-sm">{t('minutes')}</span>
        </span>
      )}
    </Property>
  )
}
