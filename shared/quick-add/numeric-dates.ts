import { dayOf, type Day } from '../import/calendar-day.ts'
import { RIGHT_EDGE } from './line.ts'
import { matchAt } from './pattern.ts'
import { monthDay } from './relative-days.ts'
import type { DateMatch, Present, Vouchers } from './types.ts'

const iso = new RegExp(`(\\d{4})([-/])(\\d\\d)\\2(\\d\\d)${RIGHT_EDGE}`, 'y')
const separated = new RegExp(`(\\d{1,2})([./-])(\\d{1,2})(?:(\\2)(\\d{4}|\\d\\d)?)?${RIGHT_EDGE}`, 'y')

const WEAK: Vouchers = { trailing: true, joined: true, introduced: 'safe' }
/** German "5.12.": nothing else ends like that after "am". */
const DOTTED: Vouchers = { trailing: true, joined: true, introduced: 'always' }
/** German "5.12" may as well be a price. */
const OPEN: Vouchers = { introduced: 'safe' }

/** A date in digits (D9, D10). */
export function readNumericDate(text: string, at: number, present: Present): DateMatch | null {
  if (!/\d/.test(text[at] ?? '')) return null
  const match = matchAt(iso, text, at)
  if (match)
    return result(at, match[0], dayOf(Number(match[1]), Number(match[3]), Number(match[4])), null, true)
  const short = matchAt(separated, text, at)
  return short && readSeparated(short, at, present)
}

function readSeparated(match: RegExpExecArray, at: number, present: Present): DateMatch | null {
  const { locale } = present.grammar
  const [whole, first, separator, second, closing, year] = match
  if (separator === '.' && year?.length !== 4 && locale !== 'de') return null
  if (separator === '-' && (year?.length !== 4 || locale === 'en' || locale === 'de')) return null
  if (separator === '/' && closing && !year) return null
  const isMonthFirst = separator === '/' && locale === 'en'
  const [day, month] = isMonthFirst ? [Number(second), Number(first)] : [Number(first), Number(second)]
  const wanted = !year ? null : year.length === 4 ? Number(year) : 2000 + Number(year)
  const read = (m: number, d: number) =>
    wanted !== null ? dayOf(wanted, m, d) : monthDay(present.today, m, d, null)
  const vouchers = year?.length === 4 ? null : separator === '/' ? WEAK : closing ? DOTTED : OPEN
  return result(at, whole, read(month, day) ?? read(day, month), vouchers, Boolean(year))
}

function result(
  start: number,
  typed: string,
  day: Day | null,
  vouchers: Vouchers | null,
  hasYear: boolean,
): DateMatch | null {
  if (day === null) return null
  return {
    start,
    end: start + typed.length,
    day,
    time: null,
    part: null,
    vouchers,
    startsWithDay: true,
    endsWithDay: !hasYear,
    isTomorrow: false,
    weekday: null,
  }
}
