import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import { type Task, taskQueries } from './queries.ts'

const PAGE_SIZE = 500

type ProjectTasks = { tasks: readonly Task[]; isPending: boolean; hasMore: boolean }

/** The tasks of several projects, each loaded when it is first asked for and by pages of 500. */
export function useProjectTasks(projectIds: readonly (string | null)[]) {
  const [pages, setPages] = useState<ReadonlyMap<string | null, number>>(new Map())
  const limitOf = (id: string | null) => (pages.get(id) ?? 1) * PAGE_SIZE

  const results = useQueries({
    queries: projectIds.map((id) => ({
      ...taskQueries.inProject(id, limitOf(id)),
      // While the next page loads, the one before stays.
      placeholderData: (previous: Task[] | undefined) => previous,
    })),
  })
  const tasksOf = new Map<string | null, ProjectTasks>(
    projectIds.map((id, index) => {
      const tasks = results[index]?.data
      return [id, { tasks: tasks ?? [], isPending: !tasks, hasMore: tasks?.length === limitOf(id) }]
    }),
  )
  const loadMore = (id: string | null) =>
    setPages((current) => new Map(current).set(id, (current.get(id) ?? 1) + 1))
  return { tasksOf, loadMore }
}
