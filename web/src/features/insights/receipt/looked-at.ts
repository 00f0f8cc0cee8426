import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Evidence, EvidenceRow, EvidenceValue } from '../../../../../shared/hrm/evidence.ts'
import type { Snapshot } from '../../../../../shared/hrm/snapshot.ts'
import type { Insight } from '../insight.ts'
import { settingsQueries } from '../settings-queries.ts'

/** Counts all there is: more rows than a receipt would carry. */
const COUNTS_EVERYTHING = 'GENERATOR_COMPLETION'

type Task = Snapshot['tasks'][number]

const isDone = ({ status }: Task): boolean => status === 'completed'
const COUNTED: Record<string, (task: Task) => boolean> = {
  done: isDone,
  all: () => true,
  done_percent: isDone,
}

const rowOf = ({ id, name, status, due_on }: Task): EvidenceRow => ({
  ...{ table: 'tasks', id, name },
  values: { status, due_on },
})

/**
 * The figures of a receipt with the rows behind each, also where the receipt itself names none: what a rule worked out
 * of the row it judged leads to that row, and what counts everything to what the rules see now.
 */
export function useFigureRows({ rule_code, entity_id, evidence }: Insight): {
  values: Evidence['values']
  known: ReadonlyMap<string, EvidenceRow>
} {
  const countsAll = rule_code === COUNTS_EVERYTHING
  const { data: snapshot } = useQuery({
    ...settingsQueries.snapshot(),
    enabled: countsAll,
    throwOnError: false,
  })
  return useMemo(() => {
    const tasks = countsAll ? (snapshot?.tasks ?? []) : []
    const rowsOf = ({ key, rows }: EvidenceValue): readonly string[] => {
      if (rows.length > 0) return rows
      const isCounted = COUNTED[key]
      if (countsAll && isCounted) return tasks.filter(isCounted).map(({ id }) => id)
      return key.includes('.') && entity_id !== null ? [entity_id] : rows
    }
    return {
      values: evidence.values.map((value) => ({ ...value, rows: [...rowsOf(value)] })),
      known: new Map([...tasks.map(rowOf), ...evidence.rows].map((row) => [row.id, row])),
    }
  }, [countsAll, snapshot, entity_id, evidence])
}
