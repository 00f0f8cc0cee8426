import { useQuery } from '@tanstack/react-query'
import { RefreshCw } from 'lucide-react'
import { Suspense, useId, useState } from 'react'
import type { EvidenceValue } from '../../../../../shared/hrm/evidence.ts'
import { Button } from '../../../ui/button.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import type { Insight } from '../insight.ts'
import { InsightsText, useInsightsText } from '../insights-text.ts'
import { insightQueries } from '../queries.ts'
import { Receipt } from '../receipt/receipt.tsx'
import { settingsQueries } from '../settings-queries.ts'
import { useLiveInsights } from '../use-live-insights.ts'
import { scopeOf, useIsLooking, useRunInsights } from '../use-run-insights.ts'
import type { Entity } from './chain.ts'
import { InsightLine } from './insight-line.tsx'
import { useChain } from './use-chain.ts'
import { WhyPriority } from './why-priority.tsx'

/** What the rules say of one row and of what stands above it, and why it stands where it does. */
export function EntityInsights({ entity }: { entity: Entity }) {
  return (
    <Suspense fallback={<Skeleton className="h-5 w-32" />}>
      <InsightsText>
        <Content entity={entity} />
      </InsightsText>
    </Suspense>
  )
}

function Content({ entity }: { entity: Entity }) {
  const t = useInsightsText()
  const headingId = useId()
  const ids = useChain(entity)
  const { data: insights } = useQuery({
    ...insightQueries.about(ids ?? []),
    enabled: ids !== null,
    throwOnError: false,
  })
  const { data: preferences } = useQuery({ ...settingsQueries.preferences(), throwOnError: false })
  const { mutate: look } = useRunInsights()
  const isLooking = useIsLooking()
  const [opened, setOpened] = useState<{ insight: Insight; figure?: EvidenceValue } | null>(null)
  useLiveInsights()
  const own = insights?.filter(({ entity_id }) => entity_id === entity.id) ?? []
  const above = insights?.filter(({ entity_id }) => entity_id !== entity.id) ?? []
  const line = {
    showsNumbers: preferences?.show_confidence_scores ?? true,
    onOpen: (insight: Insight, figure?: EvidenceValue) => setOpened({ insight, figure }),
    onLookAgain: ({ entity_type, entity_id }: Insight) => look({ scope: scopeOf(entity_type, entity_id) }),
  }

  return (
    <section aria-labelledby={headingId}>
      <div className="flex items-center justify-between gap-2">
        <h3 id={headingId} className="text-sm font-semibold">
          {t('title')}
        </h3>
        <Button
          variant="quiet"
          size="sm"
          isBusy={isLooking}
          className="-mr-3"
          onClick={() => look({ scope: { entity_type: entity.type, entity_id: entity.id } })}
        >
          <RefreshCw aria-hidden className="size-3.5" strokeWidth={2} />
          {t('entity.analyze')}
        </Button>
      </div>
      {insights === undefined ? (
        <Skeleton className="h-5 w-3/5" />
      ) : own.length === 0 ? (
        <p className="text-muted text-sm">{t('entity.none')}</p>
      ) : (
        <ul className="flex flex-col gap-2">
          {own.map((insight) => (
            <InsightLine key={insight.id} insight={insight} {...line} />
          ))}
        </ul>
      )}
      {above.length > 0 && (
        <details className="mt-2">
          <summary className="text-muted hover:text-ink touch:min-h-11 flex items-center py-1 text-sm">
            {t('entity.above', { count: above.length })}
          </summary>
          <ul className="flex flex-col gap-2 pt-1 pl-[1.375rem]">
            {above.map((insight) => (
              <InsightLine key={insight.id} insight={insight} {...line} />
            ))}
          </ul>
        </details>
      )}
      <WhyPriority entity={entity} showsNumbers={line.showsNumbers} />
      {opened && <Receipt insight={opened.insight} figure={opened.figure} onClose={() => setOpened(null)} />}
    </section>
  )
}
