import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import type { EvidenceRow } from '../../shared/hrm/evidence.ts'
import { asDatabase, asUser, createUser, insert, pool, type Row } from './as-user.ts'
import { draftOf, insightsOf, runOf, saveInsights } from './insight-drafts.ts'
import { plantLife, type Life } from './life.ts'

let life: Life

beforeEach(async () => {
  life = await plantLife(await createUser())
  await saveInsights(life.user_id, all())
})

const row = (table: string, id: string): EvidenceRow => ({ table, id, name: 'x', values: {} })
const draft = (
  subject: string,
  entity_type: 'pillar' | 'area' | 'project' | 'task' | 'global',
  id: string | null,
  rows: EvidenceRow[],
) => draftOf(id, { subject, entity_type, rows })

/** One insight about each level, about the sub-task, and three about the whole: on pillars, on tasks, on nothing. */
const all = () => [
  draft('pillar', 'pillar', life.pillar, [row('pillars', life.pillar)]),
  draft('area', 'area', life.area, [row('areas', life.area)]),
  draft('project', 'project', life.project, [row('projects', life.project)]),
  draft('task', 'task', life.task, [row('tasks', life.task), row('tasks', life.subTask)]),
  draft('subTask', 'task', life.subTask, [row('tasks', life.subTask)]),
  draft('balance', 'global', null, [row('pillars', life.pillar)]),
  draft('completion', 'global', null, [row('tasks', life.task)]),
  draft('nothing', 'global', null, []),
]
const EVERY = ['area', 'balance', 'completion', 'nothing', 'pillar', 'project', 'subTask', 'task']
const without = (...subjects: string[]) => EVERY.filter((subject) => !subjects.includes(subject))

const run = (statement: string, values: unknown[] = [], batch?: string) =>
  asUser(life.user_id, (sql) => sql.query(statement, values), { batch })
const add = (table: string, more: Row) =>
  asUser(life.user_id, (sql) => insert(sql, table, { user_id: life.user_id, ...more }))
const idOf = async (subject: string) => {
  const [found] = await insightsOf(life.user_id, `subject = '${subject}' and ended_at is null`)
  return found!.id
}
const stale = async () =>
  (await insightsOf(life.user_id, 'stale_at is not null and ended_at is null'))
    .map(({ subject }) => subject)
    .sort()

describe('an insight is stale in the transaction that changes', () => {
  it('a row of its receipt, before anybody else can see the change', async () => {
    const seen = await asUser(life.user_id, async (sql) => {
      await sql.query(`update public.tasks set name = 'Crawl' where id = $1`, [life.subTask])
      return sql.query<{ subject: string }>('select subject from public.insights where stale_at is not null')
    })
    expect(seen.map(({ subject }) => subject)).toEqual(expect.arrayContaining(['task', 'subTask']))
    expect(await stale()).toEqual(EVERY)
  })

  it('a row that vanishes', async () => {
    await run('delete from public.tasks where id = $1', [life.subTask])
    expect(await stale()).toEqual(EVERY)
  })

  it('what lies below what it is about, and leaves what lies beside it', async () => {
    const other = await add('areas', { name: 'Other', pillar_id: life.pillar })
    await saveInsights(life.user_id, [...all(), draft('other', 'area', other.id, [row('areas', other.id)])])
    await add('tasks', { name: 'new', project_id: life.project })
    expect(await stale()).toEqual(without('task', 'subTask'))
  })

  it('what it serves: a pillar that gets another share, an area another importance', async () => {
    await run('update public.pillars set time_allocation_percentage = 30')
    expect(await stale()).toEqual(without('completion'))
    await saveInsights(life.user_id, all())
    await run('update public.areas set importance = 5')
    expect(await stale()).toEqual(without('completion'))
    await saveInsights(life.user_id, all())
    await run(`update public.projects set priority = 'high'`)
    expect(await stale()).toEqual(without('completion'))
  })

  it('where something hangs: the place it left, and the place it came to', async () => {
    const from = await add('areas', { name: 'From' })
    const to = await add('areas', { name: 'To' })
    const moved = await add('projects', { name: 'Moved', area_id: from.id })
    const inside = await add('tasks', { name: 'Inside', project_id: moved.id })
    await saveInsights(life.user_id, [
      ...all(),
      draft('from', 'area', from.id, [row('areas', from.id)]),
      draft('to', 'area', to.id, [row('areas', to.id)]),
      draft('inside', 'task', inside.id, [row('tasks', inside.id)]),
    ])
    await run('update public.projects set area_id = $2 where id = $1', [moved.id, to.id])
    expect(await stale()).toEqual(['from', 'inside', 'nothing', 'to'])
  })

  it('what waits for what', async () => {
    await run('delete from public.task_dependencies')
    expect(await stale()).toEqual(without('nothing'))
  })

  it('the time that was given to something, once it is over', async () => {
    await run('delete from public.focus_sessions')
    await saveInsights(life.user_id, all())
    const session = await add('focus_sessions', { task_id: life.task, started_at: '2026-01-01T00:00:00Z' })
    await add('focus_sessions', {
      kind: 'break',
      started_at: '2026-01-01T00:00:00Z',
      ended_at: '2026-01-01T01:00:00Z',
    })
    expect(await stale()).toEqual([])
    await run(`update public.focus_sessions set ended_at = '2026-01-01T00:25:00Z' where id = $1`, [
      session.id,
    ])
    expect(await stale()).toEqual(without('task', 'subTask', 'completion'))
  })

  it('that there was nothing', async () => {
    await add('pillars', { name: 'First' })
    expect(await stale()).toEqual(['balance', 'nothing'])
  })

  it.each([
    ['archived', 'update public.pillars set archived = true'],
    ['read by rules alone', `update public.pillars set reading_level = 'rules'`],
    ['deleted', 'delete from public.pillars'],
  ])('what is %s with all below it', async (_, statement) => {
    await run(statement)
    expect(await stale()).toEqual(without('completion'))
  })

  it('by undo, as by hand', async () => {
    const batch = randomUUID()
    await run(`update public.tasks set priority = 'high' where id = $1`, [life.task], batch)
    await saveInsights(life.user_id, all())
    expect(await stale()).toEqual([])
    await run('select public.undo_batch($1)', [batch])
    expect(await stale()).toContain('task')
  })

  it('by an import', async () => {
    await run('select public.import_chunk($1, $2)', [
      life.import,
      { tasks: [{ id: randomUUID(), name: 'imported', project_id: life.project }] },
    ])
    expect(await stale()).toEqual(without('task', 'subTask'))
  })
})

describe('an insight stays as it is', () => {
  it.each([
    [
      'what the rules do not see changes',
      `update public.tasks set description = 'notes', sort_order = 7, remind_at = now()`,
    ],
    ['nothing changes', 'update public.tasks set name = name'],
    ['another table changes', `update public.labels set name = 'inside'`],
  ])('when %s', async (_, statement) => {
    await run(statement)
    expect(await stale()).toEqual([])
  })

  it('when the change is taken back with its transaction', async () => {
    await asUser(life.user_id, (sql) => sql.query(`update public.tasks set name = 'x'`), { rollback: true })
    expect(await stale()).toEqual([])
  })

  it('when somebody else changes a row of theirs', async () => {
    const stranger = await plantLife(await createUser())
    await asUser(stranger.user_id, (sql) => sql.query(`update public.tasks set name = 'x'`))
    expect(await stale()).toEqual([])
  })

  it('stale since the first change, not since the last', async () => {
    await run(`update public.tasks set name = 'x'`)
    const first = await insightsOf(life.user_id)
    await run(`update public.tasks set name = 'y'`)
    expect(await insightsOf(life.user_id)).toEqual(first)
  })
})

describe('a change while insights are saved', () => {
  it('is never lost: whoever comes first, the insight ends up stale', async () => {
    const saver = await pool.connect()
    const writer = await pool.connect()
    try {
      const body = [
        life.user_id,
        await runOf(life.user_id),
        JSON.stringify(all().map((each) => ({ ...each, summary: 'new' }))),
      ]
      await saver.query('begin')
      await saver.query('select public.save_insights($1, $2, $3)', body)
      const written = writer.query(`update public.tasks set name = 'meanwhile' where user_id = $1`, [
        life.user_id,
      ])
      await saver.query('commit')
      await written
      expect(await stale()).toEqual(EVERY)
    } finally {
      saver.release()
      writer.release()
    }
  })
})

describe('a row that nobody may read any more', () => {
  const speakingOf = (id: string) =>
    asDatabase((sql) =>
      sql.query(
        `select id from public.insights where user_id = $1 and (entity_id = $2 or evidence::text like '%' || $2 || '%')
         union all select id from public.hrm_feedback_log where user_id = $1 and entity_id = $2 and reasoning_snapshot <> '{}'`,
        [life.user_id, id],
      ),
    )

  it.each([
    ['itself', `update public.tasks set reading_level = 'nobody' where parent_task_id is not null`],
    ['with what is above it', `update public.areas set reading_level = 'nobody'`],
  ])('is in no insight, now or before, when it is hidden %s', async (_, statement) => {
    const id = await idOf('subTask')
    await run(`select public.give_insight_feedback($1, 'insight_helpful')`, [id])
    await saveInsights(
      life.user_id,
      all().map((each) => ({ ...each, summary: 'Another text' })),
    )
    expect((await speakingOf(life.subTask)).length).toBeGreaterThan(2)
    await run(statement)
    expect(await speakingOf(life.subTask)).toEqual([])
    expect((await insightsOf(life.user_id)).map(({ subject }) => subject)).toContain('pillar')
  })

  it('also when it is moved to where nobody may read', async () => {
    const hidden = await add('projects', { name: 'Hidden', reading_level: 'nobody' })
    await run('update public.tasks set project_id = $2 where id = $1', [life.task, hidden.id])
    expect(await speakingOf(life.task)).toEqual([])
  })
})

describe('the screen', () => {
  const told = () =>
    asDatabase((sql) =>
      sql.query<{ payload: Row }>(
        `select payload - 'id' as payload from realtime.messages
         where topic = $1 and payload ->> 'table' = 'insights' order by inserted_at`,
        [`user:${life.user_id}:insights`],
      ),
    )

  it('is told of what went stale, and not of what was only confirmed or looked at', async () => {
    const before = (await told()).length
    await saveInsights(life.user_id, all())
    const id = await idOf('subTask')
    await run('select public.touch_insight($1)', [id])
    expect(await told()).toHaveLength(before)
    const batch = randomUUID()
    await run(`update public.tasks set name = 'x' where id = $1`, [life.subTask], batch)
    const fresh = (await told()).slice(before)
    expect(fresh).toMatchObject([
      { payload: { table: 'insights', operation: 'UPDATE', batch_id: batch, source: 'web' } },
    ])
    expect(fresh[0]!.payload.ids).toContain(id)
  })
})
