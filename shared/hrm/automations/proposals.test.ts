import { describe, expect, it } from 'vitest'
import { evidenceSchema } from '../evidence.ts'
import { done, idOf, life, project, task, TODAY } from '../fixtures/life.ts'
import { drawLife, randomOf } from '../fixtures/lives.ts'
import type { Snapshot } from '../snapshot.ts'
import { proposeProjects } from './file-task.ts'
import { proposeDays } from './reschedule-overdue.ts'
import type { Plan, Proposal } from './scene.ts'

const CAPACITY = [480, 480, 480, 480, 480, 240, 240]
const AT_NIGHT = 130
const plan = (snapshot: Partial<Snapshot>, more: Partial<Plan> = {}): Plan => ({
  snapshot: life({ minute_of_day: AT_NIGHT, ...snapshot }),
  day_capacity_minutes: CAPACITY,
  recurring: [],
  ...more,
})
const daysOf = (proposals: readonly Proposal[]) =>
  proposals.map(({ task_id, to_value }) => [Number(task_id.slice(-4)), to_value])
/** Today is a Saturday. */
const YESTERDAY = '2026-11-20'
const TOMORROW = '2026-11-22'

describe('an overdue task', () => {
  const overdue = (n: number, more = {}) => task(n, { due_on: YESTERDAY, duration_minutes: 60, ...more })

  it('goes to today when today has room, and tells from what', () => {
    const [proposal] = proposeDays(
      plan({ tasks: [overdue(1), task(2, { due_on: TODAY, duration_minutes: 90 })] }),
    )
    expect(proposal).toMatchObject({ task_id: idOf(1), from_value: YESTERDAY, to_value: TODAY })
    expect(proposal!.evidence.values.map(({ key, value }) => [key, value])).toEqual([
      ...[
        ['days_overdue', 1],
        ['planned', 90],
        ['capacity', 240],
      ],
      ['needed', 60],
    ])
  })

  it('goes to the next day that has room for it', () => {
    const full = [TODAY, TOMORROW].map((due_on, n) => task(10 + n, { due_on, duration_minutes: 200 }))
    expect(daysOf(proposeDays(plan({ tasks: [overdue(1), ...full] })))).toEqual([[1, '2026-11-23']])
  })

  it('takes the room that is left by those more pressing', () => {
    const tasks = [
      overdue(1, { duration_minutes: 200 }),
      overdue(2, { duration_minutes: 200, priority: 'urgent' }),
      overdue(3, { duration_minutes: 40, due_on: '2026-11-19' }),
    ]
    expect(daysOf(proposeDays(plan({ tasks })))).toEqual([
      [2, TODAY],
      [3, TODAY],
      [1, TOMORROW],
    ])
  })

  it('goes to tomorrow once the working day has begun', () => {
    expect(daysOf(proposeDays(plan({ minute_of_day: 600, tasks: [overdue(1)] })))).toEqual([[1, TOMORROW]])
  })

  it('waits for its first day', () => {
    const tasks = [overdue(1, { start_on: '2026-11-25' })]
    expect(daysOf(proposeDays(plan({ tasks })))).toEqual([[1, '2026-11-25']])
  })

  it.each([
    ['is done', { status: 'completed', completed_on: TODAY }],
    ['has a time of day', { due_time: '10:00' }],
    ['has been overdue for long', { due_on: '2026-11-01' }],
    ['is not overdue', { due_on: TODAY }],
    ['would miss its deadline', { deadline_on: YESTERDAY }],
    ['belongs to a project that rests', { project_id: idOf(90) }],
    ['lasts longer than any day', { duration_minutes: 600 }],
  ])('that %s is left alone', (_, fields) => {
    const projects = [project(90, { status: 'on_hold' })]
    expect(proposeDays(plan({ projects, tasks: [overdue(1, fields)] }))).toEqual([])
  })

  it('that recurs, or waits for another, is left alone', () => {
    expect(proposeDays(plan({ tasks: [overdue(1)] }, { recurring: [idOf(1)] }))).toEqual([])
    const tasks = [overdue(1), task(2)]
    const dependencies = [{ task_id: idOf(1), depends_on_task_id: idOf(2) }]
    expect(proposeDays(plan({ tasks, dependencies }))).toEqual([])
    expect(proposeDays(plan({ tasks: [tasks[0]!, done(2, TODAY)], dependencies }))).toHaveLength(1)
  })
})

describe('a task without a project', () => {
  const projects = [project(90, { name: 'Garten' }), project(91, { name: 'Tax return' })]
  const of = (projectNumber: number, first: number, ...names: string[]) =>
    names.map((name, n) => task(first + n, { name, project_id: idOf(projectNumber) }))
  const known = [
    ...of(90, 10, 'Tomaten pflanzen', 'Tomaten gießen', 'Rasen mähen'),
    ...of(91, 20, 'Scan receipts', 'Sort the receipts', 'Call the tax office'),
  ]
  const proposed = (name: string, more: Partial<Snapshot> = {}) =>
    proposeProjects(plan({ projects, tasks: [...known, task(1, { name })], ...more }))

  it('goes where its words are at home, and names the tasks it resembles', () => {
    const [proposal] = proposed('Tomaten gießen')
    expect(proposal).toMatchObject({ task_id: idOf(1), from_value: null, to_value: idOf(90) })
    expect(proposal!.evidence.rows.map(({ name }) => name)).toEqual([
      ...['Garten', 'Tomaten pflanzen', 'Tomaten gießen'],
    ])
    expect(proposal!.evidence.values.find(({ key }) => key === 'words')!.value).toBe('gießen, tomaten')
  })

  it.each([
    ['shares no word', 'Buy milk'],
    ['shares only small words', 'The and for'],
    ['resembles one task alone', 'Rasen'],
    ['says mostly other things', 'Receipts for grandmother birthday dinner'],
    ['resembles two projects alike', 'Tomaten receipts'],
  ])('that %s stays where it is', (_, name) => {
    expect(proposed(name)).toEqual([])
  })

  it('goes into no project that is done, rests, or has too few tasks to know', () => {
    for (const status of ['completed', 'on_hold'] as const) {
      const changed = [project(90, { name: 'Garten', status }), projects[1]!]
      expect(proposed('Tomaten gießen', { projects: changed })).toEqual([])
    }
    const tasks = [...known.slice(0, 2), task(1, { name: 'Tomaten gießen' })]
    expect(proposeProjects(plan({ projects, tasks }))).toEqual([])
  })

  it('is filed neither when it is done nor when it is part of another', () => {
    const name = 'Tomaten gießen'
    const others = [done(1, TODAY, { name }), task(2, { name, parent_task_id: idOf(1) })]
    expect(proposeProjects(plan({ projects, tasks: [...known, ...others] }))).toEqual([])
  })
})

describe('whatever the life', () => {
  const shuffled = <Item>(list: readonly Item[], random: () => number): Item[] =>
    list
      .map((item) => ({ item, place: random() }))
      .sort((a, b) => a.place - b.place)
      .map(({ item }) => item)

  it('the same is proposed from the same rows in any order, only for rows it may touch, on sound evidence', () => {
    let [count, filed] = [0, 0]
    for (let seed = 1; seed <= 60; seed++) {
      const snapshot = { ...drawLife(seed, { tasks: 80 }), minute_of_day: AT_NIGHT }
      const random = randomOf(seed)
      const open = snapshot.tasks.filter(({ status }) => status !== 'completed')
      const recurring = open.filter(() => random() < 0.2).map(({ id }) => id)
      const given: Plan = { snapshot, day_capacity_minutes: CAPACITY, recurring }
      const other: Plan = {
        snapshot: {
          ...snapshot,
          tasks: shuffled(snapshot.tasks, random),
          projects: shuffled(snapshot.projects, random),
          dependencies: shuffled(snapshot.dependencies, random),
        },
        ...{ day_capacity_minutes: CAPACITY, recurring: shuffled(recurring, random) },
      }
      const [days, places] = [proposeDays(given), proposeProjects(given)]
      expect(proposeDays(other)).toEqual(days)
      expect(proposeProjects(other)).toEqual(places)
      for (const { task_id, to_value, from_value, evidence } of [...days, ...places]) {
        const found = open.find(({ id }) => id === task_id)
        expect(found).toBeDefined()
        expect(to_value).not.toBe(from_value)
        expect(evidenceSchema.safeParse(evidence).success).toBe(true)
      }
      for (const { task_id, to_value } of days) {
        expect(recurring).not.toContain(task_id)
        expect(to_value >= snapshot.today).toBe(true)
      }
      count += days.length
      filed += places.length
    }
    expect(count).toBeGreaterThan(50)
    expect(filed).toBeGreaterThan(2)
  })
})
