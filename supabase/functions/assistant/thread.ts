import type { AssistantAnswer } from '../../../shared/assistant/answer.ts'
import { tierSchema, type Tier } from '../../../shared/routing/state.ts'
import type { Client } from '../_shared/clients.ts'
import { HttpError } from '../_shared/http-error.ts'
import { toJson } from '../_shared/json.ts'
import type { Draft, Heard } from './exchange.ts'
import { entitiesOf, intentOf } from './rules.ts'

export interface Thread {
  id: string
  isNew: boolean
  /** The highest that has answered in it. */
  tier: Tier | null
  /** Who answered last, and still has its prompt. */
  provider: string | null
  /** The last turns, oldest first. */
  turns: { role: 'user' | 'assistant'; text: string }[]
}

const MOST_TURNS = 8
const MOST_TITLE = 80
const MOST_TEXT = 32_000

/**
 * A thread of the person, or a new one.
 * @throws HttpError NOT_FOUND when they have none of this id
 */
export async function readThread(own: Client, threadId: string | undefined): Promise<Thread> {
  if (threadId === undefined) {
    return { id: crypto.randomUUID(), isNew: true, tier: null, provider: null, turns: [] }
  }
  const [{ data: thread }, { data: messages }] = await Promise.all([
    own.from('chat_threads').select('tier, provider').eq('id', threadId).maybeSingle().throwOnError(),
    own
      .from('chat_messages')
      .select('role, text')
      .eq('thread_id', threadId)
      .order('created_at', { ascending: false })
      .order('role')
      .limit(MOST_TURNS)
      .throwOnError(),
  ])
  if (!thread) throw new HttpError('NOT_FOUND', 'There is no such conversation.')
  return {
    id: threadId,
    isNew: false,
    tier: tierSchema.nullable().parse(thread.tier),
    provider: thread.provider,
    turns: messages
      .map(({ role, text }) => ({ role: role === 'user' ? ('user' as const) : ('assistant' as const), text }))
      .reverse(),
  }
}

/** Writes what was asked and what was answered. A conversation that was deleted in the meantime stays so. */
export async function keepTurns(heard: Heard, draft: Draft, answer: AssistantAnswer): Promise<void> {
  const { admin, userId, thread, request, scene, understood, receivedAt } = heard
  const owned = { interaction_id: heard.interactionId }
  const of = { tier: draft.route.tier, provider: draft.provider }
  const turns = [
    {
      ...owned,
      id: crypto.randomUUID(),
      role: 'user',
      text: request.message,
      intent: intentOf(understood),
      entities: entitiesOf(answer, scene),
      commands: [],
      commands_state: 'none',
      navigation: null,
      rows: [],
      facts: [],
      route: {},
      usage: {},
      source: null,
      created_at: receivedAt.toISOString(),
    },
    {
      ...owned,
      id: answer.message_id,
      role: 'assistant',
      text: beginningOf(answer.answer),
      intent: null,
      entities: [],
      commands: answer.commands,
      commands_state: answer.commands.length > 0 ? 'proposed' : 'none',
      navigation: answer.navigation,
      rows: answer.rows,
      facts: answer.facts,
      route: answer.route,
      usage: answer.usage,
      source: answer.source,
      // Always behind the question, also when the clocks of two servers differ.
      created_at: new Date(Math.max(Date.now(), receivedAt.getTime() + 1)).toISOString(),
    },
  ]
  await admin
    .rpc('keep_chat_turns', {
      p_user_id: userId,
      p_thread: toJson({ id: thread.id, ...of, ...(thread.isNew && { title: titleOf(request.message) }) }),
      p_turns: toJson(turns),
    })
    .throwOnError()
}

// Not in the middle of a character, of which Postgres takes no half.
const beginningOf = (text: string) => text.slice(0, MOST_TEXT).replace(/[\ud800-\udbff]$/, '')

/** The first line of a message, cut between two words. */
export function titleOf(message: string): string {
  const line = message.trim().split(/\r?\n/)[0]!.replace(/\s+/g, ' ')
  const characters = Array.from(line)
  if (characters.length <= MOST_TITLE) return line
  const cut = characters.slice(0, MOST_TITLE - 1).join('')
  return `${cut.replace(/\s+\S{0,20}$/, '')}…`
}
