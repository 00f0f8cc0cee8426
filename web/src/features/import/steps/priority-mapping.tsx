import {
  sourcePriorities,
  type DetectedFile,
  type SourcePriority,
} from '../../../../../shared/import/detect-format.ts'
import {
  mapPriority,
  taskPriorities,
  type ImportMapping,
  type TaskPriority,
} from '../../../../../shared/import/mapping.ts'
import { SelectField } from '../../../ui/field.tsx'
import { RadioRow } from '../../../ui/radio-row.tsx'
import { useImportText } from '../import-text.tsx'

type PriorityMappingProps = {
  files: readonly DetectedFile[]
  mapping: ImportMapping
  onChange: (next: Partial<ImportMapping>) => void
}

const sourceKey = (source: SourcePriority) =>
  source === 'empty' || source === 'other' ? source : (`p${source}` as 'p1' | 'p2' | 'p3' | 'p4')

/** How many tasks have which priority, what it becomes, and the way to turn it round. */
export function PriorityMapping({ files, mapping, onChange }: PriorityMappingProps) {
  const t = useImportText()
  const included = files.filter(({ key }) => mapping.files[key]?.include)
  const countOf = (source: SourcePriority) =>
    included.reduce((sum, { priorities }) => sum + priorities[source], 0)
  const becomes = (source: SourcePriority): TaskPriority =>
    (source === 'other' ? null : mapPriority(source === 'empty' ? '' : source, mapping)) ?? 'medium'
  const present = sourcePriorities.filter((source) => countOf(source) > 0)
  if (present.length === 0) return null

  return (
    <section aria-labelledby="import-priorities" className="mt-8">
      <h3 id="import-priorities" className="font-semibold">
        {t('priorities.heading')}
      </h3>
      <p className="text-muted text-sm">{t('priorities.lead')}</p>
      <RadioRow
        legend={t('priorities.highest')}
        isLegendHidden
        value={mapping.highestPriority === 1 ? 'one' : 'four'}
        options={[
          { value: 'one', label: t('priorities.one') },
          { value: 'four', label: t('priorities.four') },
        ]}
        onChange={(value) => onChange({ highestPriority: value === 'one' ? 1 : 4 })}
        className="mt-3"
      />
      <table className="mt-4 w-full max-w-md text-sm">
        <caption className="sr-only">{t('priorities.caption')}</caption>
        <thead>
          <tr className="text-muted text-left">
            <th scope="col" className="py-1.5 pr-4 font-medium">
              {t('priorities.inFile')}
            </th>
            <th scope="col" className="py-1.5 pr-4 font-medium">
              {t('priorities.becomes')}
            </th>
            <th scope="col" className="py-1.5 text-right font-medium">
              {t('priorities.tasks')}
            </th>
          </tr>
        </thead>
        <tbody>
          {present.map((source) => (
            <tr key={source} className="border-line border-t">
              <th scope="row" className="py-1.5 pr-4 text-left font-normal">
                {t(`priorities.source.${sourceKey(source)}`)}
              </th>
              <td className="py-1.5 pr-4">{t(`priorities.${becomes(source)}`)}</td>
              <td className="py-1.5 text-right tabular-nums">{countOf(source)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {countOf('empty') > 0 && (
        <SelectField
          label={t('priorities.empty')}
          value={mapping.emptyPriority}
          onChange={(event) => onChange({ emptyPriority: event.target.value as TaskPriority })}
          className="mt-4 max-w-xs"
        >
          {taskPriorities.map((priority) => (
            <option key={priority} value={priority}>
              {t(`priorities.${priority}`)}
            </option>
          ))}
        </SelectField>
      )}
    </section>
  )
}
