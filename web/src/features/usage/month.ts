import { addDays, type Day } from '../../lib/dates.ts'

/** A calendar month, `YYYY-MM`. Budgets and ledger count months in UTC. */
export type Month = string

const MONTH = /^(20\d\d)-(0[1-9]|1[0-2])$/

export const isMonth = (value: unknown): value is Month => typeof value === 'string' && MONTH.test(value)

export const monthOf = (instant: Date): Month => instant.toISOString().slice(0, 7)

export const firstDayOf = (month: Month): Day => `${month}-01`

export function addMonths(month: Month, count: number): Month {
  const first = new Date(`${month}-01T00:00:00Z`)
  first.setUTCMonth(first.getUTCMonth() + count)
  return monthOf(first)
}

export function daysOf(month: Month): Day[] {
  const days: Day[] = []
  for (let day = firstDayOf(month); day.startsWith(month); day = addDays(day, 1)) days.push(day)
  return days
}

/** What the address of the usage screen may say: a month that is over; this one is meant otherwise. */
export type UsageSearch = { month?: Month }

export function parseUsageSearch({ month }: Record<string, unknown>, now = new Date()): UsageSearch {
  return isMonth(month) && month < monthOf(now) ? { month } : {}
}
