import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { afterPaint } from './after-paint.ts'
import { type Batch, CHANGE_KEY, newBatch } from './changes.ts'
import { type ErrorKey, errorKey } from './errors.ts'
import { type CachePrefix, refreshSoon, rollBack, type Snapshot, snapshot } from './plan-cache.ts'
import { toast } from './toast.ts'
import { useUndo } from './undo.ts'

export type ChangeSpec<V> = {
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

/** Makes one change of the plan; resolves to whether it was kept. */
export type RunChange = <V>(spec: ChangeSpec<V>, values: V) => Promise<boolean>

type Stamped<V> = { values: V; batch: Batch }

/**
 * The way every change of the plan goes: optimistic, one undo step, rolled back with a sentence when the server refuses.
 * Stable, and nothing is drawn anew while a change is on its way: a list needs one for all of its rows.
 */
export function useRunChange(): RunChange {
  const client = useQueryClient()
  const t = useTranslations()
  const { undoBatch } = useUndo()

  return useMemo(() => {
    const run = <V>(spec: ChangeSpec<V>, values: V): Promise<boolean> => {
      const mutation = client.getMutationCache().build<unknown, Error, Stamped<V>, Snapshot>(client, {
        mutationKey: CHANGE_KEY,
        // One after the other, in the order they were made: a task is ticked only after it has arrived.
        scope: { id: 'change' },
        // What it shows is painted first: sending takes the browser longer than drawing a row.
        mutationFn: async (stamped) => {
          await new Promise<void>(afterPaint)
          return spec.write(stamped.values, stamped.batch)
        },
        meta: { handlesErrors: true },
        onMutate: async () => {
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
        onSuccess: (_result, { batch }) => {
          const sentence = spec.done?.(values)
          if (!sentence) return
          const action = { label: t('undo.action'), onClick: () => void undoBatch(batch.id) }
          toast.undoable(sentence, action, { id: spec.slot?.(values) ?? batch.id })
        },
        // While a later change is still on its way, a refetch would show the state before it.
        onSettled: () =>
          refreshSoon(
            client,
            [...spec.touches, 'history'],
            () => client.isMutating({ mutationKey: CHANGE_KEY }) === 0,
          ),
      })
      return mutation.execute({ values, batch: newBatch() }).then(
        () => true,
        () => false,
      )
    }
    return run
  }, [client, t, undoBatch])
}

/** One kind of change, for where one sees it going on. `run` is stable; it resolves to whether the change was kept. */
export function useChange<V>(spec: ChangeSpec<V>): {
  run: (values: V) => Promise<boolean>
  isPending: boolean
} {
  const runChange = useRunChange()
  const [underWay, setUnderWay] = useState(0)
  const latest = useRef(spec)

  useLayoutEffect(() => {
    latest.current = spec
  })

  const run = useCallback(
    (values: V) => {
      setUnderWay((count) => count + 1)
      return runChange(latest.current, values).finally(() => setUnderWay((count) => count - 1))
    },
    [runChange],
  )
  return useMemo(() => ({ run, isPending: underWay > 0 }), [run, underWay])
}
