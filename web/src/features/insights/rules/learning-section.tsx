import { useQuery } from '@tanstack/react-query'
import type { Rule } from '../../../../../shared/hrm/rule.ts'
import { Section } from '../../../ui/section.tsx'
import { SwitchRow } from '../../../ui/switch-row.tsx'
import { useInsightsText } from '../insights-text.ts'
import { ruleName } from '../rule-names.ts'
import { type Preferences, settingsQueries } from '../settings-queries.ts'
import { useSavePreferences } from './preferences-data.ts'
import { WeightChangeRow } from './weight-change-row.tsx'

type LearningSectionProps = { rules: readonly Rule[]; preferences: Preferences }

/** Whether feedback moves the weights, what it has moved, and the way back. */
export function LearningSection({ rules, preferences }: LearningSectionProps) {
  const t = useInsightsText()
  const { run: save } = useSavePreferences()
  const { data: changes = [] } = useQuery({ ...settingsQueries.weightChanges(), throwOnError: false })
  const { enable_ai_learning } = preferences

  return (
    <Section title={t('learning.title')} lead={t('learning.lead')}>
      <div className="max-w-xl">
        <SwitchRow
          label={t('learning.consent')}
          hint={t(enable_ai_learning ? 'learning.on' : 'learning.off')}
          isOn={enable_ai_learning}
          onChange={(isOn) => void save({ enable_ai_learning: isOn })}
        />
      </div>
      {changes.length === 0 ? (
        <p className="text-muted">{t('learning.none')}</p>
      ) : (
        <ul
          aria-label={t('learning.changes')}
          className="divide-line border-line max-w-3xl divide-y border-y"
        >
          {changes.map((change) => (
            <WeightChangeRow
              key={change.id}
              change={change}
              name={ruleName(rules.find(({ rule_code }) => rule_code === change.rule_code) ?? change, t)}
            />
          ))}
        </ul>
      )}
    </Section>
  )
}
