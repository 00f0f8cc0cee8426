import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { asDatabase, asService, asUser, createUser, failureOf, insert, pool, type Row } from './as-user.ts'
import { plantLife } from './life.ts'

interface Change {
  batch_id: string
  table_name: string
  row_id: string
  row_label: string | null
  operation: string
  before: Row | null
  after: Row | null
  source: string
  change_count: number
}

let person: string

beforeEach(async () => {
  person = await createUser()
})

/** The log of a person after their sign-up, oldest first. */
const readLog = (user_id: string) =>
  asUser(user_id, (sql) =>
    sql.query<Change>(
      `select change.*, batch.source, batch.change_count from public.changes change
      join public.change_batches batch on batch.user_id = change.user_id and batch.id = change.batch_id
      where change.table_name <> 'user_profiles' or change.operation <> 'insert' order by change.id`,
    ),
  )

const addTask = (row: Row = {}, options = {}) =>
  asUser(person, (sql) => insert(sql, 'tasks', { user_id: person, name: 'Run', ...row }), options)

describe('the change log', () => {
  it('is as quick for a thousand rows at once after a single one, whose plan the connection keeps', async () => {
    await asUser(person, async (sql) => {
      await sql.query("set local statement_timeout = '10s'")
      await insert(sql, 'tasks', { user_id: person, name: 'Run' })
      await sql.query("update public.tasks set priority = 'high'")
      await sql.query(
        `insert into public.tasks (user_id, name) select auth.uid(), 'Task ' || n from generate_series(1, 2000) n`,
      )
      await sql.query("update public.tasks set priority = 'urgent'")
    })
    const log = await readLog(person)
    expect(log.filter(({ after }) => after?.priority === 'urgent')).toHaveLength(2_001)
  })

  it('keeps the whole row of an insert and of a delete, and of an update only what changed', async () => {
    const task = await addTask()
    const [updated] = await asUser(person, (sql) =>
      sql.query<{ record: Row }>(
        `update public.tasks t set name = 'Walk', priority = 'high' returning to_jsonb(t) as record`,
      ),
    )
    await asUser(person, (sql) => sql.query('delete from public.tasks'))
    const [first, second, third] = await readLog(person)
    expect(first).toMatchObject({ operation: 'insert', row_label: 'Run', before: null, after: task })
    expect(second).toMatchObject({
      operation: 'update',
      row_label: 'Walk',
      before: { name: 'Run', priority: 'medium', updated_at: task.updated_at },
      after: { name: 'Walk', priority: 'high', updated_at: updated!.record.updated_at },
    })
    expect(Object.keys(second!.after!).sort()).toEqual(['name', 'priority', 'updated_at'])
    expect(third).toMatchObject({
      operation: 'delete',
      row_label: 'Walk',
      before: updated!.record,
      after: null,
    })
  })

  it('writes nothing when a statement changes nothing', async () => {
    await addTask()
    await asUser(person, (sql) => sql.query('update public.tasks set name = name'))
    await asUser(person, (sql) => sql.query(`update public.tasks set name = 'x' where false`))
    expect(await readLog(person)).toHaveLength(1)
  })

  it('remembers the source and the batch that the headers name', async () => {
    const batch = randomUUID()
    await addTask({}, { batch, source: 'assistant' })
    expect(await readLog(person)).toMatchObject([{ batch_id: batch, source: 'assistant', change_count: 1 }])
  })

  it.each(['system', 'admin', '', undefined])(
    'takes the source "%s" of a person for "web"',
    async (source) => {
      await addTask({}, { source })
      expect(await readLog(person)).toMatchObject([{ source: 'web' }])
    },
  )

  it('calls what the service does "system", in the log of whoever owns the row', async () => {
    await asService((sql) => insert(sql, 'tasks', { user_id: person, name: 'From the server' }), {
      source: 'web',
    })
    expect(await readLog(person)).toMatchObject([{ source: 'system', row_label: 'From the server' }])
  })

  it('makes one step of one request, however many statements and rows', async () => {
    await asUser(person, async (sql) => {
      await sql.query(
        `insert into public.tasks (user_id, name) select $1, 'Task ' || n from generate_series(1, 40) n`,
        [person],
      )
      await sql.query(`update public.tasks set sort_order = sort_order + 1`)
      await sql.query(`delete from public.tasks where name = 'Task 1'`)
    })
    const log = await readLog(person)
    expect(log).toHaveLength(81)
    expect(new Set(log.map(({ batch_id }) => batch_id)).size).toBe(1)
    expect(log[0]!.change_count).toBe(81)
  })

  it('makes one step of several requests that name the same batch', async () => {
    const batch = randomUUID()
    await addTask({}, { batch })
    await addTask({}, { batch, source: 'offline' })
    await addTask()
    const log = await readLog(person)
    expect(log.slice(0, 2)).toMatchObject([
      { batch_id: batch, change_count: 2, source: 'web' },
      { batch_id: batch, change_count: 2, source: 'web' },
    ])
    expect(log[2]!.batch_id).not.toBe(batch)
  })

  it('writes what a cascade takes along into the same step', async () => {
    const life = await plantLife(person)
    const batch = randomUUID()
    await asUser(person, (sql) => sql.query('delete from public.areas where id = $1', [life.area]), { batch })
    const log = (await readLog(person)).filter((change) => change.batch_id === batch)
    expect(log.map(({ table_name, operation }) => `${table_name} ${operation}`).sort()).toEqual([
      'areas delete',
      'focus_sessions update',
      'projects delete',
      'resources update',
      'task_dependencies delete',
      'task_labels delete',
      'tasks delete',
      'tasks delete',
    ])
  })

  it('writes the rows of two people touched at once into two logs', async () => {
    const other = await createUser()
    await asService((sql) =>
      sql.query(`insert into public.tasks (user_id, name) values ($1, 'Mine'), ($2, 'Yours')`, [
        person,
        other,
      ]),
    )
    expect(await readLog(person)).toMatchObject([{ row_label: 'Mine', change_count: 1 }])
    expect(await readLog(other)).toMatchObject([{ row_label: 'Yours', change_count: 1 }])
  })

  it.each(['not a uuid', '1', "'; drop table public.tasks; --"])(
    'refuses a write under the batch "%s"',
    async (batch) => {
      expect(await failureOf(addTask({}, { batch }))).toBe('22P02')
      expect(await readLog(person)).toEqual([])
    },
  )

  it('refuses a further change in a step that has been undone', async () => {
    const batch = randomUUID()
    await addTask({}, { batch })
    await asUser(person, (sql) => sql.query('select public.undo_batch($1)', [batch]))
    expect(await failureOf(addTask({}, { batch }))).toBe('PT409')
  })

  it('gives the later of two overlapping changes the later time', async () => {
    const task = await addTask()
    const [early, late] = [await pool.connect(), await pool.connect()]
    try {
      await early.query('begin')
      await late.query('begin')
      await late.query(`update public.tasks set name = 'first' where user_id = $1`, [person])
      await late.query('commit')
      await early.query(`update public.tasks set name = 'second' where user_id = $1`, [person])
      await early.query('commit')
    } finally {
      early.release()
      late.release()
    }
    const names = await asDatabase((sql) =>
      sql.query(
        `select after ->> 'name' as name from public.changes where row_id = $1 and operation = 'update' order by at`,
        [task.id],
      ),
    )
    expect(names).toEqual([{ name: 'first' }, { name: 'second' }])
  })
})

describe('a deleted account', () => {
  it('leaves no row in any table, and no message behind', async () => {
    const other = await createUser()
    const life = await plantLife(person)
    await asUser(person, (sql) =>
      insert(sql, 'organization_members', {
        user_id: other,
        organization_id: life.organization,
        role: 'admin',
      }),
    )
    await asDatabase((sql) =>
      sql.query('delete from realtime.messages where topic like $1', [`user:${person}:%`]),
    )
    await asDatabase((sql) => sql.query('delete from auth.users where id = $1', [person]))

    const tables = await asDatabase((sql) =>
      sql.query<{ name: string }>(`select table_name as name from information_schema.columns
        where table_schema = 'public' and column_name = 'user_id'`),
    )
    expect(tables.length).toBeGreaterThan(14)
    for (const { name } of tables) {
      const rows = await asDatabase((sql) =>
        sql.query(`select from public.${name} where user_id = $1`, [person]),
      )
      expect([name, rows.length]).toEqual([name, 0])
    }
    expect(
      await asDatabase((sql) =>
        sql.count('select from realtime.messages where topic like $1', [`user:${person}:%`]),
      ),
    ).toBe(0)
  })
})
