import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { errorKey } from '../../../lib/errors.ts'
import { instantText } from '../../../lib/format.ts'
import { useAppLocale } from '../../../lib/i18n/locale.ts'
import { useClock } from '../../../lib/profile.ts'
import { saveFile } from '../../../lib/save-file.ts'
import { supabase } from '../../../lib/supabase.ts'
import { toast } from '../../../lib/toast.ts'
import { viewOfMessage } from '../answer-view.ts'
import { useAssistantText } from '../assistant-text.ts'
import { lifeFor } from '../diff/life-for.ts'
import type { Message, Thread } from '../queries.ts'
import { fileNameOf, threadText } from './export-thread.ts'

const PAGE = 500

/** Everything that was said in a conversation, oldest first. */
async function readWhole({ id }: Pick<Thread, 'id'>): Promise<Message[]> {
  const messages: Message[] = []
  for (;;) {
    const { data } = await supabase
      .from('chat_messages')
      .select('*')
      .eq('thread_id', id)
      .order('created_at')
      .order('id')
      .range(messages.length, messages.length + PAGE - 1)
      .throwOnError()
    messages.push(...data)
    if (data.length < PAGE) return messages
  }
}

/** Hands a whole conversation to the browser as a text file. */
export function useExportThread() {
  const client = useQueryClient()
  const t = useAssistantText()
  const app = useTranslations()
  const clock = useClock()
  const locale = useAppLocale()

  return async (thread: Thread): Promise<void> => {
    try {
      const messages = await readWhole(thread)
      const proposed = messages.flatMap((message) => viewOfMessage(message).commands)
      const life = await client.query(lifeFor(`thread-${thread.id}`, proposed))
      const text = threadText(thread.title, messages, life, {
        ...{ locale, you: t('you'), assistant: t('assistant') },
        instant: (at) => instantText(at, clock),
        states: {
          proposed: t('export.proposed'),
          applied: t('export.applied'),
          discarded: t('export.discarded'),
        },
      })
      const name = fileNameOf(thread.title, t('thread.file'))
      saveFile(name, new Blob([text], { type: 'text/plain;charset=utf-8' }))
    } catch (error) {
      toast.error(app(`errors.${errorKey(error)}`))
    }
  }
}
