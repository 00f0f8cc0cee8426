import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { evidenceSchema } from '../../shared/hrm/evidence.ts'
import { asDatabase, asService, asUser, createUser, failureOf, pool } from './as-user.ts'
import { draftOf, insightsOf, runOf, saveInsights, type SavedRun } from './insight-drafts.ts'

const TASK = randomUUID()
const OTHER = randomUUID()

let person: string

beforeEach(async () => {
  person = await createUser()
})

const blocked = (id = TASK) => draftOf(id)
const sources = () =>
  asUser(person, (sql) =>
    sql.query('select id, source_ids, source_tables from public.insights where ended_at is null'),
  )
const act = (name: string, ...values: unknown[]) =>
  asUser(person, (sql) =>
    sql.query(
      `select * from public.${name}(${values.map((_, place) => `$${place + 1}`).join(', ')})`,
      values,
    ),
  )
const only = async (where?: string) => {
  const rows = await insightsOf(person, where)
  expect(rows).toHaveLength(1)
  return rows[0]!
}

describe('a run that is saved', () => {
  it('is read back by its person, with its receipt', async () => {
    expect(await saveInsights(person, [blocked()])).toMatchObject({ added: 1, changed: 0, same: 0, gone: 0 })
    const row = await only()
    expect(row).toMatchObject({
      subject: `obstacle:task:${TASK}`,
      version: 1,
      is_active: true,
      stale_at: null,
      confidence: 0.9,
    })
    expect(evidenceSchema.parse(row.evidence)).toEqual(blocked().evidence)
    expect(await sources()).toEqual([{ id: row.id, source_ids: [TASK], source_tables: ['tasks'] }])
  })

  it('changes nothing when it is saved again', async () => {
    const run = await runOf(person)
    const first = await saveInsights(person, [blocked()], run)
    const before = await insightsOf(person, 'true')
    expect(await saveInsights(person, [draftOf(OTHER)], run)).toEqual(first)
    expect(await insightsOf(person, 'true')).toEqual(before)
  })

  it('only confirms what says the same, although its scores went on with the clock', async () => {
    await saveInsights(person, [blocked()])
    const first = await only()
    const again = draftOf(TASK, { confidence: 0.8, expires_at: '2030-01-01T00:00:00Z' })
    again.evidence.parameters = { today: '2026-11-22' }
    expect(await saveInsights(person, [again])).toMatchObject({ added: 0, same: 1 })
    const second = await only('true')
    expect(second).toMatchObject({ id: first.id, version: 1, confidence: 0.8, updated_at: first.updated_at })
    expect(second.computed_at).not.toBe(first.computed_at)
    expect(second.evidence).toEqual(again.evidence)
  })

  it('goes on with the clock in the same version, with its new numbers', async () => {
    const late = (days: number) => draftOf(TASK, { summary: `It is ${days} days overdue.` })
    await saveInsights(person, [late(6)])
    const first = await only()
    await act('pin_insight', first.id)
    expect(await saveInsights(person, [late(7)])).toMatchObject({ added: 0, changed: 0, same: 1 })
    expect(await only('true')).toMatchObject({
      ...{ id: first.id, version: 1, is_pinned: true, summary: 'It is 7 days overdue.' },
    })
  })

  it('makes a new version when the same sentence rests on another row, or on another value in it', async () => {
    const due = (due_on: string, id = TASK) =>
      draftOf(TASK, { rows: [{ table: 'tasks', id, name: 'Run', values: { due_on } }] })
    await saveInsights(person, [due('2026-11-20')])
    expect(await saveInsights(person, [due('2026-11-21')])).toMatchObject({ changed: 1, same: 0 })
    expect(await saveInsights(person, [due('2026-11-21', OTHER)])).toMatchObject({ changed: 1, same: 0 })
  })

  it('drops the words of a model whose numbers are not true any more', async () => {
    const late = (days: number, confidence = 0.9) =>
      draftOf(TASK, { summary: `It is ${days} days overdue.`, confidence })
    await saveInsights(person, [late(6)])
    const { id } = await only()
    await asService((sql) =>
      sql.query('select public.phrase_insight($1, $2, $3)', [
        person,
        id,
        { title: 'Six days', summary: 'For six days now.', llm_model_used: 'tiny' },
      ]),
    )
    await saveInsights(person, [late(6, 0.8)])
    expect(await only()).toMatchObject({ title: 'Six days', llm_model_used: 'tiny' })
    await saveInsights(person, [late(7)])
    expect(await only()).toMatchObject({ id, summary: 'It is 7 days overdue.', llm_model_used: null })
  })

  it('makes a new version of what says something else, which keeps pin and answer', async () => {
    await saveInsights(person, [blocked()])
    const first = await only()
    await act('pin_insight', first.id)
    await act('give_insight_feedback', first.id, 'insight_helpful')
    expect(await saveInsights(person, [draftOf(TASK, { summary: 'It waits for 2 tasks.' })])).toMatchObject({
      changed: 1,
      added: 0,
    })
    const [past, now] = await insightsOf(person, 'true')
    expect(past).toMatchObject({ id: first.id, is_active: false, end_reason: 'changed' })
    expect(now).toMatchObject({
      ...{
        version: 2,
        previous_version_id: first.id,
        is_active: true,
        is_pinned: true,
        user_feedback: 'accepted',
      },
      summary: 'It waits for 2 tasks.',
    })
    expect(await sources()).toMatchObject([{ id: now!.id }])
  })

  it('leaves dismissed what the person dismissed, for as long as it is found', async () => {
    await saveInsights(person, [blocked()])
    await act('dismiss_insight', (await only()).id)
    await saveInsights(person, [draftOf(TASK, { summary: 'It waits for 2 tasks.' })])
    expect(await insightsOf(person, 'is_active')).toEqual([])
    await saveInsights(person, [])
    await saveInsights(person, [blocked()])
    expect(await insightsOf(person, 'is_active')).toHaveLength(1)
  })

  it('ends what is not found any more, and forgets what it rested on', async () => {
    await saveInsights(person, [blocked(), draftOf(OTHER)])
    expect(await saveInsights(person, [draftOf(OTHER)])).toMatchObject({ gone: 1, same: 1 })
    expect(await only(`end_reason = 'gone'`)).toMatchObject({ entity_id: TASK, is_active: false })
    expect(await sources()).toMatchObject([{ source_ids: [OTHER] }])
  })

  it('that looked at one row says nothing about the others', async () => {
    await saveInsights(person, [blocked(), draftOf(OTHER)])
    const scope = [{ entity_type: 'task', entity_id: TASK }]
    expect(await saveInsights(person, [], { scope })).toMatchObject({ gone: 1 })
    expect(await only()).toMatchObject({ entity_id: OTHER })
  })

  it('and comes late does not undo what a later look found', async () => {
    const late = await runOf(person, { taken_at: '2026-01-01T00:00:00Z', started_at: '2026-01-01T00:00:00Z' })
    await saveInsights(person, [blocked()], { started_at: '2026-01-01T00:00:10Z' })
    expect(await saveInsights(person, [draftOf(OTHER)], late)).toMatchObject({
      status: 'superseded',
      added: 0,
      gone: 0,
    })
    expect(await only('true')).toMatchObject({ entity_id: TASK })
  })

  it('and comes late leaves alone what a later look at a part found', async () => {
    await saveInsights(person, [blocked()])
    const late = await runOf(person)
    await saveInsights(person, [], { scope: [{ entity_type: 'task', entity_id: TASK }] })
    expect(await saveInsights(person, [blocked(), draftOf(OTHER)], late)).toMatchObject({ added: 1 })
    expect(await only()).toMatchObject({ entity_id: OTHER })
  })

  it('over data that changed since is stale from the start', async () => {
    const run = await runOf(person)
    await asUser(person, (sql) =>
      sql.query(`insert into public.tasks (user_id, name) values ($1, 'new')`, [person]),
    )
    await saveInsights(person, [blocked()], run)
    expect((await only()).stale_at).not.toBe(null)
  })

  it('is stale from the start while somebody is writing, and fresh again after the next one', async () => {
    const run = await runOf(person)
    const writer = await pool.connect()
    try {
      await writer.query('begin')
      await writer.query('select pg_advisory_xact_lock_shared(private.insight_lock($1))', [person])
      await saveInsights(person, [blocked()], run)
      expect((await only()).stale_at).not.toBe(null)
    } finally {
      await writer.query('rollback')
      writer.release()
    }
    await saveInsights(person, [blocked()])
    expect((await only()).stale_at).toBe(null)
  })

  it('twice at the same time leaves one insight of each subject', async () => {
    await Promise.all(
      [1, 2, 3, 4].map((n) => saveInsights(person, [draftOf(TASK, { summary: `Waits for ${n}.` })])),
    )
    expect(await insightsOf(person)).toHaveLength(1)
  })

  it('says each subject once, also when the rules said it twice', async () => {
    expect(await saveInsights(person, [blocked(), blocked()])).toMatchObject({ added: 1 })
  })

  it('of somebody who has left is nothing', async () => {
    const run = await runOf(person)
    await asDatabase((sql) => sql.query('delete from auth.users where id = $1', [person]))
    expect(await saveInsights(person, [blocked()], run)).toBe(null)
  })

  it('can be saved for many people in one call', async () => {
    const people = [person, await createUser(), await createUser()]
    const results = await Promise.all(
      people.map(async (user_id) => ({ user_id, run: await runOf(user_id), drafts: [blocked()] })),
    )
    const { answer } = await asService((sql) =>
      sql.one<{ answer: SavedRun[] }>('select public.save_insight_runs($1) as answer', [
        JSON.stringify(results),
      ]),
    )
    expect(answer.map(({ added }) => added)).toEqual([1, 1, 1])
    for (const each of people) expect(await insightsOf(each)).toHaveLength(1)
  })

  it('that failed is written down, and never over one that did not', async () => {
    const run = await runOf(person)
    const fail = () =>
      asService((sql) => sql.query(`select public.fail_insight_run($1, $2, 'ENGINE_BROKE')`, [person, run]))
    const status = () =>
      asUser(person, (sql) =>
        sql.one('select status, error_code from public.hrm_runs where id = $1', [run.id]),
      )
    await fail()
    expect(await status()).toEqual({ status: 'failed', error_code: 'ENGINE_BROKE' })
    await saveInsights(person, [blocked()], run)
    await fail()
    expect(await status()).toEqual({ status: 'finished', error_code: null })
  })

  it.each([
    'save_insights($1, null, null)',
    'save_insight_runs(null)',
    `fail_insight_run($1, null, 'x')`,
    `phrase_insight($1, null, null)`,
  ])('is not for people: %s', async (call) => {
    const values = call.includes('$1') ? [person] : []
    expect(await failureOf(asUser(person, (sql) => sql.query(`select public.${call}`, values)))).toBe('42501')
  })
})

describe('a phrasing', () => {
  const phrase = (id: string) =>
    asService((sql) =>
      sql.one<{ kept: boolean }>('select public.phrase_insight($1, $2, $3) as kept', [
        person,
        id,
        { summary: 'One task first, then this one.', confidence: 1, llm_model_used: 'gpt-6-luna' },
      ]),
    )

  it('stays while the rules say the same', async () => {
    await saveInsights(person, [blocked()])
    expect(await phrase((await only()).id)).toEqual({ kept: true })
    await saveInsights(person, [blocked()])
    expect(await only()).toMatchObject({
      ...{ summary: 'One task first, then this one.', version: 1 },
      // What the model has added to it stays as well.
      confidence: 1,
    })
  })

  it('comes too late for an insight that is over', async () => {
    await saveInsights(person, [blocked()])
    const { id } = await only()
    await saveInsights(person, [])
    expect(await phrase(id)).toEqual({ kept: false })
  })
})

describe('the time of an insight', () => {
  const expire = (now: string) =>
    asService((sql) => sql.one('select private.expire_insights() as count', []), { now })

  it('is over when the rules said so, unless it is pinned or dismissed', async () => {
    const until = { expires_at: '2030-01-01T00:00:00Z' }
    const [pinned, dismissed] = [randomUUID(), randomUUID()]
    await saveInsights(person, [
      draftOf(TASK, until),
      draftOf(OTHER),
      draftOf(pinned, until),
      draftOf(dismissed, until),
    ])
    const idOf = async (entity: string) => (await only(`entity_id = '${entity}'`)).id
    await act('pin_insight', await idOf(pinned))
    await act('dismiss_insight', await idOf(dismissed))
    await expire('2029-12-31T23:00:00Z')
    expect(await insightsOf(person)).toHaveLength(4)
    await expire('2030-01-01T01:00:00Z')
    expect(await only('ended_at is not null')).toMatchObject({ entity_id: TASK, end_reason: 'expired' })
    expect(await sources()).toHaveLength(3)
    await act('pin_insight', await idOf(pinned), false)
    await expire('2030-01-01T02:00:00Z')
    expect(await insightsOf(person, `end_reason = 'expired'`)).toHaveLength(2)
  })

  it('is forgotten 90 days after its end, unless it was pinned or answered', async () => {
    const [pinned, answered] = [randomUUID(), randomUUID()]
    await saveInsights(person, [blocked(), draftOf(pinned), draftOf(answered)])
    const idOf = async (entity: string) => (await only(`entity_id = '${entity}'`)).id
    await act('pin_insight', await idOf(pinned))
    await act('give_insight_feedback', await idOf(answered), 'insight_helpful')
    await saveInsights(person, [])
    const soon = new Date(Date.now() + 91 * 86_400_000).toISOString()
    await asService((sql) => sql.query('select private.forget_insights()'), { now: soon })
    expect((await insightsOf(person, 'true')).map(({ entity_id }) => entity_id).sort()).toEqual(
      [pinned, answered].sort(),
    )
  })
})

describe('what a person does with an insight', () => {
  beforeEach(async () => {
    await saveInsights(person, [blocked()])
  })

  it('is looking at it, pinning it, and taking the pin off', async () => {
    const { id } = await only()
    await act('touch_insight', id)
    expect((await only()).last_accessed_at).not.toBe(null)
    await act('pin_insight', id)
    expect(await only()).toMatchObject({ is_pinned: true })
    await act('pin_insight', id, false)
    expect(await only()).toMatchObject({ is_pinned: false })
  })

  it('is dismissing it, and having it back', async () => {
    const { id } = await only()
    await act('dismiss_insight', id)
    expect(await only()).toMatchObject({ is_active: false })
    await act('restore_insight', id)
    expect(await only()).toMatchObject({ is_active: true, dismissed_at: null })
  })

  it('goes to the version of now when the screen shows the one before', async () => {
    const { id } = await only()
    await saveInsights(person, [draftOf(TASK, { summary: 'It waits for 2 tasks.' })])
    await act('dismiss_insight', id)
    expect(await only()).toMatchObject({ version: 2, is_active: false })
  })

  it.each(['touch_insight', 'pin_insight', 'dismiss_insight', 'restore_insight'])(
    'is nothing a stranger can do: %s',
    async (name) => {
      const { id } = await only()
      const stranger = await createUser()
      expect(await failureOf(asUser(stranger, (sql) => sql.query(`select public.${name}($1)`, [id])))).toBe(
        'PT404',
      )
    },
  )

  it('is finding others that rest on the same rows', async () => {
    const shared = [{ table: 'tasks', id: TASK, name: 'Run', values: {} }]
    await saveInsights(person, [blocked(), draftOf(OTHER, { rows: shared }), draftOf(randomUUID())])
    const { id } = await only(`entity_id = '${TASK}'`)
    expect(await act('related_insights', id)).toMatchObject([{ entity_id: OTHER }])
  })
})
