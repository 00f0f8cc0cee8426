import { moneyDigits } from '../../lib/money.ts'
import { Section } from '../../ui/section.tsx'
import { useMoney } from './use-money.ts'
import { useUsageText } from './usage-text.ts'

export type Share = { id: string; name: string; calls: number; cost: number }

type ShareTableProps = { title: string; column: string; shares: readonly Share[] }

/** Who had which part of what was spent, the dearest first. */
export function ShareTable({ title, column, shares }: ShareTableProps) {
  const t = useUsageText()
  const money = useMoney()
  const largest = Math.max(1, ...shares.map(({ cost }) => cost))
  const digits = moneyDigits(largest)

  return (
    <Section title={title}>
      <table className="w-full table-fixed text-left">
        <thead className="text-muted text-sm">
          <tr>
            <th scope="col" className="pb-1 font-medium">
              {column}
            </th>
            <th scope="col" className="w-20 pb-1 pl-4 text-right font-medium">
              {t('table.calls')}
            </th>
            <th scope="col" className="w-26 pb-1 pl-4 text-right font-medium">
              {t('table.cost')}
            </th>
          </tr>
        </thead>
        <tbody className="divide-line divide-y">
          {shares.map(({ id, name, calls, cost }) => (
            <tr key={id} className="align-baseline">
              <th scope="row" className="py-2 font-normal wrap-anywhere">
                {name}
                <span aria-hidden className="bg-pressed mt-1.5 block h-1 overflow-hidden rounded-full">
                  <span
                    className="bg-gold-fill block h-full rounded-full"
                    style={{ width: `${(cost * 100) / largest}%` }}
                  />
                </span>
              </th>
              <td className="text-muted py-2 pl-4 text-right tabular-nums">{calls}</td>
              <td className="py-2 pl-4 text-right whitespace-nowrap tabular-nums">{money(cost, digits)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}
