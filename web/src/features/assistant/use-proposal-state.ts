import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { errorKey } from '../../lib/errors.ts'
import { toast } from '../../lib/toast.ts'
import { setProposalState, showProposalState } from './message-data.ts'

/** Puts a proposal aside, or brings it back. That changes no plan, so that there is nothing to undo. */
export function useProposalState() {
  const client = useQueryClient()
  const t = useTranslations()

  return useMemo(
    () => ({
      setState: (messageId: string, state: 'proposed' | 'discarded') => {
        // An answer from before would show the state before.
        void client.cancelQueries({ queryKey: ['chats', 'messages'] })
        showProposalState(client, messageId, state)
        void setProposalState(messageId, state)
          .catch((error: unknown) =>
            toast.error(t(`errors.${errorKey(error)}`), { description: t('errors.nothingChanged') }),
          )
          .finally(() => void client.invalidateQueries({ queryKey: ['chats', 'messages'] }))
      },
    }),
    [client, t],
  )
}
