import { useMemo } from 'react'
import type { Tables } from '../../../../../shared/database.types.ts'
import type { Day } from '../../../lib/dates.ts'
import { currentUserId } from '../../../lib/session.ts'
import { type ChangeSpec, useRunChange } from '../../../lib/use-change.ts'
import { usePlanText } from '../plan-text.ts'
import { allTaskQueries, type LabelLink, type ListTask } from '../views/queries.ts'
import {
  deleteLabelLinks,
  deleteTasks,
  insertLabelLinks,
  showOnRows,
  type TasksPatch,
  updateTasks,
} from './write-tasks.ts'

type Label = Pick<Tables<'labels'>, 'id' | 'name'>

const LISTS = ['tasks', 'today', 'progress'] as const
const LISTS_AND_LINKS = [...LISTS, 'task-links'] as const

const idsOf = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id)

type Patches = { patches: readonly { ids: readonly string[]; patch: TasksPatch }[]; sentence: string }

/** Tasks that are told to be done are shown as done since now; the server says when exactly. */
const shownPatch = (patch: TasksPatch): TasksPatch =>
  patch.status === undefined
    ? patch
    : { ...patch, completed_at: patch.status === 'completed' ? new Date().toISOString() : null }

const update: ChangeSpec<Patches> = {
  touches: LISTS,
  show: (client, { patches }) => {
    for (const { ids, patch } of patches) showOnRows(client, LISTS, new Set(ids), shownPatch(patch))
  },
  write: async ({ patches }, batch) => {
    for (const { ids, patch } of patches) await updateTasks(ids, patch, batch)
  },
  done: ({ sentence }) => sentence,
}

const remove: ChangeSpec<{ ids: readonly string[]; sentence: string }> = {
  touches: LISTS_AND_LINKS,
  show: (client, { ids }) => showOnRows(client, LISTS, new Set(ids), null),
  write: ({ ids }, batch) => deleteTasks(ids, batch),
  done: ({ sentence }) => sentence,
}

const addLabel: ChangeSpec<{ links: LabelLink[]; sentence: string }> = {
  touches: ['task-links'],
  show: (client, { links }) => {
    client.setQueryData(allTaskQueries.labelLinks().queryKey, (known) => known && [...known, ...links])
  },
  write: ({ links }, batch) =>
    insertLabelLinks(
      links.map((link) => ({ ...link, user_id: currentUserId() })),
      batch,
    ),
  done: ({ sentence }) => sentence,
}

const removeLabel: ChangeSpec<{ linkIds: readonly string[]; sentence: string }> = {
  touches: ['task-links'],
  show: (client, { linkIds }) => showOnRows(client, ['task-links'], new Set(linkIds), null),
  write: ({ linkIds }, batch) => deleteLabelLinks(linkIds, batch),
  done: ({ sentence }) => sentence,
}

/** What can be done with several tasks at once, each time as one undo step. Resolves to whether it was kept. */
export function useBulkChanges() {
  const t = usePlanText()
  const run = useRunChange()

  return useMemo(() => {
    const named = (tasks: readonly ListTask[]) => ({ count: tasks.length, name: tasks[0]?.name ?? '' })

    return {
      setStatus: (tasks: readonly ListTask[], status: 'todo' | 'in_progress' | 'review' | 'completed') => {
        const sentence = t('bulk.done.status', { ...named(tasks), status: t(`status.${status}`) })
        const changed = tasks.filter((task) => task.status !== status)
        return run(update, { patches: [{ ids: idsOf(changed), patch: { status } }], sentence })
      },
      /** Columns that become the same for all; the sentence is the caller's. */
      patch: (tasks: readonly ListTask[], patch: TasksPatch, sentence: string) =>
        run(update, { patches: [{ ids: idsOf(tasks), patch }], sentence }),
      setPriority: (tasks: readonly ListTask[], priority: 'low' | 'medium' | 'high' | 'urgent') => {
        const sentence = t('bulk.done.priority', { ...named(tasks), priority: t(`priority.${priority}`) })
        return run(update, { patches: [{ ids: idsOf(tasks), patch: { priority } }], sentence })
      },
      move: (tasks: readonly ListTask[], place: { id: string | null; name: string }) => {
        const sentence = t('bulk.done.moved', { ...named(tasks), to: place.name })
        return run(update, { patches: [{ ids: idsOf(tasks), patch: { project_id: place.id } }], sentence })
      },
      /** A start that lies after the new day would hide the task on it. */
      setDue: (tasks: readonly ListTask[], day: Day, dayText: string) => {
        const isHidden = ({ start_on }: ListTask) => start_on !== null && start_on > day
        const sentence = t('bulk.done.due', { ...named(tasks), day: dayText })
        const patches = [
          { ids: idsOf(tasks.filter((task) => !isHidden(task))), patch: { due_on: day } },
          { ids: idsOf(tasks.filter(isHidden)), patch: { due_on: day, start_on: null } },
        ]
        return run(update, { patches: patches.filter(({ ids }) => ids.length > 0), sentence })
      },
      /** What repeats needs its day, and keeps it. */
      clearDue: (tasks: readonly ListTask[]) => {
        const free = tasks.filter(({ recurrence_rule }) => recurrence_rule === null)
        const sentence = t('bulk.done.noDue', { ...named(free), kept: tasks.length - free.length })
        return run(update, {
          patches: [{ ids: idsOf(free), patch: { due_on: null, due_time: null } }],
          sentence,
        })
      },
      addLabel: (tasks: readonly ListTask[], label: Label, worn: ReadonlySet<string>) => {
        const links = tasks
          .filter(({ id }) => !worn.has(id))
          .map(({ id }) => ({ id: crypto.randomUUID(), task_id: id, label_id: label.id }))
        return run(addLabel, {
          links,
          sentence: t('bulk.done.labelAdded', { ...named(tasks), label: label.name }),
        })
      },
      removeLabel: (tasks: readonly ListTask[], label: Label, linkIds: readonly string[]) =>
        run(removeLabel, {
          linkIds,
          sentence: t('bulk.done.labelRemoved', { ...named(tasks), label: label.name }),
        }),
      remove: (tasks: readonly ListTask[]) =>
        run(remove, { ids: idsOf(tasks), sentence: t('bulk.done.deleted', named(tasks)) }),
    }
  }, [t, run])
}

export type BulkChanges = ReturnType<typeof useBulkChanges>
