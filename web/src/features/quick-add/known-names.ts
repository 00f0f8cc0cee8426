import type { Area, Project } from '../../lib/plan-queries.ts'
import { folded } from './names.ts'

export type Named = { id: string; name: string }

/** Everything a line can point at, by the names that are written for it. */
export type Known = {
  projects: ReadonlyMap<string, string>
  labels: ReadonlyMap<string, string>
}

/** Projects by their path (`Area/Project`), labels by their name; what is archived is not offered. */
export function knownNames(
  projects: readonly Project[],
  areas: readonly Area[],
  labels: readonly Named[],
): Known {
  const areaNames = new Map(areas.map(({ id, name }) => [id, name]))
  const path = ({ name, area_id }: Project) => {
    const area = area_id === null ? undefined : areaNames.get(area_id)
    return area === undefined ? name : `${area}/${name}`
  }
  const active = projects.filter(({ archived }) => !archived)
  return {
    projects: new Map(active.map((project) => [path(project), project.id])),
    labels: new Map(labels.map(({ id, name }) => [name, id])),
  }
}

/** A project that is to be made: `Work/Website` goes into the area Work, if there is one. */
export function newProjectPlace(
  path: string,
  areas: readonly Area[],
): { name: string; areaId: string | null } {
  const cut = path.lastIndexOf('/')
  const area = areas.find(({ name, archived }) => !archived && folded(name) === folded(path.slice(0, cut)))
  return cut > 0 && area ? { name: path.slice(cut + 1), areaId: area.id } : { name: path, areaId: null }
}
