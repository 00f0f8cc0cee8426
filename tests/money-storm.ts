import { randomUUID } from 'node:crypto'
import pg from 'pg'

const SYSTEM = '00000000-0000-0000-0000-000000000000'
const MODEL = 'gemini-2.5-flash-lite'
const INPUT_TOKENS = 800
const MOST_OUTPUT_TOKENS = 400
/** What a request holds, and what it costs at most, in nano-USD. */
export const HELD = INPUT_TOKENS * 100 + MOST_OUTPUT_TOKENS * 400

const CONNECTIONS = 40
const PEOPLE = 8
// A quarter of what is asked for does not fit: each limit is met, and met by many at once.
const USER_CAP = HELD * 20
const ORGANIZATION_CAP = HELD * 150
const LATER = `now() + interval '10 minutes'`

type Ending =
  'answered' | 'failed over' | 'aborted' | 'released' | 'died' | 'late' | 'told twice' | 'rolled back'
const ENDINGS: Ending[] = [
  ...(['answered', 'answered', 'answered', 'failed over', 'aborted'] as const),
  ...(['released', 'died', 'late', 'told twice', 'rolled back'] as const),
]

export interface StormFigures {
  reserved: number
  refused: number
  /** The most by which spent and reserved of any scope stood over its limit at any time, in nano-USD. */
  overLimit: number
  holdsLeft: number
  /** What the providers billed, less what the ledger says, in nano-USD. */
  ledgerDifference: number
  /** Scopes whose counters differ from ledger and holds. */
  drifting: number
}

interface Answer {
  status: string
  hold_id: string
}

const ask = async <Result>(sql: pg.Pool | pg.PoolClient, text: string, values: unknown[]): Promise<Result> =>
  (await sql.query<{ answer: Result }>(`select ${text} as answer`, values)).rows[0]!.answer

const reserve = (sql: pg.Pool | pg.PoolClient, person: string, organization: string | null) =>
  ask<Answer>(
    sql,
    `public.reserve_ai_budget(p_user_id => $1, p_idempotency_key => $2, p_body_hash => 'same', p_feature => 'assistant',
      p_calls => $3, p_organization_id => $4, p_tier => 'execution', p_is_interaction => false)`,
    [
      person,
      randomUUID(),
      JSON.stringify([{ model: MODEL, input_tokens: INPUT_TOKENS, max_output_tokens: MOST_OUTPUT_TOKENS }]),
      organization,
    ],
  )

const settle = (sql: pg.Pool, hold: string, attempts: object[]) =>
  ask<{ cost_nano_usd: number }>(sql, `public.settle_ai_usage($1, $2, '{"is_success": true}')`, [
    hold,
    JSON.stringify(attempts),
  ])

async function addPeople(sql: pg.Pool, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID())
  await sql.query(
    `insert into auth.users (id, email) select id, id || '@example.test' from unnest($1::uuid[]) id`,
    [ids],
  )
  await sql.query(`update public.user_profiles set tier = 'premium' where user_id = any ($1)`, [ids])
  return ids
}

const limit = (sql: pg.Pool, scope: string, ids: string[], amount: number) =>
  sql.query(
    `insert into public.ai_budgets (scope, scope_id, monthly_nano_usd) select $1, id, $3 from unnest($2::uuid[]) id
    on conflict (scope, scope_id) do update set monthly_nano_usd = excluded.monthly_nano_usd`,
    [scope, ids, amount],
  )

/**
 * Requests at once on three scopes (person, organisation, installation), of which some succeed, fail over, are cut, are
 * given back, die, settle late or twice, or lose their transaction; then the sweep, then what settles after it.
 */
export async function runStorm(
  databaseUrl: string,
  requests: number,
  systemCap: number,
): Promise<StormFigures> {
  const sql = new pg.Pool({ connectionString: databaseUrl, max: CONNECTIONS })
  try {
    const people = await addPeople(sql, PEOPLE)
    const organization = randomUUID()
    await sql.query(`insert into public.organizations (user_id, id, name) values ($1, $2, 'Storm')`, [
      people[0],
      organization,
    ])
    await sql.query(
      `insert into public.organization_members (user_id, organization_id, role)
      select id, $2, 'member' from unnest($1::uuid[]) id on conflict do nothing`,
      [people, organization],
    )
    await limit(sql, 'user', people, USER_CAP)
    await limit(sql, 'organization', [organization], ORGANIZATION_CAP)
    await limit(sql, 'system', [SYSTEM], systemCap)

    const scopes = [...people, organization, SYSTEM]
    const over = async () =>
      Number(
        (
          await sql.query<{ over: string }>(
            `select coalesce(max(p.spent_nano_usd + p.reserved_nano_usd - b.monthly_nano_usd), 0) as over
            from public.ai_budget_periods p join public.ai_budgets b using (scope, scope_id) where p.scope_id = any ($1)`,
            [scopes],
          )
        ).rows[0]!.over,
      )

    let billed = 0
    let refused = 0
    let reserved = 0
    const late: string[] = []
    const book = async (hold: string, attempts: { cost: number; attempt: object }[]) => {
      billed += attempts.reduce((sum, { cost }) => sum + cost, 0)
      await settle(
        sql,
        hold,
        attempts.map(({ attempt }) => attempt),
      )
    }
    const whole = (output: number) => ({
      cost: INPUT_TOKENS * 100 + output * 400,
      attempt: { model: MODEL, usage: { input_tokens: INPUT_TOKENS, output_tokens: output } },
    })
    const unsent = { cost: 0, attempt: { model: MODEL, dispatched: false, error_code: 'breaker_open' } }
    const cut = (characters: number) => ({
      cost: INPUT_TOKENS * 100 + Math.ceil(characters / 4) * 400,
      attempt: { model: MODEL, dispatched: true, output_characters: characters },
    })

    async function request(n: number): Promise<void> {
      const person = people[n % PEOPLE]!
      const ending = ENDINGS[Math.floor(Math.random() * ENDINGS.length)]!
      if (ending === 'rolled back') {
        const client = await sql.connect()
        await client.query('begin')
        await reserve(client, person, organization)
        await client.query('rollback')
        client.release()
        return
      }
      const { status, hold_id } = await reserve(sql, person, organization)
      if (status !== 'reserved') {
        refused += 1
        return
      }
      reserved += 1
      const output = Math.floor(Math.random() * (MOST_OUTPUT_TOKENS + 1))
      if (ending === 'answered') await book(hold_id, [whole(output)])
      if (ending === 'failed over') await book(hold_id, [unsent, whole(output)])
      if (ending === 'aborted') await book(hold_id, [cut(output)])
      if (ending === 'released') await sql.query('select public.release_ai_hold($1)', [hold_id])
      if (ending === 'late') late.push(hold_id)
      if (ending === 'told twice') {
        await Promise.all([book(hold_id, [whole(output)]), settle(sql, hold_id, [whole(output).attempt])])
      }
    }

    let isOver = false
    let overLimit = 0
    const watch = (async () => {
      while (!isOver) overLimit = Math.max(overLimit, await over())
    })()
    await Promise.all(Array.from({ length: requests }, (_, n) => request(n))).finally(() => (isOver = true))
    await watch

    await sql.query(
      `select set_config('aurum.now', (${LATER})::text, true), private.expire_ai_holds(id) from unnest($1::uuid[]) id`,
      [people],
    )
    await Promise.all(late.map((hold) => book(hold, [whole(100)])))
    overLimit = Math.max(overLimit, await over())

    const { rows } = await sql.query<{ held: string; booked: string; drifting: string }>(
      `select (select count(*) from public.ai_holds where user_id = any ($1) and state = 'reserved') as held,
        (select coalesce(sum(cost_nano_usd), 0) from public.ai_model_usage_logs where user_id = any ($1)) as booked,
        (select count(*) from private.ai_drift(date_trunc('month', now() at time zone 'UTC')::date) where scope_id = any ($2)) as drifting`,
      [people, [...people, organization]],
    )
    await sql.query(`delete from public.ai_budgets where scope = 'system'`)
    return {
      reserved,
      refused,
      overLimit,
      holdsLeft: Number(rows[0]!.held),
      ledgerDifference: billed - Number(rows[0]!.booked),
      drifting: Number(rows[0]!.drifting),
    }
  } finally {
    await sql.end()
  }
}

/** Settles many holds of one person at once, the sum of which crosses 80 % of the budget. */
export async function crossThreshold(
  databaseUrl: string,
  settlements: number,
): Promise<{ alerts: number; notices: number }> {
  const sql = new pg.Pool({ connectionString: databaseUrl, max: CONNECTIONS })
  try {
    const [person] = (await addPeople(sql, 1)) as [string]
    await limit(sql, 'user', [person], Math.round((HELD * settlements) / 0.85))
    const holds = await Promise.all(Array.from({ length: settlements }, () => reserve(sql, person, null)))
    await Promise.all(
      holds.map(({ hold_id }) =>
        settle(sql, hold_id, [
          { model: MODEL, usage: { input_tokens: INPUT_TOKENS, output_tokens: MOST_OUTPUT_TOKENS } },
        ]),
      ),
    )
    const { rows } = await sql.query<{ alerts: string; notices: string }>(
      `select (select count(*) from public.ai_budget_alerts where scope_id = $1) as alerts,
        (select count(*) from public.notifications where user_id = $1 and type = 'ai_budget') as notices`,
      [person],
    )
    return { alerts: Number(rows[0]!.alerts), notices: Number(rows[0]!.notices) }
  } finally {
    await sql.end()
  }
}

/** People whose calls are measured one by one. */
export async function openAccount(databaseUrl: string) {
  const sql = new pg.Pool({ connectionString: databaseUrl, max: 1 })
  const people = await addPeople(sql, 50)
  return {
    people,
    sql,
    async reserveAndSettle(person: string): Promise<void> {
      const { hold_id, status } = await reserve(sql, person, null)
      if (status !== 'reserved') throw new Error(`It was ${status}`)
      await settle(sql, hold_id, [{ model: MODEL, usage: { input_tokens: INPUT_TOKENS, output_tokens: 10 } }])
    },
  }
}
