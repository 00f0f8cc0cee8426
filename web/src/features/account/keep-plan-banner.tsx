import { lazy, Suspense, useState } from 'react'
import { useTranslations } from 'use-intl'
import { localPreference } from '../../lib/local-storage.ts'
import { useUser } from '../../lib/session.ts'
import { Button } from '../../ui/button.tsx'
import { cx } from '../../ui/classes.ts'

const ClaimDialog = lazy(() =>
  import('./claim-dialog.tsx').then(({ ClaimDialog }) => ({ default: ClaimDialog })),
)

const LATER_KEY = 'aurum.keep-plan.later'
const LATER_MS = 24 * 60 * 60_000

const isPutOff = () => Date.now() - Number(localPreference.read(LATER_KEY) ?? 0) < LATER_MS

/** Tells a guest, quietly, that the plan lives only here until it has an address. "Later" is respected for a day. */
export function KeepPlanBanner({ className }: { className?: string }) {
  const t = useTranslations('account')
  const { isGuest, pendingEmail } = useUser()
  const [isOpen, setIsOpen] = useState(false)
  const [isLater, setIsLater] = useState(isPutOff)
  if (!isGuest || isLater) return null

  return (
    <section
      aria-label={t('keepPlan')}
      className={cx(
        'border-line touch:py-0.5 flex items-center gap-x-4 border-b px-4 py-2 text-sm sm:px-8',
        className,
      )}
    >
      <p className="text-muted min-w-0 flex-1 leading-tight">
        {pendingEmail ? (
          t('claimPending', { email: pendingEmail })
        ) : (
          <>
            <span className="sm:hidden">{t('guestBannerShort')}</span>
            <span className="max-sm:hidden">{t('guestBanner')}</span>
          </>
        )}
      </p>
      <div className="flex shrink-0 gap-1">
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
        <Button size="sm" aria-label={t('keepPlan')} onClick={() => setIsOpen(true)}>
          <span className="sm:hidden">{t('keep')}</span>
          <span className="max-sm:hidden">{t('keepPlan')}</span>
        </Button>
      </div>
      {isOpen && (
        <Suspense>
          <ClaimDialog onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </section>
  )
}
