import type { ReactNode } from 'react'
import { instantText } from '../../../lib/format.ts'
import { useClock } from '../../../lib/profile.ts'
import { Dialog, DialogBody } from '../../../ui/dialog.tsx'
import { Confidence, Impact } from '../confidence.tsx'
import type { Insight } from '../insight.ts'
import { useInsightsText } from '../insights-text.ts'
import { ruleName } from '../rule-names.ts'
import { figuresOf, termOf } from '../terms.ts'
import { percentOf, valueText } from '../words.ts'

type CompareDialogProps = { insights: readonly Insight[]; showsNumbers: boolean; onClose: () => void }

/** Two or three insights side by side, line by line. */
export function CompareDialog({ insights, showsNumbers, onClose }: CompareDialogProps) {
  const t = useInsightsText()
  const clock = useClock()
  const lines: [label: string, cell: (insight: Insight) => ReactNode][] = [
    [
      t('confidence.label'),
      ({ confidence }) => <Confidence confidence={confidence} showsNumber={showsNumbers} />,
    ],
    [t('impact.label'), ({ impact }) => <Impact impact={impact} />],
    [t('filters.type'), ({ insight_type }) => t(`types.${insight_type}`)],
    [t('filters.about'), ({ entity_type }) => t(`entities.${entity_type}`)],
    [t('compare.says'), ({ summary }) => summary],
    [
      t('receipt.figures'),
      ({ evidence }) => (
        <ul>
          {figuresOf(evidence.values).map(({ key, value, unit }, index) => (
            <li key={index}>
              <span className="text-muted">{termOf(key, t)}</span> {valueText(value, unit, clock.locale)}
            </li>
          ))}
        </ul>
      ),
    ],
    [
      t('receipt.rules'),
      ({ evidence, rule_code }) =>
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
    ],
    [t('receipt.looked'), ({ evidence }) => t('receipt.rowCount', { count: evidence.n })],
    [t('receipt.since'), ({ created_at }) => instantText(created_at, clock)],
  ]

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('compare.title')}
      closeLabel={t('close')}
      focusesItself
      className="md:w-[min(60rem,calc(100vw-4rem))]!"
    >
      <DialogBody className="overflow-x-auto">
        <table className="w-full min-w-[32rem] table-fixed text-left text-sm">
          <thead>
            <tr className="align-top">
              <td className="w-24 sm:w-32" />
              {insights.map(({ id, title }) => (
                <th key={id} scope="col" className="px-2 pb-3 text-base font-semibold wrap-anywhere">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-line divide-y">
            {lines.map(([label, cell]) => (
              <tr key={label} className="align-top">
                <th scope="row" className="text-muted py-2.5 pr-2 font-medium">
                  {label}
                </th>
                {insights.map((insight) => (
                  <td key={insight.id} className="px-2 py-2.5 wrap-anywhere tabular-nums">
                    {cell(insight)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </DialogBody>
    </Dialog>
  )
}
