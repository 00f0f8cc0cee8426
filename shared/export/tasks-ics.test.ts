import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { labelsOf, planFiles, taskNamed } from '../import/fixtures/plan-fixture.ts'
import { escapeText, foldLine } from './ics-text.ts'
import { zoneLines } from './ics-zone.ts'
import { samplePlan, sampleTask } from './sample-plan.ts'
import { formatTasksIcs, type CalendarKind } from './tasks-ics.ts'

const write = (kind: CalendarKind, tasks = samplePlan().tasks, timeZone = 'Europe/Berlin') =>
  formatTasksIcs({ ...samplePlan(), tasks }, { kind, timeZone, name: 'My plan' })
const unfolded = (text: string) => text.replaceAll('\r\n ', '').split('\r\n')

describe('the dated tasks as a calendar', () => {
  it('are events, one per task with a day, in lines of at most 75 octets', () => {
    const text = write('VEVENT')
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(4)
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    for (const line of text.split('\r\n'))
      expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75)
  })

  it('say when: whole days with the end after them, times in the zone of the person', () => {
    const lines = unfolded(write('VEVENT'))
    expect(lines).toEqual(
      expect.arrayContaining([
        'DTSTART;TZID=Europe/Berlin:20261224T183000',
        'DURATION:PT1H30M',
        'DTSTART;VALUE=DATE:20261123',
        'DTEND;VALUE=DATE:20261124',
        'TRIGGER;VALUE=DATE-TIME:20261224T163000Z',
      ]),
    )
  })

  it('repeat by their rule, and those that repeat after completion stand there once', () => {
    expect(unfolded(write('VEVENT')).filter((line) => line.startsWith('RRULE:FREQ=WEEKLY'))).toEqual([
      'RRULE:FREQ=WEEKLY;BYDAY=MO',
    ])
    expect(write('VEVENT')).not.toContain('FREQ=MONTHLY')
  })

  it('count down what is left of a series, and end it at an instant when it has a time', () => {
    const counted = { due_on: '2026-11-23', recurrence_rule: 'FREQ=DAILY;COUNT=5', occurrence: 3 }
    const ended = { due_on: '2026-11-23', due_time: '09:00:00', recurrence_rule: 'FREQ=DAILY;UNTIL=20261130' }
    const lines = unfolded(write('VEVENT', [sampleTask(1, counted), sampleTask(2, ended)]))
    expect(lines).toContain('RRULE:FREQ=DAILY;COUNT=3')
    expect(lines).toContain('RRULE:FREQ=DAILY;UNTIL=20261130T225900Z')
  })

  it('keep their name from one export to the next, with a number that grows with changes', () => {
    const [task] = samplePlan().tasks
    const changed = { ...task!, updated_at: '2026-11-01T08:02:00.5+00:00' }
    const uid = `UID:${task!.id}@aurum.life`
    expect(unfolded(write('VEVENT', [task!]))).toEqual(expect.arrayContaining([uid, 'SEQUENCE:0']))
    expect(unfolded(write('VEVENT', [changed]))).toEqual(expect.arrayContaining([uid, 'SEQUENCE:120']))
  })

  it.each(['VEVENT', 'VTODO'] as const)('come back through the import of calendars as %s', (kind) => {
    const plan = planFiles([{ name: 'plan.ics', text: write(kind) }], () => ({ pastEvents: 'open' }))
    expect(taskNamed(plan, '=Plan "the" beds')).toMatchObject({
      description: 'Along the wall;\nnot too close, please 🌱\\',
      due_on: '2026-12-24',
      due_time: '18:30',
      duration_minutes: 90,
      priority: 'urgent',
      remind_at: '2026-12-24T16:30:00.000Z',
    })
    expect(labelsOf(plan, '=Plan "the" beds').sort()).toEqual(['outside', 'sun, wind'])
    expect(taskNamed(plan, 'Water the ferns')).toMatchObject({
      due_on: '2026-11-23',
      due_time: null,
      recurrence_rule: 'FREQ=WEEKLY;BYDAY=MO',
    })
    const done = taskNamed(plan, '-done already')
    expect(done.status ?? 'todo').toBe(kind === 'VTODO' ? 'completed' : 'todo')
  })
})

describe('the text of a calendar', () => {
  it('is folded between characters, and comes back whole', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const line = `SUMMARY:${escapeText(text)}`
        const folded = foldLine(line)
        expect(folded.replaceAll('\r\n ', '')).toBe(line)
        for (const part of folded.split('\r\n')) {
          expect(new TextEncoder().encode(part).length).toBeLessThanOrEqual(75)
          expect(part).toBe(new TextDecoder().decode(new TextEncoder().encode(part)))
        }
      }),
    )
  })

  it('tells the rule of a zone in two short parts', () => {
    expect(zoneLines('Europe/Berlin', 2026)).toEqual([
      'BEGIN:VTIMEZONE',
      'TZID:Europe/Berlin',
      'BEGIN:DAYLIGHT',
      'DTSTART:19700329T020000',
      'TZOFFSETFROM:+0100',
      'TZOFFSETTO:+0200',
      'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
      'END:DAYLIGHT',
      'BEGIN:STANDARD',
      'DTSTART:19701025T030000',
      'TZOFFSETFROM:+0200',
      'TZOFFSETTO:+0100',
      'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
      'END:STANDARD',
      'END:VTIMEZONE',
    ])
    expect(zoneLines('America/New_York', 2026)).toContain('RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU')
    expect(zoneLines('Asia/Kolkata', 2026)).toContain('TZOFFSETTO:+0530')
    expect(zoneLines('Africa/Casablanca', 2026)).toBeNull()
  })
})
