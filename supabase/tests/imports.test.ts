import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { asUser, createUser, failureOf, insert, type Row } from './as-user.ts'
import { plantLife, readLife } from './life.ts'

let person: string
let id: string

beforeEach(async () => {
  person = await createUser()
  id = (await startImport()).id
})

const startImport = (row: Row = {}) =>
  asUser(person, (sql) =>
    insert(sql, 'imports', {
      user_id: person,
      id: randomUUID(),
      source: 'todoist',
      file_name: 'a.csv',
      row_count: 10,
      ...row,
    }),
  )

const apply = (rows: unknown, importId = id) =>
  asUser(
    person,
    async (sql) =>
      (
        await sql.one<{ answer: Row }>('select public.import_chunk($1, $2) as answer', [
          importId,
          JSON.stringify(rows),
        ])
      ).answer,
    { source: 'import' },
  )
const setState = (state: string) =>
  asUser(person, (sql) => sql.query('update public.imports set state = $1', [state]))
const job = () => asUser(person, (sql) => sql.one('select * from public.imports where id = $1', [id]))

/** A small tree: one row in each table. */
function tree() {
  const ids = Object.fromEntries(
    ['pillar', 'area', 'project', 'parent', 'sub', 'label', 'taskLabel', 'dependency'].map((noun) => [
      noun,
      randomUUID(),
    ]),
  )
  return {
    // The tables come in an order of their own: the database knows which parents go first.
    task_dependencies: [{ id: ids.dependency, task_id: ids.parent, depends_on_task_id: ids.sub }],
    task_labels: [{ id: ids.taskLabel, task_id: ids.parent, label_id: ids.label }],
    tasks: [
      { id: ids.parent, project_id: ids.project, name: 'Parent', priority: 'high' },
      {
        id: ids.sub,
        parent_task_id: ids.parent,
        name: 'Sub',
        due_on: '2026-11-21',
        original_text: 'sub tomorrow',
      },
    ],
    labels: [{ id: ids.label, name: 'home' }],
    projects: [{ id: ids.project, area_id: ids.area, name: 'Project' }],
    areas: [{ id: ids.area, pillar_id: ids.pillar, name: 'Area' }],
    pillars: [{ id: ids.pillar, name: 'Pillar' }],
  }
}

describe('a chunk of an import', () => {
  it('adds its rows, parents first, all in the batch of the import', async () => {
    expect(await apply(tree())).toEqual({ inserted: 8, skipped: 0 })
    const life = await readLife(person)
    expect(life.tasks!.find(({ name }) => name === 'Sub')).toMatchObject({
      project_id: life.projects![0]!.id,
      status: 'todo',
    })
    const batches = await asUser(person, (sql) =>
      sql.query(`select source, change_count from public.change_batches where id = $1`, [id]),
    )
    expect(batches).toEqual([{ source: 'import', change_count: 8 }])
    expect(await job()).toMatchObject({ state: 'applying', applied_count: 8 })
  })

  it('adds nothing twice', async () => {
    const rows = tree()
    await apply(rows)
    const before = await readLife(person)
    expect(await apply(rows)).toEqual({ inserted: 0, skipped: 8 })
    expect(await readLife(person)).toEqual(before)
  })

  it('adds nothing at all when one row cannot be added', async () => {
    const rows = tree()
    rows.tasks.push({ id: randomUUID(), name: '  ' } as never)
    expect(await failureOf(apply(rows))).toBe('23514')
    expect(Object.values(await readLife(person)).flat()).toEqual([])
    expect(await job()).toMatchObject({ applied_count: 0 })
  })

  it('lets each row leave out what it has nothing to say about', async () => {
    await apply({
      tasks: [
        { name: 'a' },
        { name: 'b', description: 'long', priority: 'low', duration_minutes: 5 },
        { name: 'c', energy: null },
      ],
    })
    const { tasks } = await readLife(person)
    expect(tasks!.sort((a, b) => String(a.name).localeCompare(String(b.name)))).toMatchObject([
      { name: 'a', description: '', priority: 'medium', duration_minutes: null },
      { name: 'b', description: 'long', priority: 'low', duration_minutes: 5 },
      { name: 'c', energy: null, status: 'todo' },
    ])
  })

  it('cannot give rows away, date them back, or pass them off as samples', async () => {
    const stranger = await createUser()
    await apply({
      tasks: [
        {
          name: 'a',
          user_id: stranger,
          is_sample: true,
          created_at: '2000-01-01T00:00:00Z',
          updated_at: '2000-01-01T00:00:00Z',
        },
      ],
    })
    expect((await readLife(stranger)).tasks).toEqual([])
    const [task] = (await readLife(person)).tasks!
    expect(task).toMatchObject({ user_id: person, is_sample: false })
    expect(String(task!.created_at) > '2026').toBe(true)
  })

  it('leaves aside columns and tables that do not exist', async () => {
    expect(
      await apply({ tasks: [{ name: 'a', 'x"; drop table tasks; --': 1 }], planets: [{ name: 'Mars' }] }),
    ).toEqual({ inserted: 1, skipped: 0 })
  })

  it.each([
    'user_profiles',
    'change_batches',
    'changes',
    'notifications',
    'resources',
    'organizations',
    'imports',
    'saved_filters',
    'project_templates',
    'focus_sessions',
    'assistant_memories',
    'ai_settings',
    'hrm_user_preferences',
    'automation_settings',
    'insights',
    'chat_threads',
  ])('does not reach the table %s', async (table) => {
    expect(await apply({ [table]: [{ name: 'a', user_id: person, id: randomUUID() }] })).toEqual({
      inserted: 0,
      skipped: 0,
    })
  })

  it('hangs nothing under the rows of somebody else', async () => {
    const stranger = await createUser()
    const life = await plantLife(stranger)
    for (const rows of [
      { tasks: [{ name: 'a', project_id: life.project }] },
      { tasks: [{ name: 'a', parent_task_id: life.task }] },
      { projects: [{ name: 'a', area_id: life.area }] },
      { areas: [{ name: 'a', pillar_id: life.pillar }] },
      { task_labels: [{ task_id: life.task, label_id: life.label }] },
      { task_dependencies: [{ task_id: life.task, depends_on_task_id: life.subTask }] },
    ])
      expect(await failureOf(apply(rows))).toBe('23503')
  })

  it('holds two thousand rows at most, all tables together', async () => {
    const rows = (count: number, prefix: string) =>
      Array.from({ length: count }, (_, n) => ({ name: `${prefix} ${n}` }))
    expect(await failureOf(apply({ tasks: rows(1_001, 't'), labels: rows(1_000, 'l') }))).toBe('22023')
    expect(await apply({ tasks: rows(1_000, 't'), labels: rows(1_000, 'l') })).toEqual({
      inserted: 2_000,
      skipped: 0,
    })
  })

  it.each([
    ['text'],
    [[]],
    [null],
    [5],
    [{ tasks: {} }],
    [{ tasks: 'all' }],
    [{ tasks: ['a task'] }],
    [{ tasks: [null] }],
  ])('is refused when it is not an object of lists of rows: %j', async (rows) => {
    expect(await failureOf(apply(rows))).toMatch(/^22/)
  })

  it('is refused for an import that never was', async () => {
    expect(await failureOf(apply({}, randomUUID()))).toBe('PT404')
  })

  it.each(['applied', 'cancelled'])('is refused for an import that is %s', async (state) => {
    await setState(state)
    expect(await failureOf(apply(tree()))).toBe('PT409')
  })

  it('is refused after the import was taken back', async () => {
    await apply(tree())
    await asUser(person, (sql) => sql.query('select public.undo_batch($1)', [id]))
    expect(await failureOf(apply({ tasks: [{ name: 'late' }] }))).toBe('PT409')
    expect((await readLife(person)).tasks).toEqual([])
  })

  it('counts right when two chunks arrive at once', async () => {
    const chunk = (prefix: string) => ({
      tasks: Array.from({ length: 50 }, (_, n) => ({ name: `${prefix} ${n}` })),
    })
    await Promise.all([apply(chunk('a')), apply(chunk('b')), apply(chunk('c'))])
    expect(await job()).toMatchObject({ applied_count: 150 })
    expect((await readLife(person)).tasks).toHaveLength(150)
  })
})

describe('a chunk of a backup of ours', () => {
  const at = '2020-03-04T05:06:07.123456+00:00'
  const startBackup = () => startImport({ source: 'aurum', file_name: 'aurum-life.json' })

  it('brings rows back as they were, with their times and as the samples they are', async () => {
    const { id: backup } = await startBackup()
    const row = { id: randomUUID(), name: 'Old', is_sample: true, created_at: at, updated_at: at }
    const done = {
      id: randomUUID(),
      name: 'Done',
      status: 'completed',
      completed_at: at,
      created_at: at,
      updated_at: at,
    }
    expect(await apply({ tasks: [row, done] }, backup)).toEqual({ inserted: 2, skipped: 0 })
    const { tasks } = await readLife(person)
    expect(tasks!.map((task) => Date.parse(String(task.updated_at)))).toEqual([
      Date.parse(at),
      Date.parse(at),
    ])
    expect(tasks!.find(({ name }) => name === 'Old')).toMatchObject({ is_sample: true })
    expect(tasks!.find(({ name }) => name === 'Done')).toMatchObject({ status: 'completed' })
  })

  it('brings what stands beside the plan, under its owner only', async () => {
    const { id: backup } = await startBackup()
    const stranger = await createUser()
    const resource = (path: string) => ({
      id: randomUUID(),
      path,
      original_filename: 'a.pdf',
      mime_type: 'application/pdf',
      size_bytes: 1,
    })
    const rows = {
      resources: [resource(`${person}/a.pdf`)],
      saved_filters: [{ id: randomUUID(), name: 'Calls', query: '@calls' }],
      project_templates: [{ id: randomUUID(), name: 'Race' }],
      focus_sessions: [{ id: randomUUID(), started_at: at, ended_at: at }],
      assistant_memories: [{ id: randomUUID(), text: 'I have no car' }],
    }
    expect(await apply(rows, backup)).toEqual({ inserted: 5, skipped: 0 })
    expect(await failureOf(apply({ resources: [resource(`${stranger}/a.pdf`)] }, backup))).toBe('23514')
  })

  it.each(['user_profiles', 'change_batches', 'changes', 'notifications', 'organizations', 'imports'])(
    'does not reach the table %s either',
    async (table) => {
      const { id: backup } = await startBackup()
      const rows = { [table]: [{ name: 'a', user_id: person, id: randomUUID() }] }
      expect(await apply(rows, backup)).toEqual({ inserted: 0, skipped: 0 })
    },
  )
})

describe('an import', () => {
  it.each(['todoist', 'ticktick', 'ics', 'csv', 'aurum'])('can come from %s', async (source) => {
    expect(await startImport({ source })).toMatchObject({ source, state: 'applying' })
  })

  it.each([
    { source: 'carrier pigeon' },
    { row_count: -1 },
    { row_count: 200_001 },
    { file_name: '' },
    { state: 'lost' },
  ])('is refused with %j', async (row) => {
    expect(await failureOf(startImport(row))).toBe('23514')
  })

  it('cannot be rewritten: only its state and count change', async () => {
    for (const column of ['file_name', 'row_count', 'created_at', 'id', 'user_id'])
      expect(
        await failureOf(
          asUser(person, (sql) => sql.query(`update public.imports set ${column} = ${column}`)),
        ),
      ).toBe('42501')
  })
})
