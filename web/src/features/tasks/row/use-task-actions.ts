import { useNavigate } from '@tanstack/react-router'
import { type MouseEvent, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import type { Day } from '../../../lib/dates.ts'
import { longDay } from '../../../lib/format.ts'
import { newTask, type TaskDraft } from '../../../lib/new-task.ts'
import { useClock, useToday } from '../../../lib/profile.ts'
import { useOpenTask } from '../../../lib/use-open-task.ts'
import { useRunChange } from '../../../lib/use-change.ts'
import { type Named, taskChanges } from '../changes.ts'
import type { Task } from '../queries.ts'
import { snoozePatch } from '../snooze.ts'
import type { TaskPatch } from '../task-data.ts'
import { askAbout, type Question } from './task-questions.ts'

export type TaskActions = ReturnType<typeof useTaskActions>

type Snoozable = Named & Pick<Task, 'due_on' | 'start_on'>

/**
 * What can be done with tasks: one object for a whole list, the same until the language or the day changes. What
 * changes a task resolves to whether the change was kept.
 */
export function useTaskActions() {
  const t = useTranslations('tasks')
  const run = useRunChange()
  const open = useOpenTask()
  const navigate = useNavigate()
  const today = useToday()
  const { locale } = useClock()

  return useMemo(() => {
    const changes = taskChanges(t)
    const complete = ({ id, name }: Named) => run(changes.complete, { id, name })
    const reopen = ({ id, name }: Named) => run(changes.reopen, { id, name })
    const update = ({ id, name }: Named, patch: TaskPatch) => run(changes.update, { id, name, patch })

    return {
      complete,
      reopen,
      update,
      /** Ticks what is open, opens what is ticked. */
      toggle: (task: Named & { status: string }) =>
        task.status === 'completed' ? reopen(task) : complete(task),
      rename: (task: Named, name: string) => update(task, { name }),
      /** In progress, or back to "to do". */
      toggleStarted: (task: Named & { status: string }) =>
        update(task, { status: task.status === 'in_progress' ? 'todo' : 'in_progress' }),
      /** Not seen before that day; today with a time stays in today's list. */
      snooze: (task: Snoozable, day: Day, time?: string) => {
        const isLeaving = day > today
        return run(changes.snooze, {
          id: task.id,
          name: task.name,
          patch: snoozePatch(task, day, today, time),
          until: isLeaving ? longDay(day, locale) : t('snooze.evening'),
          isLeaving,
        })
      },
      move: ({ id, name }: Named, place: { id: string | null; name: string }) =>
        run(changes.move, { id, name, projectId: place.id, projectName: place.name }),
      remove: ({ id, name }: Named, subTaskCount = 0) => run(changes.remove, { id, name, subTaskCount }),
      create: (draft: TaskDraft) => run(changes.create, { task: newTask(draft) }),
      /** Opens the panel of a task; closing it gives the focus back to `from`. */
      open: ({ id }: { id: string }, from?: HTMLElement | null) => open(id, from),
      /** Goes to the page of a project, unless the browser is asked for another tab or window. */
      openProject: (projectId: string | null | undefined, event: MouseEvent) => {
        if (!projectId || event.ctrlKey || event.metaKey || event.shiftKey) return
        event.preventDefault()
        void navigate({ to: '/project/$projectId', params: { projectId } })
      },
      /** Opens a menu or a dialog about a task beside what was pressed; it gives the focus back when it closes. */
      ask: (kind: Question['kind'], task: Question['task'], event: MouseEvent<HTMLElement>) =>
        // A press of Enter or Space, or of a shortcut, is a click that no pointer made.
        askAbout({ kind, task, from: event.currentTarget, isByKey: event.detail === 0 }),
    }
  }, [t, run, open, navigate, today, locale])
}
