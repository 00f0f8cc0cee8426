import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Dialog, DialogFooter } from '../../../ui/dialog.tsx'
import { useAssistantText } from '../assistant-text.ts'
import type { Thread } from '../queries.ts'

type DeleteThreadDialogProps = {
  thread: Thread
  onDelete: (thread: Thread) => Promise<unknown>
  onClose: () => void
  /** Once it is deleted, its menu is gone. */
  onReturnFocus: () => void
}

/** Asks first: of all that can be deleted here, this alone cannot be brought back. */
export function DeleteThreadDialog({ thread, onDelete, onClose, onReturnFocus }: DeleteThreadDialogProps) {
  const t = useAssistantText()
  const [isBusy, setIsBusy] = useState(false)

  const remove = async () => {
    setIsBusy(true)
    await onDelete(thread).catch(() => undefined)
    onClose()
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      onReturnFocus={onReturnFocus}
      title={t('thread.deleteTitle')}
      description={t('thread.deleteText', { title: thread.title })}
      closeLabel={t('close')}
    >
      <div className="h-4" />
      <DialogFooter>
        <Button variant="quiet" onClick={onClose}>
          {t('thread.cancel')}
        </Button>
        <Button variant="danger" isBusy={isBusy} onClick={() => void remove()}>
          {t('thread.deleteNow')}
        </Button>
      </DialogFooter>
    </Dialog>
  )
}
