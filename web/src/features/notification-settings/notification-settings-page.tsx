import { useQuery } from '@tanstack/react-query'
import { Page, PageHeader } from '../../ui/page.tsx'
import { Section } from '../../ui/section.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { SwitchRow } from '../../ui/switch-row.tsx'
import { ChannelsSection } from './channels-section.tsx'
import { DeliveryLog } from './delivery-log.tsx'
import { NotificationSettingsText, useNotificationSettingsText } from './notification-settings-text.ts'
import { useUpdatePreferences } from './preference-data.ts'
import { notificationSettingsQueries, type Preferences } from './queries.ts'
import { QuietSection } from './quiet-section.tsx'
import { TypesSection } from './types-section.tsx'

/** What a person is told, where, and when not; and what was told. */
export function NotificationSettingsPage() {
  return (
    <NotificationSettingsText>
      <Settings />
    </NotificationSettingsText>
  )
}

function Settings() {
  const t = useNotificationSettingsText()
  const { data: preferences } = useQuery(notificationSettingsQueries.preferences())
  const update = useUpdatePreferences()
  const change = (patch: Partial<Preferences>) => void update.run(patch)
  return (
    <Page title={t('title')}>
      <PageHeader title={t('title')} subtitle={t('lead')} />
      <div className="flex flex-col gap-10">
        {preferences ? (
          <>
            <ChannelsSection preferences={preferences} onChange={change} />
            <TypesSection preferences={preferences} onChange={change} />
            <QuietSection preferences={preferences} onChange={change} />
            <Section title={t('digests.title')}>
              <SwitchRow
                label={t('digests.daily')}
                isOn={preferences.daily_digest}
                onChange={(daily_digest) => change({ daily_digest })}
              />
              <SwitchRow
                label={t('digests.weekly')}
                isOn={preferences.weekly_digest}
                onChange={(weekly_digest) => change({ weekly_digest })}
              />
            </Section>
          </>
        ) : (
          <Skeleton className="h-96 w-full" />
        )}
        <DeliveryLog />
      </div>
    </Page>
  )
}
