import { beforeEach, describe, expect, it } from 'vitest'
import { asUser, createUser, insert, type Row } from './as-user.ts'

const NOW = '2026-11-21T23:30:00Z'

let person: string
let pillar: string
let area: string
let project: string

const add = (table: string, row: Row) =>
  asUser(person, (sql) => insert(sql, table, { user_id: person, ...row }))
const read = (view: string, who = person) =>
  asUser(who, (sql) => sql.query(`select * from public.${view}`), { now: NOW })

beforeEach(async () => {
  person = await createUser({ time_zone: 'UTC' })
  pillar = (await add('pillars', { name: 'Health' })).id
  area = (await add('areas', { name: 'Fitness', pillar_id: pillar })).id
  project = (await add('projects', { name: 'Marathon', area_id: area })).id
})

describe('progress', () => {
  it('is nothing where there is nothing', async () => {
    const empty = { task_count: 0, completed_count: 0, overdue_count: 0, completion_percentage: 0 }
    expect(await read('project_progress')).toEqual([{ user_id: person, project_id: project, ...empty }])
    expect(await read('area_progress')).toEqual([
      { user_id: person, area_id: area, project_count: 1, ...empty },
    ])
    expect(await read('pillar_progress')).toEqual([
      { user_id: person, pillar_id: pillar, area_count: 1, project_count: 1, ...empty },
    ])
  })

  it('counts tasks and sub-tasks, and rolls up by tasks and not by projects', async () => {
    const other = await add('projects', { name: 'Swim', area_id: area })
    const parent = await add('tasks', { name: 'a', project_id: project, status: 'completed' })
    await add('tasks', { name: 'b', parent_task_id: parent.id })
    await add('tasks', { name: 'c', project_id: project })
    await add('tasks', { name: 'd', project_id: other.id, status: 'completed' })
    await add('tasks', { name: 'in the inbox' })
    const rows = await read('project_progress')
    expect(rows.find(({ project_id }) => project_id === project)).toMatchObject({
      task_count: 3,
      completed_count: 1,
      completion_percentage: 33.3,
    })
    const rolledUp = { project_count: 2, task_count: 4, completed_count: 2, completion_percentage: 50 }
    expect(await read('area_progress')).toMatchObject([rolledUp])
    expect(await read('pillar_progress')).toMatchObject([{ area_count: 1, ...rolledUp }])
  })

  it('counts as overdue what was due before the today of the person', async () => {
    for (const due_on of ['2026-11-20', '2026-11-21', '2026-11-22'])
      await add('tasks', { name: 'x', project_id: project, due_on })
    await add('tasks', { name: 'done', project_id: project, due_on: '2026-11-01', status: 'completed' })
    expect(await read('project_progress')).toMatchObject([{ overdue_count: 1 }])
    await asUser(person, (sql) => sql.query(`update public.user_profiles set time_zone = 'Asia/Tokyo'`))
    expect(await read('project_progress')).toMatchObject([{ overdue_count: 2 }])
    expect(await read('pillar_progress')).toMatchObject([{ overdue_count: 2 }])
  })

  it('leaves what is archived out of the roll-ups', async () => {
    await add('tasks', { name: 'a', project_id: project })
    await asUser(person, (sql) => sql.query('update public.projects set archived = true'))
    expect(await read('area_progress')).toMatchObject([{ project_count: 0, task_count: 0 }])
    await asUser(person, (sql) => sql.query('update public.projects set archived = false'))
    await asUser(person, (sql) => sql.query('update public.areas set archived = true'))
    expect(await read('pillar_progress')).toMatchObject([{ area_count: 0, task_count: 0 }])
  })

  it('is nobody else’s business', async () => {
    await add('tasks', { name: 'a', project_id: project })
    const stranger = await createUser()
    for (const view of ['project_progress', 'area_progress', 'pillar_progress'])
      expect(await read(view, stranger)).toEqual([])
  })
})
