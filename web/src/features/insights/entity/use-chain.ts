import { useQuery } from '@tanstack/react-query'
import { areaQueries, projectQueries } from '../../../lib/plan-queries.ts'
import { chainOf, type Entity } from './chain.ts'

/** The chain of a row; null until all of it is known, so that what hangs on it is asked for once. */
export function useChain(entity: Entity): string[] | null {
  const needsAreas = (entity.type === 'task' || entity.type === 'project') && entity.parentId !== null
  const needsProjects = entity.type === 'task' && entity.parentId !== null
  const projects = useQuery({ ...projectQueries.all(), throwOnError: false, enabled: needsProjects })
  const areas = useQuery({ ...areaQueries.all(), throwOnError: false, enabled: needsAreas })
  // What cannot be read leaves out what is above it, and not what is said of the row itself.
  const isKnown = ({ data, isError }: { data: unknown; isError: boolean }) => data !== undefined || isError
  if ((needsProjects && !isKnown(projects)) || (needsAreas && !isKnown(areas))) return null
  return chainOf(entity, { projects: projects.data ?? [], areas: areas.data ?? [] })
}
