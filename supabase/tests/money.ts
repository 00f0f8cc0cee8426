import { randomUUID } from 'node:crypto'
import { asDatabase, asService, insert, type RequestOptions, type Row } from './as-user.ts'

/** One call that may be billed, as `reserve_ai_budget` takes it. */
export interface PlannedCall {
  model: string
  input_tokens?: number
  max_output_tokens?: number
  audio_ms?: number
  characters?: number
}

export interface Reservation {
  status: 'reserved' | 'refused' | 'in_progress' | 'replay' | 'conflict'
  hold_id: string
  interaction_id: string
  amount_nano_usd: number
  reason?: string
  scope?: string
  limit?: number
  spent?: number
  reserved?: number
  needed?: number
  resets_at?: string
  state?: string
  outcome?: unknown
  model?: string
}

export interface Settlement {
  status: 'settled' | 'settled_late' | 'already_settled'
  cost_nano_usd: number
  input_tokens: number
  output_tokens: number
  estimated: boolean
  served_model: string
  is_overrun: boolean
}

/** 800 tokens in and at most 400 out cost 80,000 + 160,000 nano-USD with the execution model. */
export const CALL: PlannedCall = { model: 'gemini-2.5-flash-lite', input_tokens: 800, max_output_tokens: 400 }
export const AMOUNT = 240_000
export const USAGE = { input_tokens: 800, output_tokens: 400 }

interface Wish {
  key?: string
  body?: string
  calls?: PlannedCall[]
  organization?: string | null
  tier?: string
  interaction?: string
  isInteraction?: boolean
}

export const RESERVE = `select public.reserve_ai_budget(p_user_id => $1, p_idempotency_key => $2, p_body_hash => $3, p_feature => 'assistant',
  p_calls => $4, p_organization_id => $5, p_tier => $6, p_interaction_id => $7, p_is_interaction => $8) as answer`
export const SETTLE = 'select public.settle_ai_usage($1, $2, $3) as answer'

export const reservationOf = (person: string, wish: Wish = {}): unknown[] => [
  person,
  wish.key ?? randomUUID(),
  wish.body ?? 'same',
  JSON.stringify(wish.calls ?? [CALL]),
  wish.organization ?? null,
  wish.tier ?? 'execution',
  wish.interaction ?? null,
  wish.isInteraction ?? true,
]

export const reserve = (person: string, wish: Wish = {}, options?: RequestOptions): Promise<Reservation> =>
  asService(
    async (sql) => (await sql.one<{ answer: Reservation }>(RESERVE, reservationOf(person, wish))).answer,
    options,
  )

/** An attempt that the provider answered in full. */
export const answered = (row: Row = {}): Row => ({ model: CALL.model, usage: USAGE, ...row })

export const settle = (
  hold: string,
  attempts: Row[] = [answered()],
  result: Row = { is_success: true },
  options?: RequestOptions,
): Promise<Settlement> =>
  asService(
    async (sql) =>
      (
        await sql.one<{ answer: Settlement }>(SETTLE, [
          hold,
          JSON.stringify(attempts),
          JSON.stringify(result),
        ])
      ).answer,
    options,
  )

export const release = (hold: string) =>
  asService((sql) => sql.one<{ answer: Row }>('select public.release_ai_hold($1) as answer', [hold]))

/** Of one person: beside this one other tests hold money, and believe in other times. */
export const sweep = (person: string, options?: RequestOptions) =>
  asDatabase(
    async (sql) => (await sql.one<{ n: number }>('select private.expire_ai_holds($1) as n', [person])).n,
    options,
  )

export interface Period {
  scope: string
  spent_nano_usd: number
  reserved_nano_usd: number
  interactions: number
  strategic_interactions: number
  reserved_interactions: number
  reserved_strategic: number
  starts_on: string
}

export const periodsOf = (scopeId: string) =>
  asDatabase((sql) =>
    sql.query<Period>('select * from public.ai_budget_periods where scope_id = $1 order by starts_on', [
      scopeId,
    ]),
  )

/** The counters of the only month a scope was used in. */
export async function periodOf(scopeId: string): Promise<Period> {
  const [period, ...others] = await periodsOf(scopeId)
  if (!period || others.length > 0) throw new Error(`${others.length + (period ? 1 : 0)} months, not one`)
  return period
}

export const cap = (scope: 'user' | 'organization', scope_id: string, monthly_nano_usd: number) =>
  asService((sql) => insert(sql, 'ai_budgets', { scope, scope_id, monthly_nano_usd }))

/** Takes the person out of the quota of answers, for tests about money. */
export const makePremium = (person: string) =>
  asService((sql) =>
    sql.query(`update public.user_profiles set tier = 'premium' where user_id = $1`, [person]),
  )

export const ledgerOf = (person: string) =>
  asDatabase((sql) =>
    sql.query<Row & { cost_nano_usd: number }>(
      'select * from public.ai_model_usage_logs where user_id = $1 order by created_at, attempt',
      [person],
    ),
  )

export async function foundOrganization(owner: string, members: string[] = []): Promise<string> {
  const id = randomUUID()
  await asDatabase(async (sql) => {
    await sql.query(`insert into public.organizations (user_id, id, name) values ($1, $2, 'Firm')`, [
      owner,
      id,
    ])
    for (const member of members) {
      await sql.query(
        `insert into public.organization_members (user_id, organization_id, role) values ($1, $2, 'member')`,
        [member, id],
      )
    }
  })
  return id
}
