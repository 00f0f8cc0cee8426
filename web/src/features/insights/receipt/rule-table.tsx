import type { Evidence } from '../../../../../shared/hrm/evidence.ts'
import { useInsightsText } from '../insights-text.ts'
import { ruleName } from '../rule-names.ts'
import { percentOf } from '../words.ts'

/** The rules that spoke: how each judged, how much it counts, how sure it was. */
export function RuleTable({ rules }: { rules: Evidence['rules'] }) {
  const t = useInsightsText()
  return (
    <table className="w-full table-fixed text-left">
      <thead className="text-muted text-sm">
        <tr>
          <th scope="col" className="pb-1 font-medium">
            {t('receipt.rule')}
          </th>
          {(['score', 'weight', 'sure'] as const).map((column) => (
            <th key={column} scope="col" className="w-18 pb-1 pl-2 text-right font-medium">
              {t(`receipt.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="divide-line divide-y">
        {rules.map(({ code, version, score, weight, confidence }) => (
          <tr key={code} className="align-baseline">
            <th scope="row" className="py-2 font-normal wrap-anywhere">
              {ruleName({ rule_code: code }, t)}
              <span className="text-muted block text-xs">{t('receipt.ruleVersion', { code, version })}</span>
              <span aria-hidden className="bg-pressed mt-1.5 block h-1 overflow-hidden rounded-full">
                <span
                  className="bg-gold-fill block h-full rounded-full"
                  style={{ width: `${percentOf(score * weight)}%` }}
                />
              </span>
            </th>
            {[score, weight, confidence].map((share, index) => (
              <td key={index} className="py-2 pl-2 text-right tabular-nums">
                {t('percent', { percent: percentOf(share) })}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
