import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { asUser, type Session } from './as-user.ts'

/** The moment at which programs run; rules and days are chosen around it. */
export const PROGRAM_NOW = '2026-11-21T09:00:00Z'

type Table =
  'pillars' | 'areas' | 'projects' | 'tasks' | 'labels' | 'task_labels' | 'task_dependencies' | 'resources'

/** One thing a person does. `pick` and `other` choose among the rows that exist then. */
export interface Deed {
  verb:
    | 'add'
    | 'edit'
    | 'move'
    | 'complete'
    | 'reopen'
    | 'skip'
    | 'series'
    | 'order'
    | 'level'
    | 'delete'
    | 'profile'
  table: Table
  pick: number
  other: number
  text: string
}

/** What happens in one batch, in one or more transactions. */
export type Step = Deed[]

const deed: fc.Arbitrary<Deed> = fc.record({
  verb: fc.oneof(
    { arbitrary: fc.constant<Deed['verb']>('add'), weight: 5 },
    {
      arbitrary: fc.constantFrom<Deed['verb'][]>(
        'edit',
        'edit',
        'move',
        'move',
        'complete',
        'reopen',
        'skip',
        'series',
        'order',
        'level',
        'delete',
        'profile',
      ),
      weight: 8,
    },
  ),
  table: fc.constantFrom<Table[]>(
    ...(['pillars', 'areas', 'projects', 'tasks', 'tasks', 'tasks', 'tasks', 'labels'] as const),
    ...(['task_labels', 'task_dependencies', 'resources'] as const),
  ),
  pick: fc.nat(1000),
  other: fc.nat(1000),
  // A few names come again and again, so that labels meet.
  text: fc.oneof(
    fc.constantFrom('red', 'blue', 'Red'),
    fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
      .map((text) => `“${text.replaceAll('\0', '')}`),
  ),
})

export const step: fc.Arbitrary<Step> = fc.array(deed, {
  minLength: 1,
  maxLength: 6,
})
export const program: fc.Arbitrary<Step[]> = fc.array(step, { minLength: 3, maxLength: 12 })

/**
 * How long to look for a counterexample: so many programs, fewer on a slow machine. A longer hunt:
 * `RUNS=500 LOOK_MS=600000 npx vitest run --project database-alone --testTimeout 900000 undo-properties`.
 * One that is found is shown as it is, for making it smaller runs it a hundred times more.
 */
export const looking = (numRuns: number) => ({
  numRuns: Number(process.env.RUNS ?? numRuns),
  interruptAfterTimeLimit: Number(process.env.LOOK_MS ?? 6_000),
  endOnFailure: true,
})

type Ids = Record<Table, string[]>

const PARENTS: Partial<Record<Table, [column: string, parent: Table][]>> = {
  areas: [['pillar_id', 'pillars']],
  projects: [['area_id', 'areas']],
  tasks: [
    ['project_id', 'projects'],
    ['parent_task_id', 'tasks'],
  ],
  resources: [['task_id', 'tasks']],
}

async function readIds(sql: Session): Promise<Ids> {
  const { ids } = await sql.one<{ ids: Ids }>(`
    select jsonb_build_object(${(
      [
        ...(['pillars', 'areas', 'projects', 'tasks', 'labels', 'task_labels', 'task_dependencies'] as const),
        'resources',
      ] satisfies Table[]
    )
      .map((table) => `'${table}', (select coalesce(jsonb_agg(id order by id), '[]') from public.${table})`)
      .join(', ')}) as ids`)
  return ids
}

const choose = (ids: string[], pick: number): string | null =>
  ids.length > 0 ? ids[pick % ids.length]! : null

async function add(
  sql: Session,
  user_id: string,
  ids: Ids,
  { table, pick, other, text }: Deed,
): Promise<void> {
  const parent = PARENTS[table]?.[pick % PARENTS[table].length]
  const row: Record<string, unknown> = { user_id }
  if (parent) row[parent[0]] = choose(ids[parent[1]], other)
  if (table === 'task_labels')
    Object.assign(row, { task_id: choose(ids.tasks, pick), label_id: choose(ids.labels, other) })
  else if (table === 'task_dependencies')
    Object.assign(row, { task_id: choose(ids.tasks, pick), depends_on_task_id: choose(ids.tasks, other) })
  else if (table === 'resources')
    Object.assign(row, {
      path: `${user_id}/${randomUUID()}`,
      original_filename: text,
      mime_type: 'text/plain',
      size_bytes: other,
      tags: [text, 'a'],
    })
  else row.name = text
  if (table === 'tasks') {
    const rules = [null, 'FREQ=DAILY', 'FREQ=WEEKLY;BYDAY=MO,TH', 'FREQ=MONTHLY;COUNT=2']
    row.due_on = `2026-11-${String(10 + (other % 20)).padStart(2, '0')}`
    row.recurrence_rule = rules[pick % rules.length]
    row.recurrence_after_completion = other % 2 === 0
    row.due_time = other % 3 === 0 ? '18:30' : null
    row.remind_at = '2026-11-20T08:00:00.123456Z'
  }
  if (table === 'pillars')
    Object.assign(row, { time_allocation_percentage: 12.5, success_metrics: JSON.stringify([{ text }]) })
  const columns = Object.keys(row)
  await sql.query(
    `insert into public.${table} (${columns.join(', ')}) values (${columns.map((_, i) => `$${i + 1}`).join(', ')})`,
    Object.values(row),
  )
}

async function change(sql: Session, ids: Ids, { verb, table, pick, other, text }: Deed): Promise<void> {
  const isOfTasks = ['complete', 'reopen', 'skip', 'series'].includes(verb)
  const id = choose(ids[isOfTasks ? 'tasks' : table], pick)
  if (verb === 'profile') await sql.query('update public.user_profiles set display_name = $1', [text])
  else if (verb === 'delete') await sql.query(`delete from public.${table} where id = $1`, [id])
  else if (verb === 'complete')
    await sql.query(`update public.tasks set status = 'completed' where id = $1`, [id])
  else if (verb === 'reopen') await sql.query(`update public.tasks set status = 'todo' where id = $1`, [id])
  else if (verb === 'skip') await sql.query('select public.skip_occurrence($1)', [id])
  else if (verb === 'series')
    await sql.query('select public.edit_series($1, $2, $3)', [
      id,
      ['one', 'future', 'all'][other % 3],
      other % 2 === 0
        ? { name: text, energy: 'low' }
        : { due_on: `2026-12-${10 + (other % 20)}`, remind_at: null },
    ])
  else if (verb === 'order')
    await sql.query('select public.order_today($1)', [
      ids.tasks.filter((_, place) => (place + other) % 3 === 0),
    ])
  else if (verb === 'level')
    await sql.query('update public.tasks set reading_level = $2 where id = $1', [
      choose(ids.tasks, pick),
      ['nobody', 'rules', 'models', null][other % 4],
    ])
  else if (verb === 'edit' && table === 'resources')
    await sql.query('update public.resources set tags = $2 where id = $1', [id, [text]])
  else if (verb === 'edit' && ids[table].length > 0 && !table.startsWith('task_')) {
    // Some edits touch many rows with one statement, as a drag does.
    const others = other % 3 === 0 && table !== 'labels' ? ids[table] : [id]
    const order = table === 'labels' ? '' : ', sort_order = $3'
    await sql.query(`update public.${table} set name = $2${order} where id = any ($1)`, [
      others,
      text,
      ...(order ? [other / 7] : []),
    ])
  } else if (verb === 'move') {
    const parent = PARENTS[table]?.[other % PARENTS[table].length]
    if (parent)
      await sql.query(`update public.${table} set ${parent[0]} = $2 where id = $1`, [
        id,
        choose(ids[parent[1]], other),
      ])
  }
}

/** Runs a step as its person. What the rules refuse (a cycle, a label twice) is left out. @returns its batch */
export async function runStep(user_id: string, deeds: Step, batch: string = randomUUID()): Promise<string> {
  await asUser(
    user_id,
    async (sql) => {
      for (const one of deeds) {
        await sql.query('savepoint deed')
        const ids = await readIds(sql)
        const work = one.verb === 'add' ? add(sql, user_id, ids, one) : change(sql, ids, one)
        await work.catch(async (error: { code?: string }) => {
          // 22023: a task that does not repeat.
          if (!['23514', '23505', '23502', '23503', '22023', 'PT404', 'PT409'].includes(error.code ?? ''))
            throw error
          await sql.query('rollback to savepoint deed')
        })
      }
    },
    { batch, now: PROGRAM_NOW },
  )
  return batch
}
