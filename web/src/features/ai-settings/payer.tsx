import { useQuery } from '@tanstack/react-query'
import { aiSettingsQueries } from '../../lib/ai-settings.ts'
import { RadioRow } from '../../ui/radio-row.tsx'
import { useAiSettingsText } from './ai-settings-text.ts'
import { payerQueries } from './queries.ts'
import { useUpdateAiSettings } from './settings-data.ts'

const OWN = 'own'

/** Whose budget is used beside the person's own; nothing for who is in no organisation that has one. */
export function Payer() {
  const t = useAiSettingsText()
  const { data: settings } = useQuery({ ...aiSettingsQueries.own(), throwOnError: false })
  const { data: organizations } = useQuery({ ...payerQueries.all(), throwOnError: false })
  const update = useUpdateAiSettings('payer')
  if (!settings || !organizations || organizations.length === 0) return null
  return (
    <div className="max-w-xl">
      <RadioRow
        legend={t('payer.label')}
        value={settings.organization_id ?? OWN}
        options={[
          { value: OWN, label: t('payer.own') },
          ...organizations.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(value) => void update.run({ ...settings, organization_id: value === OWN ? null : value })}
      />
      <p className="text-muted mt-1.5 text-sm">{t('payer.hint')}</p>
    </div>
  )
}
