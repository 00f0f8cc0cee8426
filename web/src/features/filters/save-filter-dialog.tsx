import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogBody, DialogFooter } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { IconPicker } from '../../ui/icon-picker.tsx'
import { useFilterText } from './filter-text.ts'
import { MAX_FILTER_NAME, useSavedFilterActions } from './saved-filter-data.ts'

const ICONS = ['🔎', '⭐', '🔥', '📅', '⏳', '🧹', '💡', '📞', '🛒', '🏠', '💼', '🌿'] as const

type SaveFilterDialogProps = { text: string; onClose: () => void; onReturnFocus: () => void }

/** Gives a filter a name to come back to it by. */
export function SaveFilterDialog({ text, onClose, onReturnFocus }: SaveFilterDialogProps) {
  const t = useFilterText()
  const ui = useTranslations('ui')
  const [name, setName] = useState('')
  const [icon, setIcon] = useState<string>(ICONS[0])
  const [hasError, setHasError] = useState(false)
  const { create } = useSavedFilterActions()

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!name.trim()) {
      setHasError(true)
      return event.currentTarget.querySelector('input')?.focus()
    }
    void create({ name: name.trim(), icon, text })
    onClose()
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      onReturnFocus={onReturnFocus}
      title={t('saved.save')}
      description={<span className="font-mono text-sm break-all">{text}</span>}
      closeLabel={ui('close')}
    >
      <form noValidate onSubmit={submit}>
        <DialogBody className="flex flex-col gap-5">
          <TextField
            data-autofocus
            label={t('saved.name')}
            value={name}
            maxLength={MAX_FILTER_NAME}
            error={hasError ? t('saved.nameMissing') : null}
            autoComplete="off"
            onChange={(event) => {
              setName(event.target.value)
              setHasError(false)
            }}
          />
          <IconPicker label={t('saved.icon')} icons={ICONS} value={icon} onChange={setIcon} />
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
