import { useQuery } from '@tanstack/react-query'
import { Archive, CircleCheck, Lightbulb, SearchX } from 'lucide-react'
import { useCallback, useMemo, useState } from 'react'
import type { EvidenceValue } from '../../../../../shared/hrm/evidence.ts'
import { useClock } from '../../../lib/profile.ts'
import { useNow } from '../../../lib/use-now.ts'
import { Button } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { OfflineState } from '../../../ui/offline-state.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { CompareBar } from '../compare/compare-bar.tsx'
import { CorrectionDialog } from '../correction-dialog.tsx'
import { useFeedback } from '../feedback.ts'
import type { Insight } from '../insight.ts'
import { countFilters, type InsightsSearch, NO_FILTER } from '../insights-search.ts'
import { useInsightsText } from '../insights-text.ts'
import { useInsightActions } from '../mutations.ts'
import { CURRENT_LIMIT, insightQueries, PAST_LIMIT, TOLD_LIMIT } from '../queries.ts'
import { Receipt } from '../receipt/receipt.tsx'
import { settingsQueries } from '../settings-queries.ts'
import { scopeOf, useRunInsights } from '../use-run-insights.ts'
import { FilterBar } from './filter-bar.tsx'
import { InsightGroups } from './insight-groups.tsx'
import type { RowView } from './insight-row.tsx'
import { selectInsights, tagsOf } from './select-insights.ts'
import { useCompared } from '../compare/use-compared.ts'
import { useInsightCommands } from './use-insight-commands.ts'

/** What is asked for, and how many of it at most. */
function listOf(search: InsightsSearch): { query: ReturnType<typeof queryOf>; limit: number } {
  const limit = search.from ? TOLD_LIMIT : search.show === 'past' ? PAST_LIMIT : CURRENT_LIMIT
  return { query: queryOf(search), limit }
}

function queryOf({ show, from, until }: InsightsSearch) {
  if (from && until) return insightQueries.told(from, until)
  return show === 'past' ? insightQueries.past() : insightQueries.current()
}

type InsightListProps = { search: InsightsSearch; onSearch: (change: Partial<InsightsSearch>) => void }

/** The insights an address asks for, with what can be done with them. */
export function InsightList({ search, onSearch }: InsightListProps) {
  const t = useInsightsText()
  const { query, limit } = listOf(search)
  const { data: insights, isPaused } = useQuery(query)
  const isCut = insights !== undefined && insights.length >= limit
  const shown = useMemo(() => insights && selectInsights(insights, search), [insights, search])
  const tags = useMemo(() => tagsOf(insights ?? []), [insights])
  const [figure, setFigure] = useState<EvidenceValue | null>(null)
  const [wrong, setWrong] = useState<Insight | null>(null)
  const { compared, toggle, clear } = useCompared()

  const onOpen = useCallback(
    (insight: Insight, pressed?: EvidenceValue) => {
      setFigure(pressed ?? null)
      onSearch({ insight: insight.id })
    },
    [onSearch],
  )
  const view = useRowView({ onOpen, onCorrect: setWrong, onCompare: toggle })
  const find = useCallback((id: string) => insights?.find((insight) => insight.id === id), [insights])
  const { mutate: look } = useRunInsights()
  const lookAtAll = useCallback(() => look({ scope: 'global' }), [look])
  useInsightCommands({ view, find, lookAtAll })
  const opened = search.insight && find(search.insight)

  return (
    <>
      <FilterBar search={search} tags={tags} onSearch={onSearch} />
      {!shown && (isPaused ? <OfflineState /> : <ListSkeleton />)}
      {shown?.length === 0 && <Nothing search={search} onSearch={onSearch} onLook={lookAtAll} />}
      {shown && shown.length > 0 && (
        <InsightGroups insights={shown} view={view} compared={compared} isCut={isCut} />
      )}
      {isCut && (
        <p className="text-muted mt-6 text-sm">
          {t(search.from || search.show === 'past' ? 'cut.latest' : 'cut.weightiest', { count: limit })}
        </p>
      )}
      <CompareBar
        insights={(insights ?? []).filter(({ id }) => compared.has(id))}
        showsNumbers={view.showsNumbers}
        onOpen={onOpen}
        onClear={clear}
      />
      {opened && (
        <Receipt
          key={opened.id}
          insight={opened}
          figure={figure}
          onClose={() => onSearch({ insight: undefined })}
          onLeave={() => undefined}
        />
      )}
      {wrong && (
        <CorrectionDialog
          key={wrong.id}
          insight={wrong}
          onClose={() => setWrong((current) => (current === wrong ? null : current))}
        />
      )}
    </>
  )
}

type Deeds = Pick<RowView, 'onOpen' | 'onCorrect' | 'onCompare'>

function useRowView({ onOpen, onCorrect, onCompare }: Deeds): RowView {
  const t = useInsightsText()
  const clock = useClock()
  const now = useNow()
  const actions = useInsightActions()
  const feedback = useFeedback()
  const { mutate: look } = useRunInsights()
  const { data: preferences } = useQuery({ ...settingsQueries.preferences(), throwOnError: false })
  const { locale, timeZone, uses24h } = clock
  const showsNumbers = preferences?.show_confidence_scores ?? true

  return useMemo(
    () => ({
      ...{ t, now, actions, feedback, showsNumbers, onOpen, onCorrect, onCompare },
      clock: { locale, timeZone, uses24h },
      onLookAgain: ({ entity_type, entity_id }: Insight) => look({ scope: scopeOf(entity_type, entity_id) }),
    }),
    [t, now, actions, feedback, showsNumbers, onOpen, onCorrect, onCompare, locale, timeZone, uses24h, look],
  )
}

type NothingProps = InsightListProps & { onLook: () => void }

/** Nothing to show, and why that is. */
function Nothing({ search, onSearch, onLook }: NothingProps) {
  const t = useInsightsText()
  const { data: lastRun, isPending } = useQuery({ ...insightQueries.lastRun(), throwOnError: false })
  if (countFilters(search) > 0) {
    return (
      <EmptyState icon={SearchX} sentence={t('empty.filtered')}>
        <Button onClick={() => onSearch(NO_FILTER)}>{t('filters.clear')}</Button>
      </EmptyState>
    )
  }
  if (search.from) return <EmptyState icon={Archive} sentence={t('empty.told')} />
  if (search.show) return <EmptyState icon={Archive} sentence={t(`empty.${search.show}`)} />
  if (isPending) return <ListSkeleton />
  if (!lastRun) {
    return (
      <EmptyState icon={Lightbulb} sentence={t('empty.never')} hint={t('empty.neverHint')}>
        <Button variant="primary" onClick={onLook}>
          {t('run.now')}
        </Button>
      </EmptyState>
    )
  }
  return <EmptyState icon={CircleCheck} sentence={t('empty.calm')} hint={t('empty.calmHint')} />
}

function ListSkeleton() {
  return (
    <div aria-hidden className="flex flex-col gap-7">
      <Skeleton className="h-6 w-32" />
      {[0, 1, 2].map((row) => (
        <div key={row} className="flex flex-col gap-2">
          <Skeleton className="h-5 w-3/5" />
          <Skeleton className="h-4 w-full max-w-prose" />
          <Skeleton className="h-4 w-2/5" />
        </div>
      ))}
    </div>
  )
}
