export type Entity = {
  type: 'pillar' | 'area' | 'project' | 'task'
  id: string
  /** The row above it: the project of a task, the area of a project, the pillar of an area. */
  parentId: string | null
}

type Levels = {
  projects: readonly { id: string; area_id: string | null }[]
  areas: readonly { id: string; pillar_id: string | null }[]
}

/** The ids of a row and of what stands above it, from itself up to its pillar. */
export function chainOf({ type, id, parentId }: Entity, { projects, areas }: Levels): string[] {
  const areaId = type === 'task' ? projects.find((project) => project.id === parentId)?.area_id : parentId
  const pillarId = areas.find((area) => area.id === areaId)?.pillar_id
  const above: Record<Entity['type'], readonly (string | null | undefined)[]> = {
    task: [parentId, areaId, pillarId],
    project: [parentId, pillarId],
    area: [parentId],
    pillar: [],
  }
  return [id, ...above[type].flatMap((known) => known ?? [])]
}
