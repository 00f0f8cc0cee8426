import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { useStore } from '../../lib/external-store.ts'
import { themeStore } from '../../lib/theme.ts'
import { setToastsReady } from '../../lib/toast.ts'
import { showToast, Toaster } from '../../ui/toaster.tsx'

export function Toasts() {
  const t = useTranslations('shell')

  useEffect(() => {
    setToastsReady(showToast)
    return () => setToastsReady(null)
  }, [])

  return <Toaster label={t('notifications')} theme={useStore(themeStore)} />
}
