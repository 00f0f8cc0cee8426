import { type ReactNode, use, useDeferredValue, useEffect } from 'react'
import { IntlProvider } from 'use-intl'
import { useAppLocale } from './locale.ts'
import { loadMessages } from './messages.ts'

/** Gives the tree its language. A switch keeps the old language on screen until the new one has arrived. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const locale = useDeferredValue(useAppLocale())
  const messages = use(loadMessages(locale))

  useEffect(() => {
    document.documentElement.lang = locale
  }, [locale])

  return (
    // Days are plain dates and formatted as such; no instant is formatted without its zone.
    <IntlProvider locale={locale} messages={messages} timeZone="UTC">
      {children}
    </IntlProvider>
  )
}
