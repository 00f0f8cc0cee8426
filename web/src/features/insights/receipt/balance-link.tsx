import { Link } from '@tanstack/react-router'
import { Scale } from 'lucide-react'
import { buttonClass } from '../../../ui/button.tsx'
import { NONE } from '../balance/balance-search.ts'
import type { Insight } from '../insight.ts'
import { useInsightsText } from '../insights-text.ts'

const CODES = ['GENERATOR_SHARE', 'GENERATOR_UNASSIGNED']

/** Whether an insight states figures of the balance. */
export const isAboutTime = ({ rule_code }: Pick<Insight, 'rule_code'>): boolean => CODES.includes(rule_code)

/** From an insight about time to the same figure in the balance; of no pillar, to what is unassigned. */
export function BalanceLink({ pillarId, onLeave }: { pillarId: string | null; onLeave: () => void }) {
  const t = useInsightsText()
  return (
    <div>
      <Link
        to="/insights/balance"
        search={{ at: pillarId ?? NONE }}
        onClick={onLeave}
        className={buttonClass('secondary', 'sm')}
      >
        <Scale aria-hidden className="text-gold size-4" strokeWidth={1.75} />
        {t('receipt.toBalance')}
      </Link>
    </div>
  )
}
