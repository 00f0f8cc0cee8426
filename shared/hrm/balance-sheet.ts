import type { Snapshot } from './snapshot.ts'

export interface BalanceRow {
  /** Null: lived, but given to no pillar. */
  pillar_id: string | null
  /** Percent of time the person wants to give it; null where nothing is set. */
  declared_percent: number | null
  lived_minutes: number
  /** Whole percent of all lived minutes; together 100. */
  lived_percent: number
}

export interface BalanceSheet {
  total_minutes: number
  /** One row for each pillar, in order of ids, and last the one of what is unassigned. */
  rows: BalanceRow[]
}

/** A snapshot, or as much of one as a balance needs. */
interface Lived {
  pillars: readonly Pick<Snapshot['pillars'][number], 'id' | 'time_allocation_percentage'>[]
  minutes: readonly Pick<Snapshot['minutes'][number], 'pillar_id' | 'minutes'>[]
}

/**
 * Declared shares against lived minutes, in a snapshot those of the last 28 days. Every minute stands in exactly one row, and what belongs
 * to no pillar (or to one that is not in the snapshot) is shown, never hidden: the rows add up to the total.
 */
export function balanceSheet({ pillars, minutes }: Lived): BalanceSheet {
  const lived = new Map<string | null, number>([...pillars.map(({ id }) => [id, 0] as const), [null, 0]])
  let total = 0
  for (const row of minutes) {
    const place = lived.has(row.pillar_id) ? row.pillar_id : null
    lived.set(place, lived.get(place)! + row.minutes)
    total += row.minutes
  }
  const declared = new Map(
    pillars.map(({ id, time_allocation_percentage }) => [id, time_allocation_percentage]),
  )
  const ids: (string | null)[] = [...declared.keys()].sort()
  const places = [...ids, null]
  const percents = wholePercents(places.map((id) => lived.get(id)!))
  return {
    total_minutes: total,
    rows: places.map((id, i) => ({
      pillar_id: id,
      declared_percent: id === null ? null : (declared.get(id) ?? null),
      lived_minutes: lived.get(id)!,
      lived_percent: percents[i]!,
    })),
  }
}

/** Whole percents that add up to 100: what rounding down leaves goes to the largest remainders. All 0 of nothing. */
export function wholePercents(amounts: readonly number[]): number[] {
  const total = amounts.reduce((sum, amount) => sum + amount, 0)
  if (total <= 0) return amounts.map(() => 0)
  const exact = amounts.map((amount) => (100 * amount) / total)
  const percents = exact.map(Math.floor)
  const left = 100 - percents.reduce((sum, percent) => sum + percent, 0)
  const order = exact.map((value, i) => ({ i, rest: value - Math.floor(value) }))
  order.sort((a, b) => b.rest - a.rest || a.i - b.i)
  for (const { i } of order.slice(0, left)) percents[i]! += 1
  return percents
}
