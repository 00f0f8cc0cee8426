import * as z from 'zod/mini'
import {
  type AssistantAnswer,
  assistantAnswerSchema,
  type AssistantRequest,
  type RouteEvent,
  routeEventSchema,
} from '../../../../../shared/assistant/answer.ts'
import { type ChangeCommand, changeSchema } from '../../../../../shared/commands.ts'
import { env } from '../../../lib/env.ts'
import { supabase } from '../../../lib/supabase.ts'
import { AskError, errorOf } from './ask-error.ts'
import { readEvents } from './event-stream.ts'

const deltaSchema = z.object({ text: z.string() })
const commandSchema = z.object({ command: changeSchema })

export type Question = {
  message: string
  /** One per action: sent again with the same key, a question is answered, and paid, once. */
  idempotencyKey: string
  threadId: string | null
  /** The row that is open beside the question: what "this" means. */
  focus?: AssistantRequest['focus'] | null
}

type Listener = {
  /** Comes again when another model has to answer: what was told so far counts no more. */
  onRoute: (route: RouteEvent) => void
  onText: (text: string) => void
  onCommand: (command: ChangeCommand) => void
}

const ENDPOINT = `${env.supabaseUrl}/functions/v1/assistant`

/**
 * Asks the assistant and tells the answer as it comes. Aborting the signal stops it, and the work behind it; nothing is
 * asked a second time by itself.
 * @throws AskError; an AbortError when the signal is aborted
 */
export async function ask(
  question: Question,
  listener: Listener,
  signal: AbortSignal,
): Promise<AssistantAnswer> {
  const { data } = await supabase.auth.getSession()
  const token = data.session?.access_token
  if (!token) throw new AskError('sessionExpired')
  const response = await fetch(ENDPOINT, {
    method: 'POST',
    signal,
    headers: {
      accept: 'text/event-stream',
      apikey: env.publishableKey,
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      message: question.message,
      idempotency_key: question.idempotencyKey,
      ...(question.threadId && { thread_id: question.threadId }),
      ...(question.focus && { focus: question.focus }),
    }),
  }).catch((error: unknown) => {
    if (signal.aborted) throw error
    throw new AskError(navigator.onLine ? 'unavailable' : 'offline')
  })
  if (!response.ok || !response.body) {
    const error = errorOf(await response.json().catch(() => null), response.headers.get('retry-after'))
    // Without a conversation that could be gone, it is the assistant itself that is not there.
    throw error.problem === 'notFound' && !question.threadId ? new AskError('unavailable') : error
  }
  // A question that was answered before comes back whole.
  if (response.headers.get('content-type')?.includes('application/json')) {
    return assistantAnswerSchema.parse(await response.json())
  }
  return follow(response.body, listener, signal)
}

async function follow(
  body: ReadableStream<Uint8Array>,
  listener: Listener,
  signal: AbortSignal,
): Promise<AssistantAnswer> {
  try {
    for await (const { event, data } of readEvents(body)) {
      const value: unknown = JSON.parse(data)
      if (event === 'route') listener.onRoute(routeEventSchema.parse(value))
      if (event === 'delta') listener.onText(deltaSchema.parse(value).text)
      if (event === 'command') listener.onCommand(commandSchema.parse(value).command)
      if (event === 'error') throw errorOf(value, null)
      if (event === 'done') return assistantAnswerSchema.parse(value)
    }
  } catch (error) {
    if (signal.aborted || error instanceof AskError) throw error
    throw new AskError(navigator.onLine ? 'interrupted' : 'offline')
  }
  throw new AskError(navigator.onLine ? 'interrupted' : 'offline')
}
