import { useQueryErrorResetBoundary } from '@tanstack/react-query'
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { CloudOff } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { errorKey } from '../lib/errors.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { needsReload } from './reload-after-update.ts'

/** What a screen says when it cannot be shown: why, what to do, and a number by which we find it in the log. */
export function RouteError({ error, reset }: ErrorComponentProps) {
  const t = useTranslations()
  const router = useRouter()
  const { reset: resetQueries } = useQueryErrorResetBoundary()
  const [reportId] = useState(() => crypto.randomUUID().slice(0, 8))
  const key = errorKey(error)

  useEffect(() => {
    console.error(`[${reportId}]`, error)
  }, [error, reportId])

  const retry = () => {
    if (needsReload() && navigator.onLine) return window.location.reload()
    resetQueries()
    reset()
    void router.invalidate()
  }

  return (
    <div role="alert" className="grid min-h-[60dvh] place-items-center">
      <div>
        <h1 tabIndex={-1} className="sr-only">
          {t('shell.error.title')}
        </h1>
        <EmptyState icon={CloudOff} sentence={t(`errors.${key}`)} hint={t('shell.error.hint')}>
          <Button variant="primary" onClick={retry}>
            {t('shell.error.retry')}
          </Button>
        </EmptyState>
        <p className="text-faint text-center text-xs">{t('shell.error.report', { id: reportId })}</p>
      </div>
    </div>
  )
}
