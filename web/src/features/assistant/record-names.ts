import { queryOptions } from '@tanstack/react-query'
import { areaQueries, labelQueries, pillarQueries, projectQueries } from '../../lib/plan-queries.ts'
import { supabase } from '../../lib/supabase.ts'

/** Ids stand in the address of a request, which must not be longer than servers accept. */
const IDS_PER_REQUEST = 100

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
      for (let from = 0; from < taskIds.length; from += IDS_PER_REQUEST) {
        const some = taskIds.slice(from, from + IDS_PER_REQUEST)
        const request = supabase.from('tasks').select('id, name').in('id', some)
        const { data } = await request.retry(false).abortSignal(signal).throwOnError()
        for (const { id, name } of data) names.set(id, name)
      }
      return names
    },
  })
