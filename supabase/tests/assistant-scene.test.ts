import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { sceneSchema, type Scene } from '../../shared/assistant/scene.ts'
import { asAnonymous, asService, asUser, createUser, failureOf, insert, type Row } from './as-user.ts'
import { plantLife, type Life } from './life.ts'

const NOW = '2026-11-21T09:00:00Z'

let life: Life

beforeEach(async () => {
  life = await plantLife(await createUser({ time_zone: 'Europe/Berlin' }))
})

const sceneOf = (person = life.user_id): Promise<Scene> =>
  asUser(
    person,
    async (sql) =>
      sceneSchema.parse(
        (await sql.one<{ scene: unknown }>('select public.assistant_scene() as scene')).scene,
      ),
    { now: NOW },
  )

const run = (statement: string, values: unknown[] = [], person = life.user_id) =>
  asUser(person, (sql) => sql.query(statement, values))
const add = (table: string, row: Row) =>
  asUser(life.user_id, (sql) => insert(sql, table, { user_id: life.user_id, ...row }))
const names = (rows: readonly { name: string }[]) => rows.map(({ name }) => name).sort()

describe('what the assistant works from', () => {
  it('is the life of the caller, in one answer of the one shape', async () => {
    const scene = await sceneOf()
    expect(names(scene.life.pillars)).toEqual(['Health'])
    expect(names(scene.life.areas)).toEqual(['Fitness'])
    expect(names(scene.life.projects)).toEqual(['Run 10 km'])
    expect(names(scene.life.tasks)).toEqual(['Find the shoes', 'Run'])
    expect(names(scene.life.labels)).toEqual(['outside'])
    expect(scene.life.task_labels).toMatchObject([{ task_id: life.task, label_id: life.label }])
    expect(scene.life.task_dependencies).toMatchObject([
      { task_id: life.task, depends_on_task_id: life.subTask },
    ])
    expect(scene).toMatchObject({
      rules_only: [],
      ranking: [{ id: life.task, reasons: [{ code: 'blocked', count: 1 }] }],
      profile: { time_zone: 'Europe/Berlin', locale: 'en', week_start: 1, display_name: '', tier: 'free' },
      settings: { is_on: true, features_off: [] },
      memories: [{ id: life.memory, text: 'I run in the morning' }],
    })
  })

  it('is empty, and whole, for somebody new', async () => {
    const scene = await sceneOf(await createUser())
    expect(scene.life).toEqual({
      ...{ pillars: [], areas: [], projects: [], tasks: [], labels: [], task_labels: [] },
      task_dependencies: [],
    })
    expect(scene).toMatchObject({ ranking: [], memories: [], settings: { is_on: true } })
  })

  it('has what was done in the last 60 days, and nothing older', async () => {
    await add('tasks', { name: 'lately', status: 'completed', completed_at: '2026-10-01T00:00:00Z' })
    const old = await add('tasks', {
      name: 'long ago',
      status: 'completed',
      completed_at: '2026-09-01T00:00:00Z',
    })
    await add('task_labels', { task_id: old.id, label_id: life.label })
    const { life: seen } = await sceneOf()
    expect(names(seen.tasks)).toEqual(['Find the shoes', 'Run', 'lately'])
    expect(seen.task_labels).toHaveLength(1)
  })

  it('has nothing that nobody may read, nor a link to it', async () => {
    const secret = await add('tasks', { name: 'Secret', reading_level: 'nobody', due_on: '2026-11-01' })
    await add('task_dependencies', { task_id: secret.id, depends_on_task_id: life.task })
    await add('task_labels', { task_id: secret.id, label_id: life.label })
    const open = await sceneOf()
    expect(JSON.stringify(open)).not.toContain(secret.id)
    expect(open.life.task_dependencies).toHaveLength(1)

    await run(`update public.areas set reading_level = 'nobody'`)
    const { life: seen, ranking } = await sceneOf()
    expect(names(seen.pillars)).toEqual(['Health'])
    expect([seen.areas, seen.projects, seen.tasks, seen.task_labels, seen.task_dependencies]).toEqual([
      ...[[], [], [], [], []],
    ])
    expect(ranking).toEqual([])
  })

  it('fills the ranking although those that come first are hidden', async () => {
    const urgent = { due_on: '2026-11-01', priority: 'urgent' }
    for (let n = 0; n < 60; n++)
      await add('tasks', { name: `hidden ${n}`, ...urgent, reading_level: 'nobody' })
    const seen = await add('tasks', { name: 'seen', due_on: '2026-11-21' })
    expect((await sceneOf()).ranking.map(({ id }) => id)).toEqual([seen.id, life.task])
  })

  it('tells which rows no model may read', async () => {
    await run(`update public.projects set reading_level = 'rules'`)
    await add('tasks', {
      ...{ name: 'old', project_id: life.project, status: 'completed', completed_at: '2026-01-01T00:00:00Z' },
    })
    expect((await sceneOf()).rules_only.sort()).toEqual([life.project, life.subTask, life.task].sort())
  })

  it('says where the person wants no model', async () => {
    await run(`update public.ai_settings set is_on = false, features_off = array['assistant']`)
    expect((await sceneOf()).settings).toEqual({ is_on: false, features_off: ['assistant'] })
  })

  it('ranks as Today does, with its reasons', async () => {
    await add('tasks', { name: 'late', due_on: '2026-11-19', project_id: life.project })
    const today = await asUser(
      life.user_id,
      (sql) => sql.query('select id, reasons from public.today_tasks(50)'),
      { now: NOW },
    )
    expect((await sceneOf()).ranking).toEqual(today)
  })

  it('holds at most 20,000 tasks, the open ones first', async () => {
    const person = await createUser()
    await asService((sql) =>
      sql.query(
        `insert into public.tasks (user_id, name, status, completed_at)
        select $1, case when n % 4 = 0 then 'open' else 'done' end, case when n % 4 = 0 then 'todo' else 'completed' end,
          case when n % 4 <> 0 then timestamptz '2026-11-01' end
        from generate_series(1, 24000) n`,
        [person],
      ),
    )
    const { tasks } = (await sceneOf(person)).life
    expect(tasks).toHaveLength(20_000)
    expect(tasks.filter(({ name }) => name === 'open')).toHaveLength(6_000)
  })

  it('is for people with an account', async () => {
    expect(await failureOf(asAnonymous((sql) => sql.query('select public.assistant_scene()')))).toBe('42501')
  })
})

describe('the version of a life', () => {
  it('is the same until something is written, and then another', async () => {
    const seen = new Set([(await sceneOf()).data_version])
    expect((await sceneOf()).data_version).toBe([...seen][0])
    const batch = randomUUID()
    const writes = [
      () => run(`update public.tasks set priority = 'high'`),
      () => run(`update public.user_profiles set time_zone = 'Asia/Tokyo'`),
      () => run(`update public.pillars set reading_level = 'rules'`),
      () => run(`update public.assistant_memories set text = 'I run at night'`),
      () => run(`update public.ai_settings set is_on = false`),
      () => asUser(life.user_id, (sql) => sql.query('delete from public.tasks'), { batch }),
      () => run('select public.undo_batch($1)', [batch]),
    ]
    for (const [place, write] of writes.entries()) {
      await write()
      seen.add((await sceneOf()).data_version)
      expect(seen.size).toBe(place + 2)
    }
  })

  it('is none of a stranger', async () => {
    const before = (await sceneOf()).data_version
    await plantLife(await createUser())
    expect((await sceneOf()).data_version).toBe(before)
  })
})
