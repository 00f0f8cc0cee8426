import { onlineManager, type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { endSession } from './session.ts'
import { toast } from './toast.ts'

/** So long signing out waits for what was changed just before. */
const PATIENCE_MS = 10_000
/** What takes longer than this is told. */
const NOTICEABLE_MS = 400

const TOAST = { id: 'sign-out' }

/** `refused`: a write came back as it was, and its own toast says why. */
type Outcome = 'sent' | 'refused' | 'unsent'

/** Resolves when every write of this tab has been answered, or cannot be for now. */
function settledWrites(client: QueryClient): Promise<Outcome> {
  return new Promise((resolve) => {
    const finish = (outcome: Outcome) => {
      clearTimeout(timer)
      unsubscribe()
      resolve(outcome)
    }
    const check = () => {
      if (client.isMutating() === 0) finish('sent')
      else if (!onlineManager.isOnline()) finish('unsent')
    }
    const timer = setTimeout(() => finish('unsent'), PATIENCE_MS)
    const unsubscribe = client.getMutationCache().subscribe(({ type, mutation }) => {
      if (type === 'updated' && mutation.state.status === 'error') finish('refused')
      else check()
    })
    check()
  })
}

type Translate = ReturnType<typeof useTranslations<'signOut'>>

function createSignOut(client: QueryClient, t: Translate): () => Promise<void> {
  let isWaiting = false
  return async () => {
    if (isWaiting) return
    isWaiting = true
    const notice = setTimeout(() => toast.plain(t('sending'), TOAST), NOTICEABLE_MS)
    const outcome = await settledWrites(client)
    clearTimeout(notice)
    isWaiting = false
    if (outcome === 'sent') return endSession()
    if (outcome === 'refused') return
    const action = { label: t('anyway'), onClick: () => void endSession() }
    toast.warn(t('unsent', { count: client.isMutating() }), {
      ...TOAST,
      description: t('unsentHint'),
      action,
    })
  }
}

/**
 * Signs out once every write under way has arrived: without its session it would be refused, and nobody would be told.
 * What cannot be sent is said, and only the person decides to leave it behind.
 */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient()
  const t = useTranslations('signOut')
  return useMemo(() => createSignOut(client, t), [client, t])
}
