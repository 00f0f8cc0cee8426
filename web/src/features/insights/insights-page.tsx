import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import { Page } from '../../ui/page.tsx'
import { InsightsHeader } from './insights-header.tsx'
import type { InsightsSearch } from './insights-search.ts'
import { InsightsText, useInsightsText } from './insights-text.ts'
import { InsightsTabs } from './insights-tabs.tsx'
import { InsightList } from './list/insight-list.tsx'
import { useLiveInsights } from './use-live-insights.ts'

export function InsightsPage() {
  return (
    <InsightsText>
      <Insights />
    </InsightsText>
  )
}

/** What matters now, and why: found by rules, each with its receipt. */
function Insights() {
  const t = useInsightsText()
  const navigate = useNavigate()
  const search = useSearch({ from: '/app/insights' })
  useLiveInsights()

  const onSearch = useCallback(
    (change: Partial<InsightsSearch>) =>
      void navigate({
        to: '.',
        search: (previous) => ({ ...previous, ...change }),
        // Back leaves the screen and does not take back every filter; a receipt it closes.
        replace: !('insight' in change && change.insight),
        resetScroll: false,
      }),
    [navigate],
  )
  return (
    <Page title={t('title')}>
      <InsightsHeader />
      <InsightsTabs />
      <InsightList search={search} onSearch={onSearch} />
    </Page>
  )
}
