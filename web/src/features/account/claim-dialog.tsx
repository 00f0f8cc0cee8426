import { useTranslations } from 'use-intl'
import { Dialog, DialogBody } from '../../ui/dialog.tsx'
import { ClaimForm } from './claim-form.tsx'

/** Asks a guest for an address and a password, by which the plan can be opened anywhere. */
export function ClaimDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('account')
  const ui = useTranslations('ui')
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('keepPlan')}
      description={t('keepPlanLead')}
      closeLabel={ui('close')}
    >
      <DialogBody>
        <ClaimForm onDone={onClose} />
      </DialogBody>
    </Dialog>
  )
}
