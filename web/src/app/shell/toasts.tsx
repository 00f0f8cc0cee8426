import { useTranslations } from 'use-intl'
import { useStore } from '../../lib/external-store.ts'
import { themeStore } from '../../lib/theme.ts'
import { Toaster } from '../../ui/toaster.tsx'

export function Toasts() {
  const t = useTranslations('shell')
  return <Toaster label={t('notifications')} theme={useStore(themeStore)} />
}
