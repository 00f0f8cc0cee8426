import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import { supabase } from '../../lib/supabase.ts'
import { currentUserId } from '../../lib/session.ts'
import type { Message } from './queries.ts'

type ProposalState = 'proposed' | 'applied' | 'discarded'

/** Keeps what the person made of a proposal. */
export async function setProposalState(
  messageId: string,
  commands_state: ProposalState,
  batch_id: string | null = null,
): Promise<void> {
  await supabase
    .from('chat_messages')
    .update({ commands_state, ...(batch_id && { batch_id }) })
    .eq('user_id', currentUserId())
    .eq('id', messageId)
    .throwOnError()
}

/** Shows it before the server has answered. */
export function showProposalState(
  client: QueryClient,
  messageId: string,
  commands_state: ProposalState,
): void {
  client.setQueriesData<InfiniteData<Message[]>>({ queryKey: ['chats', 'messages'] }, (data) =>
    data
      ? {
          ...data,
          pages: data.pages.map((page) =>
            page.map((message) => (message.id === messageId ? { ...message, commands_state } : message)),
          ),
        }
      : data,
  )
}
