import { z } from 'zod'

export const tierSchema = z.enum(['execution', 'strategic'])
export type Tier = z.infer<typeof tierSchema>

export const modalitySchema = z.enum(['text', 'image', 'audio'])
const day = z.iso.date()

/** A model that could answer: a row of the registry. */
export const candidateSchema = z.object({
  id: z.string().min(1),
  provider: z.string().min(1),
  tier: tierSchema,
  /** Lower is asked first within a tier. */
  rank: z.number().int(),
  contextTokens: z.number().int().positive(),
  modalities: z.array(modalitySchema),
  hasTools: z.boolean(),
  /** Where it runs, for people whose data must stay in a region. */
  regions: z.array(z.string()),
  /** In nano-USD a token; null is unpriced and never called. */
  price: z.object({ input: z.bigint().nonnegative(), output: z.bigint().nonnegative() }).nullable(),
  validFrom: day,
  /** The first day it is no longer valid. */
  validTo: day.nullable(),
  /** The day its provider switches it off. */
  shutdownOn: day.nullable(),
})
export type Candidate = z.infer<typeof candidateSchema>

/** How a model has been doing lately. */
export const loadSchema = z.object({
  /** Exponentially weighted mean of the time to the first token; null before the first call. */
  firstTokenMs: z.number().nonnegative().nullable(),
  inFlight: z.number().int().nonnegative(),
  /** Share of calls refused for their rate, 0 to 1. */
  rateLimitedShare: z.number().min(0).max(1),
  breaker: z.enum(['closed', 'half_open', 'open']),
})
export type Load = z.infer<typeof loadSchema>

/** All that a decision depends on besides the request. Time is handed in: the decision itself reads no clock. */
export const routingStateSchema = z.object({
  today: day,
  candidates: z.array(candidateSchema),
  /** By the candidate's id; without an entry it is at rest. */
  loads: z.record(z.string(), loadSchema),
  /** How much of the budget is gone: 0 plenty, 1 nothing left. */
  budgetPressure: z.number().min(0).max(1),
  plan: z.enum(['free', 'pro', 'premium']),
  mayUseStrategic: z.boolean(),
  /** The person or organisation has used up its share of strategic answers. */
  isStrategicShareUsedUp: z.boolean(),
  /** The route our own feature code asks for, before any scoring. */
  forcedTier: tierSchema.nullable(),
  requiresReasoning: z.boolean(),
  /** The highest tier the thread has had, and who answered: a thread never falls, and its prompt stays cached. */
  threadTier: tierSchema.nullable(),
  threadProvider: z.string().nullable(),
  /** A model the person named. It counts for those entitled to choose. */
  requestedModel: z.string().nullable(),
  mayChooseModel: z.boolean(),
  inputTokens: z.number().int().nonnegative(),
  outputTokens: z.number().int().nonnegative(),
  modality: modalitySchema,
  needsTools: z.boolean(),
  /** The region the data must not leave; null for anywhere. */
  region: z.string().nullable(),
  /** The route when the scorer abstains or the score stands on the line. */
  defaultTier: tierSchema,
})
export type RoutingState = z.infer<typeof routingStateSchema>

/** A state in which nothing presses and nothing is special. */
export const restingState = (candidates: readonly Candidate[], today: string): RoutingState => ({
  today,
  candidates: [...candidates],
  loads: {},
  budgetPressure: 0,
  plan: 'pro',
  mayUseStrategic: true,
  isStrategicShareUsedUp: false,
  forcedTier: null,
  requiresReasoning: false,
  threadTier: null,
  threadProvider: null,
  requestedModel: null,
  mayChooseModel: false,
  inputTokens: 0,
  outputTokens: 0,
  modality: 'text',
  needsTools: false,
  region: null,
  defaultTier: 'execution',
})
