import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { Button } from '../../ui/button.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { columnLabel, showsValues } from './columns.ts'
import { type Change, historyQueries } from './queries.ts'
import { useRestore } from './restore.ts'
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
        <ColumnChanges change={change} />
      </div>
      {change.operation === 'delete' && <RestoreButton change={change} />}
    </li>
  )
}

/** The columns an update changed, each from what to what where that is fit to be shown. */
export function ColumnChanges({ change }: { change: Change }) {
  const t = useTranslations('history')
  if (change.operation !== 'update') return null
  const before = columnsOf(change.before)
  const after = columnsOf(change.after)
  const columns = Object.keys(after).filter(isTold)
  if (columns.length === 0) return null

  return (
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
  )
}

const valueText = (value: unknown, nothing: string): string =>
  value === null || value === undefined || value === '' ? nothing : String(value)

function RestoreButton({ change: { table_name, row_id, row_label } }: { change: Change }) {
  const t = useTranslations('history')
  const { run, isPending } = useRestore()
  return (
    <Button
      size="sm"
      isBusy={isPending}
      aria-label={t('restoreNamed', { name: row_label ?? '' })}
      onClick={() => void run({ rows: [{ table: table_name, id: row_id, name: row_label }] })}
    >
      {t('restore')}
    </Button>
  )
}
