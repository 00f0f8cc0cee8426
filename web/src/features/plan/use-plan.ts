import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { areaQueries, pillarQueries, projectQueries } from '../../lib/plan-queries.ts'
import { useUser } from '../../lib/session.ts'
import { useExpanded } from './expanded.ts'
import { progressQueries } from './queries.ts'
import { buildRows, type DraftPlace, nodeKey, projectsOnScreen, type TasksByProject } from './tree.ts'

const NO_TASKS: TasksByProject = new Map()

/** The state of the plan screen: the levels, what is open, what is being typed. Tasks are handed in from outside. */
export function usePlan() {
  const { userId } = useUser()
  const { isExpanded, setExpanded } = useExpanded(userId)
  const [showsArchived, setShowsArchived] = useState(false)
  const [draft, setDraft] = useState<DraftPlace | null>(null)
  const { data: pillars, isPaused } = useQuery(pillarQueries.all())
  const areas = useQuery(areaQueries.all()).data
  const projects = useQuery(projectQueries.all()).data
  const progress = useQuery(progressQueries.all()).data
  const inboxCount = useQuery(progressQueries.inbox()).data ?? 0
  const isPending = !pillars || !areas || !projects

  const rowsWith = (tasksOf: TasksByProject) =>
    buildRows({
      pillars: pillars ?? [],
      areas: areas ?? [],
      projects: projects ?? [],
      tasksOf,
      inboxCount,
      isExpanded,
      showsArchived,
      draft,
    })

  /** Opens the parent and shows an empty row there. */
  const startDraft = (place: DraftPlace) => {
    const parentKind = { pillar: null, area: 'pillar', project: 'area', task: 'project' } as const
    const kind = parentKind[place.kind]
    if (kind && place.parentId !== null) setExpanded(nodeKey(kind, place.parentId), true)
    setDraft(place)
  }

  return {
    isPending,
    isPaused,
    pillars: pillars ?? [],
    areas: areas ?? [],
    projects: projects ?? [],
    progress: progress ?? {},
    rowsWith,
    projectsOnScreen: projectsOnScreen(rowsWith(NO_TASKS)),
    setExpanded,
    showsArchived,
    setShowsArchived,
    startDraft,
    endDraft: () => setDraft(null),
  }
}

export type Plan = ReturnType<typeof usePlan>
