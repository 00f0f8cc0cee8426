import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Section } from '../../ui/section.tsx'
import { useHasSample, useSampleLife } from './sample-data.ts'

/** What is in the plan and where it came from. */
export function DataSection() {
  const t = useTranslations('settings')
  const shell = useTranslations('shell')
  const sample = useTranslations('sample')
  const hasSample = useHasSample()
  const { remove, fill, isBusy } = useSampleLife()

  return (
    <Section title={t('data')} lead={t('dataLead')}>
      <div className="flex flex-wrap gap-2">
        <Link to="/import" className={buttonClass()}>
          {t('import')}
        </Link>
        <Link to="/templates" className={buttonClass()}>
          {shell('nav.templates')}
        </Link>
        <Link to="/labels" className={buttonClass()}>
          {shell('nav.labels')}
        </Link>
        <Link to="/history" className={buttonClass()}>
          {shell('nav.history')}
        </Link>
        <Link to="/trash" className={buttonClass()}>
          {shell('nav.trash')}
        </Link>
        {hasSample ? (
          <Button isBusy={isBusy} onClick={remove}>
            {sample('remove')}
          </Button>
        ) : (
          <Button isBusy={isBusy} onClick={fill}>
            {sample('fill')}
          </Button>
        )}
      </div>
    </Section>
  )
}
