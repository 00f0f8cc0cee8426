import { type FormEvent, type ReactNode, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useReadingChoices } from '../../lib/reading-level.ts'
import { Button } from '../../ui/button.tsx'
import { ColorPicker } from '../../ui/color-picker.tsx'
import { Dialog, DialogBody, DialogFooter } from '../../ui/dialog.tsx'
import { controlClass, Field, SelectField, TextField } from '../../ui/field.tsx'
import { IconPicker } from '../../ui/icon-picker.tsx'
import { RadioRow } from '../../ui/radio-row.tsx'
import { changedColumns, draftOf, type LevelDraft, validateLevel } from './level-form.ts'
import { COLORS, ICONS } from './looks.ts'
import { useUpdateLevel } from './mutations.ts'
import { MAX_LEVEL_NAME, TABLE } from './level-data.ts'
import type { LevelRow } from './tree.ts'

const IMPORTANCES = ['1', '2', '3', '4', '5'] as const
const STATUSES = ['not_started', 'in_progress', 'on_hold', 'completed'] as const
const PRIORITIES = ['low', 'medium', 'high', 'urgent'] as const

type EditDialogProps = {
  row: LevelRow
  onClose: () => void
  onReturnFocus: () => void
  /** What the rules say of it. */
  renderInsights?: (row: LevelRow) => ReactNode
}

/** Everything about a pillar, area or project. Only what was changed is sent. */
export function EditDialog({ row, onClose, onReturnFocus, renderInsights }: EditDialogProps) {
  const t = useTranslations('plan')
  const ui = useTranslations('ui')
  const [draft, setDraft] = useState(() => draftOf(row))
  const [errors, setErrors] = useState<ReturnType<typeof validateLevel>>({})
  const form = useRef<HTMLFormElement>(null)
  const update = useUpdateLevel()
  const set = (change: Partial<LevelDraft>) => setDraft((current) => ({ ...current, ...change }))

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = validateLevel(draft)
    setErrors(found)
    const first = Object.keys(found)[0]
    if (first) return form.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus()
    const patch = changedColumns(row, draft)
    if (Object.keys(patch).length > 0) {
      void update.run({ level: row.kind, id: row.node.id, name: row.node.name, patch })
    }
    onClose()
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      shape="sheet"
      title={t(`editTitle.${row.kind}`)}
      closeLabel={ui('close')}
      onReturnFocus={onReturnFocus}
    >
      <form ref={form} noValidate onSubmit={submit} className="flex min-h-0 flex-1 flex-col">
        <DialogBody className="flex flex-col gap-5">
          <TextField
            name="name"
            label={t('fields.name')}
            value={draft.name}
            maxLength={MAX_LEVEL_NAME}
            error={errors.name && t(`invalid.${errors.name}`)}
            onChange={(event) => set({ name: event.target.value })}
          />
          <Field label={t('fields.description')}>
            {(control) => (
              <textarea
                {...control}
                rows={3}
                value={draft.description}
                maxLength={20_000}
                onChange={(event) => set({ description: event.target.value })}
                className={`${controlClass} touch:h-auto h-auto min-h-20 resize-y py-2`}
              />
            )}
          </Field>
          <IconPicker
            label={t('fields.icon')}
            icons={ICONS}
            value={draft.icon}
            onChange={(icon) => set({ icon })}
          />
          {row.kind !== 'project' && (
            <ColorPicker
              label={t('fields.color')}
              nameOf={(index) => t('colorName', { number: index + 1 })}
              colors={COLORS}
              value={draft.color}
              onChange={(color) => set({ color })}
            />
          )}
          {row.kind === 'pillar' && (
            <TextField
              name="timeShare"
              label={t('fields.timeShare')}
              hint={t('fields.timeShareHint')}
              inputMode="decimal"
              value={draft.timeShare}
              error={errors.timeShare && t(`invalid.${errors.timeShare}`)}
              onChange={(event) => set({ timeShare: event.target.value })}
            />
          )}
          {row.kind !== 'pillar' && (
            <RadioRow
              legend={t('fields.importance')}
              value={draft.importance}
              options={IMPORTANCES.map((value) => ({ value, label: t(`importance.${value}`) }))}
              onChange={(importance) => set({ importance })}
            />
          )}
          {row.kind === 'project' && (
            <>
              <SelectField
                label={t('fields.status')}
                value={draft.status}
                onChange={(event) => set({ status: event.target.value })}
              >
                {STATUSES.map((status) => (
                  <option key={status} value={status}>
                    {t(`status.${status}`)}
                  </option>
                ))}
              </SelectField>
              <RadioRow
                legend={t('fields.priority')}
                value={draft.priority}
                options={PRIORITIES.map((value) => ({ value, label: t(`priority.${value}`) }))}
                onChange={(priority) => set({ priority })}
              />
              <TextField
                name="deadline"
                type="date"
                label={t('fields.deadline')}
                value={draft.deadline}
                error={errors.deadline && t(`invalid.${errors.deadline}`)}
                onChange={(event) => set({ deadline: event.target.value })}
              />
            </>
          )}
          <ReadingField
            row={row}
            value={draft.readingLevel}
            onChange={(readingLevel) => set({ readingLevel })}
          />
          {renderInsights && <div className="border-line border-t pt-4">{renderInsights(row)}</div>}
        </DialogBody>
        <DialogFooter>
          <Button onClick={onClose}>{ui('cancel')}</Button>
          <Button type="submit" variant="primary">
            {ui('save')}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}

type ReadingFieldProps = { row: LevelRow; value: string; onChange: (value: string) => void }

function ReadingField({ row, value, onChange }: ReadingFieldProps) {
  const t = useTranslations('reading')
  const { options, hint } = useReadingChoices(TABLE[row.kind], row.node.id, value)
  return (
    <SelectField
      label={t('label')}
      hint={hint}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </SelectField>
  )
}
