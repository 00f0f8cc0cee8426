import { CircleDot, type LucideIcon, Plus, Trash2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { cx } from '../../../ui/classes.ts'
import { useAssistantText } from '../assistant-text.ts'
import { countEntities, type DiffField, type DiffRow } from './diff-rows.ts'
import { fieldLabel, useValueText } from './use-value-text.ts'

const FIRST = 8

const KINDS: Record<DiffRow['kind'], { icon: LucideIcon; tone: string }> = {
  create: { icon: Plus, tone: 'text-success' },
  change: { icon: CircleDot, tone: 'text-gold' },
  delete: { icon: Trash2, tone: 'text-danger' },
}

type DiffListProps = {
  rows: readonly DiffRow[]
  /** In place of what a row is called, or of one of its values. */
  renderName?: (row: DiffRow) => ReactNode
  renderValue?: (row: DiffRow, field: DiffField) => ReactNode
  renderAction?: (row: DiffRow) => ReactNode
}

/** What becomes different, row by row and value by value. */
export function DiffList({ rows, renderName, renderValue, renderAction }: DiffListProps) {
  const t = useAssistantText()
  const [isWhole, setIsWhole] = useState(rows.length <= FIRST + 1)
  const shown = isWhole ? rows : rows.slice(0, FIRST)

  return (
    <>
      <ul className="flex flex-col gap-3">
        {shown.map((row) => {
          const { icon: Icon, tone } = KINDS[row.kind]
          return (
            <li key={row.id} className="flex items-start gap-2.5">
              <Icon aria-hidden className={cx('mt-1 size-4 shrink-0', tone)} strokeWidth={1.75} />
              <div className="min-w-0 flex-1">
                {renderName?.(row) || <RowName row={row} />}
                {row.fields.length > 0 && (
                  <dl className="mt-0.5 grid grid-cols-[max-content_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-sm">
                    {row.fields.map((field) => (
                      <FieldLine key={field.field} field={field}>
                        {renderValue?.(row, field)}
                      </FieldLine>
                    ))}
                  </dl>
                )}
              </div>
              {renderAction?.(row)}
            </li>
          )
        })}
      </ul>
      {!isWhole && (
        <button
          type="button"
          onClick={() => setIsWhole(true)}
          className="text-muted hover:text-ink touch:h-11 mt-2 ml-6.5 h-8 text-sm font-medium"
        >
          {t('diff.more', { count: rows.length - FIRST })}
        </button>
      )}
    </>
  )
}

function RowName({ row }: { row: DiffRow }) {
  const t = useAssistantText()
  const along = countEntities(row.along)
    .map(([entity, count]) => t(`entities.${entity}`, { count }))
    .join(', ')
  return (
    <p className="wrap-anywhere">
      <span className={cx('font-medium', row.kind === 'delete' && 'line-through')}>{row.name}</span>
      <span className="text-muted text-sm">
        {row.kind === 'create' && ` · ${t('diff.new')} · ${t(`nouns.${row.entity}`)}`}
        {row.kind === 'delete' && ` · ${t('diff.delete')} · ${t(`nouns.${row.entity}`)}`}
        {along !== '' && ` ${t('diff.along', { what: along })}`}
      </span>
    </p>
  )
}

function FieldLine({ field, children }: { field: DiffField; children: ReactNode }) {
  const t = useAssistantText()
  const textOf = useValueText()
  const hadValue = field.before !== null && field.before !== '' && !isEmptyList(field.before)
  return (
    <>
      <dt className="text-muted self-center">{fieldLabel(field.field, t)}</dt>
      <dd className="min-w-0 wrap-anywhere">
        {children || (
          <>
            {hadValue && (
              <>
                <del className="text-muted">{textOf(field.field, field.before)}</del>
                <span aria-hidden className="text-faint">
                  {' → '}
                </span>
              </>
            )}
            <ins className="no-underline">{textOf(field.field, field.after)}</ins>
          </>
        )}
      </dd>
    </>
  )
}

const isEmptyList = (value: DiffField['before']): boolean => Array.isArray(value) && value.length === 0
