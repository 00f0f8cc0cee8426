import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import pg from 'pg'
import WebSocket from 'ws'
import { decideRoute } from '../../shared/routing/decide.ts'
import { scoreRequest } from '../../shared/routing/score.ts'
import { restingState } from '../../shared/routing/state.ts'
import { startFakeGemini } from '../fakes/gemini.ts'
import { startFakeOpenAi } from '../fakes/openai.ts'
import { measureInTurns, report, time, withStack, type Bound } from './harness.ts'
import { DATA_VARIABLE, readRoutingData } from './router-data.ts'

/**
 * What the assistant adds to the time a provider takes, and what a month of it costs: 100 of the public requests in
 * their bands, sent through the function with the plan of the demo account, at the prices of the catalogue.
 */
const ROUNDS = 200
const STREAMS = 40
const MONTH = 100
/** Of an answer; four characters a token. */
const ANSWER_TOKENS = { execution: 150, strategic: 300 }
const CHARACTERS_PER_TOKEN = 4
const PRICES = { execution: { input: 100, output: 400 }, strategic: { input: 2_000, output: 10_000 } }

type Tier = keyof typeof PRICES
type Ask = (body: object, accept: string) => Promise<Response>

const resting = restingState([], '2026-11-21')
const [openAi, gemini] = await Promise.all([startFakeOpenAi(), startFakeGemini()])
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
      await monthOf(ask),
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

/** What 100 requests cost in their bands, beside what all of them would by one model. */
async function monthOf(ask: Ask): Promise<Bound[]> {
  const routing = readRoutingData()
  if (!routing) {
    console.error(`Without ${DATA_VARIABLE} there are no requests to price.`)
    return []
  }
  const step = routing.open.length / MONTH
  const chosen = Array.from({ length: MONTH }, (_, n) => routing.open[Math.floor(n * step)]!)
  const totals = { 'in their bands': 0, 'all strategic': 0, 'all execution': 0, 'by rules, of 100': 0 }
  for (const { prompt, band } of chosen) {
    openAi.reset()
    gemini.reset()
    const response = await ask(
      { message: prompt, requires_reasoning: band === 'strategic' },
      'application/json',
    )
    const { source, route } = (await response.json()) as { source: string; route: { tier: Tier | null } }
    const body = [...openAi.requests, ...gemini.requests][0]?.body.toString() ?? ''
    if (source === 'rules') totals['by rules, of 100'] += 1
    if (!body || !route.tier) continue
    const costBy = (tier: Tier) =>
      (body.length / CHARACTERS_PER_TOKEN) * PRICES[tier].input +
      ANSWER_TOKENS[route.tier!] * PRICES[tier].output
    totals['in their bands'] += costBy(route.tier)
    totals['all strategic'] += costBy('strategic')
    totals['all execution'] += costBy('execution')
  }
  const strategic = chosen.filter(({ band }) => band === 'strategic').length
  console.log(`\n${MONTH} public requests, ${strategic} of them strategic by their label; dollars a month`)
  const money = Object.entries(totals).map(([name, nano]) => [
    name,
    name.startsWith('by') ? nano : nano / 1e9,
  ])
  console.table(Object.fromEntries(money))
  return [{ name: 'dollars for 100 requests', value: totals['in their bands'] / 1e9, unit: '', atMost: 0.15 }]
}
