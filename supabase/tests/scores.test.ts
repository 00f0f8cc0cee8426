import { beforeEach, describe, expect, it } from 'vitest'
import { asUser, createUser, insert, type Row } from './as-user.ts'

const NOW = '2026-11-21T09:00:00Z'

interface Score {
  task_id: string
  urgency_points: number
  priority_points: number
  hierarchy_points: number
  dependency_points: number
  progress_points: number
  age_points: number
  score: number
  rank_points: number
  is_blocked: boolean
  is_parked: boolean
}

let person: string

beforeEach(async () => {
  person = await createUser()
})

const add = (table: string, row: Row) =>
  asUser(person, (sql) => insert(sql, table, { user_id: person, ...row }))
const addTask = (row: Row = {}) => add('tasks', { name: 'Run', created_at: NOW, ...row })
const change = (table: string, id: unknown, row: Row) =>
  asUser(person, (sql) =>
    sql.query(
      `update public.${table} set ${Object.keys(row)
        .map((column, i) => `${column} = $${i + 2}`)
        .join(', ')} where id = $1`,
      [id, ...Object.values(row)],
    ),
  )

const scoreOf = (task: { id: string }, now = NOW, who = person) =>
  asUser(who, (sql) => sql.one<Score>('select * from public.task_scores where task_id = $1', [task.id]), {
    now,
  })

const onDay = (days: number) => new Date(Date.parse(NOW) + days * 86_400_000).toISOString().slice(0, 10)

/** A task in a project in an area under a pillar. */
async function addBranch(pillarRow: Row = {}, areaRow: Row = {}, projectRow: Row = {}, taskRow: Row = {}) {
  const pillar = await add('pillars', { name: 'Health', ...pillarRow })
  const area = await add('areas', { name: 'Fitness', pillar_id: pillar.id, ...areaRow })
  const project = await add('projects', { name: 'Run 10 km', area_id: area.id, ...projectRow })
  return { pillar, area, project, task: await addTask({ project_id: project.id, ...taskRow }) }
}

describe('the score of a task', () => {
  it('is the middle of each scale for a task that says nothing', async () => {
    expect(await scoreOf(await addTask())).toMatchObject({
      urgency_points: 5,
      priority_points: 12,
      hierarchy_points: 14.5,
      dependency_points: 15,
      progress_points: 0,
      age_points: 0,
      score: 46.5,
    })
  })

  it.each([
    [-400, 40],
    [-1, 40],
    [0, 40],
    [1, 35],
    [2, 25],
    [3, 25],
    [4, 15],
    [7, 15],
    [8, 8],
    [14, 8],
    [15, 3.5],
    [30, 2],
    [49, 0.1],
    [50, 0],
    [300, 0],
  ])('gets, due in %d days, %d points for urgency', async (days, urgency_points) => {
    expect(await scoreOf(await addTask({ due_on: onDay(days) }))).toMatchObject({
      urgency_points: expect.closeTo(urgency_points, 9),
    })
    expect(await scoreOf(await addTask({ deadline_on: onDay(days) }))).toMatchObject({
      urgency_points: expect.closeTo(urgency_points, 9),
    })
  })

  it('takes the earlier of due day and deadline', async () => {
    expect(await scoreOf(await addTask({ due_on: onDay(30), deadline_on: onDay(1) }))).toMatchObject({
      urgency_points: 35,
    })
    expect(await scoreOf(await addTask({ due_on: onDay(3), deadline_on: onDay(9) }))).toMatchObject({
      urgency_points: 25,
    })
  })

  it.each([
    ['urgent', 25],
    ['high', 20],
    ['medium', 12],
    ['low', 5],
  ])('gets for %s priority %d points', async (priority, priority_points) => {
    expect(await scoreOf(await addTask({ priority }))).toMatchObject({ priority_points })
  })

  it.each([
    { area: 1, project: 1, share: 25, points: 2 + 2 + 2.5 },
    { area: 5, project: 5, share: 25, points: 10 + 10 + 2.5 },
    { area: 4, project: 2, share: 50, points: 8 + 4 + 5 },
    { area: 3, project: 3, share: 100, points: 6 + 6 + 5 },
    { area: 3, project: 3, share: 10, points: 6 + 6 + 1 },
    { area: 3, project: 3, share: 1, points: 6 + 6 + 0.25 },
    { area: 3, project: 3, share: null, points: 6 + 6 + 2.5 },
  ])(
    'gets for area $area, project $project and $share % of one’s time $points points',
    async ({ area, project, share, points }) => {
      const { task } = await addBranch(
        { time_allocation_percentage: share },
        { importance: area },
        { importance: project },
      )
      expect((await scoreOf(task)).hierarchy_points).toBeCloseTo(points, 10)
    },
  )

  it('gets 15 points when nothing is in its way, and 2 when something is', async () => {
    const [task, blocker] = [await addTask(), await addTask()]
    expect(await scoreOf(task)).toMatchObject({ dependency_points: 15, is_blocked: false })
    await add('task_dependencies', { task_id: task.id, depends_on_task_id: blocker.id })
    expect(await scoreOf(task)).toMatchObject({ dependency_points: 2, is_blocked: true })
    await change('tasks', blocker.id, { status: 'completed' })
    expect(await scoreOf(task)).toMatchObject({ dependency_points: 15, is_blocked: false })
    await change('tasks', blocker.id, { status: 'todo' })
    expect(await scoreOf(task)).toMatchObject({ dependency_points: 2, is_blocked: true })
    await asUser(person, (sql) => sql.query('delete from public.task_dependencies'))
    expect(await scoreOf(task)).toMatchObject({ dependency_points: 15, is_blocked: false })
  })

  it('gets a point for each tenth of its project that is done', async () => {
    const { project, task } = await addBranch()
    for (const status of ['completed', 'completed', 'todo']) await addTask({ project_id: project.id, status })
    expect(await scoreOf(task)).toMatchObject({ progress_points: 5 })
  })

  it.each([
    [0, 0],
    [7, 0],
    [8, 0.8],
    [29, 2.9],
    [30, 3],
    [400, 3],
  ])('gets, %d days old, %d points for its age', async (days, age_points) => {
    expect(await scoreOf(await addTask({ created_at: `${onDay(-days)}T09:00:00Z` }))).toMatchObject({
      age_points: expect.closeTo(age_points, 9),
    })
  })

  it('never passes 100', async () => {
    const { project, task } = await addBranch(
      { time_allocation_percentage: 100 },
      { importance: 5 },
      { importance: 5 },
      { priority: 'urgent', due_on: onDay(-1), created_at: `${onDay(-90)}T09:00:00Z` },
    )
    for (let n = 0; n < 9; n++) await addTask({ project_id: project.id, status: 'completed' })
    expect(await scoreOf(task)).toMatchObject({ progress_points: 9, score: 100 })
  })

  it('is the sum of its parts', async () => {
    const { task } = await addBranch(
      {},
      { importance: 4 },
      { importance: 2 },
      { priority: 'high', due_on: onDay(2), created_at: `${onDay(-12)}T09:00:00Z` },
    )
    expect(await scoreOf(task)).toMatchObject({ score: 75.7 })
  })

  it('follows the clock without anybody writing', async () => {
    const task = await addTask({ due_on: '2026-11-25' })
    expect((await scoreOf(task, '2026-11-21T09:00:00Z')).urgency_points).toBe(15)
    expect((await scoreOf(task, '2026-11-24T09:00:00Z')).urgency_points).toBe(35)
    expect((await scoreOf(task, '2026-11-25T00:00:00Z')).urgency_points).toBe(40)
  })

  it('follows its parents wherever they go', async () => {
    const { pillar, area, project, task } = await addBranch()
    const points = async () => (await scoreOf(task)).hierarchy_points
    await change('projects', project.id, { importance: 5 })
    expect(await points()).toBe(18.5)
    await change('areas', area.id, { importance: 1 })
    expect(await points()).toBe(14.5)
    await change('pillars', pillar.id, { time_allocation_percentage: 50 })
    expect(await points()).toBe(17)
    const other = await add('projects', { name: 'Inbox zero', importance: 1 })
    await change('tasks', task.id, { project_id: other.id })
    expect(await points()).toBe(10.5)
  })

  it('knows when the day begins where the person lives', async () => {
    const at = '2026-11-21T23:30:00Z'
    for (const [time_zone, urgency] of [
      ['UTC', 35],
      ['Europe/Berlin', 40],
      ['Pacific/Auckland', 40],
      ['America/Los_Angeles', 35],
    ] as const) {
      person = await createUser({ time_zone })
      expect([
        time_zone,
        (await scoreOf(await addTask({ due_on: '2026-11-22' }), at)).urgency_points,
      ]).toEqual([time_zone, urgency])
    }
  })

  it('is for open tasks of one’s own', async () => {
    const task = await addTask()
    const stranger = await createUser()
    const seen = (who: string) => asUser(who, (sql) => sql.count('select from public.task_scores'))
    expect([await seen(person), await seen(stranger)]).toEqual([1, 0])
    await change('tasks', task.id, { status: 'completed' })
    expect(await seen(person)).toBe(0)
  })
})

describe('the points that order Today', () => {
  it.each([
    { because: 'nothing', pillar: {}, area: {}, project: {}, task: {}, points: 60 },
    { because: 'being overdue', task: { due_on: onDay(-1) }, points: 160 },
    { because: 'being due today', task: { due_on: onDay(0) }, points: 140 },
    { because: 'being due tomorrow', task: { due_on: onDay(1) }, points: 60 },
    { because: 'a deadline that has passed', task: { deadline_on: onDay(-2) }, points: 160 },
    { because: 'high priority', task: { priority: 'high' }, points: 90 },
    { because: 'urgent priority', task: { priority: 'urgent' }, points: 90 },
    { because: 'an important project', project: { importance: 4 }, points: 110 },
    { because: 'an important area', area: { importance: 5 }, points: 85 },
    {
      because: 'everything',
      area: { importance: 4 },
      project: { importance: 5 },
      task: { due_on: onDay(-1), priority: 'high' },
      points: 265,
    },
  ])('are $points for $because', async ({ area, project, task, points }) => {
    const branch = await addBranch({}, area, project, task)
    expect(await scoreOf(branch.task)).toMatchObject({ rank_points: points })
  })

  it('are 60 less for a task that waits', async () => {
    const [task, blocker] = [await addTask({ due_on: onDay(0) }), await addTask()]
    await add('task_dependencies', { task_id: task.id, depends_on_task_id: blocker.id })
    expect(await scoreOf(task)).toMatchObject({ rank_points: 80 })
  })
})
