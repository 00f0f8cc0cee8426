import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef } from 'react'
import type { AssistantAnswer, AssistantRequest } from '../../../../shared/assistant/answer.ts'
import { type AnswerView, viewOfExchange, viewOfMessage } from './answer-view.ts'
import { exchanges } from './client/assistant.ts'
import { drafts } from './client/draft.ts'
import { type Exchange, isUnderWay, useExchanges } from './client/exchanges.ts'
import { chatQueries, type Message } from './queries.ts'

export type Turn =
  | { kind: 'question'; key: string; text: string }
  | { kind: 'answer'; key: string; answer: AnswerView; exchange: Exchange | null }

type ConversationOptions = {
  threadId: string | null
  /** A new conversation has got its id. */
  onThread: (threadId: string) => void
  onAnswer: (answer: AssistantAnswer) => void
}

const turnOf = (message: Message): Turn =>
  message.role === 'user'
    ? { kind: 'question', key: message.id, text: message.text }
    : { kind: 'answer', key: message.id, answer: viewOfMessage(message), exchange: null }

const turnsOf = (exchange: Exchange): Turn[] => [
  { kind: 'question', key: `${exchange.key}-question`, text: exchange.message },
  {
    kind: 'answer',
    key: exchange.answer?.message_id ?? exchange.key,
    answer: viewOfExchange(exchange),
    exchange,
  },
]

/** Whether the server has kept what this exchange is about: then the list shows that. */
const isKept = ({ answer, route }: Exchange, messages: readonly Message[]): boolean =>
  answer
    ? messages.some(({ id }) => id === answer.message_id)
    : route !== null &&
      messages.some(
        ({ role, interaction_id }) => role === 'assistant' && interaction_id === route.interaction_id,
      )

/** One conversation: what was said, what is being said, and saying something. */
export function useConversation({ threadId, onThread, onAnswer }: ConversationOptions) {
  const client = useQueryClient()
  const query = useInfiniteQuery({
    ...chatQueries.messages(threadId ?? ''),
    enabled: threadId !== null,
  })
  const own = useExchanges(exchanges, threadId)
  const begun = useRef<string | null>(null)
  const pages = query.data?.pages
  const messages = useMemo(() => pages?.toReversed().flat() ?? [], [pages])

  useEffect(
    () =>
      exchanges.store.subscribe(() => {
        const known = exchanges.store.get().find(({ key }) => key === begun.current)
        if (!known?.threadId) return
        begun.current = null
        // What was written meanwhile goes on in the thread that now has an id.
        const next = drafts.read(null)
        if (next !== '' && next !== known.message) {
          drafts.write(known.threadId, next)
          drafts.write(null, '')
        }
        onThread(known.threadId)
      }),
    [onThread],
  )

  // What the assistant has, need not be kept here any longer.
  useEffect(() => {
    for (const { message, route, answer } of own) {
      if (!route && !answer) continue
      for (const place of [null, threadId]) if (drafts.read(place) === message) drafts.write(place, '')
    }
    exchanges.forget(own.filter((one) => !isUnderWay(one) && isKept(one, messages)).map(({ key }) => key))
  }, [own, messages, threadId])

  const follow = async (sent: Promise<AssistantAnswer | null>) => {
    const answer = await sent
    if (answer) onAnswer(answer)
    await client.invalidateQueries({ queryKey: ['chats'] })
  }

  const open = own.filter((one) => !isKept(one, messages) || isUnderWay(one))
  return {
    query,
    turns: [...messages.map(turnOf), ...open.flatMap(turnsOf)],
    underWay: own.find(isUnderWay) ?? null,
    send: (message: string, focus: AssistantRequest['focus'] | null) => {
      // A thread is kept with its first answer: one that was stopped before that is none yet.
      const isThere = !query.isSuccess || messages.length > 0 || own.some(({ answer }) => answer)
      const sent = exchanges.send({ threadId: isThere ? threadId : null, message, focus })
      if (threadId === null || !isThere) begun.current = exchanges.store.get().at(-1)?.key ?? null
      return follow(sent)
    },
    again: (key: string) => follow(exchanges.again(key)),
    stop: exchanges.stop,
    forget: (key: string) => exchanges.forget([key]),
  }
}

export type Conversation = ReturnType<typeof useConversation>
