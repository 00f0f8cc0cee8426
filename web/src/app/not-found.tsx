import { Link } from '@tanstack/react-router'
import { Compass } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { buttonClass } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'

export function NotFound() {
  const t = useTranslations('shell')
  return (
    <main className="grid min-h-[70dvh] place-items-center">
      <title>{`${t('notFound.title')} · Aurum Life`}</title>
      <div>
        <h1 tabIndex={-1} className="sr-only">
          {t('notFound.title')}
        </h1>
        <EmptyState icon={Compass} sentence={t('notFound.sentence')}>
          <Link to="/" className={buttonClass('primary')}>
            {t('notFound.home')}
          </Link>
        </EmptyState>
      </div>
    </main>
  )
}
