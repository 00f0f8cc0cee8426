import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { weekdayName } from '../../lib/format.ts'
import { applyLocale, LOCALES, useAppLocale } from '../../lib/i18n/locale.ts'
import { useProfile } from '../../lib/profile.ts'
import { applyTheme, THEMES } from '../../lib/theme.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { RadioRow } from '../../ui/radio-row.tsx'
import { Section } from '../../ui/section.tsx'
import { useDraft } from '../../ui/use-draft.ts'
import { type ProfilePatch, useUpdateProfile } from './profile-data.ts'
import { timeZones } from './time-zones.ts'

const WEEK_STARTS = [1, 0, 6] as const
const MAX_NAME = 120
const DEVICE_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone

/** How the app speaks to this person. Each setting is kept as soon as it is chosen. */
export function ProfileForm() {
  const t = useTranslations('settings')
  const profile = useProfile()
  const locale = useAppLocale()
  const client = useQueryClient()
  const update = useUpdateProfile()
  const change = (patch: ProfilePatch) => void update.run(patch)
  const changeZone = async (time_zone: string) => {
    const isKept = await update.run({ time_zone })
    // What "today" is depends on it.
    if (isKept) void client.invalidateQueries({ queryKey: ['today'] })
  }
  const name = useDraft(profile.display_name, (value) => change({ display_name: value.trim() }))

  return (
    <>
      <Section title={t('you')}>
        <TextField
          label={t('displayName')}
          autoComplete="name"
          className="max-w-sm"
          maxLength={MAX_NAME}
          value={name.value}
          onChange={(event) => name.onChange(event.target.value)}
          onBlur={() => name.commit()}
          onKeyDown={(event) => event.key === 'Enter' && name.commit()}
        />
      </Section>
      <Section title={t('look')}>
        <RadioRow
          legend={t('theme')}
          value={THEMES.find((theme) => theme === profile.theme) ?? 'system'}
          options={THEMES.map((theme) => ({ value: theme, label: t(`themes.${theme}`) }))}
          onChange={(theme) => {
            applyTheme(theme)
            change({ theme })
          }}
        />
        <RadioRow
          legend={t('language')}
          value={locale}
          options={LOCALES.map((value) => ({ value, label: t(`languages.${value}`) }))}
          onChange={(value) => {
            applyLocale(value)
            change({ locale: value })
          }}
        />
      </Section>
      <Section title={t('time')}>
        <div className="flex flex-col items-start gap-2">
          <SelectField
            label={t('timeZone')}
            hint={t('timeZoneHint')}
            className="w-full max-w-sm"
            value={profile.time_zone}
            onChange={(event) => void changeZone(event.target.value)}
          >
            {timeZones(profile.time_zone).map((zone) => (
              <option key={zone} value={zone}>
                {zone.replaceAll('_', ' ')}
              </option>
            ))}
          </SelectField>
          {profile.time_zone !== DEVICE_ZONE && (
            <Button size="sm" onClick={() => void changeZone(DEVICE_ZONE)}>
              {t('useDeviceZone', { zone: DEVICE_ZONE.replaceAll('_', ' ') })}
            </Button>
          )}
        </div>
        <RadioRow
          legend={t('clock')}
          value={profile.uses_24h ? '24' : '12'}
          options={[
            { value: '24', label: t('clock24') },
            { value: '12', label: t('clock12') },
          ]}
          onChange={(value) => change({ uses_24h: value === '24' })}
        />
        <RadioRow
          legend={t('weekStart')}
          value={String(profile.week_start)}
          options={WEEK_STARTS.map((day) => ({ value: String(day), label: weekdayName(day, locale) }))}
          onChange={(value) => change({ week_start: Number(value) })}
        />
      </Section>
    </>
  )
}
