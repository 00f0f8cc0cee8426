import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from './button.tsx'
import { Dialog, DialogBody, DialogFooter } from './dialog.tsx'
import { TextField } from './field.tsx'

type DateDialogProps = {
  title: string
  label: string
  confirmLabel: string
  initial: string
  min?: string
  onPick: (day: string) => void
  onClose: () => void
  onReturnFocus?: () => void
}

/** Asks for one day, with the platform's own calendar. */
export function DateDialog({
  title,
  label,
  confirmLabel,
  initial,
  min,
  onPick,
  onClose,
  onReturnFocus,
}: DateDialogProps) {
  const t = useTranslations('ui')
  const [day, setDay] = useState(initial)
  const [hasError, setHasError] = useState(false)

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!day || (min && day < min)) {
      setHasError(true)
      return event.currentTarget.querySelector('input')?.focus()
    }
    onPick(day)
    onClose()
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      closeLabel={t('close')}
      onReturnFocus={onReturnFocus}
      className="md:w-96"
    >
      <form noValidate onSubmit={submit}>
        <DialogBody>
          <TextField
            type="date"
            data-autofocus
            label={label}
            value={day}
            min={min}
            error={hasError ? t('dayInvalid') : null}
            onChange={(event) => {
              setDay(event.target.value)
              setHasError(false)
            }}
          />
        </DialogBody>
        <DialogFooter>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" variant="primary">
            {confirmLabel}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}
