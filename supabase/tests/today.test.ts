import { beforeEach, describe, expect, it } from 'vitest'
import { asAnonymous, asService, asUser, createUser, failureOf, insert, type Row } from './as-user.ts'

const NOW = '2026-11-21T09:00:00Z'
const TODAY = '2026-11-21'

interface Today {
  id: string
  name: string
  score: number
  rank_points: number
  is_blocked: boolean
  reasons: { code: string }[]
}

let person: string

beforeEach(async () => {
  person = await createUser()
})

const add = (table: string, row: Row) =>
  asUser(person, (sql) => insert(sql, table, { user_id: person, ...row }))
const addTask = (name: string, row: Row = {}) => add('tasks', { name, created_at: NOW, ...row })
const today = (limit = 100, now = NOW) =>
  asUser(person, (sql) => sql.query<Today>('select * from public.today_tasks($1)', [limit]), { now })
const names = async (now = NOW) => (await today(100, now)).map(({ name }) => name)

describe('Today', () => {
  it('puts what matters most first', async () => {
    const important = await add('projects', { name: 'Marathon', importance: 5 })
    await addTask('someday')
    await addTask('tomorrow', { due_on: '2026-11-22' })
    await addTask('urgent', { priority: 'urgent' })
    await addTask('today', { due_on: TODAY })
    await addTask('overdue', { due_on: '2026-11-20' })
    await addTask('big goal', { project_id: important.id })
    expect(await names()).toEqual(['overdue', 'today', 'big goal', 'urgent', 'tomorrow', 'someday'])
  })

  it('orders equals by day, then time, then the order of the person', async () => {
    await addTask('late', { due_on: TODAY, due_time: '18:00' })
    await addTask('early', { due_on: TODAY, due_time: '07:00' })
    await addTask('no time', { due_on: TODAY })
    await addTask('second', { sort_order: 2 })
    await addTask('first', { sort_order: 1 })
    expect(await names()).toEqual(['early', 'late', 'no time', 'first', 'second'])
  })

  it('says why each task is where it is', async () => {
    const area = await add('areas', { name: 'Fitness', importance: 4 })
    const project = await add('projects', { name: 'Marathon', importance: 5, area_id: area.id })
    const all = await addTask('all', {
      due_on: '2026-11-18',
      deadline_on: '2026-11-23',
      priority: 'high',
      project_id: project.id,
    })
    await addTask('due', { due_on: TODAY })
    await addTask('plain')
    for (const name of ['plain two', 'plain three']) {
      const blocker = await addTask(name)
      await add('task_dependencies', { task_id: all.id, depends_on_task_id: blocker.id })
    }
    const reasons = Object.fromEntries((await today()).map((task) => [task.name, task.reasons]))
    expect(reasons.all).toEqual([
      { code: 'overdue', days: 3 },
      { code: 'deadline_soon', days: 2 },
      { code: 'high_priority' },
      { code: 'important_project', name: 'Marathon' },
      { code: 'important_area', name: 'Fitness' },
      { code: 'blocked', count: 2 },
    ])
    expect(reasons.due).toEqual([{ code: 'due_today' }, { code: 'ready' }])
    expect(reasons.plain).toEqual([{ code: 'ready' }])
  })

  it('dresses each task with the names and colours above it', async () => {
    const pillar = await add('pillars', { name: 'Health', color: '#112233' })
    const area = await add('areas', { name: 'Fitness', pillar_id: pillar.id })
    const project = await add('projects', { name: 'Marathon', icon: '🏃', area_id: area.id })
    await addTask('run', { project_id: project.id })
    expect(await today()).toMatchObject([
      {
        project_id: project.id,
        project_name: 'Marathon',
        project_icon: '🏃',
        area_id: area.id,
        area_name: 'Fitness',
        pillar_id: pillar.id,
        pillar_name: 'Health',
        pillar_color: '#112233',
      },
    ])
  })

  it('hides a task until the day it starts, in the zone of the person', async () => {
    person = await createUser({ time_zone: 'Europe/Berlin' })
    await addTask('later', { start_on: '2026-11-22' })
    expect(await names('2026-11-21T22:59:00Z')).toEqual([])
    expect(await names('2026-11-21T23:00:00Z')).toEqual(['later'])
  })

  it.each([
    ['project', { status: 'on_hold' }],
    ['project', { status: 'completed' }],
    ['project', { archived: true }],
    ['area', { archived: true }],
    ['pillar', { archived: true }],
  ])('leaves out what lies in a %s that is parked: %j', async (noun, row) => {
    const pillar = await add('pillars', { name: 'Health', ...(noun === 'pillar' && row) })
    const area = await add('areas', { name: 'Fitness', pillar_id: pillar.id, ...(noun === 'area' && row) })
    const project = await add('projects', {
      name: 'Marathon',
      area_id: area.id,
      ...(noun === 'project' && row),
    })
    await addTask('parked', { project_id: project.id })
    await addTask('inbox')
    expect(await names()).toEqual(['inbox'])
  })

  it('leaves out what is done, and sub-tasks without a day of their own', async () => {
    const parent = await addTask('parent')
    await addTask('done', { status: 'completed' })
    await addTask('part', { parent_task_id: parent.id })
    await addTask('part with a day', { parent_task_id: parent.id, due_on: TODAY })
    expect(await names()).toEqual(['part with a day', 'parent'])
  })

  it('gives as many as asked for, and none for a negative number', async () => {
    await asUser(person, (sql) =>
      sql.query(
        `insert into public.tasks (user_id, name) select $1, 'Task ' || n from generate_series(1, 120) n`,
        [person],
      ),
    )
    expect(await today()).toHaveLength(100)
    expect(await today(3)).toHaveLength(3)
    expect(await today(-1)).toHaveLength(0)
    expect(await today(1_000_000)).toHaveLength(120)
  })

  it('is empty for a stranger, refused without an account, and not for the service', async () => {
    await addTask('mine')
    const stranger = await createUser()
    expect(await asUser(stranger, (sql) => sql.query('select * from public.today_tasks()'))).toEqual([])
    expect(await failureOf(asAnonymous((sql) => sql.query('select * from public.today_tasks()')))).toBe(
      '42501',
    )
    expect(await failureOf(asService((sql) => sql.query('select * from public.today_tasks()')))).toBe('42501')
  })
})
