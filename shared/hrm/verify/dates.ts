import { type DayClaim, dateOf, keep, type Match } from './day-claims.ts'
import type { Held, HeldDay } from './held.ts'
import { germanNumber, readEnglish } from './number-words.ts'
import { DUE } from './relative-days.ts'
import type { Scan } from './scan.ts'

const MONTHS: readonly string[][] = [
  ['january', 'jan', 'januar', 'jänner'],
  ['february', 'feb', 'februar'],
  ['march', 'mar', 'märz', 'mär'],
  ['april', 'apr'],
  ['may', 'mai'],
  ['june', 'jun', 'juni'],
  ['july', 'jul', 'juli'],
  ['august', 'aug'],
  ['september', 'sep', 'sept'],
  ['october', 'oct', 'oktober', 'okt'],
  ['november', 'nov'],
  ['december', 'dec', 'dezember', 'dez'],
]
const WEEKDAYS: readonly string[][] = [
  ['sunday', 'sun', 'sonntag'],
  ['monday', 'mon', 'montag'],
  ['tuesday', 'tue', 'tues', 'dienstag'],
  ['wednesday', 'wed', 'mittwoch'],
  ['thursday', 'thu', 'thurs', 'donnerstag'],
  ['friday', 'fri', 'freitag'],
  ['saturday', 'sat', 'samstag', 'sonnabend'],
]
const indexOf = (lists: readonly string[][]) =>
  new Map(lists.flatMap((list, i) => list.map((word) => [word, i] as const)))
const MONTH_OF = indexOf(MONTHS)
const WEEKDAY_OF = indexOf(WEEKDAYS)
const oneOf = (words: Iterable<string>) => [...words].sort((a, b) => b.length - a.length).join('|')

const MONTH = `(?<month>${oneOf(MONTH_OF.keys())})\\.?`
const LONG_WEEKDAYS = [...WEEKDAY_OF.keys()].filter((word) => word.length > 5)
const WEEKDAY = `(?:(?<weekday>${oneOf(WEEKDAY_OF.keys())})\\.?,?\\s+(?:(?:the|den|dem|der)\\s+)?)?`
const YEAR = `(?:,?\\s*(?<year>\\d{4})(?![\\d.,]\\d|\\d))?`
const DAY = `(?<day>\\d{1,2})`
const FREE = `(?<![\\p{L}\\p{N}.,/:-])`
const END = `(?![\\p{L}\\p{N}])`

const WRITTEN = [
  `${FREE}${WEEKDAY}${DAY}(?:\\.|st|nd|rd|th)?\\s*(?:of\\s+)?${MONTH}${END}${YEAR}`,
  `${FREE}${WEEKDAY}${MONTH}\\s+(?:the\\s+)?${DAY}(?:st|nd|rd|th)?(?![\\d:%])${YEAR}`,
].map((source) => new RegExp(source, 'giu'))
/** “15. und 19. Dezember”, “December 15 and 19”: the month is told once. */
const LISTED = [
  `${FREE}${DAY}(?:\\.|st|nd|rd|th)?(?=\\s*(?:und|and|or|oder|bis|to|&|–|-)\\s*(?:the\\s+)?\\d{1,2}(?:\\.|st|nd|rd|th)?\\s*${MONTH}${END})`,
  `(?<=${MONTH}\\s+\\d{1,2}(?:st|nd|rd|th)?\\s+(?:and|or|to)\\s+)${DAY}(?![\\p{L}\\p{N}])`,
].map((source) => new RegExp(source, 'giu'))
const ISO = /(?<![\p{L}\p{N}-])(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})(?:[T ]\d{2}:\d{2}\S*)?/gu
const DOTTED = new RegExp(
  `${FREE}${WEEKDAY}(?<day>\\d{1,2})\\.\\s?(?<month>\\d{1,2})\\.(?:\\s?(?<year>\\d{4}|\\d{2})(?!\\d))?`,
  'giu',
)
const SLASHED = /(?<![\p{L}\p{N}/])(?<a>\d{1,2})[/-](?<b>\d{1,2})(?:[/-](?<year>\d{4}|\d{2}))?(?![\d/%])/gu

interface Day {
  held: HeldDay
  day: number
  /** 1 to 12. */
  month: number
  year: number
  /** 0 is Sunday. */
  weekday: number
}

const partsOf = (held: HeldDay): Day => {
  const date = dateOf(held.day)
  return {
    held,
    ...{ day: date.getUTCDate(), month: date.getUTCMonth() + 1 },
    ...{ year: date.getUTCFullYear(), weekday: date.getUTCDay() },
  }
}

/** Days that are written out: those of the evidence only, with the right weekday and year. */
export function readDates(scan: Scan, held: Held, claims: DayClaim[]): void {
  const all = held.days.map(partsOf)
  // The day of the question is no day of a row.
  const known = ({ index }: Match) =>
    DUE.test(scan.clauseAt(index)) ? all.filter(({ held: { isToday } }) => !isToday) : all
  const has = (match: Match, day: number, month: number, year?: string, weekday?: string) =>
    keep(
      claims,
      match,
      known(match)
        .filter(
          (one) =>
            one.day === day &&
            one.month === month &&
            (year === undefined || one.year % (year.length === 2 ? 100 : 10_000) === Number(year)) &&
            (weekday === undefined || one.weekday === WEEKDAY_OF.get(weekday.toLowerCase())),
        )
        .map((one) => one.held),
    )
  scan.each(ISO, 'date', (match) => {
    const { day, month, year } = match.groups!
    return has(match, Number(day), Number(month), year)
  })
  for (const pattern of LISTED) {
    scan.each(pattern, 'date', (match) => {
      const { day, month } = match.groups!
      return has(match, Number(day), MONTH_OF.get(month!.toLowerCase())! + 1)
    })
  }
  for (const pattern of WRITTEN) {
    scan.each(pattern, 'date', (match) => {
      const { day, month, year, weekday } = match.groups!
      return has(match, Number(day), MONTH_OF.get(month!.toLowerCase())! + 1, year, weekday)
    })
  }
  scan.each(DOTTED, 'date', (match) => {
    const { day, month, year, weekday } = match.groups!
    if (has(match, Number(day), Number(month), year, weekday)) return true
    // “0.9.” ends a sentence.
    return year === undefined && weekday === undefined ? null : false
  })
  scan.each(SLASHED, 'date', (match) => {
    const { a, b, year } = match.groups!
    if (has(match, Number(a), Number(b), year) || has(match, Number(b), Number(a), year)) return true
    return year === undefined ? null : false
  })
  readMonths(scan, known, claims)
  const weekdays = new RegExp(
    `${FREE}(?:(?<which>last|next|this|coming|letzte[nrms]?|vergangene[nrms]?|nächste[nrms]?|kommende[nrms]?|diese[nrms]?)\\s+)?(?<weekday>${oneOf(LONG_WEEKDAYS)})s?${END}`,
    'giu',
  )
  scan.each(weekdays, 'date', (match) => {
    const { which, weekday } = match.groups!
    const isOnSide = ({ day }: HeldDay) =>
      !which ||
      held.today === null ||
      (/^(last|letzt|verg)/iu.test(which) ? day < held.today : day >= held.today)
    return keep(
      claims,
      match,
      known(match)
        .filter((one) => one.weekday === WEEKDAY_OF.get(weekday!.toLowerCase()) && isOnSide(one.held))
        .map((one) => one.held),
    )
  })
}

/** Months and years by themselves. “May” and “March” are months only where nothing else makes sense. */
function readMonths(scan: Scan, known: (match: Match) => Day[], claims: DayClaim[]): void {
  const long = [...MONTH_OF.keys()].filter((word) => word.length > 3 || word === 'mai' || word === 'may')
  const months = new RegExp(`${FREE}(?<month>${oneOf(long)})${END}(?:\\s+(?<year>\\d{4})(?!\\d))?`, 'giu')
  const keepThose = (match: Match, isMeant: (day: Day) => boolean) =>
    keep(
      claims,
      match,
      known(match)
        .filter(isMeant)
        .map((one) => one.held),
    )
  scan.each(months, 'date', (match) => {
    const { groups: g, index, 0: text } = match
    const isVerb = /^(may|march|mar)$/i.test(g!.month!)
    const before = scan.text.slice(0, index)
    if (
      isVerb &&
      (text[0] !== text[0]!.toUpperCase() ||
        !/\b(in|by|since|until|till|of|early|late|mid|this|next|last|from|to|before|after)[\s-]+$/i.test(
          before,
        ))
    ) {
      return null
    }
    const month = MONTH_OF.get(g!.month!.toLowerCase())! + 1
    return keepThose(
      match,
      (one) => one.month === month && (g!.year === undefined || one.year === Number(g!.year)),
    )
  })
  const years =
    /(?<=\b(?:in|since|of|by|until|before|after|year|seit|jahr|bis|anfang|ende|mitte)\s+)(?:19|20|21)\d\d(?![\d.,%]|\s*\p{Ll})/giu
  scan.each(years, 'date', (match) => keepThose(match, (one) => one.year === Number(match[0])))
}

const CLOCK_TIME =
  /(?<![\p{L}\p{N}.,:])(?<hour>[01]?\d|2[0-4])(?::(?<minute>[0-5]\d)(?::\d{2})?(?:\s*(?<half>[ap]\.?m\b\.?))?(?:\s*(?:uhr|o'clock|h)(?!\p{L}))?|\s*(?:(?<half2>[ap]\.?m\b\.?)|uhr(?!\p{L})(?:\s*(?<minute2>[0-5]\d))?|o'clock))/giu

/** “halb drei” is half an hour before three, “half past two” half an hour after two. */
const HALF_HOUR = /(?<!\p{L})(?:(?<=um\s+)halb\s+(?<german>\p{L}+)|half past (?<english>\p{L}+))(?!\p{L})/giu

export function readTimes(scan: Scan, { times }: Held, claims: DayClaim[]): void {
  const at = (told: string) => times.filter(({ time }) => time === told)
  const clock = (hour: number, minute: string) => `${String(hour % 24).padStart(2, '0')}:${minute}`
  scan.each(CLOCK_TIME, 'date', (match) => {
    const g = match.groups!
    const half = (g.half ?? g.half2)?.toLowerCase()
    const hour = half ? (Number(g.hour) % 12) + (half.startsWith('p') ? 12 : 0) : Number(g.hour)
    return keep(claims, match, at(clock(hour, g.minute ?? g.minute2 ?? '00')))
  })
  scan.each(HALF_HOUR, 'date', (match) => {
    const { german, english } = match.groups!
    const hour = german
      ? germanNumber(german.toLowerCase())
      : readEnglish(english === 'one' ? 'one' : english!)
    if (hour === null || hour > 12) return null
    const told = german ? hour + 11 : hour
    return keep(claims, match, [...at(clock(told, '30')), ...at(clock(told + 12, '30'))])
  })
}
