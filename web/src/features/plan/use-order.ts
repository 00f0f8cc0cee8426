import type { QueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { patchRow } from '../../lib/plan-cache.ts'
import { type ChangeSpec, useRunChange } from '../../lib/use-change.ts'
import { updateTasks } from './bulk/write-tasks.ts'
import { TABLE, updateLevel } from './level-data.ts'
import { usePlanText } from './plan-text.ts'
import type { OrderChange } from './tree-moves.ts'
import type { NodeKind, NodeRow } from './tree.ts'

type Ordering = { kind: NodeKind; changes: readonly OrderChange[]; sentence: string }

type Ordered = { sort_order: number; created_at: string; completed_at?: string | null }

const isOrdered = (row: unknown): row is Ordered =>
  typeof row === 'object' && row !== null && 'sort_order' in row && 'created_at' in row

/** What is open first, what was done last before what was done long ago, then the own order: as the server sorts. */
const compare = (a: Ordered, b: Ordered): number =>
  (b.completed_at ?? '9').localeCompare(a.completed_at ?? '9') ||
  a.sort_order - b.sort_order ||
  a.created_at.localeCompare(b.created_at)

function sortLists(client: QueryClient, queryKey: readonly string[]): void {
  client.setQueriesData({ queryKey }, (data: unknown) =>
    Array.isArray(data) && data.every(isOrdered) ? data.toSorted(compare) : data,
  )
}

const ordering: ChangeSpec<Ordering> = {
  touches: ['pillars', 'areas', 'projects', 'tasks'],
  show: (client, { kind, changes }) => {
    const prefix = kind === 'task' ? 'tasks' : TABLE[kind]
    for (const { id, sort_order } of changes) patchRow(client, [prefix], id, { sort_order })
    sortLists(client, kind === 'task' ? ['tasks', 'project'] : [prefix, 'list'])
  },
  write: async ({ kind, changes }, batch) => {
    for (const { id, sort_order } of changes) {
      if (kind === 'task') await updateTasks([id], { sort_order }, batch)
      else await updateLevel(kind, id, { sort_order }, batch)
    }
  },
  done: ({ sentence }) => sentence,
}

/** Puts a row of the tree in another place among its siblings. */
export function useOrder() {
  const t = usePlanText()
  const run = useRunChange()
  return useCallback(
    ({ kind, node }: NodeRow, changes: readonly OrderChange[]) =>
      void run(ordering, { kind, changes, sentence: t('ordered', { name: node.name }) }),
    [t, run],
  )
}
