import { Link } from '@tanstack/react-router'
import { useInsightsText } from './insights-text.ts'

const TABS = [
  { to: '/insights', label: 'now' },
  { to: '/insights/trends', label: 'trends' },
  { to: '/insights/balance', label: 'balance' },
  { to: '/insights/decisions', label: 'decisions' },
] as const

/** The screens about insights, side by side. */
export function InsightsTabs() {
  const t = useInsightsText()
  return (
    <nav aria-label={t('title')} className="border-line -mx-1 mb-6 border-b">
      <ul className="flex">
        {TABS.map(({ to, label }) => (
          <li key={to}>
            <Link
              to={to}
              activeOptions={{ exact: true, includeSearch: false }}
              className="text-muted hover:text-ink aria-[current=page]:border-gold-fill aria-[current=page]:text-ink touch:h-11 -mb-px flex h-9 items-center border-b-2 border-transparent px-2 font-medium transition-colors duration-100 sm:px-3"
            >
              {t(`tabs.${label}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
