import { useQuery } from '@tanstack/react-query'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { balanceQueries } from '../balance/balance-data.ts'
import { DEFAULT_PERIOD } from '../balance/balance-search.ts'
import { pillarLines } from '../balance/ledger.ts'
import { useInsightsText } from '../insights-text.ts'
import { BalanceLink } from '../receipt/balance-link.tsx'

/** No rule ranks pillars: what is in one counts by the share that was wanted for it, beside the one it had. */
export function WhyPillar({ id }: { id: string }) {
  const t = useInsightsText()
  const { data: balance, isError } = useQuery({ ...balanceQueries.of(DEFAULT_PERIOD), throwOnError: false })

  if (isError) return <p className="text-muted pl-[1.375rem] text-sm">{t('entity.whyLater')}</p>
  if (!balance) return <Skeleton className="ml-[1.375rem] h-12 w-3/4" />
  const line = pillarLines(balance).lines.find((pillar) => pillar.id === id)
  const declared = line?.declared ?? null
  return (
    <div className="flex flex-col gap-2 pl-[1.375rem] text-sm">
      <p>
        {declared === null
          ? t('entity.whyPillarUnset')
          : t('entity.whyPillar', { declared, lived: line?.percent ?? 0 })}
      </p>
      <BalanceLink pillarId={id} onLeave={() => undefined} />
    </div>
  )
}
