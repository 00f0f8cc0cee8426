import { describe, expect, it } from 'vitest'
import { detectFormat } from '../detect-format.ts'
import {
  allIds,
  codesOf,
  labelsOf,
  now,
  parentOf,
  planFiles,
  projectOf,
  taskNamed,
} from '../fixtures/plan-fixture.ts'
import { readFixture } from '../fixtures/read-fixture.ts'
import { countRows } from '../import-rows.ts'
import type { TableFile } from '../source-file.ts'

const backup = readFixture('TickTick backup.csv')
const old = readFixture('TickTick old.csv')
const plan = planFiles([backup])

describe('recognising a TickTick backup', () => {
  it('finds the header below the preamble, and the lists with their folders', () => {
    const { format, files } = detectFormat([backup])
    expect(format).toBe('ticktick')
    expect(
      files.map(({ folder, projectName, isInbox, counts }) => [folder, projectName, isInbox, counts.tasks]),
    ).toEqual([
      ['Home', 'Garden', false, 4],
      ['Work', 'Launch', false, 5],
      [null, 'Inbox', true, 5],
    ])
    expect(files[0]!.generation).toBe('7.1')
    expect(files[2]!.priorities).toEqual({ p1: 1, other: 1, '0': 3 })
  })

  it('reads older exports with fewer columns', () => {
    const planned = planFiles([old])
    expect(taskNamed(planned, 'Emma')).toMatchObject({
      due_on: '2019-03-31',
      due_time: null,
      status: 'completed',
      completed_at: '2019-04-01T08:00:00.000Z',
      priority: 'low',
    })
    expect(projectOf(planned, 'Dune')).toBe('Reading')
  })
})

describe('importing a TickTick backup', () => {
  it('makes areas of folders and projects of lists, and takes the inbox for the inbox', () => {
    expect(plan.rows.areas.map(({ name }) => name)).toEqual(['Home', 'Work'])
    expect(projectOf(plan, 'Plan the beds')).toBe('Garden')
    expect(projectOf(plan, 'Call the plumber')).toBeNull()
  })

  it('puts an all-day task on the day it has in its own zone, not a day early', () => {
    expect(taskNamed(plan, 'Plan the beds')).toMatchObject({
      due_on: '2026-12-12',
      due_time: null,
      priority: 'high',
    })
  })

  it('keeps floating times as written and turns others into the wall clock of the person', () => {
    expect(taskNamed(plan, 'Call the plumber')).toMatchObject({ due_on: '2026-11-25', due_time: '17:00' })
    expect(taskNamed(plan, 'Renew the passport')).toMatchObject({ due_on: '2026-11-25', due_time: '23:00' })
  })

  it('reads a start and an end as a time and a duration, and the rule with them', () => {
    expect(taskNamed(plan, 'Water the ferns')).toMatchObject({
      due_on: '2026-11-23',
      due_time: '07:30',
      duration_minutes: 45,
      recurrence_rule: 'FREQ=WEEKLY;BYDAY=MO',
      recurrence_start_on: '2026-11-23',
      remind_at: '2026-11-23T06:00:00.000Z',
    })
    expect(taskNamed(plan, 'Plan the beds').remind_at).toBe('2026-12-12T08:00:00.000Z')
  })

  it('keeps the text of a rule the database cannot run', () => {
    const task = taskNamed(plan, 'Only on working days')
    expect(task.recurrence_rule).toBeNull()
    expect(task.description).toContain('TT_SKIP=WEEKEND')
  })

  it('hangs sub-tasks under parents that come later, and breaks rings and missing parents with a warning', () => {
    expect(parentOf(plan, 'Choose the seeds')).toBe('Plan the beds')
    const order = plan.rows.tasks.map(({ name }) => name)
    expect(order.indexOf('Plan the beds')).toBeLessThan(order.indexOf('Choose the seeds'))
    expect([parentOf(plan, 'Chicken'), parentOf(plan, 'Egg')].filter(Boolean)).toHaveLength(1)
    expect(parentOf(plan, 'Renew the passport')).toBeNull()
    expect(taskNamed(plan, 'Renew the passport').original_text).toContain('parentId: 9999')
    expect(codesOf(plan)).toEqual(
      expect.arrayContaining(['parent_cycle', 'parent_missing', 'time_zone_unknown']),
    )
  })

  it('makes sub-tasks of the steps of a checklist, done ones done, and keeps marks it does not know', () => {
    expect(parentOf(plan, 'Logo as SVG')).toBe('Press kit')
    expect(taskNamed(plan, 'Logo as SVG').status).toBe('completed')
    expect(taskNamed(plan, 'Photos of the team').status).toBe('todo')
    expect(taskNamed(plan, 'Press kit').description).toBe('For the press page\n➤ ask Ben first')
  })

  it('makes labels of tags and of columns', () => {
    expect(labelsOf(plan, 'Plan the beds').sort()).toEqual(['garden', 'weekend'])
    expect(labelsOf(plan, 'Press kit')).toEqual(['Doing'])
  })

  it('brings what is done as done, with its time', () => {
    expect(taskNamed(plan, 'Announce it')).toMatchObject({
      status: 'completed',
      completed_at: '2026-10-02T15:04:05.000Z',
    })
  })

  it('makes projects of the columns of a list that becomes an area', () => {
    const planned = planFiles([backup], ({ files }) => ({
      files: Object.fromEntries(
        Object.entries(files).map(([key, file]) => [
          key,
          file.name === 'Launch' ? { ...file, level: 'area' as const } : file,
        ]),
      ),
    }))
    expect(projectOf(planned, 'Press kit')).toBe('Doing')
    expect(projectOf(planned, 'Photos of the team')).toBe('Doing')
    expect(projectOf(planned, 'Ideas for the name')).toBe('Launch')
  })

  it('accounts for every cell', () => {
    const { totals, entries } = plan.ledger
    expect(totals.cells).toBe(totals.empty + entries.length)
    expect(entries.filter(({ reason }) => reason === 'not_read')).toEqual([])
  })
})

describe('importing a TickTick backup again', () => {
  it('adds nothing, also from a later backup in another order', () => {
    const existing = { ids: allIds(plan.rows), labels: plan.rows.labels }
    expect(countRows(planFiles([backup], undefined, { existing }).rows)).toBe(0)
    const later: TableFile = {
      name: 'later.csv',
      rows: [...backup.rows.slice(0, 4), ...backup.rows.slice(4).reverse()],
    }
    const again = planFiles([later], undefined, { existing, now: new Date(now.getTime() + 9e9) })
    expect(again.rows.tasks.map(({ name }) => name)).toEqual([])
  })

  it('does not take another task for the same because a short id was given away again', () => {
    const header = ['List Name', 'Title', 'Created Time', 'taskId']
    const file = (title: string, made: string): TableFile => ({
      name: 'TickTick.csv',
      rows: [header, ['Home', title, made, '1']],
    })
    const first = planFiles([file('Call Anna', '2026-09-01T10:00:00+0000')])
    const existing = { ids: allIds(first.rows), labels: [] }
    const second = planFiles([file('Call Ben', '2026-10-01T10:00:00+0000')], undefined, { existing })
    expect(second.rows.tasks.map(({ name }) => name)).toEqual(['Call Ben'])
  })
})
