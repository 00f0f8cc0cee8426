import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../ui/button.tsx'
import { ColorPicker } from '../../ui/color-picker.tsx'
import { Dialog, DialogBody, DialogFooter } from '../../ui/dialog.tsx'
import { SelectField } from '../../ui/field.tsx'
import { LABEL_COLORS } from './colors.ts'
import { useMergeLabels, useUpdateLabel } from './label-data.ts'
import type { CountedLabel } from './label-row.tsx'
import { useLabelsText } from './labels-text.ts'

export function ColorDialog({ label, onClose }: { label: CountedLabel; onClose: () => void }) {
  const t = useLabelsText()
  const ui = useTranslations('ui')
  const update = useUpdateLabel()
  const { id, name } = label
  const [color, setColor] = useState(label.color)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    onClose()
    if (color !== label.color) void update.run({ id, name, patch: { color } })
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('colorTitle', { name })}
      closeLabel={ui('close')}
      className="md:w-96"
    >
      <form onSubmit={submit}>
        <DialogBody>
          <ColorPicker
            label={t('title')}
            nameOf={(index) => t('colorName', { number: index + 1 })}
            colors={LABEL_COLORS}
            value={color}
            onChange={setColor}
          />
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

type MergeDialogProps = { label: CountedLabel; labels: readonly CountedLabel[]; onClose: () => void }

export function MergeDialog({ label, labels, onClose }: MergeDialogProps) {
  const t = useLabelsText()
  const ui = useTranslations('ui')
  const merge = useMergeLabels()
  const others = labels.filter(({ id }) => id !== label.id)
  const [intoId, setIntoId] = useState(others[0]?.id ?? '')

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const into = others.find(({ id }) => id === intoId)
    onClose()
    if (into) void merge.run({ from: label, into })
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('mergeTitle', { name: label.name })}
      description={t('mergeHint', { name: label.name })}
      closeLabel={ui('close')}
      className="md:w-96"
    >
      <form onSubmit={submit}>
        <DialogBody>
          <SelectField
            label={t('into')}
            data-autofocus
            value={intoId}
            onChange={(event) => setIntoId(event.target.value)}
          >
            {others.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
        </DialogBody>
        <DialogFooter>
          <Button onClick={onClose}>{ui('cancel')}</Button>
          <Button type="submit" variant="primary">
            {t('mergeNow')}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}
