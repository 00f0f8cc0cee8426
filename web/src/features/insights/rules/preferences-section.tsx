import { SelectField, TextField } from '../../../ui/field.tsx'
import { RadioRow } from '../../../ui/radio-row.tsx'
import { Section } from '../../../ui/section.tsx'
import { SwitchRow } from '../../../ui/switch-row.tsx'
import { useInsightsText } from '../insights-text.ts'
import type { Preferences } from '../settings-queries.ts'
import { useSavePreferences } from './preferences-data.ts'

const DEPTHS = ['minimal', 'balanced', 'detailed'] as const
const PATTERNS = ['morning_peak', 'afternoon_peak', 'evening_peak', 'steady'] as const
const OPTIMIZATIONS = ['balance', 'focus', 'exploration', 'efficiency', 'wellbeing'] as const
const PERSONALITIES = ['coach', 'assistant', 'strategist', 'motivator'] as const
const STYLES = ['direct', 'encouraging', 'analytical', 'socratic'] as const

/** How a person wants their insights: how much, when they have energy, what is shown. */
export function PreferencesSection({ preferences }: { preferences: Preferences }) {
  const t = useInsightsText()
  const { run: save } = useSavePreferences()
  const { preferred_work_hours: hours } = preferences

  const saveHours = (change: Partial<Preferences['preferred_work_hours']>) => {
    const next = { ...hours, ...change }
    if (next.start && next.end && next.start < next.end) void save({ preferred_work_hours: next })
  }
  return (
    <Section title={t('settings.preferences')}>
      <RadioRow
        legend={t('settings.depth')}
        value={preferences.explanation_detail_level as (typeof DEPTHS)[number]}
        options={DEPTHS.map((value) => ({ value, label: t(`settings.depths.${value}`) }))}
        onChange={(explanation_detail_level) => void save({ explanation_detail_level })}
      />
      <RadioRow
        legend={t('settings.energy')}
        value={preferences.energy_pattern as (typeof PATTERNS)[number]}
        options={PATTERNS.map((value) => ({ value, label: t(`settings.patterns.${value}`) }))}
        onChange={(energy_pattern) => void save({ energy_pattern })}
      />
      <div className="flex flex-wrap gap-4">
        {(['start', 'end'] as const).map((edge) => (
          <TextField
            key={`${edge}-${hours[edge]}`}
            type="time"
            label={t(`settings.hours.${edge}`)}
            defaultValue={hours[edge]}
            onBlur={({ target }) => target.value !== hours[edge] && saveHours({ [edge]: target.value })}
          />
        ))}
      </div>
      <div className="grid max-w-3xl gap-4 sm:grid-cols-3">
        <SelectField
          label={t('settings.aim')}
          value={preferences.primary_optimization}
          onChange={({ target }) => void save({ primary_optimization: target.value })}
        >
          {OPTIMIZATIONS.map((value) => (
            <option key={value} value={value}>
              {t(`settings.aims.${value}`)}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t('settings.personality')}
          value={preferences.ai_personality}
          onChange={({ target }) => void save({ ai_personality: target.value })}
        >
          {PERSONALITIES.map((value) => (
            <option key={value} value={value}>
              {t(`settings.personalities.${value}`)}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t('settings.style')}
          value={preferences.ai_communication_style}
          onChange={({ target }) => void save({ ai_communication_style: target.value })}
        >
          {STYLES.map((value) => (
            <option key={value} value={value}>
              {t(`settings.styles.${value}`)}
            </option>
          ))}
        </SelectField>
      </div>
      <div className="max-w-xl">
        <SwitchRow
          label={t('settings.showNumbers')}
          hint={t('settings.showNumbersHint')}
          isOn={preferences.show_confidence_scores}
          onChange={(show_confidence_scores) => void save({ show_confidence_scores })}
        />
        <SwitchRow
          label={t('settings.showPath')}
          hint={t('settings.showPathHint')}
          isOn={preferences.show_reasoning_path}
          onChange={(show_reasoning_path) => void save({ show_reasoning_path })}
        />
      </div>
    </Section>
  )
}
