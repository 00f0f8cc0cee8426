import type { Area, Pillar, Project } from './plan-queries.ts'

/** A line of the searchable tree in which a new place is chosen. `id` null is "nowhere in particular". */
export type Place = {
  key: string
  id: string | null
  name: string
  icon: string | null
  depth: number
  isSelectable: boolean
  /** What a search may also find it by: the names above it. */
  path: string
}

type Life = { pillars: readonly Pillar[]; areas: readonly Area[]; projects: readonly Project[] }
type Level = Pillar | Area | Project

const isActive = ({ archived }: { archived: boolean }) => !archived

const line = (level: Level, depth: number, isSelectable: boolean, path: string): Place => ({
  key: level.id,
  id: level.id,
  name: level.name,
  icon: level.icon,
  depth,
  isSelectable,
  path,
})

const nowhere = (name: string): Place => ({
  key: 'none',
  id: null,
  name,
  icon: null,
  depth: 0,
  isSelectable: true,
  path: '',
})

/** Pillars, as places for an area. */
export const pillarPlaces = (pillars: readonly Pillar[], names: { noPillar: string }): Place[] => [
  ...pillars.filter(isActive).map((pillar) => line(pillar, 0, true, '')),
  nowhere(names.noPillar),
]

/** Areas under their pillars, as places for a project. */
export function areaPlaces({ pillars, areas }: Omit<Life, 'projects'>, names: { noArea: string }): Place[] {
  const active = areas.filter(isActive)
  const placed = pillars
    .filter(isActive)
    .flatMap((pillar) => [
      line(pillar, 0, false, ''),
      ...active
        .filter((area) => area.pillar_id === pillar.id)
        .map((area) => line(area, 1, true, pillar.name)),
    ])
  const known = new Set(placed.map(({ key }) => key))
  const loose = active.filter(({ id }) => !known.has(id)).map((area) => line(area, 0, true, ''))
  return [...placed, ...loose, nowhere(names.noArea)]
}

/** Projects under areas under pillars, as places for a task. */
export function projectPlaces(life: Life, names: { inbox: string; noArea: string }): Place[] {
  const active = life.projects.filter(isActive)
  const areas = areaPlaces(life, names).filter(({ id }) => id !== null)
  const placed = areas.flatMap((place) => [
    { ...place, isSelectable: false },
    ...active
      .filter((project) => project.area_id === place.id)
      .map((project) => line(project, place.depth + 1, true, `${place.path} ${place.name}`)),
  ])
  const known = new Set(placed.map(({ key }) => key))
  const loose = active.filter(({ id }) => !known.has(id)).map((project) => line(project, 0, true, ''))
  return [nowhere(names.inbox), ...placed, ...loose]
}

/** The places that match, with the lines above them so that one sees where they are. */
export function searchPlaces(places: readonly Place[], text: string): Place[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return [...places]
  const kept: Place[] = []
  const ancestors: Place[] = []
  for (const place of places) {
    while (ancestors.length > 0 && (ancestors.at(-1)?.depth ?? 0) >= place.depth) ancestors.pop()
    const haystack = `${place.path} ${place.name}`.toLowerCase()
    if (place.isSelectable && words.every((word) => haystack.includes(word))) {
      const isKept = ({ key }: Place) => kept.some((line) => line.key === key)
      // What only shows the way cannot be chosen: Enter takes the first line that was searched for.
      const way = ancestors.filter((ancestor) => !isKept(ancestor))
      kept.push(...way.map((line) => ({ ...line, isSelectable: false })), place)
    }
    ancestors.push(place)
  }
  return kept
}
