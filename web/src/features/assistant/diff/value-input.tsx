import type { ChangeCommand } from '../../../../../shared/commands.ts'
import { AutoTextarea } from '../../../ui/auto-textarea.tsx'
import { cx } from '../../../ui/classes.ts'
import { useAssistantText } from '../assistant-text.ts'
import type { DiffField, DiffRow } from './diff-rows.ts'
import { valueIn } from './edit-values.ts'
import { PLACE_FIELDS, PlaceInput } from './place-input.tsx'
import { useValueText } from './use-value-text.ts'

const LEVELS = ['low', 'medium', 'high', 'urgent'] as const
const TASK_STATES = ['todo', 'in_progress', 'review', 'completed'] as const
const PROJECT_STATES = ['not_started', 'in_progress', 'on_hold', 'completed'] as const

type Choice = (typeof LEVELS)[number] | (typeof TASK_STATES)[number] | (typeof PROJECT_STATES)[number]

function choicesOf({ entity, kind }: DiffRow, field: string): readonly Choice[] | null {
  if (field === 'priority') return LEVELS
  if (field === 'energy') return LEVELS.slice(0, 3)
  if (field !== 'status') return null
  const states: readonly Choice[] = entity === 'project' ? PROJECT_STATES : TASK_STATES
  // Nothing is made that is done already.
  return kind === 'create' ? states.filter((state) => state !== 'completed') : states
}

const INPUTS: Record<string, 'date' | 'time' | 'number'> = {
  due_on: 'date',
  start_on: 'date',
  deadline_on: 'date',
  due_time: 'time',
  duration_minutes: 'number',
}

const MOST_NOTE = 20_000

export const inputClass =
  'border-control bg-surface hover:border-muted focus:border-focus focus:outline-focus aria-invalid:border-danger touch:min-h-11 touch:text-[1rem] my-0.5 min-h-8 max-w-full min-w-0 rounded-sm border px-2 text-sm focus:outline-2 focus:-outline-offset-1'

type ValueInputProps = {
  row: DiffRow
  field: DiffField
  commands: readonly ChangeCommand[]
  label: string
  isRefused: boolean
  onChange: (value: unknown) => void
}

/** The control for a value of a proposal; none for values that are chosen elsewhere. */
export function ValueInput({
  row,
  field: { field, after },
  commands,
  label,
  isRefused,
  onChange,
}: ValueInputProps) {
  const t = useAssistantText()
  const textOf = useValueText()
  const control = { 'aria-label': label, 'aria-invalid': isRefused || undefined }
  const place = PLACE_FIELDS.find((known) => known === field)
  if (place) {
    const value = valueIn(commands, row.id, field)
    return (
      <PlaceInput
        {...{ field: place, rowId: row.id, label, commands, onChange }}
        value={typeof value === 'string' ? value : null}
        shown={textOf(field, after)}
        className={cx(inputClass, 'select-arrow block w-64 truncate pr-8 text-left')}
      />
    )
  }
  if (field === 'description') {
    return (
      <AutoTextarea
        {...control}
        rows={2}
        maxLength={MOST_NOTE}
        defaultValue={after === null ? '' : String(after)}
        onChange={(event) => onChange(event.target.value)}
        className={cx(inputClass, 'max-h-48 py-1.5')}
      />
    )
  }
  const choices = choicesOf(row, field)
  if (choices) {
    return (
      <select
        {...control}
        defaultValue={after === null ? choices[0] : String(after)}
        onChange={(event) => onChange(event.target.value)}
        className={cx(inputClass, 'select-arrow w-40 appearance-none pr-8')}
      >
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {t(`values.${choice}`)}
          </option>
        ))}
      </select>
    )
  }
  const type = INPUTS[field]
  if (!type) return null
  const read = (text: string) => (text === '' ? null : type === 'number' ? Number(text) : text)
  return (
    <input
      {...control}
      type={type}
      min={type === 'number' ? 1 : undefined}
      defaultValue={after === null ? '' : String(after).slice(0, type === 'time' ? 5 : undefined)}
      onChange={(event) => onChange(read(event.target.value))}
      className={cx(inputClass, 'w-40')}
    />
  )
}
