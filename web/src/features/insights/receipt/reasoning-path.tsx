import type { PathNode } from '../../../../../shared/hrm/insight.ts'
import { useClock } from '../../../lib/profile.ts'
import { Confidence } from '../confidence.tsx'
import { useInsightsText } from '../insights-text.ts'
import { contentOf, termOf } from '../terms.ts'
import { RowLink } from './row-link.tsx'

type ReasoningPathProps = { path: readonly PathNode[]; showsNumbers: boolean; onLeave: () => void }

const TABLES = { pillar: 'pillars', area: 'areas', project: 'projects', task: 'tasks', global: '' } as const

/** From what matters in life down to the row itself: why each level counts, and how sure that is. */
export function ReasoningPath({ path, showsNumbers, onLeave }: ReasoningPathProps) {
  const t = useInsightsText()
  const { locale } = useClock()
  return (
    <ol className="border-line ml-1 border-l">
      {path.map((node) => (
        <li key={`${node.level}-${node.entity_id ?? ''}`} className="relative pb-4 pl-5 last:pb-0">
          <span
            aria-hidden
            className="border-surface bg-gold-fill absolute top-1.5 -left-[5.5px] size-2.5 rounded-full border-2"
          />
          <p className="flex flex-wrap items-baseline justify-between gap-x-3">
            <span className="min-w-0">
              <span className="text-muted text-sm">{t(`entities.${node.level}`)} </span>
              {node.entity_id === null ? (
                <span className="font-medium">{node.entity_name}</span>
              ) : (
                <RowLink
                  table={TABLES[node.level]}
                  id={node.entity_id}
                  name={node.entity_name}
                  onLeave={onLeave}
                />
              )}
            </span>
            <Confidence confidence={node.confidence} showsNumber={showsNumbers} className="text-sm" />
          </p>
          <p className="wrap-anywhere">{node.reasoning}</p>
          {node.contributing_factors.length > 0 && (
            <dl className="text-muted mt-0.5 flex flex-wrap gap-x-3 text-sm">
              {node.contributing_factors.map(({ factor, value }) => (
                <div key={factor} className="flex gap-1">
                  <dt>{termOf(factor, t)}:</dt>
                  <dd className="text-ink tabular-nums">{contentOf(factor, value, locale, t)}</dd>
                </div>
              ))}
            </dl>
          )}
        </li>
      ))}
    </ol>
  )
}
