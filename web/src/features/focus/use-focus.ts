import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { stamp } from '../../lib/changes.ts'
import { currentUserId } from '../../lib/session.ts'
import { supabase } from '../../lib/supabase.ts'
import { type ChangeSpec, useRunChange } from '../../lib/use-change.ts'
import { minutesLeft } from './clock.ts'
import { setPaused, usePaused } from './paused.ts'
import { focusQueries } from './queries.ts'

export const DEFAULT_MINUTES = 25
export const MAX_MINUTES = 480

type Start = { id: string; taskId: string | null; taskName: string | null; minutes: number; at: string }

/** Shown at once; the server has the last word on when it began. */
const START: ChangeSpec<Start> = {
  touches: ['focus'],
  show: (client, { id, taskId, taskName, minutes, at }) => {
    client.setQueryData(focusQueries.running().queryKey, () => ({
      id,
      task_id: taskId,
      kind: 'focus',
      planned_minutes: minutes,
      started_at: at,
      task: taskName === null ? null : { name: taskName },
    }))
  },
  write: async ({ id, taskId, minutes }, batch) => {
    const call = supabase.rpc('start_focus_session', {
      p_id: id,
      p_planned_minutes: minutes,
      ...(taskId && { p_task_id: taskId }),
    })
    await stamp(call, batch).throwOnError()
  },
}

const STOP: ChangeSpec<null> = {
  touches: ['focus'],
  show: (client) => {
    client.setQueryData(focusQueries.running().queryKey, () => null)
  },
  write: async (_nothing, batch) => {
    await stamp(supabase.rpc('stop_focus_session'), batch).throwOnError()
  },
}

/** The session that runs or is paused, and what can be done with it. */
export function useFocus() {
  const run = useRunChange()
  const client = useQueryClient()
  const { data: running = null } = useQuery({ ...focusQueries.running(), throwOnError: false })
  const stored = usePaused()
  const paused = !running && stored?.userId === currentUserId() ? stored : null

  const start = useCallback(
    (task: { id: string; name: string } | null, minutes = DEFAULT_MINUTES) => {
      setPaused(null)
      void run(START, {
        id: crypto.randomUUID(),
        taskId: task?.id ?? null,
        taskName: task?.name ?? null,
        minutes,
        at: new Date().toISOString(),
      })
    },
    [run],
  )

  const finish = useCallback(() => {
    setPaused(null)
    if (client.getQueryData(focusQueries.running().queryKey)) void run(STOP, null)
  }, [run, client])

  const pause = useCallback(() => {
    const session = client.getQueryData(focusQueries.running().queryKey)
    if (!session) return
    setPaused({
      userId: currentUserId(),
      taskId: session.task_id,
      taskName: session.task?.name ?? null,
      minutesLeft: minutesLeft(session, Date.now()),
    })
    void run(STOP, null)
  }, [run, client])

  const goOn = useCallback(() => {
    if (!paused) return
    const { taskId, taskName, minutesLeft } = paused
    start(taskId ? { id: taskId, name: taskName ?? '' } : null, minutesLeft)
  }, [paused, start])

  return { running, paused, start, pause, goOn, finish }
}
