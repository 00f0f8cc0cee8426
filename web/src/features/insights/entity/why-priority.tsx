import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { evaluate } from '../../../../../shared/hrm/evaluate.ts'
import type { EntityScore } from '../../../../../shared/hrm/finding.ts'
import { useClock } from '../../../lib/profile.ts'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { Confidence } from '../confidence.tsx'
import { useInsightsText } from '../insights-text.ts'
import { ruleName } from '../rule-names.ts'
import { settingsQueries } from '../settings-queries.ts'
import { contentOf, termOf } from '../terms.ts'
import { percentOf } from '../words.ts'
import type { Entity } from './chain.ts'
import { WhyPillar } from './why-pillar.tsx'

type WhyPriorityProps = { entity: Entity; showsNumbers: boolean }

/** "Why this priority?": what each rule says of the row, worked out here and now when it is asked for. */
export function WhyPriority({ entity, showsNumbers }: WhyPriorityProps) {
  const t = useInsightsText()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <details className="mt-1" onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary className="text-muted hover:text-ink touch:min-h-11 flex items-center py-1 text-sm">
        {t('entity.why')}
      </summary>
      {isOpen &&
        (entity.type === 'pillar' ? (
          <WhyPillar id={entity.id} />
        ) : (
          <Reasons entity={entity} showsNumbers={showsNumbers} />
        ))}
    </details>
  )
}

function Reasons({ entity: { type, id }, showsNumbers }: WhyPriorityProps) {
  const t = useInsightsText()
  const { data: snapshot, isError } = useQuery({ ...settingsQueries.snapshot(), throwOnError: false })
  const { data: rules } = useQuery({ ...settingsQueries.rules(), throwOnError: false })
  const score = useMemo((): EntityScore | null => {
    if (!snapshot || !rules) return null
    const { scores } = evaluate(snapshot, rules, { only: [{ entity_type: type, entity_id: id }] })
    return scores.find(({ entity_id }) => entity_id === id) ?? null
  }, [snapshot, rules, type, id])

  if (isError) return <p className="text-muted pl-[1.375rem] text-sm">{t('entity.whyLater')}</p>
  if (!snapshot || !rules) return <Skeleton className="ml-[1.375rem] h-16 w-3/4" />
  if (!score) return <p className="text-muted pl-[1.375rem] text-sm">{t('entity.whyNothing')}</p>
  return (
    <div className="pl-[1.375rem]">
      <p className="flex flex-wrap items-baseline gap-x-3 text-sm">
        <span className="font-medium tabular-nums">
          {t('entity.score', { percent: percentOf(score.score) })}
        </span>
        <Confidence confidence={score.confidence} showsNumber={showsNumbers} />
      </p>
      <ul className="mt-1 flex flex-col gap-2.5">
        {[...score.results]
          .sort((a, b) => b.score * b.weight - a.score * a.weight)
          .map((result) => (
            <Reason key={result.code} result={result} />
          ))}
      </ul>
    </div>
  )
}

function Reason({ result }: { result: EntityScore['results'][number] }) {
  const t = useInsightsText()
  const { locale } = useClock()
  const { code, score, weight, reasoning, factors } = result
  const known = Object.entries(factors).filter(([, value]) => value !== null)
  return (
    <li className="text-sm">
      <p className="flex items-baseline gap-3">
        <span className="min-w-0 flex-1">
          <span className="font-medium">{ruleName({ rule_code: code }, t)}</span>: {reasoning}
        </span>
        <span className="text-muted whitespace-nowrap tabular-nums">
          {t('entity.times', { score: percentOf(score), weight: percentOf(weight) })}
        </span>
      </p>
      <span aria-hidden className="bg-pressed mt-1 block h-1 overflow-hidden rounded-full">
        <span
          className="bg-gold-fill block h-full rounded-full"
          style={{ width: `${percentOf(score * weight)}%` }}
        />
      </span>
      {known.length > 0 && (
        <p className="text-muted mt-0.5 text-xs">
          {known.map(([key, value]) => `${termOf(key, t)}: ${contentOf(key, value, locale, t)}`).join(' · ')}
        </p>
      )}
    </li>
  )
}
