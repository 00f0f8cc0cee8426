import { Link } from '@tanstack/react-router'
import { SlidersHorizontal } from 'lucide-react'
import { buttonClass } from '../../ui/button.tsx'
import { Section } from '../../ui/section.tsx'
import { InsightsText, useInsightsText } from './insights-text.ts'

/** In the settings: the way to the rules. */
export function InsightsSection() {
  return (
    <InsightsText>
      <Content />
    </InsightsText>
  )
}

function Content() {
  const t = useInsightsText()
  return (
    <Section title={t('title')} lead={t('settings.sectionLead')}>
      <div>
        <Link to="/settings/insights" className={buttonClass()}>
          <SlidersHorizontal aria-hidden className="text-gold size-4" strokeWidth={1.75} />
          {t('settings.title')}
        </Link>
      </div>
    </Section>
  )
}
