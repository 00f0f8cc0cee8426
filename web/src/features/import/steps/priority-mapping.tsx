import {
  taskPriorities,
  todoistPriorities,
  type ImportMapping,
  type TaskPriority,
} from '../../../../../shared/import/mapping.ts'
import type { DetectedFile, SourceFormatName } from '../../../../../shared/import/source-format.ts'
import { SelectField, Select } from '../../../ui/field.tsx'
import { RadioRow } from '../../../ui/radio-row.tsx'
import { useImportText } from '../import-text.tsx'

type PriorityMappingProps = {
  format: SourceFormatName
  files: readonly DetectedFile[]
  mapping: ImportMapping
  onChange: (next: Partial<ImportMapping>) => void
}

/** More different ones are no priorities but something else. */
const SHOWN = 12

/** How many tasks have which priority, what it becomes, and the way to change that. */
export function PriorityMapping({ format, files, mapping, onChange }: PriorityMappingProps) {
  const t = useImportText()
  const { priorities } = mapping
  const included = files.filter(({ key }) => mapping.files[key]?.include)
  const counts = new Map<string, number>()
  for (const [source, count] of included.flatMap((file) => Object.entries(file.priorities))) {
    counts.set(source, (counts.get(source) ?? 0) + count)
  }
  const present = [...counts].filter(([, count]) => count > 0).map(([source]) => source)
  const set = (source: string, priority: TaskPriority) =>
    onChange({ priorities: { ...priorities, [source]: priority } })
  if (present.length === 0 || (present.length === 1 && present[0] === 'empty' && format !== 'todoist'))
    return null

  const isTodoist = format === 'todoist'
  const nameOf = (source: string) =>
    source === 'empty' || source === 'other' ? t(`priorities.source.${source}`) : source

  return (
    <section aria-labelledby="import-priorities" className="mt-8">
      <h3 id="import-priorities" className="font-semibold">
        {t('priorities.heading')}
      </h3>
      <p className="text-muted text-sm">{t(isTodoist ? 'priorities.lead' : 'priorities.leadOther')}</p>
      {isTodoist && (
        <RadioRow
          legend={t('priorities.highest')}
          isLegendHidden
          value={priorities['1'] === 'low' ? 'four' : 'one'}
          options={[
            { value: 'one', label: t('priorities.one') },
            { value: 'four', label: t('priorities.four') },
          ]}
          onChange={(value) => {
            const turned = todoistPriorities(value === 'one' ? 1 : 4)
            onChange({ priorities: { ...turned, empty: priorities.empty ?? 'urgent' } })
          }}
          className="mt-3"
        />
      )}
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
          {present.slice(0, SHOWN).map((source) => (
            <tr key={source} className="border-line border-t">
              <th scope="row" className="py-1.5 pr-4 text-left font-normal wrap-break-word">
                {nameOf(source)}
              </th>
              <td className="py-1.5 pr-4">
                {isTodoist || source === 'other' ? (
                  t(`priorities.${priorities[source] ?? 'medium'}`)
                ) : (
                  <Select
                    aria-label={t('priorities.set', { priority: nameOf(source) })}
                    value={priorities[source] ?? 'medium'}
                    onChange={(event) => set(source, event.target.value as TaskPriority)}
                  >
                    <PriorityOptions />
                  </Select>
                )}
              </td>
              <td className="py-1.5 text-right tabular-nums">{counts.get(source)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {isTodoist && (counts.get('empty') ?? 0) > 0 && (
        <SelectField
          label={t('priorities.empty')}
          value={priorities.empty ?? 'urgent'}
          onChange={(event) => set('empty', event.target.value as TaskPriority)}
          className="mt-4 max-w-xs"
        >
          <PriorityOptions />
        </SelectField>
      )}
    </section>
  )
}

function PriorityOptions() {
  const t = useImportText()
  return taskPriorities.map((priority) => (
    <option key={priority} value={priority}>
      {t(`priorities.${priority}`)}
    </option>
  ))
}
