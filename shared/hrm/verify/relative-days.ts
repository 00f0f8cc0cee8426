import { type DayClaim, dateOf, keep, type Match } from './day-claims.ts'
import type { Held } from './held.ts'
import type { ReadNumber } from './numbers.ts'
import type { Scan } from './scan.ts'

/** Words that tell when something has to be done, not when one could do it. */
export const DUE =
  /\b(due|deadlines?|overdue|expire[sd]?|ends?|starts?|began|begins?|fällig|überfällig|frist\w*|ablauf|endet|beginnt|fertig bis|läuft|abgabe|since|until|seit|bis)\b/iu

const RELATIVE: readonly [RegExp, number][] = [
  [/(?<![\p{L}\p{N}])(?:the )?day after tomorrow(?!\p{L})|(?<!\p{L})übermorgen(?!\p{L})/giu, 2],
  [/(?<![\p{L}\p{N}])(?:the )?day before yesterday(?!\p{L})|(?<!\p{L})vorgestern(?!\p{L})/giu, -2],
  [/(?<![\p{L}\p{N}])tomorrow(?:'s|’s)?(?!\p{L})/giu, 1],
  [/(?<![\p{L}\p{N}])yesterday(?:'s|’s)?(?!\p{L})|(?<!\p{L})gestern(?!\p{L})/giu, -1],
]
/** Not the morning: “am Morgen”, “heute Morgen”. */
const MORGEN =
  /(?<!\p{L})(?<!\b(?:[Aa]m|[Dd]er|[Jj]ed(?:er|en)|den|dem|des|jeden|jedem|guten|diesen|diesem|heute|gestern|frühen|pro)\s)(?:morgen|Morgen(?=\s+\p{Ll}))(?!\p{L})/gu
const TODAY =
  /(?<!\p{L})(?:today(?:'s|’s)?|tonight|heute|heutigen?|this (?:morning|afternoon|evening))(?!\p{L})/giu
const PERIOD =
  /(?<!\p{L})(?<which>this|next|last|past|coming|previous|diese[rnsm]?|nächste[rnsm]?|letzte[rnsm]?|kommende[rnsm]?|vergangene[rnsm]?|vorige[rnsm]?)\s+(?<what>week|month|year|weekend|quarter|woche|monats?|jahr(?:es)?|wochenende|quartal)(?!\p{L})/giu
/** “Vorjahr”, “Vorwoche”. */
const BEFORE = /(?<!\p{L})vor(?<what>woche|monate?s?|jahre?s?|quartals?)(?!\p{L})/giu
const PERIOD_DAYS: Record<string, readonly [number, number]> = {
  week: [7, 7],
  woche: [7, 7],
  month: [28, 31],
  monat: [28, 31],
  quarter: [90, 92],
  quartal: [90, 92],
  year: [365, 366],
  jahr: [365, 366],
  weekend: [2, 2],
  wochenende: [2, 2],
}

const TOLD = /(?<!\p{L})(?:is|are|was|were|be|has|have|had|ist|sind|war|waren|wird|hat|hast)(?!\p{L})/iu
const AHEAD = /left|remaining|ahead/
const PAST = /overdue|late|idle|since|stalled/

/** A period of days that a text tells without a number: “last week”. */
export type ToldPeriod = Pick<ReadNumber, 'at' | 'end' | 'value' | 'held'>

/** Days that are told from today: they are those of the evidence, or as many days away as it says. */
export function readRelativeDays(scan: Scan, held: Held, claims: DayClaim[]): ToldPeriod[] {
  const { today, days, numbers } = held
  const counts = numbers.filter(({ units }) => units.includes('days'))
  const told = days.filter(({ isToday }) => !isToday)
  const awayBy = (offset: number) => [
    ...(today === null ? [] : told.filter(({ day }) => day === today + offset)),
    ...counts.filter(
      ({ key, value }) => Math.abs(value) === Math.abs(offset) && (offset < 0 ? PAST : AHEAD).test(key),
    ),
  ]
  for (const [pattern, offset] of RELATIVE)
    scan.each(pattern, 'date', (match) => keep(claims, match, awayBy(offset)))
  scan.each(MORGEN, 'date', (match) => keep(claims, match, awayBy(1)))
  scan.each(TODAY, 'date', (match) =>
    DUE.test(scan.clauseAt(match.index)) && !isAdvised(scan, match)
      ? keep(claims, match, [...awayBy(0), ...counts.filter(({ value }) => value === 0)])
      : today !== null,
  )
  const periods: ToldPeriod[] = []
  const isInPeriod = (match: Match, which: string, what: string): boolean => {
    const unit = what.toLowerCase().replace(/(monat|jahr|quartal)e?s?$/, '$1')
    const [least, most] = PERIOD_DAYS[unit]!
    const isPast = /^(last|past|previous|letzt|vergangen|vorig)/i.test(which)
    const isNow = /^(this|diese)/i.test(which)
    const spans = isPast ? counts.filter(({ value }) => value >= least && value <= most) : []
    if (spans[0]) {
      const { index: at, 0: text } = match
      periods.push({ at, end: at + text.length, value: spans[0].value, held: spans })
      return true
    }
    if (today === null) return false
    // When one could do something, not when it has to be done.
    if (!isPast && !DUE.test(scan.clauseAt(match.index)) && !TOLD.test(scan.clauseAt(match.index)))
      return true
    const wanted = periodOf(today, unit) + (isNow ? 0 : isPast ? -1 : 1)
    const within = told.filter(
      ({ day }) => periodOf(day, unit) === wanted && (!unit.includes('end') || isWeekend(day)),
    )
    return keep(claims, match, within)
  }
  scan.each(PERIOD, 'date', (match) => isInPeriod(match, match.groups!.which!, match.groups!.what!))
  scan.each(BEFORE, 'date', (match) => isInPeriod(match, 'last', match.groups!.what!))
  return periods
}

/** “… is overdue and should find a place today”. */
const isAdvised = (scan: Scan, { index }: Match) =>
  /(?<!\p{L})(?:should|would|could|deserves|würde|sollte|könnte|verdient|gehört)\s[^.;!?]*$/iu.test(
    scan.text.slice(scan.sentenceAt(index)[0], index),
  )

const isWeekend = (day: number) => [0, 6].includes(dateOf(day).getUTCDay())

/** A number that is the same for all days of a week (from Monday), month, quarter or year. */
function periodOf(day: number, what: string): number {
  const [year, month] = [dateOf(day).getUTCFullYear(), dateOf(day).getUTCMonth() + 1]
  if (what.startsWith('w')) return Math.floor((day + 3) / 7)
  if (what.startsWith('m')) return year * 12 + month
  return what.startsWith('q') ? year * 4 + Math.ceil(month / 3) : year
}
