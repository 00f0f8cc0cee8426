import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Gauge } from 'lucide-react'
import { aiSettingsQueries, mayAsk } from '../../lib/ai-settings.ts'
import { buttonClass } from '../../ui/button.tsx'
import { Section } from '../../ui/section.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { SwitchRow } from '../../ui/switch-row.tsx'
import { AiSettingsText, useAiSettingsText } from './ai-settings-text.ts'
import { MemoryList } from './memory-list.tsx'
import { Payer } from './payer.tsx'
import { useUpdateAiSettings } from './settings-data.ts'

/** The parts of the app that may ask a model, by the names the ledger has for them. */
const FEATURES = ['assistant'] as const

/** Where models may be asked, what they cost, and what the assistant keeps in mind. */
export function AssistantSection() {
  return (
    <AiSettingsText>
      <Assistant />
    </AiSettingsText>
  )
}

function Assistant() {
  const t = useAiSettingsText()
  return (
    <Section title={t('title')} lead={t('lead')}>
      <Switches />
      <Payer />
      <div>
        <Link to="/usage" className={buttonClass()}>
          <Gauge aria-hidden className="text-gold size-4" strokeWidth={1.75} />
          {t('usage')}
        </Link>
      </div>
      <MemoryList />
    </Section>
  )
}

function Switches() {
  const t = useAiSettingsText()
  const { data: settings } = useQuery({ ...aiSettingsQueries.own(), throwOnError: false })
  const update = useUpdateAiSettings()
  if (!settings) return <Skeleton className="h-24 w-full max-w-xl" />
  const { is_on, features_off } = settings

  const setFeature = (feature: string, isOn: boolean) => {
    const others = features_off.filter((off) => off !== feature)
    void update.run({ ...settings, features_off: isOn ? others : [...others, feature] })
  }

  return (
    <div className="max-w-xl">
      <SwitchRow
        label={t('all.label')}
        hint={t(is_on ? 'all.on' : 'all.off')}
        isOn={is_on}
        onChange={(isOn) => void update.run({ ...settings, is_on: isOn })}
      />
      <ul aria-label={t('features.label')} className="border-line mt-1 ml-1 border-l pl-4">
        {FEATURES.map((feature) => (
          <li key={feature}>
            <SwitchRow
              label={t(`features.${feature}`)}
              isOn={mayAsk(settings, feature)}
              isDisabled={!is_on}
              onChange={(isOn) => setFeature(feature, isOn)}
            />
          </li>
        ))}
      </ul>
    </div>
  )
}
