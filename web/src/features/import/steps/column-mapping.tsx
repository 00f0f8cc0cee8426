import {
  columnRoles,
  dateOrders,
  isUnique,
  type ColumnRole,
} from '../../../../../shared/import/csv/column-roles.ts'
import type { ImportMapping } from '../../../../../shared/import/mapping.ts'
import type { TablePreview } from '../../../../../shared/import/source-format.ts'
import { instantText, longDay } from '../../../lib/format.ts'
import { useClock } from '../../../lib/profile.ts'
import { cx } from '../../../ui/classes.ts'
import { Select } from '../../../ui/field.tsx'
import { RadioRow } from '../../../ui/radio-row.tsx'
import { useImportText } from '../import-text.tsx'

type ColumnMappingProps = {
  table: TablePreview
  mapping: ImportMapping
  isLooking: boolean
  /** Whether to say that a column with the names of the tasks is missing. */
  isNameMissing: boolean
  onChange: (next: Pick<ImportMapping, 'columns' | 'dateOrder'>) => void
}

/** A role only one column can have leaves the column that had it: that one is kept as text. */
function assign(columns: readonly ColumnRole[], place: number, role: ColumnRole): ColumnRole[] {
  return columns.map((other, index) =>
    index === place ? role : other === role && isUnique(role) ? 'keep' : other,
  )
}

/** Says what each column means, with what stands in it beside, and shows at once what the first rows become. */
export function ColumnMapping({ table, mapping, isLooking, isNameMissing, onChange }: ColumnMappingProps) {
  const t = useImportText()
  const { dateOrder } = mapping
  const columns = mapping.columns ?? []
  return (
    <>
      <section aria-labelledby="import-columns">
        <h3 id="import-columns" className="font-semibold">
          {t('columns.heading')}
        </h3>
        <p className="text-muted text-sm">{t('columns.lead')}</p>
        <ul className="border-line bg-surface shadow-card mt-3 overflow-hidden rounded-lg border">
          {table.columns.map(({ name, values }, place) => (
            <li
              key={place}
              className="border-line grid gap-x-4 gap-y-2 border-t px-4 py-3 first:border-t-0 sm:grid-cols-[1fr_14rem] sm:items-center"
            >
              <span className="min-w-0">
                <span className="block font-medium wrap-break-word">{name}</span>
                <span className="text-muted block truncate text-sm">
                  {values.filter(Boolean).slice(0, 3).join(' · ') || t('columns.nothing')}
                </span>
              </span>
              <Select
                aria-label={t('columns.meaning', { column: name })}
                aria-invalid={(isNameMissing && place === 0) || undefined}
                value={columns[place] ?? 'keep'}
                onChange={(event) =>
                  onChange({ columns: assign(columns, place, event.target.value as ColumnRole), dateOrder })
                }
              >
                {columnRoles.map((role) => (
                  <option key={role} value={role}>
                    {t(`columns.roles.${role}`)}
                  </option>
                ))}
              </Select>
            </li>
          ))}
        </ul>
        {isNameMissing && (
          <p role="alert" className="text-danger mt-2 text-sm">
            {t('columns.nameMissing')}
          </p>
        )}
        {table.isDateOrderOpen && (
          <RadioRow
            legend={t('columns.dateOrder')}
            value={dateOrder}
            options={dateOrders.map((value) => ({ value, label: t(`columns.dateOrders.${value}`) }))}
            onChange={(value) => onChange({ columns, dateOrder: value })}
            className="mt-4"
          />
        )}
      </section>
      <Preview tasks={table.tasks} isLooking={isLooking} />
    </>
  )
}

/** A day, with its year: whether day and month were told apart is what there is to see. */
function useDueText(): (due: string) => string {
  const clock = useClock()
  return (due) => {
    const [day = '', time] = due.split(' ')
    return time
      ? instantText(`${day}T${time}:00Z`, { ...clock, timeZone: 'UTC' })
      : `${longDay(day, clock.locale)} ${day.slice(0, 4)}`
  }
}

function Preview({ tasks, isLooking }: { tasks: TablePreview['tasks']; isLooking: boolean }) {
  const t = useImportText()
  const dueText = useDueText()
  return (
    <section aria-labelledby="import-preview" aria-busy={isLooking} className="mt-8">
      <h3 id="import-preview" className="font-semibold">
        {t('columns.preview')}
      </h3>
      <ul className={cx('mt-3 flex flex-col gap-2 transition-opacity', isLooking && 'opacity-60')}>
        {tasks.map(({ name, project, due, priority, labels }, index) => (
          <li key={index} className="border-line bg-surface rounded-md border px-4 py-2.5">
            <span className="block font-medium wrap-break-word">{name}</span>
            <span className="text-muted flex flex-wrap gap-x-3 text-sm">
              <span>{project || t('projects.levels.inbox')}</span>
              {due && <span>{dueText(due)}</span>}
              <span>{t(`priorities.${priority}`)}</span>
              {labels.map((label) => (
                <span key={label}>#{label}</span>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
