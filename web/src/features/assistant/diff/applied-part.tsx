import { useQuery } from '@tanstack/react-query'
import { Check, Redo2, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { areaQueries, pillarQueries, projectQueries } from '../../../lib/plan-queries.ts'
import { useUndo } from '../../../lib/undo.ts'
import { Button } from '../../../ui/button.tsx'
import { cx } from '../../../ui/classes.ts'
import { useAssistantText } from '../assistant-text.ts'
import { chatQueries } from '../queries.ts'
import { appliedRows } from './applied-rows.ts'
import { DiffList } from './diff-list.tsx'

const QUIET = { throwOnError: false }
const NONE: readonly never[] = []

/** A proposal that was applied: what it has changed, and the way back. */
export function AppliedPart({ batchId }: { batchId: string | null }) {
  const t = useAssistantText()
  const { undoBatch, redoBatch } = useUndo()
  const [isBusy, setIsBusy] = useState(false)
  const { data } = useQuery({
    ...chatQueries.batch(batchId ?? ''),
    ...QUIET,
    enabled: batchId !== null,
  })
  const names = useNames()
  const rows = data ? appliedRows(data.changes, names) : []
  const isUndone = Boolean(data?.batch?.undone_by_batch_id)

  const turn = async () => {
    if (!batchId) return
    setIsBusy(true)
    await (isUndone ? redoBatch(batchId) : undoBatch(batchId))
    setIsBusy(false)
  }

  return (
    <>
      <div className="flex min-h-11 items-center gap-2 pl-4 text-sm">
        <Check
          aria-hidden
          className={cx('size-4 shrink-0', isUndone ? 'text-faint' : 'text-success')}
          strokeWidth={2}
        />
        <p role="status" className={cx('flex-1 font-medium', isUndone && 'text-muted')}>
          {t(isUndone ? 'diff.undone' : 'diff.applied')}
        </p>
        {batchId && data?.batch && (
          <Button size="sm" variant="quiet" isBusy={isBusy} onClick={() => void turn()} className="mr-1.5">
            {isUndone ? <Redo2 aria-hidden className="size-4" /> : <Undo2 aria-hidden className="size-4" />}
            {t(isUndone ? 'diff.redo' : 'diff.undo')}
          </Button>
        )}
      </div>
      {rows.length > 0 && (
        <div className={cx('px-4 pb-3', isUndone && 'text-muted')}>
          <DiffList rows={rows} />
        </div>
      )}
    </>
  )
}

/** What the levels above tasks are called. */
function useNames(): ReadonlyMap<string, string> {
  const { data: pillars = NONE } = useQuery({ ...pillarQueries.all(), ...QUIET })
  const { data: areas = NONE } = useQuery({ ...areaQueries.all(), ...QUIET })
  const { data: projects = NONE } = useQuery({ ...projectQueries.all(), ...QUIET })
  return new Map([...pillars, ...areas, ...projects].map(({ id, name }) => [id, name]))
}
