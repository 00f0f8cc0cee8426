import { useQuery } from '@tanstack/react-query'
import { automationCategories } from '../../../../shared/hrm/automations/trust.ts'
import { OfflineState } from '../../ui/offline-state.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { AutomationsText, useAutomationsText } from './automations-text.ts'
import { CategorySection } from './category-section.tsx'
import { DoneSection, NotedSection } from './proposal-sections.tsx'
import { automationQueries } from './queries.ts'
import { useSaveSettings } from './settings-data.ts'

/** What the app may do by itself, how far that is trusted, and what it did. */
export function AutomationsPage() {
  return (
    <AutomationsText>
      <Automations />
    </AutomationsText>
  )
}

function Automations() {
  const t = useAutomationsText()
  const { data: settings, isPaused } = useQuery(automationQueries.settings())
  const { data: trust } = useQuery(automationQueries.trust())
  const { run: save } = useSaveSettings()
  return (
    <Page title={t('title')}>
      <PageHeader title={t('title')} subtitle={t('lead')} />
      {settings && trust ? (
        <div className="flex flex-col gap-10">
          {automationCategories.map((category) => (
            <CategorySection
              key={category}
              category={category}
              settings={settings}
              trust={trust[category] ?? null}
              onChange={(change) => void save(change)}
            />
          ))}
          <DoneSection />
          <NotedSection />
        </div>
      ) : isPaused ? (
        <OfflineState />
      ) : (
        <div aria-hidden className="flex flex-col gap-4">
          <Skeleton className="h-6 w-40" />
          <Skeleton className="h-72 w-full rounded-lg" />
        </div>
      )}
    </Page>
  )
}
