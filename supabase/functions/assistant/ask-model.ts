import { ttlSecondsOf, type CachedAnswer } from '../_shared/ai/answer-cache.ts'
import type { Catalogue } from '../_shared/ai/catalogue.ts'
import type { ChainResult } from '../_shared/ai/chain-result.ts'
import { egressOf } from '../_shared/ai/egress.ts'
import { decide, readMoment, toRecord, toRoute, type Decision } from '../_shared/ai/routing.ts'
import type { Services } from '../_shared/ai/services.ts'
import { settle, type Settled } from '../_shared/ai/settle.ts'
import { HttpError } from '../_shared/http-error.ts'
import { answerAgain, keyOf } from './cached.ts'
import { NO_COST, plainReply, type Draft, type Heard } from './exchange.ts'
import { recordFree } from './record.ts'
import { exhausted, reserve, type Plan } from './reserve.ts'
import { hasOwnWords, proposal, replyByTemplate } from './rules.ts'
import { sayAnswer } from './say.ts'
import { speak, type Spoken } from './speak.ts'
import { WORDS } from './words.ts'

/**
 * Asks the cheapest model that is good enough, or what it once answered. Nothing is sent before its price is held back.
 * @throws HttpError BUDGET_EXHAUSTED, RATE_LIMITED, UNAVAILABLE
 */
export async function askModel(heard: Heard, services: Services): Promise<Draft> {
  const { scene, thread, request } = heard
  const keys = {
    execution: keyOf(heard, 'execution', services),
    strategic: keyOf(heard, 'strategic', services),
  }
  const moment = await readMoment(services, heard.userId, Object.values(keys))
  const decision = decide(
    moment,
    services,
    {
      message: request.message,
      prior: thread.turns.filter(({ role }) => role === 'user').map(({ text }) => text),
      locale: scene.profile.locale,
    },
    {
      requiresReasoning: request.requires_reasoning,
      threadTier: thread.tier,
      threadProvider: thread.provider,
      needsTools: [...moment.catalogue.values()].some(({ row }) => row.has_tools),
    },
  )
  const words = WORDS[scene.profile.locale]
  if (decision.modelId === null) {
    return answerByTemplate(heard, decision, moment.catalogue.size === 0 ? words.notSetUp : words.noneAnswers)
  }
  const key = keys[decision.tier]
  const known = moment.answers[key]
  if (known) return sayAgain(heard, known, toRoute(decision))

  const led: { draft?: Draft } = {}
  const lead = async (): Promise<CachedAnswer> => {
    // What a cheaper model once answered to the same.
    const spare = decision.tier === 'execution' ? null : (moment.answers[keys.execution] ?? null)
    const { draft, shared } = await askNow({ heard, decision, catalogue: moment.catalogue, spare, services })
    led.draft = draft
    // Half an answer, or a proposal, is for nobody else.
    if (!shared) throw new NotShared()
    return shared
  }
  try {
    const { value } = await services.flights.do(key, lead, heard.signal)
    return led.draft ?? (await sayAgain(heard, value, toRoute(decision)))
  } catch (error) {
    if (led.draft && error instanceof NotShared) return led.draft
    throw error
  }
}

class NotShared extends Error {}

async function sayAgain(heard: Heard, answer: CachedAnswer, route: Draft['route']): Promise<Draft> {
  const draft = await answerAgain(heard, answer, route)
  sayDraft(heard, draft)
  return draft
}

const sayDraft = (heard: Heard, draft: Draft) =>
  sayAnswer({ ...draft, interaction_id: heard.interactionId, thread_id: heard.thread.id }, heard.say)

async function answerByTemplate(heard: Heard, decision: Decision, because: string): Promise<Draft> {
  const route = toRoute(decision)
  const draft: Draft = {
    ...replyByTemplate(heard.understood, heard.scene, because),
    source: 'template',
    route: { ...route, degraded: true, degraded_for: route.degraded_for ?? 'no_model' },
    usage: NO_COST,
    provider: null,
  }
  sayDraft(heard, draft)
  await recordFree(heard, draft)
  return draft
}

interface Asked {
  draft: Draft
  /** What may be given to others who ask the same; null when it may not. */
  shared: CachedAnswer | null
}

interface Question {
  heard: Heard
  decision: Decision
  catalogue: Catalogue
  spare: CachedAnswer | null
  services: Services
}

async function askNow({ heard, decision, catalogue, spare, services }: Question): Promise<Asked> {
  const plan = await reserve(heard, catalogue, decision)
  if ('status' in plan) {
    if (spare) return { draft: await sayAgain(heard, spare, degradedRoute(decision, 'budget')), shared: null }
    if (!hasOwnWords(heard.understood)) throw exhausted(plan)
    return { draft: await answerByTemplate(heard, decision, ''), shared: null }
  }
  const { locale } = heard.scene.profile
  const egress = egressOf(heard, plan.context.records)
  const spoken = await speak(heard, plan, services, egress, [
    { source: 'cache', answer: async () => spare?.text ?? null },
    {
      source: 'template',
      answer: async () => replyByTemplate(heard.understood, heard.scene, WORDS[locale].noneAnswers).answer,
    },
  ])
  const { result } = spoken
  const [settled] = await Promise.all([
    settle(heard, plan.holdId, spoken.attempts, {
      is_success: isAnswered(spoken),
      source: 'source' in result ? result.source : 'model',
      route: toRecord(plan.decision),
      error_code: 'error' in result ? result.error.code : result.status === 'complete' ? null : result.status,
    }),
    egress.written(),
  ])
  if (result.status === 'failed') {
    throw new HttpError('UNAVAILABLE', 'No model could answer this.', {
      details: { reason: result.error.code },
    })
  }
  if (result.status === 'aborted' && spoken.attempts.length === 0) {
    throw new HttpError('UNAVAILABLE', 'The request was left before it was answered.')
  }
  const draft = draftOf(heard, plan, spoken, settled)
  if (spoken.attempts.length === 0) await recordFree(heard, draft)
  return { draft, shared: await keep(heard, draft, spoken, settled, services) }
}

const isAnswered = ({ result, text, commands }: Spoken): boolean =>
  result.status === 'complete' && result.source === 'model' && (text !== '' || commands.length > 0)

const degradedRoute = (decision: Decision, degradedFor: string): Draft['route'] => ({
  ...toRoute(decision),
  tier: 'execution',
  degraded: true,
  degraded_for: degradedFor,
})

function draftOf(heard: Heard, plan: Plan, spoken: Spoken, { usage, servedModel }: Settled): Draft {
  const { result, entry, commands } = spoken
  const degradedFor = degradationOf(result) ?? plan.route.degraded_for
  const words = WORDS[heard.scene.profile.locale]
  const proposed = commands.length > 0 ? proposal(commands, heard.scene) : null
  const notes = [
    // A proposal without a word is a proposal all the same.
    ...(proposed && spoken.text.trim() === '' ? [proposed.answer] : []),
    ...(spoken.isRefused ? [words.refused] : []),
    ...(result.status === 'blocked' ? [words.blocked] : []),
  ]
  const rest = notes.length > 0 ? `${spoken.text.trim() === '' ? '' : '\n\n'}${notes.join('\n\n')}` : ''
  if (rest) heard.say({ event: 'delta', data: { text: rest } })
  return {
    ...(proposed ?? plainReply('')),
    answer: spoken.text + rest,
    source: 'source' in result ? result.source : 'model',
    route: {
      ...plan.route,
      tier: entry?.candidate.tier ?? plan.route.tier,
      served_model: entry && (servedModel ?? entry.row.id),
      degraded: degradedFor !== null,
      degraded_for: degradedFor,
    },
    usage,
    provider: entry?.row.provider ?? null,
  }
}

function degradationOf(result: ChainResult): string | null {
  if (result.status === 'partial' || result.status === 'aborted') return 'cut_off'
  if (result.status === 'blocked') return 'blocked'
  if (result.status === 'failed') return 'no_model'
  if (result.source !== 'model') return result.source === 'cache' ? 'fallback' : 'no_model'
  if (result.finish === 'length') return 'length'
  return result.isDegraded ? 'fallback' : null
}

async function keep(
  heard: Heard,
  draft: Draft,
  { result, commands, isRefused, entry }: Spoken,
  { usage }: Settled,
  services: Services,
): Promise<CachedAnswer | null> {
  const ttlSeconds = ttlSecondsOf(result, 'hour', commands.length > 0 || isRefused)
  if (ttlSeconds === 0 || !entry) return null
  const answer: CachedAnswer = {
    text: draft.answer,
    servedModel: draft.route.served_model,
    usage: { inputTokens: usage.input_tokens, outputTokens: usage.output_tokens },
  }
  // Under the tier that gave it, which may be less than was asked for.
  const key = keyOf(heard, entry.candidate.tier, services)
  const kept = { ttlSeconds, dataVersion: heard.scene.data_version }
  await services.cache.put(heard.userId, key, answer, kept).catch(heard.report)
  return draft.route.degraded ? null : answer
}
