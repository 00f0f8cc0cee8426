import { Link } from '@tanstack/react-router'
import { WandSparkles } from 'lucide-react'
import { buttonClass } from '../../ui/button.tsx'
import { Section } from '../../ui/section.tsx'
import { AutomationsText, useAutomationsText } from './automations-text.ts'

/** In the settings: the way to what the app may do by itself. */
export function AutomationsSection() {
  return (
    <AutomationsText>
      <Content />
    </AutomationsText>
  )
}

function Content() {
  const t = useAutomationsText()
  return (
    <Section title={t('title')} lead={t('sectionLead')}>
      <div>
        <Link to="/settings/automations" className={buttonClass()}>
          <WandSparkles aria-hidden className="text-gold size-4" strokeWidth={1.75} />
          {t('open')}
        </Link>
      </div>
    </Section>
  )
}
