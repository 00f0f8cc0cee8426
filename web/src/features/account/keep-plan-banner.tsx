import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { localPreference } from '../../lib/local-storage.ts'
import { useUser } from '../../lib/session.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogBody } from '../../ui/dialog.tsx'
import { ClaimForm } from './claim-form.tsx'

const LATER_KEY = 'aurum.keep-plan.later'
const LATER_MS = 24 * 60 * 60_000

const isPutOff = () => Date.now() - Number(localPreference.read(LATER_KEY) ?? 0) < LATER_MS

/** Tells a guest, quietly, that the plan lives only here until it has an address. "Later" is respected for a day. */
export function KeepPlanBanner() {
  const t = useTranslations('account')
  const ui = useTranslations('ui')
  const { isGuest, pendingEmail } = useUser()
  const [isOpen, setIsOpen] = useState(false)
  const [isLater, setIsLater] = useState(isPutOff)
  if (!isGuest || isLater) return null

  return (
    <section
      aria-label={t('keepPlan')}
      className="border-line touch:py-1 flex flex-wrap items-center gap-x-4 gap-y-2 border-b px-4 py-2 text-sm sm:px-8"
    >
      <p className="text-muted min-w-0 flex-1 basis-60">
        {pendingEmail ? t('claimPending', { email: pendingEmail }) : t('guestBanner')}
      </p>
      <div className="flex gap-1">
        <Button
          size="sm"
          variant="quiet"
          onClick={() => {
            localPreference.write(LATER_KEY, String(Date.now()))
            setIsLater(true)
          }}
        >
          {t('later')}
        </Button>
        <Button size="sm" onClick={() => setIsOpen(true)}>
          {t('keepPlan')}
        </Button>
      </div>
      <Dialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title={t('keepPlan')}
        description={t('keepPlanLead')}
        closeLabel={ui('close')}
      >
        <DialogBody>
          <ClaimForm onDone={() => setIsOpen(false)} />
        </DialogBody>
      </Dialog>
    </section>
  )
}
