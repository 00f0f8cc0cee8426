import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { OfflineState } from '../../../ui/offline-state.tsx'
import { Page, PageHeader } from '../../../ui/page.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { InsightsText, useInsightsText } from '../insights-text.ts'
import { settingsQueries } from '../settings-queries.ts'
import { useLiveInsights } from '../use-live-insights.ts'
import { LearningSection } from './learning-section.tsx'
import { PreferencesSection } from './preferences-section.tsx'
import { WeightsSection } from './weights-section.tsx'

export function RulesPage() {
  return (
    <InsightsText>
      <Rules />
    </InsightsText>
  )
}

/** Weights learn what matters; what may be done by itself has to be earned elsewhere. */
function AutomationsHint() {
  const t = useInsightsText()
  return (
    <p className="text-muted -mt-4">
      {t('settings.automations')}{' '}
      <Link
        to="/settings/automations"
        className="text-ink touch:inline-block touch:py-2.5 underline underline-offset-2"
      >
        {t('settings.automationsLink')}
      </Link>
    </p>
  )
}

/** What insights go by: the rules and their weights, what learning made of them, how they are told. */
function Rules() {
  const t = useInsightsText()
  const { data: rules, isPaused } = useQuery(settingsQueries.rules())
  const { data: preferences } = useQuery(settingsQueries.preferences())
  useLiveInsights()

  return (
    <Page title={t('settings.title')} width="wide">
      <PageHeader title={t('settings.title')} subtitle={t('settings.subtitle')} />
      {rules && preferences ? (
        <div className="flex flex-col gap-10">
          <WeightsSection rules={rules} preferences={preferences} />
          <LearningSection rules={rules} preferences={preferences} />
          <AutomationsHint />
          <PreferencesSection preferences={preferences} />
        </div>
      ) : isPaused ? (
        <OfflineState />
      ) : (
        <div aria-hidden className="flex flex-col gap-4">
          <Skeleton className="h-6 w-40" />
          <Skeleton className="h-72 w-full rounded-lg" />
        </div>
      )}
    </Page>
  )
}
