import { pastEventChoices, type ImportMapping } from '../../../../../shared/import/mapping.ts'
import { RadioRow } from '../../../ui/radio-row.tsx'
import { useImportText } from '../import-text.tsx'

type PastEventsProps = {
  count: number
  mapping: ImportMapping
  onChange: (next: Partial<ImportMapping>) => void
}

/** What becomes of events that are over: as open tasks they would all be overdue. */
export function PastEvents({ count, mapping, onChange }: PastEventsProps) {
  const t = useImportText()
  return (
    <section aria-labelledby="import-past" className="mt-8">
      <h3 id="import-past" className="font-semibold">
        {t('past.heading')}
      </h3>
      <p className="text-muted text-sm">{t('past.lead', { count })}</p>
      <RadioRow
        legend={t('past.heading')}
        isLegendHidden
        value={mapping.pastEvents}
        options={pastEventChoices.map((value) => ({ value, label: t(`past.${value}`) }))}
        onChange={(pastEvents) => onChange({ pastEvents })}
        className="mt-3"
      />
    </section>
  )
}
