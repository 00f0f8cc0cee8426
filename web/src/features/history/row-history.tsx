import { useQuery } from '@tanstack/react-query'
import { ChevronRight, History } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { instantText } from '../../lib/format.ts'
import { useClock } from '../../lib/profile.ts'
import { Button } from '../../ui/button.tsx'
import { cx } from '../../ui/classes.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import { ColumnChanges } from './change-list.tsx'
import { type Change, historyQueries } from './queries.ts'
import { useRestore } from './restore.ts'
import { isTold } from './sentences.ts'

type RowHistoryProps = { table: string; id: string; name: string }

/** What happened to one thing, opened on demand; any earlier state can be brought back. */
export function RowHistory({ table, id, name }: RowHistoryProps) {
  const t = useTranslations('history')
  const [isOpen, setIsOpen] = useState(false)
  return (
    <section>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
        className="text-muted hover:bg-hover hover:text-ink touch:h-11 -ml-1 flex h-9 items-center gap-2 rounded-sm px-1 pr-3 text-sm"
      >
        <History aria-hidden className="size-4" strokeWidth={1.75} />
        {t('title')}
        <ChevronRight
          aria-hidden
          className={cx('size-4 transition-transform', isOpen && 'rotate-90')}
          strokeWidth={1.75}
        />
      </button>
      {isOpen && <Changes table={table} id={id} name={name} />}
    </section>
  )
}

const saysSomething = ({ operation, after }: Change): boolean =>
  operation !== 'update' ||
  (typeof after === 'object' && after !== null && Object.keys(after).some((column) => isTold(column)))

function Changes({ table, id, name }: RowHistoryProps) {
  const t = useTranslations('history')
  const clock = useClock()
  const { data } = useQuery(historyQueries.ofRow(table, id))
  const { run, isPending } = useRestore()
  if (!data) return <Skeleton className="mt-2 h-4 w-48" />
  const changes = data.filter(saysSomething)

  return (
    <ol className="border-line mt-2 ml-2 flex flex-col gap-3 border-l-2 pl-4 text-sm">
      {changes.map((change, index) => {
        const operation =
          change.operation === 'insert' ? 'added' : change.operation === 'delete' ? 'deleted' : 'changed'
        const when = instantText(change.at, clock)
        return (
          <li key={change.id} className="flex flex-wrap items-start gap-x-3 gap-y-1">
            <div className="min-w-0 flex-1">
              <p>
                {t(`operations.${operation}`)}{' '}
                <time dateTime={change.at} className="text-muted">
                  {when}
                </time>
              </p>
              <ColumnChanges change={change} />
            </div>
            {index > 0 && change.operation !== 'delete' && (
              <Button
                size="sm"
                variant="quiet"
                isBusy={isPending}
                aria-label={t('restoreVersionNamed', { when })}
                onClick={() => void run({ rows: [{ table, id, name }], at: change.at })}
              >
                {t('restoreVersion')}
              </Button>
            )}
          </li>
        )
      })}
    </ol>
  )
}
