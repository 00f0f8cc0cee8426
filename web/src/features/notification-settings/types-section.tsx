import { SelectField } from '../../ui/field.tsx'
import { Section } from '../../ui/section.tsx'
import { SwitchRow } from '../../ui/switch-row.tsx'
import { useNotificationSettingsText } from './notification-settings-text.ts'
import type { Preferences } from './queries.ts'

const TYPES = [
  'task_reminder',
  'task_due',
  'recurring_task',
  'task_overdue',
  'project_deadline',
  'unblocked_task',
] as const
const ADVANCES = [0, 5, 15, 30, 60, 120, 1440]

type TypesSectionProps = { preferences: Preferences; onChange: (patch: Partial<Preferences>) => void }

/** What a person is told of. */
export function TypesSection({ preferences, onChange }: TypesSectionProps) {
  const t = useNotificationSettingsText()
  const { reminder_advance_minutes: advance } = preferences
  const advances = [...new Set([...ADVANCES, advance])].toSorted((a, b) => a - b)
  const describe = (minutes: number) =>
    minutes === 1440
      ? t('day')
      : minutes >= 60 && minutes % 60 === 0
        ? t('hours', { hours: minutes / 60 })
        : t('minutes', { minutes })
  return (
    <Section title={t('types.title')}>
      <div>
        {TYPES.map((type) => (
          <SwitchRow
            key={type}
            label={t(`types.${type}`)}
            isOn={preferences[type]}
            onChange={(isOn) => onChange({ [type]: isOn })}
          />
        ))}
      </div>
      <SelectField
        label={t('types.advance')}
        className="max-w-60"
        value={advance}
        disabled={!preferences.task_due && !preferences.recurring_task}
        onChange={(event) => onChange({ reminder_advance_minutes: Number(event.target.value) })}
      >
        {advances.map((minutes) => (
          <option key={minutes} value={minutes}>
            {describe(minutes)}
          </option>
        ))}
      </SelectField>
    </Section>
  )
}
