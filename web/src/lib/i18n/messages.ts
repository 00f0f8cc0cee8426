import type { AppLocale } from './locale.ts'
import type en from './messages/en.json'

export type AppMessages = typeof en

const loaders: Record<AppLocale, () => Promise<{ default: AppMessages }>> = {
  en: () => import('./messages/en.json'),
  de: () => import('./messages/de.json'),
}

const cache = new Map<AppLocale, Promise<AppMessages>>()

/** The catalogue of one language; only the language in use is ever downloaded. */
export function loadMessages(locale: AppLocale): Promise<AppMessages> {
  let messages = cache.get(locale)
  if (!messages) {
    messages = loaders[locale]().then((module) => module.default)
    cache.set(locale, messages)
  }
  return messages
}

declare module 'use-intl' {
  interface AppConfig {
    Messages: AppMessages
    Locale: AppLocale
  }
}
