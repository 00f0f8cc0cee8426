import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Section } from '../../ui/section.tsx'
import { useHasSample, useSampleLife } from './sample-data.ts'

/** What is in the plan and where it came from. */
export function DataSection() {
  const t = useTranslations('settings')
  const sample = useTranslations('sample')
  const hasSample = useHasSample()
  const { remove, fill, isBusy } = useSampleLife()

  return (
    <Section title={t('data')} lead={t('dataLead')}>
      <div className="flex flex-wrap gap-2">
        <Link to="/import" className={buttonClass()}>
          {t('import')}
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
