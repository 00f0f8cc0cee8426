import type { Held } from './held.ts'
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
const ISO = /(?<![\p{L}\p{N}-])(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})(?:[T ]\d{2}:\d{2}\S*)?/gu
const DOTTED = new RegExp(
  `${FREE}${WEEKDAY}(?<day>\\d{1,2})\\.\\s?(?<month>\\d{1,2})\\.(?:\\s?(?<year>\\d{4}|\\d{2})(?!\\d))?`,
  'giu',
)
const SLASHED = /(?<![\p{L}\p{N}/])(?<a>\d{1,2})[/-](?<b>\d{1,2})(?:[/-](?<year>\d{4}|\d{2}))?(?![\d/%])/gu

interface Day {
  day: number
  /** 1 to 12. */
  month: number
  year: number
  /** 0 is Sunday. */
  weekday: number
}

const partsOf = (day: number): Day => {
  const date = new Date(day * 86_400_000)
  return {
    ...{ day: date.getUTCDate(), month: date.getUTCMonth() + 1 },
    ...{ year: date.getUTCFullYear(), weekday: date.getUTCDay() },
  }
}

/** Days that are written out: those of the evidence only, with the right weekday and year. */
export function readDates(scan: Scan, held: Held): void {
  const days = held.days.map(partsOf)
  const has = (day: number, month: number, year?: string, weekday?: string) =>
    days.some(
      (one) =>
        one.day === day &&
        one.month === month &&
        (year === undefined || one.year % (year.length === 2 ? 100 : 10_000) === Number(year)) &&
        (weekday === undefined || one.weekday === WEEKDAY_OF.get(weekday.toLowerCase())),
    )
  scan.each(ISO, 'date', ({ groups: g }) => has(Number(g!.day), Number(g!.month), g!.year))
  for (const pattern of WRITTEN) {
    scan.each(pattern, 'date', ({ groups: g }) =>
      has(Number(g!.day), MONTH_OF.get(g!.month!.toLowerCase())! + 1, g!.year, g!.weekday),
    )
  }
  scan.each(DOTTED, 'date', ({ groups: g }) => {
    if (has(Number(g!.day), Number(g!.month), g!.year, g!.weekday)) return true
    // “0.9.” ends a sentence.
    return g!.year === undefined && g!.weekday === undefined ? null : false
  })
  scan.each(SLASHED, 'date', ({ groups: g }) => {
    const [a, b] = [Number(g!.a), Number(g!.b)]
    if (has(a, b, g!.year) || has(b, a, g!.year)) return true
    return g!.year === undefined ? null : false
  })
  readMonths(scan, days)
  const weekdays = new RegExp(`${FREE}(?<weekday>${oneOf(LONG_WEEKDAYS)})s?${END}`, 'giu')
  scan.each(weekdays, 'date', ({ groups: g }) =>
    days.some(({ weekday }) => weekday === WEEKDAY_OF.get(g!.weekday!.toLowerCase())),
  )
}

/** Months and years by themselves. “May” and “March” are months only where nothing else makes sense. */
function readMonths(scan: Scan, days: readonly Day[]): void {
  const long = [...MONTH_OF.keys()].filter((word) => word.length > 3 || word === 'mai' || word === 'may')
  const months = new RegExp(`${FREE}(?<month>${oneOf(long)})${END}(?:\\s+(?<year>\\d{4})(?!\\d))?`, 'giu')
  scan.each(months, 'date', ({ groups: g, index, 0: text }) => {
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
    return days.some((one) => one.month === month && (g!.year === undefined || one.year === Number(g!.year)))
  })
  const years =
    /(?<=\b(?:in|since|of|by|until|before|after|year|seit|jahr|bis|anfang|ende|mitte)\s+)(?:19|20|21)\d\d(?![\d.,%]|\s*\p{Ll})/giu
  scan.each(years, 'date', ({ 0: year }) => days.some((one) => one.year === Number(year)))
}

const DUE =
  /\b(due|deadline|overdue|expire[sd]?|ends?|starts?|began|begins?|fällig|überfällig|frist\w*|ablauf|endet|beginnt|fertig bis|läuft|abgabe|since|until|seit|bis)\b/iu

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

/** Days that are told from today: they are those of the evidence, or as many days away as it says. */
export function readRelativeDays(scan: Scan, held: Held): void {
  const { today, days, numbers } = held
  const counts = numbers.filter(({ units }) => units.includes('days')).map(({ value }) => Math.abs(value))
  const isAway = (offset: number) =>
    (today !== null &&
      days.includes(today + offset) &&
      (offset !== 0 || days.filter((day) => day === today).length > 1)) ||
    counts.includes(Math.abs(offset))
  for (const [pattern, offset] of RELATIVE) scan.each(pattern, 'date', () => isAway(offset))
  scan.each(MORGEN, 'date', () => isAway(1))
  // The parameter `today` is itself a day of the evidence: that something falls on it takes a second one.
  scan.each(TODAY, 'date', ({ index }) => (DUE.test(scan.clauseAt(index)) ? isAway(0) : today !== null))
  const isInPeriod = (which: string, told: string): boolean => {
    const what = told.toLowerCase().replace(/(monat|jahr|quartal)e?s?$/, '$1')
    const [least, most] = PERIOD_DAYS[what]!
    if (counts.some((count) => count >= least && count <= most)) return true
    if (today === null) return false
    const isPast = /^(last|past|previous|letzt|vergangen|vorig)/i.test(which)
    const isNow = /^(this|diese)/i.test(which)
    const wanted = periodOf(today, what) + (isNow ? 0 : isPast ? -1 : 1)
    return days.some(
      (day) => day !== today && periodOf(day, what) === wanted && (!what.includes('end') || isWeekend(day)),
    )
  }
  scan.each(PERIOD, 'date', ({ groups: g }) => isInPeriod(g!.which!, g!.what!))
  scan.each(BEFORE, 'date', ({ groups: g }) => isInPeriod('last', g!.what!))
}

const isWeekend = (day: number) => [0, 6].includes(partsOf(day).weekday)

/** A number that is the same for all days of a week (from Monday), month, quarter or year. */
function periodOf(day: number, what: string): number {
  const { year, month } = partsOf(day)
  if (what.startsWith('w')) return Math.floor((day + 3) / 7)
  if (what.startsWith('m')) return year * 12 + month
  return what.startsWith('q') ? year * 4 + Math.ceil(month / 3) : year
}

const CLOCK_TIME =
  /(?<![\p{L}\p{N}.,:])(?<hour>[01]?\d|2[0-4])(?::(?<minute>[0-5]\d)(?::\d{2})?(?:\s*(?<half>[ap]\.?m\b\.?))?(?:\s*(?:uhr|o'clock|h)(?!\p{L}))?|\s*(?:(?<half2>[ap]\.?m\b\.?)|uhr(?!\p{L})(?:\s*(?<minute2>[0-5]\d))?|o'clock))/giu

export function readTimes(scan: Scan, { times }: Held): void {
  scan.each(CLOCK_TIME, 'date', ({ groups: g }) => {
    const half = (g!.half ?? g!.half2)?.toLowerCase()
    const hour = half ? (Number(g!.hour) % 12) + (half.startsWith('p') ? 12 : 0) : Number(g!.hour)
    const time = `${String(hour % 24).padStart(2, '0')}:${g!.minute ?? g!.minute2 ?? '00'}`
    return times.has(time)
  })
}
