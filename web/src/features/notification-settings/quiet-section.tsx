import { useState } from 'react'
import { TextField } from '../../ui/field.tsx'
import { Section } from '../../ui/section.tsx'
import { SwitchRow } from '../../ui/switch-row.tsx'
import { useNotificationSettingsText } from './notification-settings-text.ts'
import type { Preferences } from './queries.ts'

type QuietSectionProps = { preferences: Preferences; onChange: (patch: Partial<Preferences>) => void }

const minute = (time: string) => time.slice(0, 5)

/** The hours in which nothing rings, and what rings all the same. */
export function QuietSection({ preferences, onChange }: QuietSectionProps) {
  const t = useNotificationSettingsText()
  const { quiet_hours, quiet_from, quiet_until, urgent_breaks_quiet_hours } = preferences
  return (
    <Section title={t('quiet.title')}>
      <SwitchRow
        label={t('quiet.on')}
        hint={t('quiet.onHint')}
        isOn={quiet_hours}
        onChange={(isOn) => onChange({ quiet_hours: isOn })}
      />
      {quiet_hours && (
        <>
          <div className="flex flex-wrap gap-4">
            <TimeField
              key={`from ${quiet_from}`}
              label={t('quiet.from')}
              value={minute(quiet_from)}
              other={minute(quiet_until)}
              onChange={(time) => onChange({ quiet_from: time })}
            />
            <TimeField
              key={`until ${quiet_until}`}
              label={t('quiet.until')}
              value={minute(quiet_until)}
              other={minute(quiet_from)}
              onChange={(time) => onChange({ quiet_until: time })}
            />
          </div>
          <SwitchRow
            label={t('quiet.urgent')}
            isOn={urgent_breaks_quiet_hours}
            onChange={(isOn) => onChange({ urgent_breaks_quiet_hours: isOn })}
          />
        </>
      )}
    </Section>
  )
}

type TimeFieldProps = { label: string; value: string; other: string; onChange: (time: string) => void }

/** Kept when it is left: while it is typed, half of it is another time. */
function TimeField({ label, value, other, onChange }: TimeFieldProps) {
  const t = useNotificationSettingsText()
  const [draft, setDraft] = useState(value)
  const isSame = draft === other
  return (
    <TextField
      type="time"
      label={label}
      className="w-36"
      value={draft}
      error={isSame ? t('quiet.same') : null}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={() => {
        if (draft && !isSame && draft !== value) onChange(`${draft}:00`)
        else if (!draft) setDraft(value)
      }}
    />
  )
}
