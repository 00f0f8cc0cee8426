import type { Place } from '../../../lib/places.ts'
import type { Area, Pillar, Project } from '../../../lib/plan-queries.ts'
import { printScope, type Scope } from '../plan-search.ts'

export type Life = { pillars: readonly Pillar[]; areas: readonly Area[]; projects: readonly Project[] }

/** A project with what stands above it, and its place in the order of the plan. */
export type ProjectPlace = {
  project: Project
  area: Area | null
  pillar: Pillar | null
  /** It, or what it hangs under, has been put aside. */
  isArchived: boolean
  order: number
}

/** Every project by id. */
export function placesOfProjects({ pillars, areas, projects }: Life): ReadonlyMap<string, ProjectPlace> {
  const pillarById = new Map(pillars.map((pillar) => [pillar.id, pillar]))
  const areaById = new Map(areas.map((area) => [area.id, area]))
  const rank = <T extends { id: string }>(rows: readonly T[]) =>
    new Map(rows.map(({ id }, index) => [id, index]))
  const pillarRank = rank(pillars)
  const areaRank = rank(areas)
  const last = Number.MAX_SAFE_INTEGER

  const places = projects.map((project, index) => {
    const area = (project.area_id && areaById.get(project.area_id)) || null
    const pillar = (area?.pillar_id && pillarById.get(area.pillar_id)) || null
    const isArchived = project.archived || (area?.archived ?? false) || (pillar?.archived ?? false)
    const key = [
      pillar ? (pillarRank.get(pillar.id) ?? last) : last,
      area ? (areaRank.get(area.id) ?? last) : last,
      index,
    ] as const
    return { key, place: { project, area, pillar, isArchived, order: 0 } }
  })
  places.sort(({ key: a }, { key: b }) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2])
  return new Map(places.map(({ place }, order) => [place.project.id, { ...place, order }]))
}

/** Whether a project lies in the part of the plan that is looked at. */
export function isInScope(scope: Scope, place: ProjectPlace | undefined): boolean {
  return place?.[scope.level]?.id === scope.id
}

/** What is looked at by name, if it is still there. */
export function scopeNode(scope: Scope | null, life: Life): Pillar | Area | Project | null {
  if (!scope) return null
  const rows: readonly (Pillar | Area | Project)[] = {
    pillar: life.pillars,
    area: life.areas,
    project: life.projects,
  }[scope.level]
  return rows.find(({ id }) => id === scope.id) ?? null
}

/** Everything one can look at, as the lines of a tree. Their ids are printed scopes. */
export function scopePlaces({ pillars, areas, projects }: Life, allName: string): Place[] {
  const isActive = ({ archived }: { archived: boolean }) => !archived
  const line = (level: Scope['level'], node: Pillar | Area | Project, depth: number, path: string): Place => {
    const id = printScope({ level, id: node.id })
    return { key: id, id, name: node.name, icon: node.icon, depth, isSelectable: true, path }
  }
  const projectLines = (areaId: string | null, depth: number, path: string) =>
    projects
      .filter((project) => isActive(project) && project.area_id === areaId)
      .map((project) => line('project', project, depth, path))
  const areaLines = (pillarId: string | null, depth: number, path: string) =>
    areas
      .filter((area) => isActive(area) && area.pillar_id === pillarId)
      .flatMap((area) => [
        line('area', area, depth, path),
        ...projectLines(area.id, depth + 1, `${path} ${area.name}`),
      ])
  return [
    { key: 'none', id: null, name: allName, icon: null, depth: 0, isSelectable: true, path: '' },
    ...pillars
      .filter(isActive)
      .flatMap((pillar) => [line('pillar', pillar, 0, ''), ...areaLines(pillar.id, 1, pillar.name)]),
    ...areaLines(null, 0, ''),
    ...projectLines(null, 0, ''),
  ]
}
