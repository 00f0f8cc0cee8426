import { Sparkles } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '../../ui/button.tsx'
import { useKeptFocus } from '../../ui/use-kept-focus.ts'
import { useHasSample, useSampleLife } from './sample-data.ts'

/** The badge of the sample life, with the one click that takes it out. */
export function SampleBanner() {
  const t = useTranslations('sample')
  const hasSample = useHasSample()
  const { remove, isBusy } = useSampleLife()
  const keptFocus = useKeptFocus()
  if (!hasSample) return null

  return (
    <section
      {...keptFocus}
      aria-label={t('badge')}
      className="border-line bg-gold-soft touch:py-0.5 flex flex-wrap items-center gap-x-3 gap-y-1 border-b px-4 py-2 text-sm sm:px-8"
    >
      <span className="text-gold inline-flex items-center gap-1.5 font-semibold">
        <Sparkles aria-hidden className="size-4" strokeWidth={1.75} />
        {t('badge')}
      </span>
      <span className="text-muted min-w-0 flex-1 leading-tight text-balance max-sm:hidden">{t('hint')}</span>
      <Button size="sm" variant="quiet" className="max-sm:ml-auto" isBusy={isBusy} onClick={remove}>
        {t('remove')}
      </Button>
    </section>
  )
}
