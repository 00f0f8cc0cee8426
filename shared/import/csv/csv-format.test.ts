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
import { readFixture } from '../fixtures/read-fixture.ts'
import { countRows } from '../import-rows.ts'
import type { TableFile } from '../source-file.ts'
import { orderOf, readDay, readTime, withGuard, withoutGuard } from './cell-values.ts'
import { guessRoles } from './column-roles.ts'

const german = readFixture('Aufgaben.csv')
const table = (...rows: string[][]): TableFile => ({ name: 'Tasks.csv', rows })
const plan = planFiles([german])

describe('the columns of a table', () => {
  it('are guessed from their names, in English and German', () => {
    expect(guessRoles(german.rows[0]!.map((name) => name.replace('\uFEFF', '')))).toEqual([
      'name',
      'notes',
      'project',
      'due',
      'start',
      'deadline',
      'priority',
      'labels',
      'status',
      'duration',
      'keep',
    ])
    expect(guessRoles(['Task Name', 'Due Date', 'Tags', 'Notes', 'Assignee', 'Completed At'])).toEqual([
      'name',
      'due',
      'labels',
      'notes',
      'keep',
      'completed',
    ])
  })

  it('give the first unknown one to the name when none is called so', () => {
    expect(guessRoles(['Zu tun', 'Wer'])).toEqual(['name', 'keep'])
  })

  it('can be changed, and the preview shows what comes of it', () => {
    const file = table(['What', 'Who', 'When'], ['Call', 'Anna', '3/4/2026'], ['Write', 'Ben', '5/6/2026'])
    const first = detectFormat([file])
    expect(first.format).toBe('csv')
    expect(first.table).toMatchObject({
      isDateOrderOpen: true,
      columns: [{ name: 'What', values: ['Call', 'Write'] }, { name: 'Who' }, { name: 'When' }],
      tasks: [
        { name: 'Call', due: '2026-04-03' },
        { name: 'Write', due: '2026-06-05' },
      ],
    })
    const changed = detectFormat([file], { columns: ['name', 'labels', 'due'], dateOrder: 'mdy' })
    expect(changed.table!.tasks[0]).toMatchObject({ name: 'Call', due: '2026-03-04', labels: ['Anna'] })
  })
})

describe('importing a table', () => {
  it('reads German dates, times, priorities, states and durations', () => {
    expect(taskNamed(plan, 'Fenster putzen')).toMatchObject({
      due_on: '2026-12-24',
      due_time: '18:00',
      start_on: '2026-12-01',
      deadline_on: '2026-12-31',
      priority: 'high',
      duration_minutes: 90,
      status: 'todo',
    })
    expect(taskNamed(plan, 'Steuer')).toMatchObject({
      priority: 'urgent',
      status: 'in_progress',
      duration_minutes: 2880,
    })
    expect(taskNamed(plan, 'Rechnung zahlen').status).toBe('completed')
    expect(labelsOf(plan, 'Fenster putzen').sort()).toEqual(['Haus', 'Winter'])
    expect(projectOf(plan, 'Fenster putzen')).toBe('Haushalt')
  })

  it('reads days and repetitions in words', () => {
    expect(taskNamed(plan, 'Blumen gießen')).toMatchObject({
      due_on: '2026-11-23',
      due_time: '09:00',
      recurrence_rule: 'FREQ=WEEKLY;BYDAY=MO',
    })
  })

  it('keeps visibly what it does not understand, and columns nobody knows', () => {
    const { description, priority, due_on } = taskNamed(plan, 'Irgendwas')
    expect([priority, due_on]).toEqual(['medium', null])
    for (const text of ['vielleicht', 'rätselhaft', 'ewig']) expect(description).toContain(text)
    expect(taskNamed(plan, 'Fenster putzen').description).toBe(
      'Mit Essig;\r\nnicht mit Seife\n\nImported details\nOrt: Küche',
    )
    expect(codesOf(plan)).toEqual(
      expect.arrayContaining([
        'date_unreadable',
        'status_unreadable',
        'duration_unreadable',
        'priority_unreadable',
      ]),
    )
  })

  it('puts rows without a project into the inbox, and those of a table without projects under its name', () => {
    expect(projectOf(plan, 'Irgendwas')).toBeNull()
    expect(projectOf(planFiles([table(['Task'], ['Call'])]), 'Call')).toBe('Tasks')
  })

  it('hangs sub-tasks under parents by id or by name', () => {
    const rows = [
      ['Id', 'Task', 'Parent'],
      ['2', 'Sub', '1'],
      ['1', 'Top', ''],
      ['3', 'Named', 'Top'],
      ['4', 'Lost', '99'],
    ]
    const planned = planFiles([table(...rows)])
    expect([parentOf(planned, 'Sub'), parentOf(planned, 'Named'), parentOf(planned, 'Lost')]).toEqual([
      'Top',
      'Top',
      null,
    ])
    expect(codesOf(planned)).toEqual(['parent_missing'])
  })

  it('accounts for every cell, and adds nothing the second time, whatever the columns were said to be', () => {
    const { totals, entries } = plan.ledger
    expect(totals.cells).toBe(totals.empty + entries.length)
    expect(entries.filter(({ reason }) => reason === 'not_read')).toEqual([])
    const existing = { ids: allIds(plan.rows), labels: plan.rows.labels }
    const again = planFiles([german], ({ columns }) => ({ columns: columns!.with(3, 'keep') }), { existing })
    expect(countRows(again.rows)).toBe(0)
  })

  it('refuses files with other columns than the first', () => {
    const other = { ...table(['Name', 'Day'], ['a', 'b']), name: 'Other.csv' }
    expect(detectFormat([table(['Task'], ['Call']), other]).problems).toMatchObject([
      { code: 'other_columns', file: 'Other.csv', values: { first: 'Tasks.csv' } },
    ])
  })
})

describe('the cells of a table', () => {
  it.each([
    ['2026-12-24', '2026-12-24', null],
    ['24.12.26', '2026-12-24', null],
    ['24.12.2026, 18:05', '2026-12-24', '18:05'],
    ['12/24/2026 6 pm', '2026-12-24', '18:00'],
    ['2026/1/5 7:30 AM', '2026-01-05', '07:30'],
    ['2026-12-24T20:00:00Z', '2026-12-24', '21:00'],
  ])('read %s as a day', (text, day, time) => {
    const order = orderOf([text]) ?? 'dmy'
    expect(readDay(text, order, 'Europe/Berlin')).toEqual({ day, time })
  })

  it.each(['31.02.2026', '2026-13-01', '1/2', 'x', '24.12.2026 25:00', '1.2.203'])('%s is no day', (text) => {
    expect(readDay(text, 'dmy', 'UTC')).toBeNull()
  })

  it('read times of day as people write them', () => {
    const texts = ['9:30', '17.05 Uhr', '5 pm', '12am', '12 PM', '9', '25:00']
    expect(texts.map(readTime)).toEqual(['09:30', '17:05', '17:00', '00:00', '12:00', null, null])
  })

  it('are as they were after they were kept from running as a formula', () => {
    for (const text of ['=1+1', "'=1", '+x', '-5', '@a', 'plain', "'quoted", "''-", '\tx']) {
      expect(withoutGuard(withGuard(text))).toBe(text)
      expect(withGuard(text)).not.toMatch(/^[=+\-@\t]/)
    }
  })
})
