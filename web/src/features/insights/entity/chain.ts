import { useQuery } from '@tanstack/react-query'
import { areaQueries, projectQueries } from '../../../lib/plan-queries.ts'

export type Entity = {
  type: 'pillar' | 'area' | 'project' | 'task'
  id: string
  /** The row above it: the project of a task, the area of a project, the pillar of an area. */
  parentId: string | null
}

/** The ids of a row and of what stands above it, from itself up to its pillar. */
export function useChain({ type, id, parentId }: Entity): string[] {
  const { data: projects = [] } = useQuery({ ...projectQueries.all(), throwOnError: false })
  const { data: areas = [] } = useQuery({ ...areaQueries.all(), throwOnError: false })
  const areaId = type === 'task' ? projects.find((project) => project.id === parentId)?.area_id : parentId
  const pillarId =
    type === 'task' || type === 'project' ? areas.find((area) => area.id === areaId)?.pillar_id : null
  const above: Record<Entity['type'], readonly (string | null | undefined)[]> = {
    task: [parentId, areaId, pillarId],
    project: [parentId, pillarId],
    area: [parentId],
    pillar: [],
  }
  return [id, ...above[type].flatMap((known) => known ?? [])]
}
