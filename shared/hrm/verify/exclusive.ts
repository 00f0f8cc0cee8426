import type { Held } from './held.ts'
import type { ReadNumber } from './numbers.ts'
import type { Scan } from './scan.ts'
import type { SubjectFinder } from './subjects.ts'

/** Right before names, or between them and “the only one”. */
const ONLY_BEFORE =
  /(?<!\p{L})(?:only|just|nur|bloß|lediglich|allein|ausschließlich|solely|alone)\s+(?:noch\s+|still\s+|on\s+|for\s+|by\s+|auf\s+|an\s+|in\s+)?$/iu
const ONLY_BEHIND =
  /^\s*(?:is|ist|was|war|remains|bleibt)\s+(?:the|die|der|das|your|dein\p{L}*)\s+(?:only|sole|einzige[nrs]?)(?!\p{L})|^\s+(?:alone|allein)(?!\p{L})/iu
const ADVICE =
  /(?<!\p{L})(?:start|begin|do|take|plan|keep|concentrate|focus|mach|nimm|beginn|fang|erledige|plane)(?!\p{L})/iu

/** “Only A”: where others were counted with it, they are left out. */
export function readOnly(scan: Scan, { numbers, evidence }: Held, finder: SubjectFinder): void {
  const tableOf = (id: string) => evidence.rows.find((row) => row.id === id)?.table
  const places = finder.namesWithin(0, scan.text.length)
  for (const place of places) {
    const [from, to] = scan.partAt(place.at)
    const isOnly =
      ONLY_BEFORE.test(scan.text.slice(from, place.at)) || ONLY_BEHIND.test(scan.text.slice(place.end, to))
    if (!isOnly || ADVICE.test(scan.text.slice(from, place.at))) continue
    const named = finder.idsWithin(from, to)
    const isPartial = numbers.some(
      ({ units, value, rows }) =>
        units[0] === 'count' &&
        value > 1 &&
        rows.length === value &&
        place.ids.some((id) => rows.includes(id)) &&
        new Set(rows.map(tableOf)).size === 1 &&
        rows.some((id) => !named.includes(id)),
    )
    if (isPartial) scan.reject('comparison', place.at, place.end)
  }
}

const EVERY =
  /(?<!\p{L})(?:all|both|each|every|alle|beide|beiden|jede[rs]?|sämtliche)(?!\p{L})(?!\s+(?:of\s+)?(?:your|the|deine[nr]?)?\s*(?:time|zeit|pillars?|säulen))[^,;:]*$/iu

/** “All three for 11 days”: each of them has to be. */
export function readNumbersOfAll(
  scan: Scan,
  held: Held,
  finder: SubjectFinder,
  read: readonly ReadNumber[],
): void {
  for (const { at, end, unit, value, isPeriod, bound } of read) {
    if (unit.kind !== 'days' || isPeriod || bound) continue
    const [from] = scan.partAt(at)
    const before = scan.text.slice(from, at)
    if (!EVERY.test(before) || finder.namesWithin(from, at).length > 0) continue
    if (
      !/(?<!\p{L})(?:overdue|late|waiting|waited|überfällig|gewartet|warten|fällig|due)(?!\p{L})/iu.test(
        scan.clauseAt(at),
      )
    )
      continue
    const late = held.numbers.filter(({ key }) => /^derived\.(?:overdue|left)_days$/.test(key))
    if (late.some((one) => one.value !== value * unit.factor)) scan.reject('number', at, end)
  }
}
