import type { Evidence, EvidenceRow } from '../evidence.ts'
import type { HeldDay, HeldNumber } from './held.ts'

/** Numbers of rows of which a text can name the first. */
const COUNTED = /(?:^|[._])(?:waiting|blocker|overdue)_count$|^count$/

const isOpen = ({ values: { status } }: EvidenceRow) => status !== 'completed'

/** Numbers nobody wrote down, that follow from what stands there: days from today, what is left of a project. */
export function derivedFrom(
  { rows, values }: Evidence,
  days: readonly HeldDay[],
  today: number | null,
): HeldNumber[] {
  const open = new Set(rows.filter(isOpen).map(({ id }) => id))
  const derived: HeldNumber[] = []
  const add = (key: string, value: number, unit: 'days' | 'count' | 'percent', ids: readonly string[]) =>
    derived.push({ key: `derived.${key}`, value, units: [unit], rows: ids })
  for (const { day, rows: ids, isToday } of days) {
    if (today === null || isToday || day === today) continue
    if (day > today) add('left_days', day - today, 'days', ids)
    else if (ids.length === 0) add('since_days', today - day, 'days', ids)
    else if (ids.every((id) => open.has(id))) add('overdue_days', today - day, 'days', ids)
  }
  const percent = (pattern: RegExp) => values.find(({ key }) => pattern.test(key))?.value
  const [lived, wanted] = [percent(/lived_percent$/), percent(/(?:target|declared)_percent$/)]
  if (typeof lived === 'number' && typeof wanted === 'number')
    add('gap_percent', Math.abs(lived - wanted), 'percent', [])
  for (const { id, values } of rows) {
    const { task_count: all, completed_count: done } = values
    if (typeof all !== 'number' || typeof done !== 'number' || all === 0) continue
    add('open', all - done, 'count', [id])
    add('done_percent', Math.round((100 * done) / all), 'percent', [id])
  }
  for (const { key, value, rows: ids } of values) {
    if (!COUNTED.test(key) || value !== ids.length) continue
    for (let rest = 1; rest <= value; rest++) add('unnamed_rest', rest, 'count', ids)
  }
  for (const table of new Set(rows.map((row) => row.table))) {
    const listed = rows.filter((row) => row.table === table).map(({ id }) => id)
    if (listed.length > 1) add(`listed.${table}`, listed.length, 'count', listed)
  }
  return derived
}
