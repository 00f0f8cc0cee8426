import { X } from 'lucide-react'
import { useState } from 'react'
import type { ChangeCommand } from '../../../../../shared/commands.ts'
import { cx } from '../../../ui/classes.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { type AssistantTranslate, useAssistantText } from '../assistant-text.ts'
import type { DiffField, DiffRow } from './diff-rows.ts'
import { DiffList } from './diff-list.tsx'
import { hasValue, withoutRow, withValue } from './edit-commands.ts'
import { fieldLabel } from './use-value-text.ts'

const CHOICES: Record<string, readonly ('low' | 'medium' | 'high' | 'urgent')[]> = {
  priority: ['low', 'medium', 'high', 'urgent'],
  energy: ['low', 'medium', 'high'],
}
const INPUTS: Record<string, 'date' | 'time' | 'number'> = {
  due_on: 'date',
  start_on: 'date',
  deadline_on: 'date',
  due_time: 'time',
  duration_minutes: 'number',
}

const inputClass =
  'border-control bg-surface hover:border-muted focus:border-focus focus:outline-focus aria-invalid:border-danger touch:h-11 touch:text-[1rem] my-0.5 h-8 max-w-full min-w-0 rounded-sm border px-2 text-sm focus:outline-2 focus:-outline-offset-1'

type EditListProps = {
  rows: readonly DiffRow[]
  commands: readonly ChangeCommand[]
  onChange: (commands: ChangeCommand[]) => void
}

/** A proposal in which rows can be left out and values changed before it is applied. */
export function EditList({ rows, commands, onChange }: EditListProps) {
  const t = useAssistantText()
  const [refused, setRefused] = useState<string | null>(null)

  const set = (row: DiffRow, field: string, value: unknown) => {
    const changed = withValue(commands, row.id, field, value)
    setRefused(changed ? null : `${row.id} ${field}`)
    if (changed) onChange(changed)
  }
  const label = (row: DiffRow, field: string) =>
    t('diff.valueOf', { field: fieldLabel(field, t), name: row.name })

  return (
    <>
      <DiffList
        rows={rows}
        renderAction={(row) => (
          <IconButton
            icon={X}
            size="sm"
            label={t('diff.remove', { name: row.name })}
            onClick={() => onChange(withoutRow(commands, row.id))}
            className="-mr-1"
          />
        )}
        renderName={(row) =>
          row.kind === 'create' && (
            <input
              defaultValue={row.name}
              maxLength={500}
              aria-label={label(row, 'name')}
              aria-invalid={refused === `${row.id} name` || undefined}
              onChange={(event) => set(row, 'name', event.target.value)}
              className={cx(inputClass, 'w-full font-medium')}
            />
          )
        }
        renderValue={(row, field) =>
          hasValue(commands, row.id, field.field) && (
            <ValueInput
              field={field}
              label={label(row, field.field)}
              isRefused={refused === `${row.id} ${field.field}`}
              onChange={(value) => set(row, field.field, value)}
              t={t}
            />
          )
        }
      />
      {refused && (
        <p role="alert" className="text-danger mt-2 text-sm">
          {t('diff.invalid')}
        </p>
      )}
    </>
  )
}

type ValueInputProps = {
  field: DiffField
  label: string
  isRefused: boolean
  onChange: (value: unknown) => void
  t: AssistantTranslate
}

/** The control for a value; none for values that are chosen elsewhere. */
function ValueInput({ field: { field, after }, label, isRefused, onChange, t }: ValueInputProps) {
  const choices = CHOICES[field]
  const type = INPUTS[field]
  const control = { 'aria-label': label, 'aria-invalid': isRefused || undefined }
  if (choices) {
    return (
      <select
        {...control}
        defaultValue={String(after)}
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
