import { useTranslations } from 'use-intl'
import { KeepPlanBanner } from '../../features/account/keep-plan-banner.tsx'
import { useHasSample } from '../../features/profile/sample-data.ts'
import { SampleBanner } from '../../features/profile/sample-banner.tsx'
import { useConnection } from '../../lib/connection.ts'

/** What holds for every screen: no network, a sample life on show, a plan that is not kept yet. */
export function Banners() {
  const t = useTranslations('shell')
  const hasSample = useHasSample()
  const isOffline = useConnection() === 'offline'
  return (
    <div className="flex flex-col empty:hidden">
      {isOffline && (
        <p role="status" className="border-line bg-gold-soft border-b px-4 py-2.5 text-center text-sm">
          {t('offline')}
        </p>
      )}
      <SampleBanner />
      {/* On a phone one banner is enough, and a sample life is nothing that has to be kept. */}
      <KeepPlanBanner className={hasSample ? 'max-sm:hidden' : undefined} />
    </div>
  )
}
