import type { AssistantAnswer, AssistantRequest, RouteEvent } from '../../../../../shared/assistant/answer.ts'
import type { ChangeCommand } from '../../../../../shared/commands.ts'
import { createStore, type ExternalStore, useStore } from '../../../lib/external-store.ts'
import type { ask as askAssistant } from './ask.ts'
import { AskError } from './ask-error.ts'

/** A question and what came of it so far, kept outside of the screen: closing the panel does not end it. */
export type Exchange = {
  /** The idempotency key of the question. */
  key: string
  /** Where it is shown; null until a new thread has its id. */
  threadId: string | null
  /** What it was asked with: another try says the same, also when the thread has got its id meanwhile. */
  askedIn: string | null
  message: string
  focus: AssistantRequest['focus'] | null
  state: 'asking' | 'writing' | 'done' | 'stopped' | 'failed'
  text: string
  commands: readonly ChangeCommand[]
  route: RouteEvent | null
  answer: AssistantAnswer | null
  error: AskError | null
}

type Ask = typeof askAssistant
export type Draft = Pick<Exchange, 'threadId' | 'message' | 'focus'>

const fresh = { text: '', commands: [], route: null, answer: null, error: null } as const

/** The questions under way in this tab, and those whose answers no list shows yet. */
export function createExchanges(ask: Ask) {
  const store: ExternalStore<readonly Exchange[]> = createStore<readonly Exchange[]>([])
  const controllers = new Map<string, AbortController>()

  const patch = (key: string, change: (exchange: Exchange) => Partial<Exchange>) =>
    store.set(store.get().map((one) => (one.key === key ? { ...one, ...change(one) } : one)))

  async function run(exchange: Exchange): Promise<AssistantAnswer | null> {
    const { key } = exchange
    const controller = new AbortController()
    controllers.set(key, controller)
    try {
      const answer = await ask(
        {
          message: exchange.message,
          idempotencyKey: key,
          threadId: exchange.askedIn,
          focus: exchange.focus,
        },
        {
          onRoute: (route) =>
            patch(key, () => ({ ...fresh, route, threadId: route.thread_id, state: 'writing' })),
          onText: (text) => patch(key, (one) => ({ text: one.text + text, state: 'writing' })),
          onCommand: (command) => patch(key, (one) => ({ commands: [...one.commands, command] })),
        },
        controller.signal,
      )
      const { answer: text, commands, thread_id: threadId } = answer
      patch(key, () => ({ answer, text, commands, threadId, state: 'done' }))
      return answer
    } catch (error) {
      if (controller.signal.aborted) patch(key, () => ({ state: 'stopped' }))
      else {
        patch(key, () => ({
          state: 'failed',
          error: error instanceof AskError ? error : new AskError('unknown'),
        }))
      }
      return null
    } finally {
      controllers.delete(key)
    }
  }

  return {
    store,
    /** Asks, and resolves to the answer; to null when there is none. */
    send(draft: Draft): Promise<AssistantAnswer | null> {
      const exchange: Exchange = {
        ...{ ...fresh, ...draft, askedIn: draft.threadId },
        key: crypto.randomUUID(),
        state: 'asking',
      }
      store.set([...store.get(), exchange])
      return run(exchange)
    },
    /** Asks once more, by the same key: what was answered meanwhile is not paid for twice. */
    again(key: string): Promise<AssistantAnswer | null> {
      const known = store.get().find((one) => one.key === key)
      if (!known || controllers.has(key)) return Promise.resolve(null)
      patch(key, () => ({ ...fresh, state: 'asking' }))
      return run({ ...known, ...fresh })
    },
    stop: (key: string): void => controllers.get(key)?.abort(),
    forget: (keys: readonly string[]): void => {
      if (keys.length > 0) store.set(store.get().filter(({ key }) => !keys.includes(key)))
    },
  }
}

export type Exchanges = ReturnType<typeof createExchanges>

export const isUnderWay = ({ state }: Exchange): boolean => state === 'asking' || state === 'writing'

/** The exchanges of one thread, or those whose thread has no id yet. */
export const useExchanges = ({ store }: Exchanges, threadId: string | null): readonly Exchange[] =>
  useStore(store).filter((exchange) => exchange.threadId === threadId)
