import { queryOptions } from '@tanstack/react-query'
import { areaQueries, labelQueries, pillarQueries, projectQueries } from '../../lib/plan-queries.ts'
import { inPieces, read } from '../../lib/read.ts'
import { supabase } from '../../lib/supabase.ts'

/** What the rows a model has read are called today; a row that is gone has no name any more. */
export const recordNames = (records: readonly { table: string; id: string }[]) =>
  queryOptions({
    queryKey: ['chats', 'record-names', records.map(({ id }) => id)],
    queryFn: async ({ client, signal }) => {
      const levels = await Promise.all([
        client.query(pillarQueries.all()),
        client.query(areaQueries.all()),
        client.query(projectQueries.all()),
        client.query(labelQueries.all()),
      ])
      const names = new Map(levels.flat().map(({ id, name }) => [id, name]))
      const taskIds = records.filter(({ table }) => table === 'tasks').map(({ id }) => id)
      const tasks = await inPieces(taskIds, (some) =>
        read(supabase.from('tasks').select('id, name').in('id', some), signal),
      )
      for (const { id, name } of tasks) names.set(id, name)
      return names
    },
  })
