import { queryOptions } from '@tanstack/react-query'
import type { EvidenceRow } from '../../../../../shared/hrm/evidence.ts'
import { areaQueries, pillarQueries, projectQueries } from '../../../lib/plan-queries.ts'
import { inPieces, read } from '../../../lib/read.ts'
import { supabase } from '../../../lib/supabase.ts'

type Named = { id: string; name: string }

const rowsOf = (table: string, levels: readonly Named[], ids: ReadonlySet<string>): EvidenceRow[] =>
  levels.filter(({ id }) => ids.has(id)).map(({ id, name }) => ({ table, id, name, values: {} }))

/**
 * The rows behind a figure that its receipt counts without listing them, as they are now; one that is gone is not among
 * them.
 */
export const rowNames = (ids: readonly string[]) =>
  queryOptions({
    queryKey: ['insights', 'row-names', ids],
    queryFn: async ({ client, signal }): Promise<EvidenceRow[]> => {
      const wanted = new Set(ids)
      const [tasks, pillars, areas, projects] = await Promise.all([
        inPieces(ids, (some) =>
          read(
            supabase.from('tasks').select('id, name, status, due_on').in('id', some).order('name'),
            signal,
          ),
        ),
        client.query(pillarQueries.all()),
        client.query(areaQueries.all()),
        client.query(projectQueries.all()),
      ])
      return [
        ...rowsOf('pillars', pillars, wanted),
        ...rowsOf('areas', areas, wanted),
        ...rowsOf('projects', projects, wanted),
        ...tasks.map(({ id, name, status, due_on }) => ({
          ...{ table: 'tasks', id, name },
          values: { status, ...(due_on !== null && { due_on }) },
        })),
      ]
    },
  })
