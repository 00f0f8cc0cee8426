import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { insightDraftSchema } from '../../shared/hrm/insight.ts'
import type { Rule } from '../../shared/hrm/rule.ts'
import { sqlInsightStore, type InsightStore } from '../functions/_shared/hrm/insight-store.ts'
import {
  loadRules,
  runInsights,
  runInsightsOf,
  type RunOptions,
} from '../functions/_shared/hrm/run-insights.ts'
import type { WrittenDraft } from '../functions/_shared/hrm/written-draft.ts'
import { asDatabase, asService, asUser, createUser, insert } from './as-user.ts'
import { insightsOf } from './insight-drafts.ts'
import { plantLife } from './life.ts'

const store: InsightStore = sqlInsightStore({
  query: <Answer extends object>(sql: string, values?: unknown[]) =>
    asService((session) => session.query<Answer>(sql, values)),
})

let person: string
let rules: Rule[]
let reported: unknown[]
let options: RunOptions

beforeEach(async () => {
  person = (await plantLife(await createUser())).user_id
  await asUser(person, (sql) => sql.query(`update public.tasks set due_on = current_date - 3`))
  reported = []
  options = { trigger: 'schedule', report: (thrown) => reported.push(thrown) }
  rules = await loadRules(store, options.report)
})

const contentOf = async (who: string) =>
  (await insightsOf(who)).map(({ subject, title, version }) => ({ subject, title, version }))
const runsOf = (who: string) =>
  asUser(who, (sql) =>
    sql.query('select status, error_code from public.hrm_runs where finished_at is not null'),
  )

describe('the rules, run over one person', () => {
  it('find what is there, and save it as they drafted it', async () => {
    const run = await runInsightsOf(store, person, rules, options)
    const drafts = run!.evaluation.insights
    expect(drafts.length).toBeGreaterThan(2)
    const rows = await insightsOf(person)
    expect(rows.map(({ subject }) => subject).sort()).toEqual(drafts.map(({ subject }) => subject).sort())
    for (const row of rows) {
      const { expires_at, ...draft } = insightDraftSchema.parse({ ...row, expires_at: row.expires_at })
      const { expires_at: until, ...told } = drafts.find(({ subject }) => subject === draft.subject)!
      expect(draft).toEqual(told)
      expect(Date.parse(expires_at!) || null).toBe(until && Date.parse(until))
      expect(row.stale_at).toBe(null)
    }
  })

  it('confirm all of it when nothing has changed', async () => {
    await runInsightsOf(store, person, rules, options)
    const before = await contentOf(person)
    const { saved } = (await runInsightsOf(store, person, rules, options))!
    expect(saved).toMatchObject({ added: 0, changed: 0, gone: 0, same: before.length })
    expect(await contentOf(person)).toEqual(before)
  })

  it('write nothing of what is unchanged, and say since when it is so', async () => {
    const read = () =>
      asUser(person, (sql) =>
        sql.query(
          'select xmin, id, computed_at, public.confirmed_at(insights) from public.insights where is_active',
        ),
      )
    await runInsightsOf(store, person, rules, options)
    const before = await read()
    const { snapshot } = (await runInsightsOf(store, person, rules, options))!
    const taken_at = new Date(snapshot.taken_at)
    const after = before.map((row) => ({ ...row, confirmed_at: taken_at }))
    expect(
      (await read()).map((row) => ({ ...row, confirmed_at: new Date(String(row.confirmed_at)) })),
    ).toEqual(after)
  })

  it('make fresh again what a change has marked, and nothing has come of', async () => {
    await runInsightsOf(store, person, rules, options)
    const before = await contentOf(person)
    await asUser(person, (sql) => sql.query(`update public.tasks set duration_minutes = 25`))
    expect((await insightsOf(person)).some(({ stale_at }) => stale_at)).toBe(true)
    await runInsightsOf(store, person, rules, options)
    expect((await insightsOf(person)).filter(({ stale_at }) => stale_at)).toEqual([])
    expect(await contentOf(person)).toEqual(before)
  })

  it('save all in full when something of it has ended since it was read', async () => {
    await runInsightsOf(store, person, rules, options)
    const before = await contentOf(person)
    const overtaken: InsightStore = {
      ...store,
      snapshots: async (ids) => {
        const read = await store.snapshots(ids)
        await asDatabase((sql) =>
          sql.query(
            `update public.insights set ended_at = now(), end_reason = 'expired'
             where user_id = $1 and id = (select id from public.insights where user_id = $1 limit 1)`,
            [person],
          ),
        )
        return read
      },
    }
    const { saved } = (await runInsightsOf(overtaken, person, rules, options))!
    expect(saved).toMatchObject({ status: 'finished', added: 1, same: before.length - 1 })
    expect((await contentOf(person)).map(({ subject }) => subject).sort()).toEqual(
      before.map(({ subject }) => subject).sort(),
    )
  })

  it('give what they confirm as much time again', async () => {
    await runInsightsOf(store, person, rules, options)
    const timed = (await insightsOf(person)).filter(({ expires_at }) => expires_at)
    const least = Math.min(...timed.map(({ expires_at }) => Date.parse(String(expires_at))))
    const late = new Date(least - 60_000).toISOString()
    const later: InsightStore = sqlInsightStore({
      query: <Answer extends object>(sql: string, values?: unknown[]) =>
        asService((session) => session.query<Answer>(sql, values), { now: late }),
    })
    await runInsightsOf(later, person, rules, options)
    const expire = (at: number) =>
      asService((sql) => sql.one('select private.expire_insights()', []), { now: new Date(at).toISOString() })
    await expire(least + 60_000)
    expect(await insightsOf(person, `end_reason = 'expired'`)).toEqual([])
    await expire(least + 8 * 86_400_000)
    expect((await insightsOf(person, `end_reason = 'expired'`)).length).toBeGreaterThan(0)
  })

  it('save rows of the tables that a change is noticed in', async () => {
    await runInsightsOf(store, person, rules, options)
    const loose = await asDatabase((sql) =>
      sql.query(
        `select insight.subject from public.insights insight where insight.user_id = $1 and insight.ended_at is null
         and source_tables = '{}'`,
        [person],
      ),
    )
    expect(loose).toEqual([])
  })

  it('are nothing for somebody who is not there', async () => {
    expect(await runInsightsOf(store, crypto.randomUUID(), rules, options)).toBe(null)
  })
})

describe('the rules, run over many', () => {
  it('give each their own, in chunks, and pass over who has left', async () => {
    const people = [person]
    for (let n = 0; n < 6; n++) people.push((await plantLife(await createUser())).user_id)
    const gone = people[3]!
    await asDatabase((sql) => sql.query('delete from auth.users where id = $1', [gone]))
    const tally = await runInsights(store, people, rules, { ...options, chunkSize: 2 })
    expect(tally).toMatchObject({ finished: 6, missing: 1, failed: 0, left: [] })
    for (const each of people.filter((id) => id !== gone)) expect(await insightsOf(each)).not.toEqual([])
    expect(reported).toEqual([])
  })

  it('change nothing when a tick is doubled, late or comes again after it was killed', async () => {
    // The same person and day, the same run.
    const runId = (id: string) => {
      const hex = createHash('md5').update(`2026-11-21 ${id}`).digest('hex')
      return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
    }
    const twice = { ...options, runId }
    const run = () => runInsights(store, [person], rules, twice)
    await Promise.all([run(), run(), run()])
    const before = await insightsOf(person, 'true')
    await asUser(person, (sql) => insert(sql, 'tasks', { user_id: person, name: 'new' }))
    await run()
    expect((await insightsOf(person, 'true')).map(({ id, version }) => [id, version])).toEqual(
      before.map(({ id, version }) => [id, version]),
    )
  })

  it('save the others when one of a chunk cannot be evaluated, or saved', async () => {
    const [unread, unsaved] = [
      (await plantLife(await createUser())).user_id,
      (await plantLife(await createUser())).user_id,
    ]
    const tooSure = ({ digest, json }: WrittenDraft): WrittenDraft => ({
      digest,
      json: json.replace(/"confidence":[\d.]+/, '"confidence":7'),
    })
    const damaged: InsightStore = {
      ...store,
      snapshots: async (ids) =>
        (await store.snapshots(ids)).map((row) => (row.user_id === unread ? { ...row, snapshot: {} } : row)),
      save: (results) =>
        store.save(
          results.map((each) =>
            each.user_id === unsaved ? { ...each, drafts: each.drafts.map(tooSure) } : each,
          ),
        ),
    }
    const tally = await runInsights(damaged, [unread, person, unsaved], rules, options)
    expect(tally).toMatchObject({ finished: 1, failed: 2 })
    expect(reported).toHaveLength(2)
    expect(await insightsOf(person)).not.toEqual([])
    expect(await runsOf(unread)).toEqual([{ status: 'failed', error_code: 'EVALUATION_FAILED' }])
    expect(await runsOf(unsaved)).toEqual([{ status: 'failed', error_code: 'SAVING_FAILED' }])
  })

  it('stop when the time is up, and tell who is left', async () => {
    const other = (await plantLife(await createUser())).user_id
    let clock = 0
    const tally = await runInsights(store, [person, other], rules, {
      ...{ ...options, chunkSize: 1, endsAt: 2, now: () => clock++ },
    })
    expect(tally.finished + tally.left.length).toBe(2)
    expect(tally.left).toContain(other)
  })

  it('fail as a whole when the database cannot be reached', async () => {
    const broken: InsightStore = { ...store, snapshots: () => Promise.reject(new Error('no way')) }
    await expect(runInsights(broken, [person], rules, options)).rejects.toThrow('no way')
  })
})
