import { beforeEach, describe, expect, it } from 'vitest'
import { asDatabase, asService, asUser, createUser, failureOf, type Row } from './as-user.ts'
import { CALL, USAGE, makePremium, reserve, settle } from './money.ts'

let person: string
beforeEach(async () => {
  person = await createUser()
})

/** What cron does. */
const watch = (now: string) => asService((sql) => sql.query('select private.watch_ai()'), { now })
const alarmsLike = (key: string) =>
  asService((sql) =>
    sql.query<{ kind: string; details: Row }>(
      'select kind, details from public.ai_alarms where key like $1 order by created_at, key',
      [key],
    ),
  )

describe('a person who costs much', () => {
  const HALF_A_DOLLAR = 500_000_000
  const spend = (month: string, nanoUsd: number, scope = 'user') =>
    asDatabase((sql) =>
      sql.query(
        `insert into public.ai_budget_periods as period (scope, scope_id, starts_on, spent_nano_usd) values ($4, $1, $2, $3)
        on conflict (scope, scope_id, starts_on) do update set spent_nano_usd = period.spent_nano_usd + $3`,
        [person, month, nanoUsd, scope],
      ),
    )
  const alarms = () => alarmsLike(`person_cost ${person}%`)

  it('is no alarm at half a dollar in a month, and one above it, once', async () => {
    await spend('2041-03-01', HALF_A_DOLLAR)
    await watch('2041-03-20T10:11Z')
    expect(await alarms()).toEqual([])
    await spend('2041-03-01', 1)
    for (const hour of [11, 12]) await watch(`2041-03-20T${hour}:11Z`)
    await spend('2041-03-01', HALF_A_DOLLAR)
    await watch('2041-03-21T10:11Z')
    expect(await alarms()).toMatchObject([
      {
        kind: 'person_cost',
        details: { user_id: person, month: '2041-03-01', spent: HALF_A_DOLLAR + 1, more_than: HALF_A_DOLLAR },
      },
    ])
  })

  it('is found when the month has just ended, and begins at nothing in the next', async () => {
    await spend('2041-04-01', HALF_A_DOLLAR + 1)
    await spend('2041-05-01', HALF_A_DOLLAR)
    await watch('2041-05-01T00:11Z')
    expect(await alarms()).toMatchObject([{ details: { month: '2041-04-01' } }])
    await spend('2041-05-01', 1)
    await watch('2041-05-09T00:11Z')
    expect((await alarms()).map(({ details }) => details.month)).toEqual(['2041-04-01', '2041-05-01'])
  })

  it('is a person: what a firm spends has its own limits', async () => {
    await asDatabase((sql) =>
      sql.query(
        `insert into public.ai_budget_periods (scope, scope_id, starts_on, spent_nano_usd)
        values ('system', '00000000-0000-0000-0000-000000000000', '2041-06-01', $1)`,
        [HALF_A_DOLLAR * 2],
      ),
    )
    await watch('2041-06-09T00:11Z')
    expect(await alarmsLike('person_cost % 2041-06-01')).toEqual([])
  })
})

describe('requests that no model answers', () => {
  /** So many requests, one after another, that all end in this way. */
  const end = (times: number, now: string, result: Row) =>
    asService(
      (sql) =>
        sql.query(
          `select public.settle_ai_usage((made.hold ->> 'hold_id')::uuid, $2, $3) from generate_series(1, $4) n
          cross join lateral (select public.reserve_ai_budget(p_user_id => $1, p_feature => 'assistant', p_body_hash => 'same',
            p_idempotency_key => gen_random_uuid() || ' ' || n, p_calls => $5) as hold) made`,
          [
            person,
            JSON.stringify([{ model: CALL.model, usage: USAGE }]),
            JSON.stringify(result),
            times,
            JSON.stringify([CALL]),
          ],
        ),
      { now },
    )
  const ANSWERED = { is_success: true, source: 'model' }
  const BROKEN = { is_success: false, source: 'model', error_code: 'server_error' }
  const alarms = (day: string) => alarmsLike(`routing_failures ${day}`)

  beforeEach(() => makePremium(person))

  it('are no alarm at one in a hundred, and one above it, once a day', async () => {
    await end(99, '2042-01-10T08:00Z', ANSWERED)
    await end(1, '2042-01-10T09:00Z', BROKEN)
    await watch('2042-01-10T10:11Z')
    expect(await alarms('2042-01-10')).toEqual([])
    person = await createUser()
    await end(1, '2042-01-10T10:30Z', BROKEN)
    for (const hour of [11, 12]) await watch(`2042-01-10T${hour}:11Z`)
    expect(await alarms('2042-01-10')).toMatchObject([
      { kind: 'routing_failures', details: { requests: 101, failures: 2, more_than: 1 } },
    ])
    await watch('2042-01-11T07:11Z')
    expect(await alarms('2042-01-11')).toHaveLength(1)
  })

  it('say nothing when there are fewer than a hundred, however many failed', async () => {
    await end(99, '2042-02-10T08:00Z', BROKEN)
    await watch('2042-02-10T09:11Z')
    expect(await alarms('2042-02-10')).toEqual([])
    await end(1, '2042-02-10T09:30Z', ANSWERED)
    await watch('2042-02-10T10:11Z')
    expect(await alarms('2042-02-10')).toMatchObject([{ details: { requests: 100, failures: 99 } }])
  })

  it('are forgotten after a day', async () => {
    await end(100, '2042-03-10T08:00Z', BROKEN)
    await watch('2042-03-11T08:00Z')
    expect(await alarms('2042-03-11')).toEqual([])
  })

  interface Share {
    requests: number
    failures: number
  }
  const shareAt = (now: string) =>
    asService((sql) =>
      sql.one<Share>(`select * from private.ai_routing($1::timestamptz - interval '24 hours', $1)`, [now]),
    )

  it.each<[string, number, Row, number]>([
    ['a provider that broke off', 11, BROKEN, 1],
    ['an earlier answer in place of one', 13, { is_success: false, source: 'cache' }, 1],
    ['a sentence of our own', 15, { is_success: false, source: 'template' }, 1],
    ['a person who left', 17, { is_success: false, source: 'model', error_code: 'aborted' }, 0],
    ['a model that refused', 19, { is_success: false, source: 'model', error_code: 'blocked' }, 0],
    ['an answer', 21, ANSWERED, 0],
  ])('count %s', async (_, dayOfItsOwn, result, failures) => {
    const day = `2042-04-${dayOfItsOwn}`
    await end(1, `${day}T08:00Z`, result)
    expect(await shareAt(`${day}T09:00Z`)).toEqual({ requests: 1, failures })
  })

  it('count those that were never sent because every provider was down, and not those given back unused', async () => {
    const now = '2042-05-10T08:00Z'
    const giveBack = async (outcome: Row | null) => {
      const { hold_id } = await reserve(person, {}, { now })
      await asService((sql) => sql.query('select public.release_ai_hold($1, $2)', [hold_id, outcome]), {
        now,
      })
    }
    await giveBack({ is_success: false, source: 'template', error_code: null })
    await giveBack({ is_success: false, source: 'model', error_code: 'aborted' })
    await giveBack(null)
    expect(await shareAt(now)).toEqual({ requests: 2, failures: 1 })
  })

  it('count those whose end nobody told, and leave out those under way and those that are no questions', async () => {
    const now = '2042-06-10T08:00Z'
    const lost = await reserve(person, {}, { now })
    await reserve(person, {}, { now })
    const { hold_id } = await reserve(person, { isInteraction: false }, { now })
    await settle(hold_id, [], BROKEN, { now })
    await asDatabase((sql) =>
      sql.query(`update public.ai_holds set state = 'expired', finished_at = $2 where id = $1`, [
        lost.hold_id,
        now,
      ]),
    )
    expect(await shareAt(now)).toEqual({ requests: 1, failures: 1 })
  })
})

describe('the list of the operator', () => {
  const LOOK = 'select kind, what from private.open_ai_alarms where details ->> $1 = $2'

  it('says what each alarm means until somebody has settled it', async () => {
    await asService((sql) =>
      sql.query(`insert into public.ai_alarms (kind, key, details) values ('person_cost', $1, $2)`, [
        `test ${person}`,
        { user_id: person },
      ]),
    )
    const look = () => asService((sql) => sql.query(LOOK, ['user_id', person]))
    expect(await look()).toEqual([
      { kind: 'person_cost', what: 'A person costs more in this month than planned for.' },
    ])
    await asService((sql) =>
      sql.query('update public.ai_alarms set resolved_at = now() where key = $1', [`test ${person}`]),
    )
    expect(await look()).toEqual([])
  })

  it('has a sentence for every kind there is', async () => {
    const { definition } = await asDatabase((sql) =>
      sql.one<{ definition: string }>(
        `select pg_get_constraintdef(oid) as definition from pg_constraint where conname = 'ai_alarms_kind_check'`,
      ),
    )
    const kinds = [...definition.matchAll(/'(\w+)'/g)].map(([, kind]) => kind!)
    expect(kinds).toContain('routing_failures')
    const { definition: view } = await asDatabase((sql) =>
      sql.one<{ definition: string }>(
        `select pg_get_viewdef('private.open_ai_alarms'::regclass) as definition`,
      ),
    )
    expect(kinds.filter((kind) => !view.includes(`'${kind}'`))).toEqual([])
  })

  it('is for nobody else, and nor are the rules', async () => {
    for (const relation of ['open_ai_alarms', 'ai_watch_rules']) {
      const look = asUser(person, (sql) => sql.query(`select from private.${relation}`))
      expect(await failureOf(look)).toBe('42501')
    }
  })
})
