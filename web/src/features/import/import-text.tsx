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

const loading = new Map<AppLocale, Promise<ImportMessages>>()
const loaded = new Map<AppLocale, ImportMessages>()

/** The sentences of the import in one language; who is on the way to its screen loads them ahead. */
export function loadImportMessages(locale: AppLocale): Promise<ImportMessages> {
  const messages =
    loading.get(locale) ??
    loaders[locale]().then((module) => {
      loaded.set(locale, module.default)
      return module.default
    })
  loading.set(locale, messages)
  // What could not be loaded now can be loaded later.
  messages.catch(() => loading.delete(locale))
  return messages
}

const TextContext = createContext<ImportTranslator | null>(null)

/** Brings the sentences of the import, which only those who import ever download. */
export function ImportText({ children }: { children: ReactNode }) {
  const locale = useAppLocale()
  const messages = loaded.get(locale) ?? use(loadImportMessages(locale))
  const translate = useMemo(() => createTranslator({ locale, messages, timeZone: 'UTC' }), [locale, messages])
  return <TextContext value={translate}>{children}</TextContext>
}

/** The sentences of the import, in the language of the app. */
export function useImportText(): ImportTranslator {
  const translate = use(TextContext)
  if (!translate) throw new Error('useImportText is for what stands inside ImportText')
  return translate
}
