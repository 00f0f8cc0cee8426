import type { QueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type Batch, stamp } from '../../lib/changes.ts'
import { patchRow, removeRow } from '../../lib/plan-cache.ts'
import { currentUserId } from '../../lib/session.ts'
import { supabase } from '../../lib/supabase.ts'
import { type ChangeSpec, useRunChange } from '../../lib/use-change.ts'
import { noticeQueries, type Notice } from './queries.ts'
import { useRemindersText } from './reminders-text.ts'

const MINUTE_MS = 60_000

/** How long a reminder can be put off at one press, in minutes. */
export const SNOOZES = [10, 60, 1440] as const
type Snooze = (typeof SNOOZES)[number]

type OfTask = { taskId: string; name: string }

function hide(client: QueryClient, { taskId }: OfTask): void {
  client.setQueryData(noticeQueries.open().queryKey, (notices) =>
    notices?.filter((notice) => notice.task_id !== taskId),
  )
}

async function markRead(ids: readonly string[], batch: Batch): Promise<void> {
  const request = supabase
    .from('notifications')
    .update({ is_read: true })
    .eq('user_id', currentUserId())
    .in('id', [...ids])
  await stamp(request, batch).throwOnError()
}

/** What can be done with a reminder: do it, put it off, or let it be. */
export function useNoticeActions() {
  const t = useRemindersText()
  const run = useRunChange()

  return useMemo(() => {
    const done: ChangeSpec<OfTask & { noticeId: string }> = {
      touches: ['notifications', 'tasks', 'today', 'progress', 'task-links'],
      show: (client, values) => {
        hide(client, values)
        patchRow(client, ['tasks', 'today', 'progress'], values.taskId, { status: 'completed' })
      },
      write: async ({ taskId, noticeId }, batch) => {
        const task = supabase.from('tasks').update({ status: 'completed' })
        await stamp(task.eq('user_id', currentUserId()).eq('id', taskId), batch).throwOnError()
        await markRead([noticeId], batch)
      },
      done: ({ name }) => t('completed', { name }),
    }
    const snooze: ChangeSpec<OfTask & { minutes: number; until: string }> = {
      touches: ['notifications', 'tasks'],
      show: hide,
      write: async ({ taskId, minutes }, batch) => {
        const until = new Date(Date.now() + minutes * MINUTE_MS).toISOString()
        const call = supabase.rpc('snooze_reminder', { p_task_id: taskId, p_until: until })
        await stamp(call, batch).throwOnError()
      },
      done: ({ name, until }) => t('snoozed', { name, until }),
    }
    const read: ChangeSpec<readonly string[]> = {
      touches: ['notifications'],
      show: (client, ids) => {
        for (const id of ids) removeRow(client, ['notifications'], id)
      },
      write: markRead,
    }

    return {
      complete: ({ id, task_id, title }: Notice) =>
        task_id && void run(done, { taskId: task_id, name: title, noticeId: id }),
      snooze: ({ task_id, title }: Notice, minutes: Snooze) =>
        task_id &&
        void run(snooze, { taskId: task_id, name: title, minutes, until: t(`snoozeFor.${minutes}`) }),
      read: (notices: readonly Notice[]) =>
        void run(
          read,
          notices.map(({ id }) => id),
        ),
    }
  }, [t, run])
}

export type NoticeActions = ReturnType<typeof useNoticeActions>
