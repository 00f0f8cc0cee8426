import { CalendarDays, Flag, Hourglass, Play, Repeat2, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useToday } from '../../../lib/profile.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { useUpdateTask } from '../mutations.ts'
import type { Task } from '../queries.ts'
import { presetOf, presetRule, REPEAT_PRESETS, type RepeatPreset } from '../recurrence.ts'
import type { TaskPatch } from '../task-data.ts'
import { DayInput } from './day-input.tsx'
import { Property, quietControl } from './property.tsx'
import { TimeInput } from './time-input.tsx'

const MAX_MINUTES = 10_080

/** Due, start, deadline, length and repetition. Time and repetition hang on the due day and go with it. */
export function ScheduleFields({ task }: { task: Task }) {
  const t = useTranslations('tasks.panel')
  const update = useUpdateTask()
  const change = (patch: TaskPatch) => void update.run({ id: task.id, name: task.name, patch })

  return (
    <>
      <Property icon={CalendarDays} label={t('due')}>
        {(control) => (
          <>
            <DayInput
              {...control}
              value={task.due_on}
              onSave={(day) =>
                change(day ? { due_on: day } : { due_on: null, due_time: null, recurrence_rule: null })
              }
            />
            {task.due_on && (
              <TimeInput
                label={t('dueTime')}
                value={task.due_time}
                onSave={(due_time) => change({ due_time })}
              />
            )}
            {task.due_on && (
              <IconButton
                icon={X}
                size="sm"
                label={t('clearDue')}
                onClick={() => change({ due_on: null, due_time: null, recurrence_rule: null })}
              />
            )}
          </>
        )}
      </Property>
      <RepeatField task={task} onChange={change} />
      <Property icon={Play} label={t('start')}>
        {(control) => (
          <DayInput {...control} value={task.start_on} onSave={(day) => change({ start_on: day })} />
        )}
      </Property>
      <Property icon={Flag} label={t('deadline')}>
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

type RepeatFieldProps = { task: Task; onChange: (patch: TaskPatch) => void }

function RepeatField({ task, onChange }: RepeatFieldProps) {
  const t = useTranslations('tasks.panel')
  const today = useToday()
  const dueOn = task.due_on ?? today
  const preset = task.recurrence_rule ? presetOf(task.recurrence_rule, dueOn) : 'never'

  const choose = (value: string) => {
    if (value === 'never') return onChange({ recurrence_rule: null, recurrence_after_completion: false })
    const chosen: RepeatPreset | undefined = REPEAT_PRESETS.find((candidate) => candidate === value)
    // What repeats needs a day to count from.
    if (chosen)
      onChange({ recurrence_rule: presetRule(chosen, dueOn), ...(!task.due_on && { due_on: today }) })
  }

  return (
    <Property icon={Repeat2} label={t('repeat')}>
      {(control) => (
        <>
          <select
            {...control}
            value={preset}
            onChange={(event) => choose(event.target.value)}
            className={`${quietControl} select-arrow w-full appearance-none pr-9`}
          >
            <option value="never">{t('repeats.never')}</option>
            {REPEAT_PRESETS.map((option) => (
              <option key={option} value={option}>
                {t(`repeats.${option}`)}
              </option>
            ))}
            {preset === 'custom' && <option value="custom">{t('repeats.custom')}</option>}
          </select>
          {preset === 'custom' && (
            <code className="text-muted px-2 text-xs wrap-anywhere">{task.recurrence_rule}</code>
          )}
          {task.recurrence_rule && (
            <label className="text-muted touch:min-h-11 flex items-center gap-2 px-2 text-sm">
              <input
                type="checkbox"
                className="accent-gold-fill size-4"
                checked={task.recurrence_after_completion}
                onChange={(event) => onChange({ recurrence_after_completion: event.target.checked })}
              />
              {t('afterCompletion')}
            </label>
          )}
        </>
      )}
    </Property>
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
            onKeyDown={(event) => event.key === 'Enter' && commit()}
            className={`${quietControl} w-20 tabular-nums`}
          />
          <span className="text-muted text-sm">{t('minutes')}</span>
        </span>
      )}
    </Property>
  )
}
