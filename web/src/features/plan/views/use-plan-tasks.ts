import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { EVERYTHING, type Filter, type FilterContext } from '../../../../../shared/filters/filter.ts'
import { compileFilter, mentionsState } from '../../../../../shared/filters/match.ts'
import { parseFilter } from '../../../../../shared/filters/parse.ts'
import { instantOf } from '../../../../../shared/import/zoned-time.ts'
import type { Day } from '../../../lib/dates.ts'
import { areaQueries, labelQueries, pillarQueries, projectQueries } from '../../../lib/plan-queries.ts'
import { useClock, useToday } from '../../../lib/profile.ts'
import type { Scope } from '../plan-search.ts'
import { allTaskQueries, type ListTask } from './queries.ts'
import { isInScope, placesOfProjects } from './task-places.ts'

/** While a filter is being typed, what was readable last stays in force. */
function useReadableFilter(text: string): Filter {
  const parsed = useMemo(() => parseFilter(text), [text])
  const [last, setLast] = useState<Filter>(EVERYTHING)
  if ('error' in parsed) return last
  if (parsed.ast !== last) setLast(parsed.ast)
  return parsed.ast
}

const byTask = <T extends { task_id: string }, V>(
  links: readonly T[],
  valueOf: (link: T) => V | undefined,
) => {
  const values = new Map<string, V[]>()
  for (const link of links) {
    const value = valueOf(link)
    if (value === undefined) continue
    const known = values.get(link.task_id)
    if (known) known.push(value)
    else values.set(link.task_id, [value])
  }
  return values
}

const NONE: readonly never[] = []

/** The life the views are drawn from. */
export function useLife() {
  const pillars = useQuery(pillarQueries.all()).data
  const areas = useQuery(areaQueries.all()).data
  const projects = useQuery(projectQueries.all()).data
  const life = useMemo(
    () => ({ pillars: pillars ?? NONE, areas: areas ?? NONE, projects: projects ?? NONE }),
    [pillars, areas, projects],
  )
  return { life, isPending: !pillars || !areas || !projects }
}

type Wanted = { filter: string; scope: Scope | null; showsArchived: boolean }

/** All tasks that pass filter and scope, and what the views have to know about them. */
export function usePlanTasks({ filter: filterText, scope, showsArchived }: Wanted) {
  const today = useToday()
  const { timeZone } = useClock()
  const filter = useReadableFilter(filterText)
  const { life, isPending: isLifePending } = useLife()
  const { data: tasks, isPaused } = useQuery(allTaskQueries.tasks())
  const { data: labels = NONE } = useQuery(labelQueries.all())
  const { data: labelLinks = NONE } = useQuery(allTaskQueries.labelLinks())
  const { data: dependencies = NONE } = useQuery(allTaskQueries.dependencies())

  const places = useMemo(() => placesOfProjects(life), [life])
  const labelsByTask = useMemo(() => {
    const labelById = new Map(labels.map((label) => [label.id, label]))
    return byTask(labelLinks, ({ label_id }) => labelById.get(label_id))
  }, [labels, labelLinks])
  const blocked = useMemo(() => {
    const blockers = new Set(dependencies.map(({ depends_on_task_id }) => depends_on_task_id))
    const open = new Set(
      tasks?.filter(({ id, status }) => blockers.has(id) && status !== 'completed').map(({ id }) => id),
    )
    return new Set(
      dependencies
        .filter(({ depends_on_task_id }) => open.has(depends_on_task_id))
        .map(({ task_id }) => task_id),
    )
  }, [tasks, dependencies])

  const context = useMemo((): FilterContext => {
    return {
      today,
      startOfDay: (day: Day) => instantOf({ day, time: '00:00' }, timeZone).getTime(),
      placeOf: (projectId) => {
        const place = projectId === null ? undefined : places.get(projectId)
        return (
          place && {
            project: place.project.name,
            area: place.area?.name ?? null,
            pillar: place.pillar?.name ?? null,
          }
        )
      },
      labelsOf: (taskId) => labelsByTask.get(taskId)?.map(({ name }) => name) ?? NONE,
      isBlocked: (taskId) => blocked.has(taskId),
    }
  }, [today, timeZone, places, labelsByTask, blocked])

  const passing = useMemo((): readonly ListTask[] => {
    const passes = compileFilter(filter, context)
    return (tasks ?? NONE).filter((task) => {
      const place = task.project_id === null ? undefined : places.get(task.project_id)
      if (scope && !isInScope(scope, place)) return false
      return (showsArchived || !place?.isArchived) && passes(task)
    })
  }, [tasks, filter, context, scope, showsArchived, places])

  const open = useMemo(
    () => (mentionsState(filter) ? passing : passing.filter(({ status }) => status !== 'completed')),
    [passing, filter],
  )

  return {
    isPending: !tasks || isLifePending,
    isPaused,
    isEmpty: tasks?.length === 0,
    today,
    life,
    places,
    labels,
    labelsByTask,
    blocked,
    /** In every state. */
    passing,
    /** What is open, unless the filter says which states it wants. */
    open,
  }
}

export type PlanTasks = ReturnType<typeof usePlanTasks>
