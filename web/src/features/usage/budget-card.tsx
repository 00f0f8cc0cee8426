import { useClock } from '../../lib/profile.ts'
import { longDay } from '../../lib/format.ts'
import { cx } from '../../ui/classes.ts'
import { Notice } from '../../ui/notice.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { type BudgetState, ownMoney, usedPercent } from './usage-data.ts'
import { useMoney } from './use-money.ts'
import { useUsageText } from './usage-text.ts'

const NEAR_PERCENT = 80

/** What is spent, held back and left this month: in money, and in answers. */
export function BudgetCard({ state }: { state: BudgetState }) {
  const t = useUsageText()
  const money = useMoney()
  const { locale } = useClock()
  const { spent, reserved, limit, left } = ownMoney(state)
  const { interactions } = state
  const resetsOn = longDay(state.resets_at.slice(0, 10), locale)

  return (
    <div className="flex flex-col gap-6">
      <BudgetNotice state={state} resetsOn={resetsOn} />
      <section
        aria-label={t('budget.title')}
        className="border-line bg-surface shadow-card rounded-lg border p-5"
      >
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="text-xl font-semibold tabular-nums">{money(left ?? spent)}</span>
          <span className="text-muted">
            {limit === null ? t('budget.spentOnly') : t('budget.leftOf', { limit: money(limit) })}
          </span>
        </p>
        {limit !== null && (
          <div
            role="meter"
            aria-label={t('budget.meter')}
            aria-valuemin={0}
            aria-valuemax={Math.max(limit, spent + reserved, 1)}
            aria-valuenow={spent + reserved}
            aria-valuetext={t('budget.meterText', { spent: money(spent), limit: money(limit) })}
            className="bg-pressed mt-3 flex h-2 gap-px overflow-hidden rounded-full"
          >
            <span className="bg-gold-fill h-full" style={{ width: share(spent, limit) }} />
            <span className="bg-gold-soft-strong h-full" style={{ width: share(reserved, limit) }} />
          </div>
        )}
        <dl className="mt-3 flex flex-wrap gap-x-6 gap-y-1 text-sm">
          <Part dot="bg-gold-fill" name={t('budget.spent')} amount={money(spent)} />
          <Part dot="bg-gold-soft-strong" name={t('budget.reserved')} amount={money(reserved)} />
        </dl>
        <dl className="border-line mt-5 grid gap-x-6 gap-y-4 border-t pt-5 sm:grid-cols-3">
          <Count name={t('answers.month')} used={interactions.used} allowed={interactions.allowed} />
          <Count name={t('answers.today')} used={interactions.today} allowed={interactions.allowed_today} />
          <Count
            name={t('answers.strategic')}
            used={interactions.strategic}
            allowed={interactions.allowed_strategic}
          />
        </dl>
        <p className="text-muted mt-5 text-sm">{t('budget.resets', { day: resetsOn })}</p>
      </section>
    </div>
  )
}

const share = (amount: number, limit: number) => `${limit > 0 ? Math.min(100, (amount * 100) / limit) : 100}%`

function BudgetNotice({ state, resetsOn }: { state: BudgetState; resetsOn: string }) {
  const t = useUsageText()
  const { spent, limit } = ownMoney(state)
  const { used, allowed } = state.interactions
  const percent = Math.max(limit === null ? 0 : usedPercent(spent, limit), usedPercent(used, allowed))
  if (percent < NEAR_PERCENT) return null
  if (percent < 100) return <Notice>{t('budget.near', { percent })}</Notice>
  return <Notice tone="danger">{t('budget.exhausted', { day: resetsOn })}</Notice>
}

function Part({ dot, name, amount }: { dot: string; name: string; amount: string }) {
  return (
    <div className="flex items-center gap-2">
      <span aria-hidden className={cx('ring-line size-2.5 rounded-full ring-1 ring-inset', dot)} />
      <dt className="text-muted">{name}</dt>
      <dd className="font-medium tabular-nums">{amount}</dd>
    </div>
  )
}

function Count({ name, used, allowed }: { name: string; used: number; allowed: number }) {
  const t = useUsageText()
  const words = t('answers.of', { used, allowed })
  return (
    <div>
      <dt className="text-muted text-sm">{name}</dt>
      <dd className="mt-0.5 font-medium tabular-nums">{words}</dd>
      <dd className="mt-2">
        <ProgressBar done={used} total={allowed} label={`${name}: ${words}`} className="w-full" />
      </dd>
    </div>
  )
}
