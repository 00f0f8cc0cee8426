import { type InfiniteData, useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { errorKey } from '../../../lib/errors.ts'
import { currentUserId } from '../../../lib/session.ts'
import { supabase } from '../../../lib/supabase.ts'
import { toast } from '../../../lib/toast.ts'
import { useAssistantText } from '../assistant-text.ts'
import type { Thread } from '../queries.ts'

type Threads = InfiniteData<Thread[]>

/** Names and deletes conversations. They are in no change log: what is deleted here is gone. */
export function useThreadActions() {
  const client = useQueryClient()
  const t = useAssistantText()
  const app = useTranslations()

  const refused = (error: unknown) =>
    toast.error(app(`errors.${errorKey(error)}`), { description: app('errors.nothingChanged') })
  const settle = () => void client.invalidateQueries({ queryKey: ['chats'] })
  const show = (change: (threads: Thread[]) => Thread[]) =>
    client.setQueriesData<Threads>(
      { queryKey: ['chats', 'threads'] },
      (data) => data && { ...data, pages: data.pages.map(change) },
    )

  const rename = useMutation({
    meta: { handlesErrors: true },
    mutationFn: async ({ id, title }: Pick<Thread, 'id' | 'title'>) => {
      const request = supabase.from('chat_threads').update({ title })
      await request.eq('user_id', currentUserId()).eq('id', id).throwOnError()
    },
    onMutate: ({ id, title }) =>
      show((threads) => threads.map((thread) => (thread.id === id ? { ...thread, title } : thread))),
    onError: refused,
    onSettled: settle,
  })
  const remove = useMutation({
    meta: { handlesErrors: true },
    mutationFn: async ({ id }: Pick<Thread, 'id'>) => {
      const request = supabase.from('chat_threads').delete().eq('user_id', currentUserId())
      await request.eq('id', id).throwOnError()
    },
    onSuccess: (_data, { id }) => {
      show((threads) => threads.filter((thread) => thread.id !== id))
      toast.plain(t('thread.deleted'))
    },
    onError: refused,
    onSettled: settle,
  })
  return { rename: rename.mutate, remove: remove.mutateAsync }
}
