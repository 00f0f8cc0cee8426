import { createContext, type ReactNode, use, useMemo } from 'react'
import { createTranslator } from 'use-intl/core'
import { type AppLocale, useAppLocale } from '../../lib/i18n/locale.ts'
import type en from './messages.en.json'

type ImportMessages = typeof en
type ImportTranslator = ReturnType<typeof createTranslator<ImportMessages>>

const loaders: Record<AppLocale, () => Promise<{ default: ImportMessages }>> = {
  en: () => import('./messages.en.json'),
  de: () => import('./messages.de.json'),
}

const cache = new Map<AppLocale, Promise<ImportMessages>>()

/** The sentences of the import in one language; those who are on the way to its screen load them ahead. */
export function loadImportMessages(locale: AppLocale): Promise<ImportMessages> {
  const loading = cache.get(locale) ?? loaders[locale]().then((module) => module.default)
  cache.set(locale, loading)
  return loading
}

const TextContext = createContext<ImportTranslator | null>(null)

/** Brings the sentences of the import, which only those who import ever download. */
export function ImportText({ children }: { children: ReactNode }) {
  const locale = useAppLocale()
  const messages = use(loadImportMessages(locale))
  const translate = useMemo(() => createTranslator({ locale, messages, timeZone: 'UTC' }), [locale, messages])
  return <TextContext value={translate}>{children}</TextContext>
}

/** The sentences of the import, in the language of the app. */
export function useImportText(): ImportTranslator {
  const translate = use(TextContext)
  if (!translate) throw new Error('useImportText is for what stands inside ImportText')
  return translate
}
