import type { QueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { stamp } from '../../../lib/changes.ts'
import { patchRow } from '../../../lib/plan-cache.ts'
import { useToday } from '../../../lib/profile.ts'
import { supabase } from '../../../lib/supabase.ts'
import { type ChangeSpec, useRunChange } from '../../../lib/use-change.ts'
import type { TodayTask } from '../queries.ts'
import { updateTask } from '../task-data.ts'
import { placedAfterMove, placedIn, withPlaced } from './order.ts'
import type { TodayParts } from './today-split.ts'

type Order = { ids: readonly string[]; plan?: Pick<TodayTask, 'id' | 'name'> }

export type TodayOrder = ReturnType<typeof useTodayOrder>

function showOrder(client: QueryClient, ids: readonly string[], today: string): void {
  client.setQueriesData({ queryKey: ['today', 'list'] }, (tasks: TodayTask[] | undefined) =>
    tasks ? withPlaced(tasks, ids, today) : tasks,
  )
}

/** Puts Today in an order by hand, and back in the order of what matters. Stable. */
export function useTodayOrder() {
  const t = useTranslations('today')
  const run = useRunChange()
  const today = useToday()

  return useMemo(() => {
    const order: ChangeSpec<Order> = {
      touches: ['today', 'tasks'],
      show: (cache, { ids, plan }) => {
        if (plan) patchRow(cache, ['today', 'tasks'], plan.id, { due_on: today })
        showOrder(cache, ids, today)
      },
      // Both are one step: a task that is dragged into today is taken back out with its place.
      write: async ({ ids, plan }, batch) => {
        if (plan) await updateTask(plan.id, { due_on: today }, batch)
        await stamp(supabase.rpc('order_today', { p_task_ids: [...ids] }), batch).throwOnError()
      },
      done: ({ ids, plan }) => {
        if (plan) return t('order.planned', { name: plan.name })
        return ids.length === 0 ? t('order.ranked') : t('order.done')
      },
      // Several moves in a row are one toast, each of them its own step.
      slot: ({ plan }) => (plan ? `plan-${plan.id}` : 'today-order'),
    }

    return {
      /** Puts a task at an index of the list it stands in. */
      move: ({ overdue, due }: TodayParts<TodayTask>, id: string, to: number) => {
        const [list, other] = overdue.some((task) => task.id === id) ? [overdue, due] : [due, overdue]
        return run(order, { ids: [...placedIn(other), ...placedAfterMove(list, id, to)] })
      },
      /** Plans a task for today that was not, at an index of today's list. */
      plan: ({ overdue, due }: TodayParts<TodayTask>, task: TodayTask, to: number) => {
        const ids = [
          ...placedIn(overdue.filter(({ id }) => id !== task.id)),
          ...placedAfterMove([...due, task], task.id, to),
        ]
        return run(order, { ids, plan: { id: task.id, name: task.name } })
      },
      /** Back to the order of what matters. */
      reset: () => run(order, { ids: [] }),
    }
  }, [t, run, today])
}
