import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Area, Pillar, Project } from '../../../lib/plan-queries.ts'
import { parsePlanSearch, parseScope, printScope } from '../plan-search.ts'
import { arrange, dueBucket, type Section } from './arrange.ts'
import { moveToQuadrant, quadrantOf, QUADRANTS } from './matrix-rule.ts'
import type { ListTask } from './queries.ts'
import { extended, NOTHING, toggled } from './selection.ts'
import { mergeRows } from './merge-rows.ts'
import { isInScope, placesOfProjects, scopePlaces } from './task-places.ts'

const TODAY = '2026-11-21'

const task = (id: string, columns: Partial<ListTask> = {}): ListTask => ({
  id,
  name: id,
  project_id: null,
  parent_task_id: null,
  status: 'todo',
  priority: 'medium',
  energy: null,
  start_on: null,
  due_on: null,
  due_time: null,
  deadline_on: null,
  duration_minutes: null,
  recurrence_rule: null,
  sort_order: 0,
  created_at: '2026-11-01T00:00:00Z',
  completed_at: null,
  ...columns,
})

const level = (id: string, columns: object = {}) => ({
  id,
  name: id,
  icon: '🎯',
  archived: false,
  ...columns,
})
const life = {
  pillars: [level('health'), level('work', { archived: true })] as Pillar[],
  areas: [level('running', { pillar_id: 'health' }), level('office', { pillar_id: 'work' })] as Area[],
  projects: [
    level('garden', { area_id: null }),
    level('report', { area_id: 'office' }),
    level('marathon', { area_id: 'running' }),
  ] as Project[],
}
const places = placesOfProjects(life)

const outline = (sections: readonly Section[]) =>
  sections.map(({ key, tasks }) => [key, ...tasks.map(({ id }) => id)].join(' '))

describe('a list of tasks', () => {
  const tasks = [
    task('later', { due_on: '2027-01-01', project_id: 'garden', priority: 'urgent' }),
    task('never'),
    task('evening', { due_on: TODAY, due_time: '18:00:00', project_id: 'marathon' }),
    task('morning', { due_on: TODAY, due_time: '08:00:00', project_id: 'marathon', priority: 'low' }),
    task('late', { due_on: '2026-11-01', project_id: 'report' }),
  ]

  it('stands under its projects in the order of the plan, the inbox first', () => {
    expect(outline(arrange(tasks, { group: 'project', sort: 'due', today: TODAY, places }))).toEqual([
      'project:inbox never',
      'project:marathon morning evening',
      'project:report late',
      'project:garden later',
    ])
  })

  it('stands under its days, what has none last', () => {
    expect(outline(arrange(tasks, { group: 'due', sort: 'name', today: TODAY, places }))).toEqual([
      'due:overdue late',
      'due:today evening morning',
      'due:later later',
      'due:never never',
    ])
  })

  it('stands under its priorities, the highest first', () => {
    expect(outline(arrange(tasks, { group: 'priority', sort: 'due', today: TODAY, places }))).toEqual([
      'priority:urgent later',
      'priority:medium late evening never',
      'priority:low morning',
    ])
  })

  it('stands in one row when it is not to be grouped', () => {
    expect(outline(arrange(tasks, { group: 'none', sort: 'priority', today: TODAY, places }))).toEqual([
      'all later late evening never morning',
    ])
  })

  it('knows what is soon', () => {
    const days = [null, '2026-11-20', TODAY, '2026-11-22', '2026-11-28', '2026-11-29']
    expect(days.map((day) => dueBucket(day, TODAY))).toEqual([
      'never',
      'overdue',
      'today',
      'tomorrow',
      'week',
      'later',
    ])
  })
})

describe('the matrix', () => {
  it.each([
    [{ priority: 'high', due_on: TODAY }, undefined, 'do'],
    [{ due_on: '2026-11-23' }, 4, 'do'],
    [{ priority: 'urgent', due_on: '2026-11-24' }, undefined, 'schedule'],
    [{ deadline_on: '2026-11-01' }, 3, 'delegate'],
    [{}, 3, 'drop'],
  ] as const)('puts %j with a project of importance %j under "%s"', (columns, importance, quadrant) => {
    expect(quadrantOf(task('one', columns), importance, TODAY)).toBe(quadrant)
  })

  it('moves a task by what it owns, or says what holds it', () => {
    const columns = fc.record({
      priority: fc.constantFrom('low', 'medium', 'high', 'urgent'),
      due_on: fc.constantFrom(null, '2026-11-01', TODAY, '2026-12-24'),
      deadline_on: fc.constantFrom(null, TODAY, '2026-12-24'),
    })
    const importance = fc.constantFrom(undefined, 3, 5)
    fc.assert(
      fc.property(columns, importance, fc.constantFrom(...QUADRANTS), (fields, weight, target) => {
        const one = task('one', fields)
        const move = moveToQuadrant(one, weight, target, TODAY)
        if ('heldBy' in move) {
          expect(move.heldBy === 'project' ? weight : one.deadline_on).toBeTruthy()
        } else {
          expect(quadrantOf({ ...one, ...move.patch }, weight, TODAY)).toBe(target)
        }
      }),
    )
  })

  it('changes nothing of a task that is where it is put', () => {
    expect(moveToQuadrant(task('one'), undefined, 'drop', TODAY)).toEqual({ patch: {} })
    expect(moveToQuadrant(task('one', { priority: 'high' }), undefined, 'do', TODAY)).toEqual({
      patch: { due_on: TODAY },
    })
  })
})

describe('a selection', () => {
  const order = ['a', 'b', 'c', 'd', 'e']
  const ids = (picked: typeof NOTHING) => [...picked.ids].sort().join('')

  it('grows and shrinks one by one, and reaches from the last one to where Shift was pressed', () => {
    const one = toggled(NOTHING, 'b')
    expect(ids(extended(one, 'd', order))).toBe('bcd')
    expect(ids(extended(one, 'a', order))).toBe('ab')
    expect(ids(toggled(extended(one, 'd', order), 'c'))).toBe('bd')
    expect(ids(extended(NOTHING, 'c', order))).toBe('c')
    expect(ids(extended(toggled(NOTHING, 'gone'), 'c', order))).toBe('cgone')
  })
})

describe('what part of the plan is looked at', () => {
  it('holds what hangs under it', () => {
    expect(isInScope({ level: 'pillar', id: 'health' }, places.get('marathon'))).toBe(true)
    expect(isInScope({ level: 'area', id: 'running' }, places.get('garden'))).toBe(false)
    expect(isInScope({ level: 'project', id: 'garden' }, undefined)).toBe(false)
    expect(places.get('report')?.isArchived).toBe(true)
  })

  it('is chosen from everything that is not put aside', () => {
    expect(scopePlaces(life, 'All').map(({ name, depth }) => `${depth} ${name}`)).toEqual([
      '0 All',
      '0 health',
      '1 running',
      '2 marathon',
      '0 garden',
    ])
  })

  it('stands in the address, of which only what is understood counts', () => {
    const id = '0f8fad5b-d9cb-469f-a165-70867728950e'
    const scope = printScope({ level: 'area', id })
    expect(parseScope(scope)).toEqual({ level: 'area', id })
    expect(parseScope('galaxy:1')).toBeNull()
    expect(parsePlanSearch({ view: 'board', sort: 'name', group: 'due', scope, filter: 2026 })).toEqual({
      view: 'board',
      sort: 'name',
      group: 'due',
      scope,
      filter: '2026',
    })
    expect(parsePlanSearch({ view: 'tree', sort: 'luck', group: 'project', scope: 'x', filter: '' })).toEqual(
      {},
    )
  })
})

describe('rows that are kept up to date', () => {
  it('change, come and go as the change log says, each in its place', () => {
    const rows = [{ id: 'a' }, { id: 'b' }, { id: 'c' }]
    const changed = { id: 'b', name: 'new' }
    expect(mergeRows(rows, ['b', 'c', 'd'], [changed, { id: 'd' }])).toEqual([
      { id: 'a' },
      changed,
      { id: 'd' },
    ])
  })
})
