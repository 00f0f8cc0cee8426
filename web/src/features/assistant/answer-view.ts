import * as z from 'zod/mini'
import {
  type AnswerSource,
  type AssistantAnswer,
  type AssistantRoute,
  type AssistantUsage,
  routeSchema,
  usageSchema,
} from '../../../../shared/assistant/answer.ts'
import {
  type ChangeCommand,
  changeSchema,
  ENTITIES,
  type Navigation,
  navigationSchema,
} from '../../../../shared/commands.ts'
import type { Exchange } from './client/exchanges.ts'
import type { Message } from './queries.ts'
import { knownRows } from '../../lib/known-rows.ts'

export type NamedRow = AssistantAnswer['rows'][number]

/** An answer as the screen shows it, be it kept or still on its way. */
export type AnswerView = {
  /** Null until the server has kept it. */
  id: string | null
  text: string
  commands: readonly ChangeCommand[]
  state: 'none' | 'proposed' | 'applied' | 'discarded'
  batchId: string | null
  navigation: Navigation | null
  rows: readonly NamedRow[]
  route: AssistantRoute | null
  usage: AssistantUsage | null
  source: AnswerSource | null
  interactionId: string | null
}

/** Only a model writes with marks; what rules say names rows as they are called, stars and all. */
export const isMarkdown = ({ source }: { source: AnswerSource | null }): boolean =>
  source === 'model' || source === 'cache'

const rowSchema = z.object({ entity: z.enum(ENTITIES), id: z.string(), name: z.string() })
const STATES = ['none', 'proposed', 'applied', 'discarded'] as const
const SOURCES = ['rules', 'cache', 'model', 'template'] as const

function listOf<T>(schema: z.ZodMiniType<T>, value: unknown): T[] {
  return Array.isArray(value) ? knownRows(schema, value) : []
}

function valueOf<T>(schema: z.ZodMiniType<T>, value: unknown): T | null {
  const parsed = schema.safeParse(value)
  return parsed.success ? parsed.data : null
}

/** All or nothing: half of a proposal is another proposal. */
function commandsOf(value: unknown): ChangeCommand[] {
  const commands = listOf(changeSchema, value)
  return Array.isArray(value) && commands.length === value.length ? commands : []
}

/** An answer that is kept, as far as this app understands it. */
export function viewOfMessage(message: Message): AnswerView {
  return {
    id: message.id,
    text: message.text,
    commands: commandsOf(message.commands),
    state: STATES.find((state) => state === message.commands_state) ?? 'none',
    batchId: message.batch_id,
    navigation: valueOf(navigationSchema, message.navigation),
    rows: listOf(rowSchema, message.rows),
    route: valueOf(routeSchema, message.route),
    usage: valueOf(usageSchema, message.usage),
    source: SOURCES.find((source) => source === message.source) ?? null,
    interactionId: message.interaction_id,
  }
}

/** An answer as far as it has come. */
export function viewOfExchange({ answer, text, commands, route }: Exchange): AnswerView {
  return {
    id: answer?.message_id ?? null,
    text,
    commands,
    state: answer && commands.length > 0 ? 'proposed' : 'none',
    batchId: null,
    navigation: answer?.navigation ?? null,
    rows: answer?.rows ?? [],
    route: answer?.route ?? route?.route ?? null,
    usage: answer?.usage ?? null,
    source: answer?.source ?? route?.source ?? null,
    interactionId: answer?.interaction_id ?? route?.interaction_id ?? null,
  }
}
