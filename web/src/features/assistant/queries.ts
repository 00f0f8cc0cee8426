import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { Database, Tables } from '../../../../shared/database.types.ts'
import { read, readOne } from '../../lib/read.ts'
import { supabase } from '../../lib/supabase.ts'

export type Thread = Pick<Tables<'chat_threads'>, 'id' | 'title' | 'last_message_at'>
export type Message = Tables<'chat_messages'>
export type FoundThread = Database['public']['Functions']['search_chats']['Returns'][number]
export type Egress = Tables<'ai_egress'>

const THREAD_PAGE = 50
const FOUND_LIMIT = 30
/** The latest of a conversation; no screen shows more of it at once. */
const MESSAGE_PAGE = 100
const CHANGE_LIMIT = 200

export const chatQueries = {
  threads: () =>
    infiniteQueryOptions({
      queryKey: ['chats', 'threads'],
      initialPageParam: null as string | null,
      queryFn: async ({ signal, pageParam }) => {
        const threads = supabase
          .from('chat_threads')
          .select('id, title, last_message_at')
          .order('last_message_at', { ascending: false })
          .order('id')
          .limit(THREAD_PAGE)
        return read(pageParam ? threads.lt('last_message_at', pageParam) : threads, signal)
      },
      getNextPageParam: (page) => (page.length === THREAD_PAGE ? page.at(-1)?.last_message_at : undefined),
    }),

  /** Conversations in which these words were said. */
  found: (text: string) =>
    queryOptions({
      queryKey: ['chats', 'found', text],
      queryFn: ({ signal }) =>
        read(supabase.rpc('search_chats', { p_text: text, p_limit: FOUND_LIMIT }), signal),
    }),

  /** One conversation, or null where there is none of this id. */
  thread: (id: string) =>
    queryOptions({
      queryKey: ['chats', 'thread', id],
      queryFn: ({ signal }) =>
        readOne(supabase.from('chat_threads').select('id, title, last_message_at').eq('id', id), signal),
    }),

  /** What was said in a conversation, page by page from the end of it. */
  messages: (threadId: string) =>
    infiniteQueryOptions({
      queryKey: ['chats', 'messages', threadId],
      initialPageParam: null as string | null,
      queryFn: async ({ signal, pageParam }) => {
        const messages = supabase
          .from('chat_messages')
          .select('*')
          .eq('thread_id', threadId)
          .order('created_at', { ascending: false })
          .order('id')
          .limit(MESSAGE_PAGE)
        const latest = await read(pageParam ? messages.lt('created_at', pageParam) : messages, signal)
        return latest.reverse()
      },
      getNextPageParam: (page) => (page.length === MESSAGE_PAGE ? page[0]?.created_at : undefined),
    }),

  /** What was sent to whom for one answer, word for word. */
  egress: (interactionId: string) =>
    queryOptions({
      queryKey: ['chats', 'egress', interactionId],
      queryFn: ({ signal }) =>
        read(
          supabase.from('ai_egress').select('*').eq('interaction_id', interactionId).order('attempt'),
          signal,
        ),
    }),

  /** What a proposal that was applied has changed, and whether that was taken back. */
  batch: (id: string) =>
    queryOptions({
      // Under `history`, so that an undo from anywhere is seen.
      queryKey: ['history', 'proposal', id],
      queryFn: async ({ signal }) => {
        const batches = supabase.from('change_batches').select('id, change_count, undone_by_batch_id')
        const logged = supabase
          .from('changes')
          .select('id, table_name, row_id, row_label, operation, before, after')
          .eq('batch_id', id)
          .order('id')
          .limit(CHANGE_LIMIT)
        const [batch, changes] = await Promise.all([
          readOne(batches.eq('id', id), signal),
          read(logged, signal),
        ])
        return { batch, changes }
      },
    }),
}
