import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { errorKey } from '../../lib/errors.ts'
import { PLAN_PREFIXES, refresh } from '../../lib/plan-cache.ts'
import { supabase } from '../../lib/supabase.ts'
import { toast } from '../../lib/toast.ts'
import { Button } from '../../ui/button.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { columnLabel, showsValues } from './columns.ts'
import { type Change, historyQueries } from './queries.ts'
import { isTold, nounOf } from './sentences.ts'

/** The single rows of a step; what was deleted can be brought back from here, one by one. */
export function ChangeList({ batchId, total }: { batchId: string; total: number }) {
  const t = useTranslations('history')
  const { data: changes } = useQuery(historyQueries.changes(batchId))
  if (!changes) return <Skeleton className="mt-3 ml-11 h-4 w-48" />

  return (
    <>
      <ul className="border-line mt-2 ml-11 flex flex-col gap-2 border-l-2 pl-4 text-sm">
        {changes.map((change) => (
          <ChangeRow key={change.id} change={change} />
        ))}
      </ul>
      {total > changes.length && (
        <p className="text-muted mt-2 ml-11 pl-4 text-sm">
          {t('notShown', { count: total - changes.length })}
        </p>
      )}
    </>
  )
}

type Columns = Record<string, unknown>

const columnsOf = (value: Change['before']): Columns =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}

function ChangeRow({ change }: { change: Change }) {
  const t = useTranslations('history')
  const before = columnsOf(change.before)
  const after = columnsOf(change.after)
  const columns = change.operation === 'update' ? Object.keys(after).filter(isTold) : []
  const operation =
    change.operation === 'insert' ? 'added' : change.operation === 'delete' ? 'deleted' : 'changed'

  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <div className="min-w-0 flex-1">
        <p className="wrap-break-word">
          <span className="text-muted">
            {t(`operations.${operation}`)} · {t(`nouns.${nounOf(change.table_name)}`)}
          </span>{' '}
          {change.row_label}
        </p>
        {columns.length > 0 && (
          <ul className="text-muted">
            {columns.map((column) => (
              <li key={column}>
                {columnLabel(column, t)}
                {showsValues(column) && (
                  <>
                    {': '}
                    <del className="wrap-anywhere">{valueText(before[column], t('nothing'))}</del>
                    {' → '}
                    <ins className="wrap-anywhere no-underline">{valueText(after[column], t('nothing'))}</ins>
                  </>
                )}
              </li>
            ))}
          </ul>
        )}
      </div>
      {change.operation === 'delete' && <RestoreButton change={change} />}
    </li>
  )
}

const valueText = (value: unknown, nothing: string): string =>
  value === null || value === undefined || value === '' ? nothing : String(value)

function RestoreButton({ change }: { change: Change }) {
  const t = useTranslations()
  const client = useQueryClient()

  const restore = async () => {
    try {
      await supabase
        .rpc('restore_row', { p_table: change.table_name, p_row_id: change.row_id })
        .setHeader('x-change-source', 'web')
        .throwOnError()
      await refresh(client, PLAN_PREFIXES)
      toast.plain(t('history.restored', { name: change.row_label ?? t('history.unnamed') }))
    } catch (error) {
      toast.error(t(`errors.${errorKey(error)}`), { description: t('errors.nothingChanged') })
    }
  }

  return (
    <Button
      size="sm"
      aria-label={t('history.restoreNamed', { name: change.row_label ?? '' })}
      onClick={() => void restore()}
    >
      {t('history.restore')}
    </Button>
  )
}
