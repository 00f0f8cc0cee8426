import type pg from 'pg'
import type { AssistantAnswer } from '../../shared/assistant/answer.ts'
import type { Fake } from '../fakes/fake-server.ts'
import type { Bound } from './harness.ts'
import { printProjection } from './projection.ts'
import { DATA_VARIABLE, readRoutingData } from './router-data.ts'

/** What one person asks in a month. */
const MONTH = 100
/** An assumption, and the only one: how long answers are. The fakes answer so much, four characters a token. */
const ANSWER_TOKENS = { execution: 150, strategic: 300 }
const CHARACTERS_PER_TOKEN = 4
/** Of the plan that may ask strategic models for the most. */
const PLAN_SHARE = 0.3
const MODELS = { execution: 'gemini-2.5-flash-lite', strategic: 'gpt-6.1-sol' }

type Tier = keyof typeof MODELS
interface Price {
  input: number
  cached: number
  output: number
}

/** What the ledger booked for one request. */
interface Booked {
  interaction_id: string
  served_model: string
  input_tokens: number
  cached_input_tokens: number
  output_tokens: number
  cost_nano_usd: number
}

interface Asked {
  score: number
  tier: Tier
  booked: Booked
}

/**
 * What 100 of the public requests come to in their bands, as the ledger booked them: the tokens are those of a true
 * tokenizer, counted by fakes that keep beginnings of prompts as their providers say they do. Beside it the same
 * requests all by one model, by the share of strategic answers of a plan, and each without anything kept.
 */
export async function monthOf(
  ask: (body: object, accept: string) => Promise<Response>,
  sql: pg.Pool,
  fakes: Record<Tier, Fake>,
): Promise<Bound[]> {
  const routing = readRoutingData()
  if (!routing) {
    console.error(`Without ${DATA_VARIABLE} there are no requests to price.`)
    return []
  }
  const step = routing.open.length / MONTH
  const chosen = Array.from({ length: MONTH }, (_, n) => routing.open[Math.floor(n * step)]!)
  for (const fake of Object.values(fakes)) fake.reset()
  const answers: { score: number; answer: AssistantAnswer }[] = []
  for (const { prompt, band, score } of chosen) {
    for (const tier of ['execution', 'strategic'] as const) {
      fakes[tier].script({ text: 'word'.repeat((ANSWER_TOKENS[tier] * CHARACTERS_PER_TOKEN) / 4) })
    }
    const body = { message: prompt, requires_reasoning: band === 'strategic' }
    const response = await ask(body, 'application/json')
    answers.push({ score, answer: (await response.json()) as AssistantAnswer })
  }
  const asked = await bookedFor(answers, sql)
  const prices = { execution: await priceOf('execution', sql), strategic: await priceOf('strategic', sql) }
  print(asked, prices, answers.length - asked.length)
  const inBands = sum(asked.map(({ booked }) => booked.cost_nano_usd))
  printProjection(inBands / 1e9)
  return [{ name: 'dollars for 100 requests', value: inBands / 1e9, unit: '', atMost: 0.15 }]
}

async function bookedFor(
  answers: readonly { score: number; answer: AssistantAnswer }[],
  sql: pg.Pool,
): Promise<Asked[]> {
  const ids = answers.map(({ answer }) => answer.interaction_id)
  const { rows } = await sql.query<Booked>(
    `select interaction_id, served_model, input_tokens::float, cached_input_tokens::float, output_tokens::float,
       cost_nano_usd::float
     from public.ai_model_usage_logs where interaction_id = any ($1)`,
    [ids],
  )
  return answers.flatMap(({ score, answer }) => {
    const booked = rows.find((row) => row.interaction_id === answer.interaction_id)
    const tier = answer.route.tier
    return booked && tier ? [{ score, tier, booked }] : []
  })
}

async function priceOf(tier: Tier, sql: pg.Pool): Promise<Price> {
  const { rows } = await sql.query<Price>(
    `select input_nano_usd::float as input, coalesce(cached_input_nano_usd, input_nano_usd)::float as cached,
       output_nano_usd::float as output
     from public.ai_model_prices
     where model_id = $1 and from_input_tokens = 0 and valid_from <= now() and (valid_to is null or valid_to > now())`,
    [MODELS[tier]],
  )
  return rows[0]!
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0)

function print(asked: readonly Asked[], prices: Record<Tier, Price>, free: number): void {
  const prefixOf = (tier: Tier) =>
    Math.max(0, ...asked.filter((one) => one.tier === tier).map(({ booked }) => booked.cached_input_tokens))
  const kept = { execution: prefixOf('execution'), strategic: prefixOf('strategic') }
  /** The same tokens at the prices of a tier. */
  const costBy = (tier: Tier, { booked }: Asked, cached: number) =>
    (booked.input_tokens - cached) * prices[tier].input +
    cached * prices[tier].cached +
    booked.output_tokens * prices[tier].output
  const allBy = (tier: Tier) => ({
    'nothing kept': sum(asked.map((one) => costBy(tier, one, 0))),
    'beginning kept': sum(asked.map((one) => costBy(tier, one, kept[tier]))),
  })
  const strategic = asked.filter(({ tier }) => tier === 'strategic').sort((a, b) => b.score - a.score)
  const entitled = new Set(strategic.slice(0, Math.round(asked.length * PLAN_SHARE)))
  const tierInPlan = (one: Asked): Tier => (entitled.has(one) ? 'strategic' : 'execution')
  const table = {
    'in their bands': {
      'nothing kept': sum(asked.map((one) => costBy(one.tier, one, 0))),
      'beginning kept': sum(asked.map(({ booked }) => booked.cost_nano_usd)),
    },
    [`at most ${PLAN_SHARE * 100} % strategic`]: {
      'nothing kept': sum(asked.map((one) => costBy(tierInPlan(one), one, 0))),
      'beginning kept': sum(asked.map((one) => costBy(tierInPlan(one), one, kept[tierInPlan(one)]))),
    },
    'all strategic': allBy('strategic'),
    'all execution': allBy('execution'),
  }
  const mean = (tier: Tier, of: (booked: Booked) => number) => {
    const some = asked.filter((one) => one.tier === tier)
    return Math.round(sum(some.map(({ booked }) => of(booked))) / some.length)
  }
  console.log(`
${MONTH} public requests; dollars a month. ${strategic.length} are strategic by their label, ${free} were answered by rules.
Assumed: answers of ${ANSWER_TOKENS.execution} and ${ANSWER_TOKENS.strategic} tokens. Counted by o200k: ${mean('execution', ({ input_tokens }) => input_tokens)} and ${mean('strategic', ({ input_tokens }) => input_tokens)} tokens in, of which ${kept.execution} and ${kept.strategic} may be kept.
"in their bands" with the beginning kept is what the ledger booked. A provider keeps it for about half an hour after
anybody has asked; from cold it is read at the full price, and OpenAI's guide adds a quarter for writing it.`)
  const inDollars = (costs: Record<string, number>) =>
    Object.fromEntries(Object.entries(costs).map(([name, nano]) => [name, Number((nano / 1e9).toFixed(4))]))
  console.table(Object.fromEntries(Object.entries(table).map(([name, costs]) => [name, inDollars(costs)])))
}
