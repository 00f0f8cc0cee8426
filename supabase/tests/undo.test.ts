import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { asDatabase, asUser, createUser, failureOf, insert, type Row } from './as-user.ts'
import { plantLife, PLAN_TABLES, readLife, type Life } from './life.ts'

interface Answer {
  batch_id: string | null
  restored: number
  conflicts: { table: string; row_id: string; label: string; columns?: string[]; reason: string }[]
}

let life: Life
let person: string

beforeEach(async () => {
  person = await createUser()
  life = await plantLife(person)
})

/** Runs statements as one step. @returns its batch */
async function step(...statements: (string | [string, unknown[]])[]): Promise<string> {
  const batch = randomUUID()
  for (const statement of statements) {
    const [text, values] = typeof statement === 'string' ? [statement, []] : statement
    await asUser(person, (sql) => sql.query(text, values), { batch })
  }
  return batch
}

const call = (name: string, ...values: unknown[]) =>
  asUser(person, async (sql) => {
    const places = values.map((_, index) => `$${index + 1}`).join(', ')
    return (await sql.one<{ answer: Answer }>(`select public.${name}(${places}) as answer`, values)).answer
  })
const undo = (batch: string, force = false) => call('undo_batch', batch, force)
const redo = (batch: string) => call('redo_batch', batch)

const task = async () => (await readLife(person)).tasks!.find(({ id }) => id === life.task)

const batchOf = (id: string) =>
  asDatabase((sql) =>
    sql.one(
      'select undoes_batch_id, undone_by_batch_id, source, change_count from public.change_batches where user_id = $1 and id = $2',
      [person, id],
    ),
  )

describe('two tabs that edit one task', () => {
  it('keep both edits when they touch different fields, and one can be taken back alone', async () => {
    const tabOne = await step(`update public.tasks set name = 'Jog' where parent_task_id is null`)
    const tabTwo = await step(`update public.tasks set priority = 'high' where parent_task_id is null`)
    expect(await task()).toMatchObject({ name: 'Jog', priority: 'high' })

    expect(await undo(tabOne)).toMatchObject({ restored: 1, conflicts: [] })
    expect(await task()).toMatchObject({ name: 'Run', priority: 'high' })
    expect(await undo(tabTwo)).toMatchObject({ restored: 1, conflicts: [] })
    expect(await task()).toMatchObject({ name: 'Run', priority: 'medium' })
  })

  it('are told when both edited the same field, and the rest comes back', async () => {
    const tabOne = await step(
      `update public.tasks set name = 'Jog', energy = 'high' where parent_task_id is null`,
    )
    await step(`update public.tasks set name = 'Walk' where parent_task_id is null`)
    expect(await undo(tabOne)).toMatchObject({
      restored: 1,
      conflicts: [
        { table: 'tasks', row_id: life.task, label: 'Jog', columns: ['name'], reason: 'changed_since' },
      ],
    })
    expect(await task()).toMatchObject({ name: 'Walk', energy: null })
  })

  it('can insist', async () => {
    const tabOne = await step(`update public.tasks set name = 'Jog' where parent_task_id is null`)
    await step(`update public.tasks set name = 'Walk' where parent_task_id is null`)
    expect(await undo(tabOne, true)).toMatchObject({ restored: 1, conflicts: [] })
    expect(await task()).toMatchObject({ name: 'Run' })
  })

  it('never tear status and time of completion apart', async () => {
    const first = await step([`update public.tasks set status = 'completed' where id = $1`, [life.subTask]])
    await step([`update public.tasks set status = 'todo' where id = $1`, [life.subTask]])
    await step([`update public.tasks set status = 'completed' where id = $1`, [life.subTask]])
    expect(await undo(first)).toMatchObject({
      batch_id: null,
      restored: 0,
      conflicts: [{ columns: ['completed_at'] }],
    })
  })
})

describe('undo', () => {
  it('is a step of its own that says what it undid', async () => {
    const batch = await step(`update public.tasks set name = 'Jog' where parent_task_id is null`)
    const { batch_id } = await undo(batch)
    expect(await batchOf(batch)).toMatchObject({ undone_by_batch_id: batch_id })
    expect(await batchOf(batch_id!)).toMatchObject({ undoes_batch_id: batch, source: 'web', change_count: 1 })
  })

  it('happens once', async () => {
    const batch = await step(`update public.tasks set name = 'Jog' where parent_task_id is null`)
    await undo(batch)
    expect(await failureOf(undo(batch))).toBe('PT409')
  })

  it('happens once even when two devices ask at the same time', async () => {
    const batch = await step(`update public.tasks set name = 'Jog' where parent_task_id is null`)
    const answers = await Promise.all([
      failureOf(undo(batch)),
      failureOf(undo(batch)),
      failureOf(undo(batch)),
    ])
    expect(answers.sort()).toEqual(['PT409', 'PT409', null])
  })

  it('can be undone and done again without end, and the history always says which is in force', async () => {
    const batch = await step(`update public.tasks set name = 'Jog' where parent_task_id is null`)
    const first = (await undo(batch)).batch_id!
    const second = (await redo(batch)).batch_id!
    expect(await batchOf(batch)).toMatchObject({ undone_by_batch_id: null })
    expect(await failureOf(redo(batch))).toBe('PT409')
    // Taking back the redo is one more undo of the step.
    await undo(second)
    expect(await task()).toMatchObject({ name: 'Run' })
    expect(await batchOf(first)).toMatchObject({ undone_by_batch_id: null })
    expect(await batchOf(batch)).toMatchObject({ undone_by_batch_id: first })
    await redo(batch)
    expect(await task()).toMatchObject({ name: 'Jog' })
    expect(await batchOf(batch)).toMatchObject({ undone_by_batch_id: null })
    await undo(batch)
    expect(await task()).toMatchObject({ name: 'Run' })
  })

  it('refuses a step that never was, in the words of HTTP', async () => {
    expect(await failureOf(undo(randomUUID()))).toBe('PT404')
    expect(await failureOf(redo(randomUUID()))).toBe('PT409')
  })

  it('is not for the service, which has no history', async () => {
    const batch = await step(`update public.tasks set name = 'Jog'`)
    expect(await failureOf(asDatabase((sql) => sql.query('select public.undo_batch($1)', [batch])))).toBe(
      '42501',
    )
  })

  it('keeps a row that has got children since, and takes it along when told to', async () => {
    const batch = await step([
      `insert into public.projects (user_id, id, name) values ($1, $2, 'Swim')`,
      [person, person],
    ])
    await step([`insert into public.tasks (user_id, project_id, name) values ($1, $1, 'Goggles')`, [person]])
    expect(await undo(batch)).toMatchObject({
      batch_id: null,
      conflicts: [{ table: 'projects', label: 'Swim', reason: 'has_children' }],
    })
    expect(await undo(batch, true)).toMatchObject({ conflicts: [] })
    expect((await readLife(person)).tasks).toHaveLength(2)
  })

  it('keeps a row that was edited since it was made', async () => {
    const batch = await step([`insert into public.labels (user_id, name) values ($1, 'home')`, [person]])
    await step(`update public.labels set color = '#000000' where name = 'home'`)
    expect(await undo(batch)).toMatchObject({ batch_id: null, conflicts: [{ reason: 'changed_since' }] })
    expect((await readLife(person)).labels).toHaveLength(2)
  })

  it('tells when what a row hung under is gone', async () => {
    const batch = await step([`delete from public.tasks where id = $1`, [life.task]])
    await step([`delete from public.projects where id = $1`, [life.project]])
    const { batch_id, conflicts } = await undo(batch)
    expect(batch_id).toBe(null)
    const rows = conflicts.map(({ table, row_id, reason }) => `${table} ${row_id} ${reason}`)
    expect(rows.sort()).toEqual([
      `focus_sessions ${life.session} missing_parent`,
      // The file itself is still there, but its task is not.
      `resources ${life.resource} missing_parent`,
      `task_dependencies ${life.dependency} missing_parent`,
      `task_labels ${life.taskLabel} missing_parent`,
      ...[life.task, life.subTask].sort().map((id) => `tasks ${id} missing_parent`),
    ])
  })

  it('tells when a name has been taken since', async () => {
    const batch = await step(`update public.labels set name = 'inside'`)
    await step([`insert into public.labels (user_id, name) values ($1, 'Outside')`, [person]])
    expect(await undo(batch)).toMatchObject({
      batch_id: null,
      conflicts: [{ table: 'labels', reason: 'changed_since' }],
    })
  })

  it('finds its way when the rows of a step stand in each other’s way', async () => {
    const before = await readLife(person)
    // The new label wears the old name of the renamed one.
    const batch = await step(`update public.labels set name = 'inside'`, [
      `insert into public.labels (user_id, name) values ($1, 'outside')`,
      [person],
    ])
    expect(await undo(batch)).toMatchObject({ restored: 2, conflicts: [] })
    expect(await readLife(person)).toEqual(before)
  })

  it('turns a sub-task and its parent round again', async () => {
    const before = await readLife(person)
    const batch = await step(
      [`update public.tasks set parent_task_id = null where id = $1`, [life.subTask]],
      [`update public.tasks set parent_task_id = $1 where id = $2`, [life.subTask, life.task]],
    )
    expect(await undo(batch)).toMatchObject({ restored: 2, conflicts: [] })
    expect(await readLife(person)).toEqual(before)
  })

  it('refuses to close a circle of dependencies, and says so', async () => {
    const batch = await step(`delete from public.task_dependencies`)
    await step([
      `insert into public.task_dependencies (user_id, task_id, depends_on_task_id) values ($1, $2, $3)`,
      [person, life.subTask, life.task],
    ])
    expect(await undo(batch)).toMatchObject({ batch_id: null, conflicts: [{ table: 'task_dependencies' }] })
  })

  it('keeps sub-tasks in the project of their parent, even out of order', async () => {
    const [other] = await asUser(person, (sql) =>
      sql.query<{ id: string }>(
        `insert into public.projects (user_id, name) values ($1, 'Other') returning id`,
        [person],
      ),
    )
    const moved = await step([
      `update public.tasks set project_id = $1 where id = $2`,
      [other!.id, life.task],
    ])
    await step([
      `insert into public.tasks (user_id, parent_task_id, name) values ($1, $2, 'Late')`,
      [person, life.task],
    ])
    expect(await undo(moved)).toMatchObject({ conflicts: [] })
    const { tasks } = await readLife(person)
    expect(tasks!.map(({ project_id }) => project_id)).toEqual([life.project, life.project, life.project])
  })

  it('takes back what a person told about themselves, but not what the server knows', async () => {
    const batch = await step(`update public.user_profiles set theme = 'dark', first_name = 'Ada'`)
    await asDatabase((sql) =>
      sql.query(`update public.user_profiles set tier = 'pro' where user_id = $1`, [person]),
    )
    const [profile] = (await readLife(person, ['user_profiles'])).user_profiles!
    expect(await undo(batch)).toMatchObject({ restored: 1, conflicts: [] })
    const [after] = (await readLife(person, ['user_profiles'])).user_profiles!
    expect(after).toEqual({ ...profile, theme: 'system', first_name: '', updated_at: after!.updated_at })

    const [system] = await asUser(person, (sql) =>
      sql.query<{ id: string }>(
        `select batch_id as id from public.changes where after ? 'tier' and operation = 'update'`,
      ),
    )
    expect(await undo(system!.id)).toMatchObject({ batch_id: null, restored: 0 })
    expect((await readLife(person, ['user_profiles'])).user_profiles![0]).toMatchObject({ tier: 'pro' })
  })

  it('leaves the profile alone that signing up made', async () => {
    const [signUp] = await asUser(person, (sql) =>
      sql.query<{ id: string }>(
        `select batch_id as id from public.changes where table_name = 'user_profiles' and operation = 'insert'`,
      ),
    )
    expect(await undo(signUp!.id, true)).toMatchObject({ batch_id: null, restored: 0, conflicts: [] })
    expect((await readLife(person, ['user_profiles'])).user_profiles).toHaveLength(1)
  })

  it('puts a drag of forty tasks back with one message to the other devices', async () => {
    await asUser(person, (sql) =>
      sql.query(
        `insert into public.tasks (user_id, name, sort_order) select $1, 'Task ' || n, n from generate_series(1, 40) n`,
        [person],
      ),
    )
    const before = await readLife(person)
    const batch = await step(`update public.tasks set sort_order = -sort_order where sort_order > 0`)
    await asDatabase((sql) =>
      sql.query('delete from realtime.messages where topic = $1', [`user:${person}:plan`]),
    )
    expect(await undo(batch)).toMatchObject({ restored: 40, conflicts: [] })
    expect(await readLife(person)).toEqual(before)
    const sent = await asDatabase((sql) =>
      sql.query<{ ids: string[] }>(
        `select payload -> 'ids' as ids from realtime.messages where topic = $1 and payload ->> 'table' = 'tasks'`,
        [`user:${person}:plan`],
      ),
    )
    expect(sent.filter(({ ids }) => ids.length === 40)).toHaveLength(1)
  })

  it('takes back ten thousand imported rows in under three seconds', async () => {
    const { id } = await asUser(person, (sql) =>
      insert(sql, 'imports', {
        user_id: person,
        id: randomUUID(),
        source: 'todoist',
        file_name: 'a.csv',
        row_count: 10_000,
      }),
    )
    const before = await readLife(person)
    const beganAt = performance.now()
    for (let chunk = 0; chunk < 5; chunk++) {
      const tasks = Array.from({ length: 2_000 }, (_, n) => ({
        name: `Task ${n}`,
        description: 'Imported',
        priority: 'high',
      }))
      await asUser(person, (sql) => sql.query('select public.import_chunk($1, $2)', [id, { tasks }]), {
        source: 'import',
      })
    }
    const importedAt = performance.now()
    expect(await undo(id)).toMatchObject({ restored: 10_000, conflicts: [] })
    // On a machine with nothing to spare the import tells how slow it is.
    const patience = Math.max(3_000, 2 * (importedAt - beganAt))
    expect(performance.now() - importedAt).toBeLessThan(patience)
    expect(await readLife(person)).toEqual(before)
  })
})

describe('restoring one row', () => {
  const restore = (table: string, id: string, at: string | null = null) =>
    asUser(person, (sql) => sql.query('select public.restore_row($1, $2, $3)', [table, id, at]))
  const now = async () =>
    (await asDatabase((sql) => sql.one<{ at: string }>('select clock_timestamp()::text as at'))).at

  it('brings a deleted row back with everything its deletion took along', async () => {
    const before = await readLife(person)
    await step([`delete from public.areas where id = $1`, [life.area]])
    await step(`update public.pillars set name = 'Body'`)
    await restore('areas', life.area)
    const after = await readLife(person)
    expect(after.pillars).toMatchObject([{ name: 'Body' }])
    expect({ ...after, pillars: before.pillars }).toEqual(before)
  })

  it('hangs the areas under a pillar again that lost it, unless they have found another', async () => {
    await asUser(person, (sql) =>
      sql.query(`insert into public.areas (user_id, pillar_id, name) values ($1, $2, 'Sleep')`, [
        person,
        life.pillar,
      ]),
    )
    await step(`delete from public.pillars`)
    await step([
      `with other as (insert into public.pillars (user_id, name) values ($1, 'Joy') returning id)
      update public.areas set pillar_id = (select id from other) where name = 'Sleep'`,
      [person],
    ])
    await restore('pillars', life.pillar)
    const { areas } = await readLife(person)
    expect(areas!.filter(({ pillar_id }) => pillar_id === life.pillar)).toMatchObject([{ name: 'Fitness' }])
  })

  it('brings back only that row and what was below it, not the rest of the step', async () => {
    await asUser(person, (sql) =>
      sql.query(`insert into public.projects (user_id, name) values ($1, 'Other')`, [person]),
    )
    await step(`delete from public.projects`)
    await restore('projects', life.project)
    const after = await readLife(person)
    expect(after.projects).toMatchObject([{ id: life.project }])
    expect(after.tasks).toHaveLength(2)
  })

  it('puts an edited row back to how it was at a moment', async () => {
    const at = await now()
    const before = await task()
    await step(`update public.tasks set name = 'Jog', priority = 'high' where parent_task_id is null`)
    await step(`update public.tasks set energy = 'low' where parent_task_id is null`)
    await restore('tasks', life.task, at)
    expect(await task()).toEqual(before)
  })

  it('takes back the last change when no moment is given', async () => {
    await step(`update public.tasks set name = 'Jog' where parent_task_id is null`)
    await step(`update public.tasks set energy = 'low' where parent_task_id is null`)
    await restore('tasks', life.task)
    expect(await task()).toMatchObject({ name: 'Jog', energy: null })
  })

  it('is a step that can be undone', async () => {
    await step([`delete from public.projects where id = $1`, [life.project]])
    const gone = await readLife(person)
    const batch = randomUUID()
    await asUser(person, (sql) => sql.query(`select public.restore_row('projects', $1)`, [life.project]), {
      batch,
    })
    expect(await undo(batch)).toMatchObject({ conflicts: [] })
    expect(await readLife(person)).toEqual(gone)
  })

  it('refuses a moment before the row existed, and a parent that is gone', async () => {
    expect(await failureOf(restore('tasks', life.task, '2020-01-01T00:00:00Z'))).toBe('PT404')
    expect(await failureOf(restore('tasks', randomUUID()))).toBe('PT404')
    await step([`delete from public.tasks where id = $1`, [life.task]])
    await step([`delete from public.projects where id = $1`, [life.project]])
    expect(await failureOf(restore('tasks', life.task))).toBe('23503')
  })
})

describe('the list of steps', () => {
  it('tells each step by its first changes, newest first, page by page', async () => {
    const batches: string[] = []
    for (let n = 0; n < 4; n++) batches.push(await step(`update public.tasks set sort_order = ${n + 1}`))
    const read = (limit: number, before: string | null) =>
      asUser(person, (sql) =>
        sql.query<{ id: string; created_at: string; sample: Row[]; change_count: number }>(
          'select * from public.recent_batches($1, $2)',
          [limit, before],
        ),
      )
    const first = await read(3, null)
    expect(first.map(({ id }) => id)).toEqual(batches.toReversed().slice(0, 3))
    expect(first[0]).toMatchObject({
      change_count: 2,
      sample: [
        { table_name: 'tasks', operation: 'update', columns: ['sort_order'] },
        { table_name: 'tasks' },
      ],
    })
    const second = await read(1, first[2]!.created_at)
    expect(second.map(({ id }) => id)).toEqual([batches[0]])
  })

  it('shows a stranger nothing', async () => {
    const stranger = await createUser()
    const rows = await asUser(stranger, (sql) =>
      sql.query<{ sample: Row[] }>('select * from public.recent_batches()'),
    )
    expect(rows.flatMap(({ sample }) => sample).map(({ table_name }) => table_name)).toEqual([
      'user_profiles',
    ])
  })
})

describe('a life as it was', () => {
  it('knows every table that has a history', async () => {
    const rows = await asUser(person, (sql) =>
      sql.query<{ table_name: string }>(
        'select distinct table_name from public.life_as_of(clock_timestamp())',
      ),
    )
    expect(rows.map(({ table_name }) => table_name).sort()).toEqual(
      [
        ...['user_profiles', 'ai_settings', 'hrm_user_preferences', 'notification_preferences'],
        'automation_settings',
        ...PLAN_TABLES,
      ].sort(),
    )
  })

  it('is empty before it began', async () => {
    expect(await asUser(person, (sql) => sql.query(`select * from public.life_as_of('2020-01-01')`))).toEqual(
      [],
    )
  })
})
