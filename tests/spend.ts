import { randomUUID } from 'node:crypto'
import pg from 'pg'

/** A call of a model as it will stand in the ledger. */
export interface SpentCall {
  /** How many days ago. Calls before this month count in their own. */
  daysAgo?: number
  feature?: string
  tier?: 'execution' | 'strategic'
  inputTokens?: number
  outputTokens?: number
  cachedTokens?: number
}

const MODELS = { execution: 'gemini-2.5-flash-lite', strategic: 'gpt-6.1-sol' } as const
const DAY_MS = 86_400_000

/** Holds money back and books the call, as the assistant does, on a day of one's choice. Call after call, in this order. */
export async function spend(dbUrl: string, userId: string, calls: readonly SpentCall[]): Promise<void> {
  const database = new pg.Client({ connectionString: dbUrl })
  await database.connect()
  try {
    for (const call of calls) await book(database, userId, call)
  } finally {
    await database.end()
  }
}

async function book(
  database: pg.Client,
  userId: string,
  { daysAgo = 0, feature = 'assistant', tier = 'execution', ...tokens }: SpentCall,
): Promise<void> {
  const model = MODELS[tier]
  const input_tokens = tokens.inputTokens ?? 800
  const output_tokens = tokens.outputTokens ?? 400
  const usage = { input_tokens, output_tokens, cached_input_tokens: tokens.cachedTokens ?? 0 }
  await database.query(`select set_config('aurum.now', $1, false)`, [
    new Date(Date.now() - daysAgo * DAY_MS).toISOString(),
  ])
  const held = await database.query<{ hold_id: string | null }>(
    `select public.reserve_ai_budget(p_user_id => $1, p_idempotency_key => $2, p_body_hash => 'same', p_feature => $3,
      p_calls => $4, p_tier => $5) ->> 'hold_id' as hold_id`,
    [
      userId,
      randomUUID(),
      feature,
      JSON.stringify([{ model, input_tokens, max_output_tokens: output_tokens }]),
      tier,
    ],
  )
  const hold = held.rows[0]?.hold_id
  if (!hold) throw new Error('The budget of this person does not allow the call.')
  await database.query('select public.settle_ai_usage($1, $2, $3)', [
    hold,
    JSON.stringify([{ model, usage }]),
    JSON.stringify({ is_success: true }),
  ])
}
