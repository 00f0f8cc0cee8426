import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import { type Task, taskQueries } from './queries.ts'

/** The first look is quick; whoever wants more wants much more. */
const LIMITS = [500, 2_000, 10_000] as const

type ProjectTasks = { tasks: readonly Task[]; isPending: boolean; hasMore: boolean }

/** The tasks of several projects, each loaded when it is first asked for, and at first not all of them. */
export function useProjectTasks(projectIds: readonly (string | null)[]) {
  const [pages, setPages] = useState<ReadonlyMap<string | null, number>>(new Map())
  const limitOf = (id: string | null) => LIMITS[pages.get(id) ?? 0] ?? LIMITS[2]

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
      return [
        id,
        {
          tasks: tasks ?? [],
          isPending: !tasks,
          hasMore: tasks?.length === limitOf(id) && limitOf(id) < LIMITS[2],
        },
      ]
    }),
  )
  const loadMore = (id: string | null) =>
    setPages((current) => new Map(current).set(id, (current.get(id) ?? 0) + 1))
  return { tasksOf, loadMore }
}
