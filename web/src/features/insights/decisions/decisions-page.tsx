import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { MessageCircleQuestionMark, SearchX } from 'lucide-react'
import { useCallback } from 'react'
import { Button, buttonClass } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { OfflineState } from '../../../ui/offline-state.tsx'
import { Page, PageHeader } from '../../../ui/page.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { type RowPlace, VirtualList } from '../../../ui/virtual-list.tsx'
import { InsightsTabs } from '../insights-tabs.tsx'
import { InsightsText, useInsightsText } from '../insights-text.ts'
import { insightQueries } from '../queries.ts'
import { Receipt } from '../receipt/receipt.tsx'
import { useLiveInsights } from '../use-live-insights.ts'
import { DecisionFilters, isFiltered, NO_FILTER } from './decision-filters.tsx'
import { DecisionRow } from './decision-row.tsx'
import { type Decision, decisionQueries } from './decisions-data.ts'
import type { DecisionsSearch } from './decisions-search.ts'

const ROW_HEIGHT_PX = 112
const keyOf = ({ id, kind }: Decision) => `${kind} ${id}`

export function DecisionsPage() {
  return (
    <InsightsText>
      <Decisions />
    </InsightsText>
  )
}

/** What the person said to insights, what was judged by it, and what was learned from it. */
function Decisions() {
  const t = useInsightsText()
  const navigate = useNavigate({ from: '/insights/decisions' })
  const search = useSearch({ from: '/app/insights/decisions' })
  const {
    data: decisions,
    isPaused,
    hasNextPage,
    isFetchingNextPage,
    fetchNextPage,
  } = useInfiniteQuery(decisionQueries.list(search))
  useLiveInsights()

  const onSearch = useCallback(
    (change: Partial<DecisionsSearch>) =>
      void navigate({
        search: (previous) => ({ ...previous, ...change }),
        replace: !change.insight,
        resetScroll: false,
      }),
    [navigate],
  )
  const renderRow = useCallback(
    (decision: Decision, { isActive }: RowPlace) => (
      <DecisionRow
        decision={decision}
        tabIndex={isActive ? 0 : -1}
        onOpen={(insight) => onSearch({ insight })}
      />
    ),
    [onSearch],
  )

  return (
    <Page title={t('decisions.title')}>
      <PageHeader title={t('decisions.title')} subtitle={t('decisions.subtitle')} />
      <InsightsTabs />
      <DecisionFilters search={search} onSearch={onSearch} />
      {!decisions && (isPaused ? <OfflineState /> : <DecisionsSkeleton />)}
      {decisions?.length === 0 && <Nothing search={search} onSearch={onSearch} />}
      {decisions && decisions.length > 0 && (
        <VirtualList
          items={decisions}
          keyOf={keyOf}
          renderRow={renderRow}
          label={t('decisions.title')}
          estimatedHeight={ROW_HEIGHT_PX}
          className="divide-line divide-y"
        />
      )}
      {hasNextPage && (
        <Button isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()} className="mt-6">
          {t('decisions.more')}
        </Button>
      )}
      {search.insight && <ReceiptOf id={search.insight} onClose={() => onSearch({ insight: undefined })} />}
    </Page>
  )
}

function ReceiptOf({ id, onClose }: { id: string; onClose: () => void }) {
  const { data: insight } = useQuery({ ...insightQueries.detail(id), throwOnError: false })
  return insight ? <Receipt insight={insight} onClose={onClose} onLeave={() => undefined} /> : null
}

type NothingProps = { search: DecisionsSearch; onSearch: (change: Partial<DecisionsSearch>) => void }

function Nothing({ search, onSearch }: NothingProps) {
  const t = useInsightsText()
  if (isFiltered(search)) {
    return (
      <EmptyState icon={SearchX} sentence={t('decisions.filtered')}>
        <Button onClick={() => onSearch(NO_FILTER)}>{t('filters.clear')}</Button>
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={MessageCircleQuestionMark}
      sentence={t('decisions.empty')}
      hint={t('decisions.emptyHint')}
    >
      <Link to="/insights" className={buttonClass('primary')}>
        {t('trends.toInsights')}
      </Link>
    </EmptyState>
  )
}

function DecisionsSkeleton() {
  return (
    <div aria-hidden className="flex flex-col gap-6 pt-2">
      {['w-3/5', 'w-2/5', 'w-1/2', 'w-2/3'].map((width) => (
        <div key={width} className="flex gap-3">
          <Skeleton className="size-8 rounded-full" />
          <div className="flex flex-1 flex-col gap-2">
            <Skeleton className="h-4 w-32" />
            <Skeleton className={`h-5 ${width}`} />
          </div>
        </div>
      ))}
    </div>
  )
}
