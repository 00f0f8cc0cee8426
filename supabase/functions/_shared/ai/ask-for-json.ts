import type { z } from 'zod'
import type { RequestToScore } from '../../../../shared/routing/score.ts'
import type { RoutingState, Tier } from '../../../../shared/routing/state.ts'
import { inBackground } from '../background.ts'
import type { RateTake } from '../rates.ts'
import type { Caller } from './caller.ts'
import { AiCallError } from './call-error.ts'
import type { ChainResult } from './chain-result.ts'
import { startChain } from './chain.ts'
import type { ChatRequest } from './chat.ts'
import type { Clocks } from './clocks.ts'
import { egressOf, watched, type SentRecord } from './egress.ts'
import { hold, MOST_ATTEMPTS, MOST_CANDIDATES } from './hold.ts'
import { decide, readMoment, toRecord } from './routing.ts'
import type { Services } from './services.ts'
import { settle } from './settle.ts'
import { estimateInputTokens } from './usage.ts'

/** Something that is asked once, and answered with one value. */
export interface JsonQuestion<T> {
  feature: string
  system: string
  text: string
  output: { name: string; schema: z.ZodType<T> }
  maxOutputTokens: number
  /** What the router weighs. */
  asked: RequestToScore
  routing?: Partial<RoutingState>
  rates?: readonly RateTake[]
  /** The rows that are shown, for the record of what was sent. */
  records: readonly SentRecord[]
  signal?: AbortSignal
}

export type JsonAnswer<T> =
  | { status: 'answered'; value: T; model: string; costNanoUsd: number }
  /** Nobody could be asked, or there is no money for it: nothing was sent. */
  | { status: 'refused'; reason: string }
  /** Asked, perhaps paid for, and no answer that can be used. */
  | { status: 'failed'; code: string; costNanoUsd: number }

const CLOCKS: Record<Tier, Clocks> = {
  execution: { connectMs: 5_000, firstTokenMs: 10_000, idleMs: 10_000, totalMs: 25_000 },
  strategic: { connectMs: 5_000, firstTokenMs: 30_000, idleMs: 15_000, totalMs: 60_000 },
}
const DEADLINE_MS = 70_000

/**
 * Asks the cheapest model that is good enough for one value: by the router, within the budget, with what was sent
 * written down and what was spent booked.
 * @throws HttpError RATE_LIMITED, UNAVAILABLE
 */
export async function askForJson<T>(
  caller: Caller,
  services: Services,
  question: JsonQuestion<T>,
): Promise<JsonAnswer<T>> {
  const moment = await readMoment(services, caller.userId)
  const decision = decide(moment, services, question.asked, question.routing)
  const ids = [decision.modelId, ...decision.fallbackIds].filter((id) => id !== null)
  const entries = ids.flatMap((id) => moment.catalogue.get(id) ?? []).slice(0, MOST_CANDIDATES)
  const primary = entries[0]
  if (!primary) return { status: 'refused', reason: 'no_model' }

  const chat: Omit<ChatRequest, 'model'> = {
    system: question.system,
    messages: [{ role: 'user', text: question.text }],
    maxOutputTokens: question.maxOutputTokens,
    temperature: 0.3,
    effort: 'low',
    output: question.output,
  }
  const held = await hold(caller, {
    ...{ entries, tier: decision.tier, inputTokens: estimateInputTokens(chat) },
    ...{ maxOutputTokens: question.maxOutputTokens, deadlineMs: DEADLINE_MS, rates: question.rates ?? null },
    ...{ feature: question.feature, body: question.text },
  })
  if (held.status === 'refused') return { status: 'refused', reason: held.reason }

  const egress = egressOf(caller, question.records)
  services.loads.begin(primary.row.id)
  const chain = startChain(chat, {
    candidates: entries.map((entry) => ({
      ...{ model: entry.row, provider: watched(entry, egress), clocks: CLOCKS[entry.candidate.tier] },
    })),
    ...{ breaker: services.breaker, signal: question.signal ?? new AbortController().signal },
    ...{ deadlineMs: DEADLINE_MS, maxAttempts: MOST_ATTEMPTS },
  })
  let result: ChainResult = { status: 'failed', error: new AiCallError('cut') }
  try {
    for await (const event of chain) if (event.kind === 'end') result = event.result
  } catch (thrown) {
    // A mistake of ours: what was asked is booked all the same.
    caller.report(thrown)
  } finally {
    services.loads.end(primary.row.id, chain.attempts)
    inBackground(chain.reported())
  }

  const value = result.status === 'complete' ? question.output.schema.safeParse(result.output) : null
  const code = value?.success ? null : 'error' in result ? result.error.code : 'unusable'
  const [{ usage, servedModel }] = await Promise.all([
    settle(caller, held.hold_id, chain.attempts, {
      ...{ is_success: code === null, source: 'model', route: toRecord(decision), error_code: code },
    }),
    egress.written(),
  ])
  return value?.success
    ? {
        ...{ status: 'answered', value: value.data, costNanoUsd: usage.cost_nano_usd },
        model: servedModel ?? primary.row.id,
      }
    : { status: 'failed', code: code ?? 'unusable', costNanoUsd: usage.cost_nano_usd }
}
