import { Link } from '@tanstack/react-router'
import { BellRing } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { AccountSection } from '../../features/account/account-section.tsx'
import { AssistantSection } from '../../features/ai-settings/assistant-section.tsx'
import { AutomationsSection } from '../../features/automations/settings-section.tsx'
import { ExportSection } from '../../features/export/export-section.tsx'
import { InsightsSection } from '../../features/insights/settings-section.tsx'
import { DataSection } from '../../features/profile/data-section.tsx'
import { ProfileForm } from '../../features/profile/profile-form.tsx'
import { QuickAddLanguageSection } from '../../features/quick-add/language-section.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { Section } from '../../ui/section.tsx'

export function SettingsRoute() {
  const t = useTranslations('settings')
  return (
    <Page title={t('title')}>
      <PageHeader title={t('title')} />
      <div className="flex flex-col gap-10">
        <ProfileForm />
        <QuickAddLanguageSection />
        <Section title={t('notifications')} lead={t('notificationsLead')}>
          <div>
            <Link to="/settings/notifications" className={buttonClass()}>
              <BellRing aria-hidden className="text-gold size-4" strokeWidth={1.75} />
              {t('openNotifications')}
            </Link>
          </div>
        </Section>
        <AssistantSection />
        <InsightsSection />
        <AutomationsSection />
        <AccountSection />
        <DataSection />
        <ExportSection />
      </div>
    </Page>
  )
}
