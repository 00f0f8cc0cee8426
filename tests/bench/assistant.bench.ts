import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import pg from 'pg'
import WebSocket from 'ws'
import { decideRoute } from '../../shared/routing/decide.ts'
import { scoreRequest } from '../../shared/routing/score.ts'
import { restingState } from '../../shared/routing/state.ts'
import { startFakeGemini } from '../fakes/gemini.ts'
import { startFakeOpenAi } from '../fakes/openai.ts'
import { monthOf } from './assistant-month.ts'
import { measureInTurns, report, time, withStack } from './harness.ts'
import { TRUE_COUNT } from './true-tokens.ts'

/**
 * What the assistant adds to the time a provider takes, and what a month of it costs: 100 of the public requests in
 * their bands, sent through the function with the plan of the demo account, at the prices of the catalogue.
 */
const ROUNDS = 200
const STREAMS = 40

type Ask = (body: object, accept: string) => Promise<Response>

const resting = restingState([], '2026-11-21')
const [openAi, gemini] = await Promise.all([
  startFakeOpenAi({ count: TRUE_COUNT }),
  startFakeGemini({ count: TRUE_COUNT }),
])
const providers = {
  ...{ OPENAI_BASE_URL: `${openAi.url}/v1`, OPENAI_API_KEY: 'fake' },
  ...{ GEMINI_BASE_URL: gemini.url, GEMINI_API_KEY: 'fake' },
}

await withStack(
  async ({ connection }) => {
    const sql = new pg.Pool({ connectionString: connection.dbUrl, max: 2 })
    // Nobody asks as much in a minute as a benchmark does.
    await sql.query(`update private.rate_rules set most = 1000000`)
    await sql.query(`update public.ai_plans set monthly_interactions = 1000000, daily_interactions = 1000000,
      monthly_nano_usd = 1000000000000, strategic_share_percent = 100`)
    const realtime = { transport: WebSocket as unknown as typeof globalThis.WebSocket }
    const client = createClient(connection.apiUrl, connection.publishableKey, { realtime })
    const { data } = await client.auth.signInWithPassword({
      email: connection.demoEmail,
      password: connection.demoPassword,
    })
    const ask = (body: object, accept: string) =>
      fetch(`${connection.apiUrl}/functions/v1/assistant`, {
        method: 'POST',
        headers: {
          accept,
          authorization: `Bearer ${data.session!.access_token}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify(body),
      })

    const admin = createClient(connection.apiUrl, connection.secretKey, { realtime })
    const overhead = await measureInTurns(
      { whole: () => routeReserveSettle(admin, data.user!.id) },
      { rounds: ROUNDS, warmUp: 20 },
    )
    const firstTokens: number[] = []
    for (let n = -5; n < STREAMS; n++) {
      const taken = await firstTokenAfterProvider(ask, n)
      if (n >= 0) firstTokens.push(taken)
    }
    const rules: number[] = []
    for (let n = 0; n < STREAMS; n++) {
      rules.push(
        await time(async () =>
          (await ask({ message: 'what should I do first?' }, 'application/json')).text(),
        ),
      )
    }
    report(
      'Assistant: what it adds to the time of the provider',
      [
        { name: 'route + reserve + settle', samples: overhead.whole, target: 25 },
        { name: 'first token shown after the provider’s', samples: firstTokens, target: 50 },
        { name: 'answer of rules, over the wire', samples: rules },
      ],
      await monthOf(ask, sql, { execution: gemini, strategic: openAi }),
    )
    await sql.end()
  },
  { web: 'none', seed: true, providers },
)
await Promise.all([openAi.stop(), gemini.stop()])

/** The three steps around a call, as the function takes them: over the Data API of the local stack. */
async function routeReserveSettle(admin: SupabaseClient, person: string): Promise<void> {
  decideRoute(scoreRequest({ message: 'Should I move to Lisbon, given my job and my parents?' }), resting)
  const model = 'gemini-2.5-flash-lite'
  const key = crypto.randomUUID()
  const { data: hold } = await admin
    .rpc('reserve_ai_budget', {
      ...{ p_user_id: person, p_idempotency_key: key, p_body_hash: 'same', p_feature: 'assistant' },
      p_calls: [{ model, input_tokens: 2_000, max_output_tokens: 700 }],
    })
    .throwOnError()
  const usage = { input_tokens: 1_500, output_tokens: 200 }
  await admin
    .rpc('settle_ai_usage', {
      p_hold_id: hold.hold_id,
      p_attempts: [{ model, usage }],
      p_result: { is_success: true },
    })
    .throwOnError()
}

/** Milliseconds from the request at the provider, which speaks at once, to the first word that is read here. */
async function firstTokenAfterProvider(ask: Ask, n: number): Promise<number> {
  gemini.reset()
  const response = await ask(
    { message: `Write two lines for the birthday card of guest ${n}` },
    'text/event-stream',
  )
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let seen = ''
  while (!seen.includes('event: delta')) seen += (await reader.read()).value ?? ''
  const seenAt = performance.now()
  while (!(await reader.read()).done);
  return seenAt - gemini.requests[0]!.arrivedAt
}
