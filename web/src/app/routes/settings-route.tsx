import { useTranslations } from 'use-intl'
import { AccountSection } from '../../features/account/account-section.tsx'
import { AssistantSection } from '../../features/ai-settings/assistant-section.tsx'
import { ExportSection } from '../../features/export/export-section.tsx'
import { InsightsSection } from '../../features/insights/settings-section.tsx'
import { DataSection } from '../../features/profile/data-section.tsx'
import { ProfileForm } from '../../features/profile/profile-form.tsx'
import { QuickAddLanguageSection } from '../../features/quick-add/language-section.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'

export function SettingsRoute() {
  const t = useTranslations('settings')
  return (
    <Page title={t('title')}>
      <PageHeader title={t('title')} />
      <div className="flex flex-col gap-10">
        <ProfileForm />
        <QuickAddLanguageSection />
        <AssistantSection />
        <InsightsSection />
        <AccountSection />
        <DataSection />
        <ExportSection />
      </div>
    </Page>
  )
}
