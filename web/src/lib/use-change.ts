import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { type Batch, CHANGE_KEY, newBatch } from './changes.ts'
import { type ErrorKey, errorKey } from './errors.ts'
import { type CachePrefix, refresh, rollBack, snapshot } from './plan-cache.ts'
import { toast } from './toast.ts'
import { useUndo } from './undo.ts'

type ChangeSpec<V> = {
  /** The caches the change is seen in: shown at once, put back when the server refuses, refetched after. */
  touches: readonly CachePrefix[]
  /** Shows the change before the server has answered. */
  show?: (client: QueryClient, values: V) => void
  write: (values: V, batch: Batch) => Promise<unknown>
  /** The sentence of the undo toast; none for changes that speak for themselves. */
  done?: (values: V) => string
  /** A sentence of its own for an error that means something special here. */
  explain?: (key: ErrorKey) => string | null
  /** Edits of one thing share one toast instead of piling up. */
  slot?: (values: V) => string
}

type Stamped<V> = { values: V; batch: Batch }

/**
 * One change of the plan: optimistic, one undo step, rolled back with a sentence when the server refuses.
 * `run` resolves to whether the change was kept.
 */
export function useChange<V>(spec: ChangeSpec<V>): {
  run: (values: V) => Promise<boolean>
  isPending: boolean
} {
  const client = useQueryClient()
  const t = useTranslations()
  const { undoBatch } = useUndo()

  const mutation = useMutation({
    mutationKey: CHANGE_KEY,
    // One after the other, in the order they were made: a task is ticked only after it has arrived.
    scope: { id: 'change' },
    mutationFn: ({ values, batch }: Stamped<V>) => spec.write(values, batch),
    meta: { handlesErrors: true },
    onMutate: async ({ values }) => {
      await Promise.all(spec.touches.map((prefix) => client.cancelQueries({ queryKey: [prefix] })))
      const saved = snapshot(client, spec.touches)
      spec.show?.(client, values)
      return saved
    },
    onError: (error, _stamped, saved) => {
      if (saved) rollBack(client, saved)
      const key = errorKey(error)
      toast.error(spec.explain?.(key) ?? t(`errors.${key}`), { description: t('errors.nothingChanged') })
    },
    onSuccess: (_result, { values, batch }) => {
      const sentence = spec.done?.(values)
      if (!sentence) return
      const action = { label: t('undo.action'), onClick: () => void undoBatch(batch.id) }
      toast.undoable(sentence, action, { id: spec.slot?.(values) ?? batch.id })
    },
    onSettled: () => {
      // While a later change is still on its way, a refetch would show the state before it.
      if (client.isMutating({ mutationKey: CHANGE_KEY }) === 1)
        void refresh(client, [...spec.touches, 'history'])
    },
  })

  const run = (values: V) =>
    mutation.mutateAsync({ values, batch: newBatch() }).then(
      () => true,
      () => false,
    )
  return { run, isPending: mutation.isPending }
}
