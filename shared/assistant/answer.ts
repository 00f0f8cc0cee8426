import * as z from 'zod/mini'
import { changeSchema, navigationSchema } from '../commands/schema.ts'
import { ENTITIES } from '../commands/life.ts'

/** Characters of one message to the assistant. */
export const MOST_MESSAGE = 8_000
const MOST_PRIOR = 10

// Postgres takes no NUL, and half a character is none.
const text = z.string().check(
  z.maxLength(MOST_MESSAGE),
  z.refine((value) => !/\0|\p{Surrogate}/u.test(value), 'It holds characters that are none.'),
)
const message = text.check(z.regex(/\S/, 'There is nothing in it.'))

/** `POST /functions/v1/assistant` */
export const assistantRequestSchema = z.strictObject({
  message,
  /** A new thread unless told. */
  thread_id: z.optional(z.guid()),
  /** Which part of the app asks: what is switched off, and what the month's report names. */
  feature: z._default(z.string().check(z.regex(/^[a-z][a-z0-9_]{0,62}$/)), 'assistant'),
  requires_reasoning: z._default(z.boolean(), false),
  /** One per action of the person: the same key and body get the same answer, paid for once. */
  idempotency_key: z.optional(z.string().check(z.regex(/^[\x21-\x7e]{1,200}$/))),
  /** What "it" and "this" mean: the row that is open. */
  focus: z.optional(z.strictObject({ entity: z.enum(['pillar', 'area', 'project', 'task']), id: z.guid() })),
  /** `rules` never asks a model. */
  prefer: z._default(z.enum(['auto', 'rules']), 'auto'),
})
export type AssistantRequest = z.output<typeof assistantRequestSchema>

/** `POST /functions/v1/assistant/route` */
export const routeRequestSchema = z.strictObject({
  message,
  /** The person's turns before, oldest first. */
  prior: z._default(z.array(text).check(z.maxLength(MOST_PRIOR)), []),
})

const bandSchema = z.enum(['execution', 'either', 'strategic'])
const tierSchema = z.enum(['execution', 'strategic'])
const reasonsSchema = z.array(z.object({ code: z.string(), count: z.optional(z.number()) }))

/** Its answer: where a message would go now, and by which model. `model` is null when none can be asked. */
export const routeAnswerSchema = z.object({
  score: z.number(),
  band: bandSchema,
  tier: tierSchema,
  reasons: reasonsSchema,
  model: z.nullable(z.string()),
})
export type RouteAnswer = z.output<typeof routeAnswerSchema>

export const routeSchema = z.object({
  /** null: rules answered, and nothing was weighed. So are score and band then. */
  tier: z.nullable(tierSchema),
  score: z.nullable(z.number()),
  band: z.nullable(bandSchema),
  /** Codes of `shared/routing/reasons.ts`. */
  reasons: reasonsSchema,
  decided_by: z.nullable(z.string()),
  requested_model: z.nullable(z.string()),
  served_model: z.nullable(z.string()),
  /** Less answered than was asked for, or less of it. */
  degraded: z.boolean(),
  /**
   * Why: `not_entitled`, `share_used_up`, `no_strategic_model`, `no_model`, `budget`, `smaller_answer`, `fallback`,
   * `cut_off`, `length`, `blocked`.
   */
  degraded_for: z.nullable(z.string()),
})
export type AssistantRoute = z.output<typeof routeSchema>

export const usageSchema = z.object({
  input_tokens: z.number(),
  output_tokens: z.number(),
  cost_nano_usd: z.number(),
  /** The provider did not say; this is our guess. */
  estimated: z.boolean(),
})
export type AssistantUsage = z.output<typeof usageSchema>

export const sourceSchema = z.enum(['rules', 'cache', 'model', 'template'])
export type AnswerSource = z.output<typeof sourceSchema>

export const assistantAnswerSchema = z.object({
  interaction_id: z.guid(),
  thread_id: z.guid(),
  /** Of the row of the answer in `chat_messages`. */
  message_id: z.guid(),
  answer: z.string(),
  /** Proposed, and never applied by the server. */
  commands: z.array(changeSchema),
  navigation: z.nullable(navigationSchema),
  /** The rows the answer names, for links; in its order. */
  rows: z.array(z.object({ entity: z.enum(ENTITIES), id: z.guid(), name: z.string() })),
  /** The numbers it states, each with the rows it rests on. */
  facts: z.array(
    z.object({ code: z.string(), value: z.union([z.number(), z.string()]), ids: z.array(z.guid()) }),
  ),
  route: routeSchema,
  usage: usageSchema,
  source: sourceSchema,
})
export type AssistantAnswer = z.output<typeof assistantAnswerSchema>

/** `data` of the event `route`; a second one follows when another model has to answer. */
export const routeEventSchema = z.object({
  interaction_id: z.guid(),
  thread_id: z.guid(),
  source: sourceSchema,
  route: routeSchema,
  /** Of one token; null when nothing is paid for. */
  prices: z.nullable(
    z.object({
      input_nano_usd: z.number(),
      /** Of one the provider has kept. */
      cached_input_nano_usd: z._default(z.number(), 0),
      output_nano_usd: z.number(),
    }),
  ),
  /** At most. */
  input_tokens: z.number(),
  /** So many of them the provider had kept when it was last asked, and most likely has still. */
  cached_input_tokens: z._default(z.number(), 0),
  /** What it can cost at most; null when nothing is paid for. */
  ceiling_nano_usd: z.nullable(z.number()),
})
export type RouteEvent = z.output<typeof routeEventSchema>

/** The events of `Accept: text/event-stream`; the last is `done` or `error`, whose data is the one body of errors. */
export type AssistantEvent =
  | { event: 'route'; data: RouteEvent }
  | { event: 'delta'; data: { text: string } }
  | { event: 'command'; data: { command: AssistantAnswer['commands'][number]; index: number } }
  | { event: 'done'; data: AssistantAnswer }
