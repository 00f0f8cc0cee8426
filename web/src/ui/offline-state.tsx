import { CloudOff } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { EmptyState } from './empty-state.tsx'

/** In place of a list that was never loaded while there is no network; it appears by itself when there is one. */
export function OfflineState() {
  const t = useTranslations('ui')
  return <EmptyState icon={CloudOff} sentence={t('offline')} hint={t('offlineHint')} />
}
