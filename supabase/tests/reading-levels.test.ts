import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { asService, asUser, createUser, failureOf, insert, type Row } from './as-user.ts'
import { plantLife, readLife, type Life } from './life.ts'

type Level = 'nobody' | 'rules' | 'models' | null

let life: Life

beforeEach(async () => {
  life = await plantLife(await createUser())
})

const NOUNS = {
  pillar: 'pillars',
  area: 'areas',
  project: 'projects',
  task: 'tasks',
  subTask: 'tasks',
} as const
type Noun = keyof typeof NOUNS

const set = (noun: Noun, level: Level, batch?: string) =>
  asUser(
    life.user_id,
    (sql) =>
      sql.query(`update public.${NOUNS[noun]} set reading_level = $2 where id = $1`, [life[noun], level]),
    { batch },
  )

const levelOf = (table: string, id: string) =>
  asUser(
    life.user_id,
    async (sql) =>
      (await sql.one<{ answer: Row }>('select public.reading_level($1, $2) as answer', [table, id])).answer,
  )

/** The rows that not everybody may read, by their noun. */
async function closed(): Promise<Partial<Record<Noun, string>>> {
  const rows = await asService((sql) =>
    sql.query<{ table_name: string; row_id: string; reading_level: string }>(
      'select * from private.reading_levels($1)',
      [life.user_id],
    ),
  )
  const nouns = Object.entries(NOUNS) as [Noun, string][]
  return Object.fromEntries(
    rows.map(({ table_name, row_id, reading_level }) => [
      nouns.find(([noun, table]) => table === table_name && life[noun] === row_id)![0],
      reading_level,
    ]),
  )
}

describe('who may read a row', () => {
  it('is anybody, without a word', async () => {
    expect(await closed()).toEqual({})
    expect(await levelOf('tasks', life.subTask)).toEqual({
      own: null,
      inherited: 'models',
      effective: 'models',
      from: null,
    })
  })

  it('is said for all below it', async () => {
    await set('area', 'nobody')
    expect(await closed()).toEqual({ area: 'nobody', project: 'nobody', task: 'nobody', subTask: 'nobody' })
    expect(await levelOf('tasks', life.subTask)).toEqual({
      own: null,
      inherited: 'nobody',
      effective: 'nobody',
      from: { table: 'areas', id: life.area, name: 'Fitness' },
    })
    expect(await levelOf('pillars', life.pillar)).toMatchObject({ effective: 'models' })
  })

  it('is the strictest of what is said on the way to the top', async () => {
    await set('pillar', 'rules')
    await set('project', 'models')
    await set('subTask', 'nobody')
    expect(await closed()).toEqual({
      pillar: 'rules',
      area: 'rules',
      project: 'rules',
      task: 'rules',
      subTask: 'nobody',
    })
    expect(await levelOf('projects', life.project)).toEqual({
      own: 'models',
      inherited: 'rules',
      effective: 'rules',
      from: { table: 'pillars', id: life.pillar, name: 'Health' },
    })
    expect(await levelOf('tasks', life.subTask)).toMatchObject({
      own: 'nobody',
      inherited: 'rules',
      effective: 'nobody',
    })
  })

  it('goes down from a task to its sub-tasks, and moves with what moves', async () => {
    await set('task', 'rules')
    expect(await closed()).toEqual({ task: 'rules', subTask: 'rules' })
    await asUser(life.user_id, (sql) =>
      sql.query('update public.tasks set parent_task_id = null where id = $1', [life.subTask]),
    )
    expect(await closed()).toEqual({ task: 'rules' })
  })

  it('is one of three words', async () => {
    for (const table of ['pillars', 'areas', 'projects', 'tasks'])
      expect(
        await failureOf(
          asUser(life.user_id, (sql) => sql.query(`update public.${table} set reading_level = 'me'`)),
        ),
      ).toBe('23514')
  })

  it('is told of rows of the caller alone', async () => {
    const stranger = await createUser()
    const ask = (table: string) =>
      failureOf(
        asUser(stranger, (sql) => sql.query('select public.reading_level($1, $2)', [table, life.task])),
      )
    expect(await ask('tasks')).toBe('PT404')
    expect(await ask('auth.users')).toBe('PT404')
    await set('task', 'nobody')
    expect(
      await asUser(stranger, (sql) => sql.query('select * from private.reading_levels($1)', [life.user_id])),
    ).toEqual([])
  })

  it('can be undone like every change', async () => {
    const batch = randomUUID()
    const before = await readLife(life.user_id)
    await set('pillar', 'nobody', batch)
    await asUser(life.user_id, (sql) => sql.query('select public.undo_batch($1)', [batch]))
    expect(await readLife(life.user_id)).toEqual(before)
  })

  it('comes back with a backup', async () => {
    const person = await createUser()
    const job = randomUUID()
    const given = {
      pillars: [{ id: randomUUID(), name: 'Health', reading_level: 'rules' }],
      tasks: [{ id: randomUUID(), name: 'See the doctor', reading_level: 'nobody' }],
    }
    await asUser(person, async (sql) => {
      await insert(sql, 'imports', {
        user_id: person,
        id: job,
        source: 'aurum',
        file_name: 'a.json',
        row_count: 2,
      })
      await sql.query('select public.import_chunk($1, $2)', [job, given])
    })
    expect(await readLife(person)).toMatchObject(given)
  })
})

describe('a recurring task', () => {
  const addSeries = async (row: Row = {}) => {
    const task = await asUser(life.user_id, (sql) =>
      insert(sql, 'tasks', {
        ...{ user_id: life.user_id, name: 'Take the pills', due_on: '2026-11-20' },
        ...{ recurrence_rule: 'FREQ=DAILY', ...row },
      }),
    )
    return task
  }
  const change = (id: string, columns: string, batch?: string) =>
    asUser(life.user_id, (sql) => sql.query(`update public.tasks set ${columns} where id = $1`, [id]), {
      batch,
    })
  const levels = async () =>
    (await readLife(life.user_id))
      .tasks!.filter(({ series_id }) => series_id !== null)
      .map(({ reading_level }) => reading_level)

  it('is read by the same in its next instance, with what is below it', async () => {
    const task = await addSeries({ reading_level: 'nobody' })
    await asUser(life.user_id, (sql) =>
      insert(sql, 'tasks', {
        ...{ user_id: life.user_id, name: 'The white one', parent_task_id: task.id, reading_level: 'rules' },
      }),
    )
    await change(task.id, `status = 'completed'`)
    expect(await levels()).toEqual(['nobody', 'nobody'])
    const parts = (await readLife(life.user_id)).tasks!.filter(({ name }) => name === 'The white one')
    expect(parts.map(({ reading_level }) => reading_level)).toEqual(['rules', 'rules'])
  })

  it('is closed in its past instances too, in one step that can be undone', async () => {
    const task = await addSeries()
    await change(task.id, `status = 'completed'`)
    const batch = randomUUID()
    const open = (await readLife(life.user_id)).tasks!.find(
      ({ series_id, status }) => series_id === task.id && status !== 'completed',
    )!
    await change(String(open.id), `reading_level = 'nobody'`, batch)
    expect(await levels()).toEqual(['nobody', 'nobody'])
    await asUser(life.user_id, (sql) => sql.query('select public.undo_batch($1)', [batch]))
    expect(await levels()).toEqual([null, null])
  })
})
