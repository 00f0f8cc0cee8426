import { X } from 'lucide-react'
import type { ChangeCommand } from '../../../../../shared/commands.ts'
import { cx } from '../../../ui/classes.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { useAssistantText } from '../assistant-text.ts'
import type { DiffRow } from './diff-rows.ts'
import { DiffList } from './diff-list.tsx'
import { withoutRow } from './edit-commands.ts'
import { hasValue, type Refusal, withValue } from './edit-values.ts'
import { fieldLabel } from './use-value-text.ts'
import { inputClass, ValueInput } from './value-input.tsx'

/** A value that was typed and cannot be kept, and why. */
export type RefusedEdit = { id: string; field: string; why: Refusal }

type EditListProps = {
  rows: readonly DiffRow[]
  commands: readonly ChangeCommand[]
  refused: RefusedEdit | null
  onChange: (commands: readonly ChangeCommand[], refused: RefusedEdit | null) => void
}

/** A proposal in which rows can be left out and values changed before it is applied. */
export function EditList({ rows, commands, refused, onChange }: EditListProps) {
  const t = useAssistantText()

  const set = ({ id }: DiffRow, field: string, value: unknown) => {
    const edited = withValue(commands, id, field, value)
    if ('refused' in edited) onChange(commands, { id, field, why: edited.refused })
    else onChange(edited.commands, null)
  }
  const label = (row: DiffRow, field: string) =>
    t('diff.valueOf', { field: fieldLabel(field, t), name: row.name })
  const isRefused = ({ id }: DiffRow, field: string) => refused?.id === id && refused.field === field

  return (
    <>
      <DiffList
        rows={rows}
        renderAction={(row) => (
          <IconButton
            icon={X}
            size="sm"
            label={t('diff.remove', { name: row.name })}
            onClick={() => onChange(withoutRow(commands, row.id), null)}
            className="-mr-1"
          />
        )}
        renderName={(row) =>
          row.kind === 'create' && (
            <input
              defaultValue={row.name}
              maxLength={500}
              aria-label={label(row, 'name')}
              aria-invalid={isRefused(row, 'name') || undefined}
              onChange={(event) => set(row, 'name', event.target.value)}
              className={cx(inputClass, 'w-full font-medium')}
            />
          )
        }
        renderValue={(row, field) =>
          hasValue(commands, row.id, field.field) && (
            <ValueInput
              {...{ row, field, commands }}
              label={label(row, field.field)}
              isRefused={isRefused(row, field.field)}
              onChange={(value) => set(row, field.field, value)}
            />
          )
        }
      />
      {refused && (
        <p role="alert" className="text-danger mt-2 text-sm">
          {t(`diff.refused.${refused.why}`)}
        </p>
      )}
    </>
  )
}
