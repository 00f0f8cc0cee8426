import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseTodoistDate, type TodoistDate } from './todoist-date.ts'

/** A Saturday. */
const today = '2026-11-21'

const read = (text: string, language = 'en', rest: { today?: string; timeZone?: string } = {}) =>
  parseTodoistDate(text, { language, today, time: '14:00', timeZone: 'Europe/Berlin', weekStart: 1, ...rest })

/** "day", "day time" or "day time | rule", so a table of phrases stays readable. */
function summary(date: TodoistDate | null): string | null {
  if (!date) return null
  const when = date.due_time === null ? date.due_on : `${date.due_on} ${date.due_time}`
  if (date.recurrence_rule === null) return when
  return `${when} | ${date.recurrence_rule}${date.recurrence_after_completion ? ' after completion' : ''}`
}

describe('a single date', () => {
  it.each([
    ['2026-12-24', 'en', '2026-12-24'],
    ['2026-12-24 15:30', 'en', '2026-12-24 15:30'],
    ['2026-12-24T15:30:00', 'en', '2026-12-24 15:30'],
    ['2025-03-31 at 11:00', 'en', '2025-03-31 11:00'],
    ['Oct 5 2026', 'en', '2026-10-05'],
    ['5 Oct 2026 9:00', 'en', '2026-10-05 09:00'],
    ['Dec 5, 2026 5:30pm', 'en', '2026-12-05 17:30'],
    ['tomorrow at 5pm', 'en', '2026-11-22 17:00'],
    ['tom 9am', 'en', '2026-11-22 09:00'],
    ['today', 'en', '2026-11-21'],
    ['tonight', 'en', '2026-11-21 22:00'],
    ['monday', 'en', '2026-11-23'],
    ['saturday', 'en', '2026-11-28'],
    ['next friday', 'en', '2026-11-27'],
    ['next week', 'en', '2026-11-23'],
    ['in 3 days', 'en', '2026-11-24'],
    ['in 2 weeks at noon', 'en', '2026-12-05 12:00'],
    ['fri, nov 27', 'en', '2026-11-27'],
    ['27th', 'en', '2026-11-27'],
    ['the 3rd', 'en', '2026-12-03'],
    ['end of month', 'en', '2026-11-30'],
    ['friday evening', 'en', '2026-11-27 19:00'],
    ['12/5/2026', 'en', '2026-12-05'],
    ['17:00', 'en', '2026-11-21 17:00'],
    ['heute', 'de', '2026-11-21'],
    ['morgen um 17 Uhr', 'de', '2026-11-22 17:00'],
    ['übermorgen 9:30', 'de', '2026-11-23 09:30'],
    ['5. Dezember 2026', 'de', '2026-12-05'],
    ['24.12.2026', 'de', '2026-12-24'],
    ['1 Sep. 2033', 'de', '2033-09-01'],
    ['nächsten Montag', 'de', '2026-11-23'],
    ['in 3 Wochen', 'de', '2026-12-12'],
    ['Freitag, den 27. November', 'de', '2026-11-27'],
    ['Montag um 7 Uhr abends', 'de', '2026-11-23 19:00'],
    ['Monatsende', 'de', '2026-11-30'],
    ['demain à 17h30', 'fr', '2026-11-22 17:30'],
    ["aujourd'hui", 'fr', '2026-11-21'],
    ['lundi prochain', 'fr', '2026-11-23'],
    ['5 décembre 2026', 'fr', '2026-12-05'],
    ['dans 3 jours', 'fr', '2026-11-24'],
    ['le 27', 'fr', '2026-11-27'],
    ['mañana a las 17:00', 'es', '2026-11-22 17:00'],
    ['pasado mañana', 'es', '2026-11-23'],
    ['5 de diciembre de 2026', 'es', '2026-12-05'],
    ['15 mar 2027', 'es', '2027-03-15'],
    ['mar', 'es', '2026-11-24'],
    ['dentro de 2 semanas', 'es', '2026-12-05'],
  ])('"%s" (%s) is %s', (text, language, expected) => {
    expect(summary(read(text, language))).toBe(expected)
  })

  it('turns an instant into the wall clock of the owner', () => {
    expect(summary(read('2026-08-13T18:30:00-05:00'))).toBe('2026-08-14 01:30')
    expect(summary(read('2018-06-08T07:02:05.000000Z'))).toBe('2018-06-08 09:02')
    expect(summary(read('2026-08-13T18:30:00Z', 'en', { timeZone: 'US/Central' }))).toBe('2026-08-13 13:30')
  })

  it('without a year is the overdue day of this year, not a day eleven months ahead', () => {
    expect(summary(read('17 Aug'))).toBe('2026-08-17')
    expect(summary(read('24 Dec'))).toBe('2026-12-24')
    expect(summary(read('5 Jan'))).toBe('2027-01-05')
    expect(summary(read('20 Dec', 'en', { today: '2027-01-10' }))).toBe('2027-12-20')
    expect(summary(read('29 Feb'))).toBe('2028-02-29')
    expect(read('17 Aug')?.assumed).toEqual(['year'])
  })

  it('says when a word counts from the day of the export', () => {
    expect(read('tomorrow')?.assumed).toEqual(['relative_to_export'])
    expect(read('2026-12-24')?.assumed).toEqual([])
  })
})

describe('a repeating date', () => {
  it.each([
    ['every day', 'en', '2026-11-21 | FREQ=DAILY'],
    ['daily', 'en', '2026-11-21 | FREQ=DAILY'],
    ['every 3 days', 'en', '2026-11-21 | FREQ=DAILY;INTERVAL=3'],
    ['every other day at 7am', 'en', '2026-11-21 07:00 | FREQ=DAILY;INTERVAL=2'],
    ['every! week', 'en', '2026-11-21 | FREQ=WEEKLY after completion'],
    ['every! 2 months', 'en', '2026-11-21 | FREQ=MONTHLY;INTERVAL=2 after completion'],
    ['after 10 days', 'en', '2026-11-21 | FREQ=DAILY;INTERVAL=10 after completion'],
    ['every mon, wed', 'en', '2026-11-23 | FREQ=WEEKLY;BYDAY=MO,WE'],
    ['every mon, tues, wed, and fri at 20:00', 'en', '2026-11-23 20:00 | FREQ=WEEKLY;BYDAY=MO,TU,WE,FR'],
    ['ev mon-fri', 'en', '2026-11-23 | FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
    ['every weekday', 'en', '2026-11-23 | FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
    ['every weekend', 'en', '2026-11-21 | FREQ=WEEKLY;BYDAY=SA'],
    ['every other fri', 'en', '2026-11-27 | FREQ=WEEKLY;INTERVAL=2;BYDAY=FR'],
    ['every 2 weeks on monday', 'en', '2026-11-23 | FREQ=WEEKLY;INTERVAL=2;BYDAY=MO'],
    ['every 15th', 'en', '2026-12-15 | FREQ=MONTHLY;BYMONTHDAY=15'],
    ['every 27', 'en', '2026-11-27 | FREQ=MONTHLY;BYMONTHDAY=27'],
    ['every 2, 15, 27', 'en', '2026-11-27 | FREQ=MONTHLY;BYMONTHDAY=2,15,27'],
    ['every 31st', 'en', '2026-12-31 | FREQ=MONTHLY;BYMONTHDAY=31'],
    ['every last day', 'en', '2026-11-30 | FREQ=MONTHLY;BYMONTHDAY=-1'],
    ['every 3rd friday', 'en', '2026-12-18 | FREQ=MONTHLY;BYDAY=3FR'],
    ['every last friday of the month', 'en', '2026-11-27 | FREQ=MONTHLY;BYDAY=-1FR'],
    ['every 1st and 3rd monday', 'en', '2026-12-07 | FREQ=MONTHLY;BYDAY=1MO,3MO'],
    ['every 15th workday', 'en', '2026-12-21 | FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=15'],
    ['every last workday', 'en', '2026-11-30 | FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1'],
    ['every jan 27', 'en', '2027-01-27 | FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=27'],
    ['every 14 jan, 14 apr', 'en', '2027-01-14 | FREQ=YEARLY;BYMONTH=1,4;BYMONTHDAY=14'],
    ['every year on dec 24', 'en', '2026-12-24 | FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24'],
    ['every month on the 1st', 'en', '2026-12-01 | FREQ=MONTHLY;BYMONTHDAY=1'],
    ['every 12 hours starting at 9pm', 'en', '2026-11-21 21:00 | FREQ=HOURLY;INTERVAL=12'],
    ['every hour', 'en', '2026-11-21 14:00 | FREQ=HOURLY'],
    ['every quarter', 'en', '2026-11-21 | FREQ=MONTHLY;INTERVAL=3'],
    ['every morning', 'en', '2026-11-21 09:00 | FREQ=DAILY'],
    ['every evening', 'en', '2026-11-21 19:00 | FREQ=DAILY'],
    ['every monday morning', 'en', '2026-11-23 09:00 | FREQ=WEEKLY;BYDAY=MO'],
    ['every day starting dec 3', 'en', '2026-12-03 | FREQ=DAILY'],
    ['every day until dec 31', 'en', '2026-11-21 | FREQ=DAILY;UNTIL=20261231'],
    ['every day at 9am ending 31 Dec', 'en', '2026-11-21 09:00 | FREQ=DAILY;UNTIL=20261231T225959Z'],
    ['every day for 3 weeks', 'en', '2026-11-21 | FREQ=DAILY;UNTIL=20261211'],
    ['every week 5 times', 'en', '2026-11-21 | FREQ=WEEKLY;COUNT=5'],
    ['jeden Tag', 'de', '2026-11-21 | FREQ=DAILY'],
    ['alle 3 Tage', 'de', '2026-11-21 | FREQ=DAILY;INTERVAL=3'],
    ['alle zwei Wochen am Montag', 'de', '2026-11-23 | FREQ=WEEKLY;INTERVAL=2;BYDAY=MO'],
    ['jede! Woche', 'de', '2026-11-21 | FREQ=WEEKLY after completion'],
    ['jeden Mo, Mi', 'de', '2026-11-23 | FREQ=WEEKLY;BYDAY=MO,WE'],
    ['montags und donnerstags', 'de', '2026-11-23 | FREQ=WEEKLY;BYDAY=MO,TH'],
    ['jeden Werktag um 8:30', 'de', '2026-11-23 08:30 | FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
    ['jeden 15.', 'de', '2026-12-15 | FREQ=MONTHLY;BYMONTHDAY=15'],
    ['am 15. jedes Monats', 'de', '2026-12-15 | FREQ=MONTHLY;BYMONTHDAY=15'],
    ['jeden letzten Tag', 'de', '2026-11-30 | FREQ=MONTHLY;BYMONTHDAY=-1'],
    ['jeden 3. Freitag', 'de', '2026-12-18 | FREQ=MONTHLY;BYDAY=3FR'],
    ['jeden zweiten Freitag', 'de', '2026-11-27 | FREQ=WEEKLY;INTERVAL=2;BYDAY=FR'],
    ['jeden zweiten Freitag im Monat', 'de', '2026-12-11 | FREQ=MONTHLY;BYDAY=2FR'],
    ['jeden 27. Januar', 'de', '2027-01-27 | FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=27'],
    ['jeden Morgen', 'de', '2026-11-21 09:00 | FREQ=DAILY'],
    ['jeden Abend um 20 Uhr', 'de', '2026-11-21 20:00 | FREQ=DAILY'],
    ['jährlich', 'de', '2026-11-21 | FREQ=YEARLY'],
    ['vierteljährlich', 'de', '2026-11-21 | FREQ=MONTHLY;INTERVAL=3'],
    ['tous les jours', 'fr', '2026-11-21 | FREQ=DAILY'],
    ['tous les! 3 jours', 'fr', '2026-11-21 | FREQ=DAILY;INTERVAL=3 after completion'],
    ['chaque lundi à 9h', 'fr', '2026-11-23 09:00 | FREQ=WEEKLY;BYDAY=MO'],
    ['chaque jour ouvrable', 'fr', '2026-11-23 | FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
    ['chaque 3e vendredi', 'fr', '2026-12-18 | FREQ=MONTHLY;BYDAY=3FR'],
    ['chaque dernier jour du mois', 'fr', '2026-11-30 | FREQ=MONTHLY;BYMONTHDAY=-1'],
    ['le 15 de chaque mois', 'fr', '2026-12-15 | FREQ=MONTHLY;BYMONTHDAY=15'],
    ['chaque 27 janvier', 'fr', '2027-01-27 | FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=27'],
    ['cada día', 'es', '2026-11-21 | FREQ=DAILY'],
    ['cada 3 días', 'es', '2026-11-21 | FREQ=DAILY;INTERVAL=3'],
    ['cada! semana', 'es', '2026-11-21 | FREQ=WEEKLY after completion'],
    ['los lunes y jueves', 'es', '2026-11-23 | FREQ=WEEKLY;BYDAY=MO,TH'],
    ['cada día laborable', 'es', '2026-11-23 | FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
    ['cada día 15', 'es', '2026-12-15 | FREQ=MONTHLY;BYMONTHDAY=15'],
    ['el primer lunes de cada mes', 'es', '2026-12-07 | FREQ=MONTHLY;BYDAY=1MO'],
    ['cada último día', 'es', '2026-11-30 | FREQ=MONTHLY;BYMONTHDAY=-1'],
    ['cada mañana', 'es', '2026-11-21 09:00 | FREQ=DAILY'],
    ['cada 27 de enero', 'es', '2027-01-27 | FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=27'],
  ])('"%s" (%s) is %s', (text, language, expected) => {
    expect(summary(read(text, language))).toBe(expected)
  })

  it('says that the first occurrence is assumed, unless the text names it', () => {
    expect(read('every day')?.assumed).toContain('first_occurrence')
    expect(read('every day starting 2026-12-03')?.assumed).toEqual([])
  })
})

describe('the language of the file', () => {
  it('is only a hint: another known language is tried when it fails', () => {
    expect(summary(read('jeden Tag', 'en'))).toBe('2026-11-21 | FREQ=DAILY')
    expect(summary(read('every monday', 'pl'))).toBe('2026-11-23 | FREQ=WEEKLY;BYDAY=MO')
    expect(summary(read('tomorrow', ''))).toBe('2026-11-22')
  })

  it('decides the order of day and month', () => {
    expect(summary(read('12/5/2026', 'en'))).toBe('2026-12-05')
    expect(summary(read('12/5/2026', 'fr'))).toBe('2026-05-12')
    expect(summary(read('27/1/2027', 'en'))).toBe('2027-01-27')
  })
})

describe('text that is not understood as a whole', () => {
  it.each([
    'whenever I feel like it',
    'every blue moon',
    'every 1st wed jan, 3rd thu jul',
    'every 14 jan, 15 jun',
    'tomorrow or so',
    '30 Feb 2026',
    '25:00',
    'monday tuesday',
    'every',
    'every 45th',
    'każdego dnia',
    '',
    '!!!',
  ])('gives no date at all: "%s"', (text) => {
    expect(read(text)).toBeNull()
  })

  it('never throws, whatever the text, and every date it gives is a real day', () => {
    const words = [
      'every',
      '3',
      'rd',
      'mon',
      ',',
      'jan',
      'tomorrow',
      'at',
      '5pm',
      '!',
      'last',
      'day',
      '31',
      'jeden',
      'starting',
      'until',
    ]
    const phrase = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.constantFrom(...words), { maxLength: 7 }).map((parts) => parts.join(' ')),
    )
    fc.assert(
      fc.property(phrase, fc.constantFrom('en', 'de', 'fr', 'es', 'xx'), (text, language) => {
        const date = read(text, language)
        if (date) expect(new Date(`${date.due_on}T00:00:00Z`).toISOString().slice(0, 10)).toBe(date.due_on)
      }),
      { numRuns: 2000 },
    )
  })
})
