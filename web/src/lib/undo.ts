import { onlineManager, type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import * as z from 'zod/mini'
import { settledChanges } from './changes.ts'
import { errorKey } from './errors.ts'
import { PLAN_PREFIXES, refresh } from './plan-cache.ts'
import { latestRedoable, latestUndoable } from './undo-order.ts'
import { supabase } from './supabase.ts'
import { toast } from './toast.ts'

const conflictSchema = z.object({
  table: z.string(),
  row_id: z.string(),
  label: z.nullish(z.string()),
  columns: z.nullish(z.array(z.string())),
  reason: z.string(),
})

const resultSchema = z.object({
  restored: z.number(),
  conflicts: z.array(conflictSchema),
})

export type UndoConflict = z.infer<typeof conflictSchema>
export type UndoResult = z.infer<typeof resultSchema>

/** How many steps Ctrl+Z looks at to find the last one that still stands. */
const LOOK_BACK = 100

type Direction = 'undo' | 'redo'

async function send(direction: Direction, batchId: string, force: boolean): Promise<UndoResult> {
  const request =
    direction === 'undo'
      ? supabase.rpc('undo_batch', { p_batch_id: batchId, ...(force && { p_force: true }) })
      : supabase.rpc('redo_batch', { p_batch_id: batchId })
  const { data } = await request.setHeader('x-change-source', 'web').throwOnError()
  return resultSchema.parse(data)
}

async function latestBatch(direction: Direction): Promise<string | null> {
  const { data } = await supabase.rpc('recent_batches', { p_limit: LOOK_BACK }).retry(false).throwOnError()
  return direction === 'undo' ? latestUndoable(data) : latestRedoable(data)
}

type Translate = ReturnType<typeof useTranslations<never>>

function createUndo(client: QueryClient, t: Translate) {
  function tell(
    direction: Direction,
    batchId: string,
    force: boolean,
    { restored, conflicts }: UndoResult,
  ): void {
    if (conflicts.length > 0) {
      const action = { label: t('undo.anyway'), onClick: () => void apply('undo', batchId, true) }
      const canForce = direction === 'undo' && !force
      toast.warn(t('undo.conflicts', { count: conflicts.length }), {
        description: t('undo.conflictsHint'),
        ...(canForce && { action }),
      })
    } else if (direction === 'undo') {
      const action = { label: t('undo.redo'), onClick: () => void apply('redo', batchId) }
      toast.undoable(t('undo.undone', { count: restored }), action, { id: batchId })
    } else {
      toast.plain(t('undo.redone', { count: restored }), { id: batchId })
    }
  }

  async function apply(direction: Direction, batchId: string, force = false): Promise<UndoResult | null> {
    try {
      const result = await send(direction, batchId, force)
      await refresh(client, PLAN_PREFIXES)
      tell(direction, batchId, force, result)
      return result
    } catch (error) {
      toast.error(t(`errors.${errorKey(error)}`), { description: t('errors.nothingChanged') })
      return null
    }
  }

  async function applyLatest(direction: Direction): Promise<void> {
    try {
      // The last thing done may still be on its way. Offline it stays there: nothing to wait for.
      if (onlineManager.isOnline()) await settledChanges(client)
      const id = await latestBatch(direction)
      if (id) await apply(direction, id)
      else toast.plain(t(direction === 'undo' ? 'undo.nothingToUndo' : 'undo.nothingToRedo'))
    } catch (error) {
      toast.error(t(`errors.${errorKey(error)}`))
    }
  }

  return {
    undoBatch: (id: string, force = false) => apply('undo', id, force),
    redoBatch: (id: string) => apply('redo', id),
    applyLatest,
  }
}

/** Undo and redo, by batch or by "the last thing I did"; each says in a sentence what came of it. */
export function useUndo() {
  const client = useQueryClient()
  const t = useTranslations()
  return useMemo(() => createUndo(client, t), [client, t])
}
