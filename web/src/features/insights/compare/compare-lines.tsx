import type { ReactNode } from 'react'
import type { EvidenceValue } from '../../../../../shared/hrm/evidence.ts'
import { instantText } from '../../../lib/format.ts'
import { useClock } from '../../../lib/profile.ts'
import { Confidence, Impact } from '../confidence.tsx'
import { Figures } from '../figures.tsx'
import type { Insight } from '../insight.ts'
import { useInsightsText } from '../insights-text.ts'
import { ruleName } from '../rule-names.ts'
import { figuresOf, figureText, termOf } from '../terms.ts'
import { percentOf } from '../words.ts'

/** Opens the receipt, at a figure where one was pressed. */
export type OnOpen = (insight: Insight, figure?: EvidenceValue) => void

export type CompareLine = { label: string; cell: (insight: Insight) => ReactNode }

/** What is compared, line by line, and how each insight fills a line. */
export function useCompareLines(showsNumbers: boolean, onOpen: OnOpen): CompareLine[] {
  const t = useInsightsText()
  const clock = useClock()
  return [
    {
      label: t('confidence.label'),
      cell: ({ confidence }) => <Confidence confidence={confidence} showsNumber={showsNumbers} />,
    },
    { label: t('impact.label'), cell: ({ impact }) => <Impact impact={impact} /> },
    { label: t('filters.type'), cell: ({ insight_type }) => t(`types.${insight_type}`) },
    { label: t('filters.about'), cell: ({ entity_type }) => t(`entities.${entity_type}`) },
    {
      label: t('compare.says'),
      cell: (insight) => (
        <Figures
          text={insight.summary}
          evidence={insight.evidence}
          onFigure={(figure) => onOpen(insight, figure)}
        />
      ),
    },
    {
      label: t('receipt.figures'),
      cell: ({ evidence }) => (
        <dl>
          {figuresOf(evidence.values).map((figure, index) => (
            <div key={index} className="flex justify-between gap-x-3">
              <dt className="text-muted min-w-0 flex-1">{termOf(figure.key, t)}</dt>
              <dd className="max-w-[60%] text-right">{figureText(figure, clock.locale, t)}</dd>
            </div>
          ))}
        </dl>
      ),
    },
    {
      label: t('receipt.rules'),
      cell: ({ evidence, rule_code }) =>
        evidence.rules.length === 0 ? (
          ruleName({ rule_code }, t)
        ) : (
          <ul>
            {evidence.rules.map(({ code, score, weight }) => (
              <li key={code}>
                {t('compare.rule', {
                  name: ruleName({ rule_code: code }, t),
                  score: percentOf(score),
                  weight: percentOf(weight),
                })}
              </li>
            ))}
          </ul>
        ),
    },
    { label: t('receipt.looked'), cell: ({ evidence }) => t('receipt.rowCount', { count: evidence.n }) },
    { label: t('receipt.since'), cell: ({ created_at }) => instantText(created_at, clock) },
  ]
}
