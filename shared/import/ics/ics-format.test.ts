import { describe, expect, it } from 'vitest'
import { detectFormat } from '../detect-format.ts'
import {
  allIds,
  codesOf,
  labelsOf,
  parentOf,
  planFiles,
  projectOf,
  taskNamed,
} from '../fixtures/plan-fixture.ts'
import { readCalendarFixture } from '../fixtures/read-fixture.ts'
import { countRows } from '../import-rows.ts'
import type { TextFile } from '../source-file.ts'

const home = readCalendarFixture()
const plan = planFiles([home])
const calendar = (...lines: string[]): TextFile => ({
  name: 'a.ics',
  text: ['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR'].join('\r\n'),
})
const event = (...lines: string[]) => calendar('BEGIN:VEVENT', 'UID:1', 'SUMMARY:It', ...lines, 'END:VEVENT')
const planned = (file: TextFile) => taskNamed(planFiles([file]), 'It')

describe('recognising a calendar', () => {
  it('names the calendar, counts what is in it, and what is over', () => {
    const { format, files } = detectFormat([home], { now: new Date('2026-11-21T10:00:00Z') })
    expect(format).toBe('ics')
    expect(files).toMatchObject([{ projectName: 'Family', counts: { tasks: 9, subTasks: 1, past: 1 } }])
  })

  it.each([
    ['cut off', 'BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x'],
    ['closed in the wrong order', 'BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\nEND:VEVENT'],
    ['with text outside', 'BEGIN:VCALENDAR\nEND:VCALENDAR\nSUMMARY:x'],
  ])('refuses one that is %s, as a whole', (_, text) => {
    const { format, problems } = detectFormat([{ name: 'a.ics', text }])
    expect(format).toBeNull()
    expect(problems).toMatchObject([{ code: 'broken_calendar', file: 'a.ics' }])
  })
})

describe('importing a calendar', () => {
  it('reads an event with the zone names of Windows, folded lines and escapes', () => {
    const task = taskNamed(plan, 'Dentist, Dr. Weiß')
    expect(task).toMatchObject({
      due_on: '2026-12-02',
      due_time: '09:30',
      duration_minutes: 45,
      remind_at: '2026-12-02T07:30:00.000Z',
    })
    expect(task.description).toContain('Second floor; ring twice and a long line that has been folded')
    expect(task.description).toContain('Location: Hauptstraße 5')
    expect(labelsOf(plan, 'Dentist, Dr. Weiß').sort()).toEqual(['body, teeth', 'health'])
    expect(projectOf(plan, 'Dentist, Dr. Weiß')).toBe('Family')
  })

  it('makes one repeating task of a series, due on its next day that was neither left out nor changed', () => {
    const series = taskNamed(plan, 'Choir')
    expect(series).toMatchObject({
      recurrence_rule: 'FREQ=WEEKLY;BYDAY=MO',
      recurrence_start_on: '2024-01-08',
      due_on: '2026-12-07',
      due_time: '19:00',
      duration_minutes: 90,
    })
    expect(series.description).toContain('20261123T190000')
    expect(taskNamed(plan, 'Choir (in the church)')).toMatchObject({
      due_on: '2026-12-01',
      due_time: '20:00',
    })
    expect(codesOf(plan)).toEqual(expect.arrayContaining(['exceptions_kept', 'occurrence_changed']))
  })

  it('takes the end of whole days as the day after', () => {
    expect(taskNamed(plan, 'In the mountains')).toMatchObject({
      start_on: '2026-12-27',
      due_on: '2026-12-30',
    })
    const one = event('DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20261225')
    expect(planned(one)).toMatchObject({ due_on: '2026-12-24', duration_minutes: null })
  })

  it('marks what is over as done, leaves it open, or leaves it out', () => {
    expect(taskNamed(plan, 'Long ago')).toMatchObject({
      status: 'completed',
      completed_at: '2025-03-01T11:00:00.000Z',
    })
    expect(
      taskNamed(
        planFiles([home], () => ({ pastEvents: 'open' })),
        'Long ago',
      ).status,
    ).not.toBe('completed')
    const without = planFiles([home], () => ({ pastEvents: 'left_out' }))
    expect(without.rows.tasks.map(({ name }) => name)).not.toContain('Long ago')
    expect(without.ledger.entries.filter(({ reason }) => reason === 'event_over').length).toBeGreaterThan(0)
  })

  it('keeps a rule it cannot run as text, and does not say the series is over', () => {
    const task = taskNamed(plan, 'Strange rule')
    expect(task.recurrence_rule).toBeNull()
    expect(task.description).toContain('BYWEEKNO=2')
    expect(task.status).not.toBe('completed')
  })

  it('reads to-dos: start, due, state, priority and parent', () => {
    expect(taskNamed(plan, 'Move house')).toMatchObject({
      start_on: '2026-12-01',
      due_on: '2026-12-15',
      priority: 'high',
    })
    expect(taskNamed(plan, 'Pack the books')).toMatchObject({ status: 'in_progress', priority: 'low' })
    expect(parentOf(plan, 'Pack the books')).toBe('Move house')
    expect(taskNamed(plan, 'Cancel the lease')).toMatchObject({
      status: 'completed',
      completed_at: '2026-10-15T12:00:00.000Z',
      due_on: '2026-10-16',
      due_time: '09:00',
    })
  })

  it('turns instants into the wall clock of the person, and leaves floating times as they are', () => {
    expect(planned(event('DTSTART:20270701T220000Z'))).toMatchObject({
      due_on: '2027-07-02',
      due_time: '00:00',
    })
    expect(planned(event('DTSTART:20270701T220000'))).toMatchObject({
      due_on: '2027-07-01',
      due_time: '22:00',
    })
    const path = event('DTSTART;TZID=/mozilla.org/20050126_1/America/New_York:20270701T180000')
    expect(planned(path)).toMatchObject({ due_on: '2027-07-02', due_time: '00:00' })
    const strange = planFiles([event('DTSTART;TZID=Middle Earth:20270701T180000')])
    expect(taskNamed(strange, 'It')).toMatchObject({ due_on: '2027-07-01', due_time: '18:00' })
    expect(codesOf(strange)).toEqual(['time_zone_unknown'])
  })

  it('keeps the weekday of a series that would slip into another day', () => {
    const late = planFiles([
      event('DTSTART;TZID=America/New_York:20270705T200000', 'RRULE:FREQ=WEEKLY;BYDAY=MO'),
    ])
    expect(taskNamed(late, 'It')).toMatchObject({ due_on: '2027-07-05', due_time: '20:00' })
    expect(codesOf(late)).toEqual(['time_zone_kept'])
  })

  it('takes a line without a name for the rest of the text above it', () => {
    const file = event('DESCRIPTION:First', 'second line without a fold')
    expect(planned(file).description).toBe('First\nsecond line without a fold')
  })

  it('accounts for every property, and adds nothing the second time', () => {
    const { totals, entries } = plan.ledger
    expect(totals.cells).toBe(totals.empty + entries.length)
    expect(entries.filter(({ reason }) => reason === 'not_read')).toEqual([])
    expect(entries.find(({ value }) => value === 'A day')).toMatchObject({ reason: 'not_a_task' })
    const existing = { ids: allIds(plan.rows), labels: plan.rows.labels }
    expect(countRows(planFiles([home], undefined, { existing }).rows)).toBe(0)
  })

  it('reads UID and RECURRENCE-ID as the name of an event', () => {
    expect(new Set(plan.rows.tasks.map(({ id }) => id)).size).toBe(plan.rows.tasks.length)
  })
})
