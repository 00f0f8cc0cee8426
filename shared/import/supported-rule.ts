import { dayOf } from './calendar-day.ts'

const WEEKDAY = '(MO|TU|WE|TH|FR|SA|SU)'

/** The parts of a rule the database can run, and what may stand in them. */
const parts: Readonly<Record<string, RegExp>> = {
  FREQ: /^(MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY)$/,
  INTERVAL: /^[1-9]\d{0,3}$/,
  COUNT: /^[1-9]\d{0,4}$/,
  UNTIL: /^\d{8}(T\d{6}Z?)?$/,
  WKST: new RegExp(`^${WEEKDAY}$`),
  BYMONTH: /^([1-9]|1[0-2])(,([1-9]|1[0-2]))*$/,
  BYMONTHDAY: /^-?([1-9]|[12]\d|3[01])(,-?([1-9]|[12]\d|3[01]))*$/,
  BYDAY: new RegExp(`^(-?[1-9]\\d?)?${WEEKDAY}(,(-?[1-9]\\d?)?${WEEKDAY})*$`),
  BYSETPOS: /^-?[1-9]\d{0,2}(,-?[1-9]\d{0,2})*$/,
}
const RULE_MAX = 500
const dayParts = ['BYMONTH', 'BYMONTHDAY', 'BYDAY', 'BYSETPOS']

function isMoment(text: string): boolean {
  const day = dayOf(Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6, 8)))
  const [hours, minutes, seconds] = [9, 11, 13].map((at) => Number(text.slice(at, at + 2)))
  return day !== null && (text.length === 8 || (hours! < 24 && minutes! < 60 && seconds! < 60))
}

/** Spellings that differ and mean the same: a plus before a number, zeros in front, an interval of one. */
function tidy(key: string, value: string): string {
  const plain = value
    .toUpperCase()
    .replaceAll('+', '')
    .replaceAll(/(^|[,-])0+(?=\d)/g, '$1')
  return key === 'UNTIL' ? value.toUpperCase().replaceAll(/[-:]/g, '') : plain
}

/**
 * A rule of another product as the text our database runs, without "RRULE:". Null when it asks for anything the
 * database does not know, for half a rule would repeat on wrong days.
 */
export function supportedRule(text: string): string | null {
  const body = text.trim().replace(/^RRULE[:=]/i, '')
  const found = new Map<string, string>()
  for (const part of body.split(';').filter((each) => each.trim() !== '')) {
    const [name = '', ...rest] = part.split('=')
    const key = name.trim().toUpperCase()
    const value = tidy(key, rest.join('=').trim())
    if (found.has(key) || !parts[key]?.test(value)) return null
    found.set(key, value)
  }
  const frequency = found.get('FREQ')
  const until = found.get('UNTIL')
  if (!frequency || (until !== undefined && (found.has('COUNT') || !isMoment(until)))) return null
  if (/\d/.test(found.get('BYDAY') ?? '') && frequency !== 'MONTHLY' && frequency !== 'YEARLY') return null
  const stepsTime = frequency === 'HOURLY' || frequency === 'MINUTELY'
  if (stepsTime && dayParts.some((key) => found.has(key))) return null
  if (found.get('INTERVAL') === '1') found.delete('INTERVAL')
  const rule = Object.keys(parts)
    .filter((key) => found.has(key))
    .map((key) => `${key}=${found.get(key)}`)
    .join(';')
  return rule.length <= RULE_MAX ? rule : null
}
