import { MessageSquareWarning, Pin, ReceiptText, ThumbsDown, ThumbsUp, X } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { useState } from 'react'
import { instantText } from '../../../lib/format.ts'
import { useClock } from '../../../lib/profile.ts'
import { useInsightsText } from '../insights-text.ts'
import { RuleTable } from '../receipt/rule-table.tsx'
import { ruleName } from '../rule-names.ts'
import { WeightChangeRow } from '../rules/weight-change-row.tsx'
import { percentOf } from '../words.ts'
import type { Decision } from './decisions-data.ts'
import type { DecisionKind } from './decisions-search.ts'

const ICONS: Record<DecisionKind, LucideIcon> = {
  helpful: ThumbsUp,
  not_helpful: ThumbsDown,
  corrected: MessageSquareWarning,
  reasoning: ReceiptText,
  dismissed: X,
  pinned: Pin,
}

type DecisionRowProps = { decision: Decision; tabIndex: number; onOpen: (insightId: string) => void }

/** What was decided, about what, what was judged by it, and what it moved. */
export function DecisionRow({ decision, tabIndex, onOpen }: DecisionRowProps) {
  const t = useInsightsText()
  const clock = useClock()
  const { kind, title, summary, decided_at, insight_id, told_text, score, adjusted_score, moved } = decision
  const Icon = ICONS[kind]

  return (
    <article className="flex gap-3 py-3.5">
      <span className="bg-sunken text-muted mt-0.5 grid size-8 shrink-0 place-items-center rounded-full">
        <Icon aria-hidden className="size-4" strokeWidth={1.75} />
      </span>
      <div className="min-w-0 flex-1">
        <p className="text-muted flex flex-wrap gap-x-3 text-sm">
          <span className="text-ink font-medium">{t(`decisions.kinds.${kind}`)}</span>
          <span>{instantText(decided_at, clock)}</span>
        </p>
        <h2 className="font-medium wrap-anywhere">
          {insight_id === null ? (
            <span data-row-focus="" tabIndex={tabIndex} className="rounded-sm">
              {title}
            </span>
          ) : (
            <button
              type="button"
              data-row-focus=""
              tabIndex={tabIndex}
              onClick={() => onOpen(insight_id)}
              className="hover:text-gold touch:min-h-11 rounded-sm text-left"
            >
              {title}
            </button>
          )}
        </h2>
        {told_text !== null && (
          <blockquote className="border-gold-fill mt-1 max-w-prose border-l-2 pl-3 wrap-anywhere">
            {told_text}
          </blockquote>
        )}
        {adjusted_score !== null && (
          <p className="mt-1 text-sm">
            {score === null
              ? t('decisions.scoreAlone', { yours: percentOf(adjusted_score) })
              : t('decisions.score', { yours: percentOf(adjusted_score), theirs: percentOf(score) })}
          </p>
        )}
        {moved.length > 0 && (
          <ul aria-label={t('decisions.moved')} className="divide-line border-line mt-2 divide-y border-y">
            {moved.map((change) => (
              <WeightChangeRow key={change.id} change={change} name={ruleName(change, t)} />
            ))}
          </ul>
        )}
        <Judged summary={summary} rules={decision.applied_rules} tabIndex={tabIndex} />
      </div>
    </article>
  )
}

type JudgedProps = { summary: string; rules: Decision['applied_rules']; tabIndex: number }

/** What the insight said and which rules spoke for it, as it was when it was judged. */
function Judged({ summary, rules, tabIndex }: JudgedProps) {
  const t = useInsightsText()
  const [isOpen, setIsOpen] = useState(false)
  if (summary === '' && rules.length === 0) return null
  return (
    <details className="mt-1" onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary
        tabIndex={tabIndex}
        className="text-muted hover:text-ink touch:min-h-11 flex items-center py-0.5 text-sm"
      >
        {t('decisions.judged')}
      </summary>
      {isOpen && (
        <div className="mt-1 mb-2">
          <p className="text-muted mb-3 max-w-prose wrap-anywhere">{summary}</p>
          {rules.length > 0 ? (
            <RuleTable rules={rules} />
          ) : (
            <p className="text-muted text-sm">{t('decisions.noRules')}</p>
          )}
        </div>
      )}
    </details>
  )
}
