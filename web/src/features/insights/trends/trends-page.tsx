import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { ChartSpline } from 'lucide-react'
import { daysText } from '../../../lib/format.ts'
import { useClock } from '../../../lib/profile.ts'
import { buttonClass } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { OfflineState } from '../../../ui/offline-state.tsx'
import { Page, PageHeader } from '../../../ui/page.tsx'
import { RadioRow } from '../../../ui/radio-row.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { InsightsTabs } from '../insights-tabs.tsx'
import { InsightsText, useInsightsText } from '../insights-text.ts'
import { useLiveInsights } from '../use-live-insights.ts'
import { ConfidencePart, RatePart } from './rate-part.tsx'
import { RulesPart } from './rules-part.tsx'
import { isEmpty, trendQueries } from './trends-data.ts'
import { SPANS } from './trends-search.ts'
import { TypesPart } from './types-part.tsx'

export function TrendsPage() {
  return (
    <InsightsText>
      <TrendsOfInsights />
    </InsightsText>
  )
}

/** How insights did over the weeks: how sure they were, how they were received, who spoke. */
function TrendsOfInsights() {
  const t = useInsightsText()
  const { locale } = useClock()
  const navigate = useNavigate({ from: '/insights/trends' })
  const { weeks = 4 } = useSearch({ from: '/app/insights/trends' })
  const { data: trends, isPaused } = useQuery(trendQueries.of(weeks))
  useLiveInsights()

  return (
    <Page title={t('trends.title')}>
      <PageHeader
        title={t('trends.title')}
        subtitle={trends ? daysText(trends.from_on, trends.until_on, locale) : t('trends.subtitle')}
      />
      <InsightsTabs />
      <RadioRow
        legend={t('balance.period')}
        isLegendHidden
        value={String(weeks)}
        options={SPANS.map((span) => ({ value: String(span), label: t('trends.weeks', { count: span }) }))}
        onChange={(value) =>
          void navigate({
            search: (previous) => ({ ...previous, weeks: value === '12' ? 12 : undefined }),
            replace: true,
            resetScroll: false,
          })
        }
        className="mb-6"
      />
      {!trends && (isPaused ? <OfflineState /> : <TrendsSkeleton />)}
      {trends &&
        (isEmpty(trends) ? (
          <EmptyState icon={ChartSpline} sentence={t('trends.empty')} hint={t('trends.emptyHint')}>
            <Link to="/insights" className={buttonClass('primary')}>
              {t('trends.toInsights')}
            </Link>
          </EmptyState>
        ) : (
          <div className="flex flex-col gap-10">
            <div className="grid gap-4 lg:grid-cols-3">
              <ConfidencePart trends={trends} />
              <RatePart trends={trends} rate="acceptance" />
              <RatePart trends={trends} rate="helpfulness" />
            </div>
            {trends.total.told > 0 && <TypesPart trends={trends} />}
            <RulesPart trends={trends} />
          </div>
        ))}
    </Page>
  )
}

function TrendsSkeleton() {
  return (
    <div aria-hidden className="flex flex-col gap-10">
      <div className="grid gap-4 lg:grid-cols-3">
        {[0, 1, 2].map((panel) => (
          <Skeleton key={panel} className="h-72 w-full rounded-lg" />
        ))}
      </div>
      <Skeleton className="h-48 w-full" />
    </div>
  )
}
