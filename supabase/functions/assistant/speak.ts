import type { AssistantRoute } from '../../../shared/assistant/answer.ts'
import type { ChangeCommand } from '../../../shared/commands.ts'
import { AnswerStream } from '../../../shared/context/answer-stream.ts'
import { resolveProposal } from '../../../shared/context/proposals.ts'
import type { Candidate } from '../_shared/ai/attempt.ts'
import { AiCallError } from '../_shared/ai/call-error.ts'
import type { ChatEntry } from '../_shared/ai/catalogue.ts'
import type { ChainResult, Fallback } from '../_shared/ai/chain-result.ts'
import { startChain, type Chain } from '../_shared/ai/chain.ts'
import { watched, type Egress } from '../_shared/ai/egress.ts'
import { MOST_ATTEMPTS } from '../_shared/ai/hold.ts'
import type { Services } from '../_shared/ai/services.ts'
import type { Loads } from '../_shared/ai/loads.ts'
import { inBackground } from '../_shared/background.ts'
import type { Heard } from './exchange.ts'
import { LIMITS } from './limits.ts'
import type { Plan } from './reserve.ts'

/** What a chain of models came to. */
export interface Spoken {
  result: ChainResult
  attempts: Chain['attempts']
  /** As the person may read it. */
  text: string
  commands: ChangeCommand[]
  /** Something was proposed that cannot be done. */
  isRefused: boolean
  /** Who spoke; null when no model did. */
  entry: ChatEntry | null
}

/** Lets the models of a plan answer, and passes on what they say as they say it. */
export async function speak(
  heard: Heard,
  plan: Plan,
  { breaker, loads }: Services,
  egress: Egress,
  fallbacks: readonly Fallback[],
): Promise<Spoken> {
  const entryOf = new Map<Candidate, ChatEntry>()
  const candidates = plan.entries.map((entry): Candidate => {
    const candidate = {
      model: entry.row,
      provider: watched(entry, egress),
      clocks: LIMITS[entry.candidate.tier].clocks,
    }
    entryOf.set(candidate, entry)
    return candidate
  })
  const primary = plan.entries[0]!
  sayRoute(heard, plan, primary, loads)
  loads.begin(primary.row.id)
  const chain = startChain(plan.chat, {
    ...{ candidates, fallbacks, breaker, signal: heard.signal, deadlineMs: plan.deadlineMs },
    maxAttempts: MOST_ATTEMPTS,
  })
  const stream = new AnswerStream(plan.context.refs)
  const spoken = { text: '', commands: [] as ChangeCommand[], isRefused: false }
  let entry: ChatEntry | null = null
  let result: ChainResult | null = null
  const utter = (text: string) => {
    if (text === '') return
    spoken.text += text
    heard.say({ event: 'delta', data: { text } })
  }
  try {
    for await (const event of chain) {
      if (event.kind === 'answering') {
        entry = (event.candidate && entryOf.get(event.candidate)) ?? null
        if (entry && entry !== primary) sayRoute(heard, plan, entry, loads)
      } else if (event.kind === 'delta') utter(entry ? stream.push(event.text) : event.text)
      else if (event.kind === 'toolCall') propose(event.input)
      else if (event.kind === 'rejected') spoken.isRefused = true
      else result = event.result
    }
    utter(stream.end())
  } catch (thrown) {
    // A mistake of ours: what was asked is booked all the same.
    heard.report(thrown)
    result = { status: 'failed', error: new AiCallError('cut') }
  } finally {
    loads.end(primary.row.id, chain.attempts)
    inBackground(chain.reported())
  }
  return { ...spoken, entry, result: result!, attempts: chain.attempts }

  function propose(input: unknown): void {
    // One proposal is looked over as a whole; a second one was made without knowing of the first.
    const resolved =
      spoken.commands.length === 0
        ? resolveProposal(input, plan.context.refs, { life: heard.scene.life })
        : null
    if (!resolved || 'refused' in resolved) {
      spoken.isRefused = true
      return
    }
    spoken.commands = resolved.commands
    for (const [index, command] of resolved.commands.entries()) {
      heard.say({ event: 'command', data: { command, index } })
    }
  }
}

function sayRoute({ say, interactionId, thread }: Heard, plan: Plan, entry: ChatEntry, loads: Loads): void {
  const { price } = entry.candidate
  const { cachedInputPrice } = entry
  const isPrimary = entry === plan.entries[0]
  const route: AssistantRoute = isPrimary
    ? plan.route
    : { ...plan.route, tier: entry.candidate.tier, degraded: true, degraded_for: 'fallback' }
  say({
    event: 'route',
    data: {
      ...{ interaction_id: interactionId, thread_id: thread.id, source: 'model', route },
      prices: price && {
        input_nano_usd: Number(price.input),
        cached_input_nano_usd: cachedInputPrice ?? Number(price.input),
        output_nano_usd: Number(price.output),
      },
      input_tokens: plan.inputTokens,
      cached_input_tokens: loads.keptTokens(entry.row.id),
      ceiling_nano_usd: plan.ceilingNanoUsd,
    },
  })
}
