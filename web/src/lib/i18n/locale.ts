import { createStore, useStore } from '../external-store.ts'
import { localPreference } from '../local-storage.ts'

export const LOCALES = ['en', 'de'] as const
export type AppLocale = (typeof LOCALES)[number]

const STORAGE_KEY = 'aurum.locale'

/** The first wanted language that the app speaks, English otherwise. */
export function matchLocale(wanted: readonly string[]): AppLocale {
  for (const tag of wanted) {
    const language = tag.toLowerCase().split('-')[0]
    const match = LOCALES.find((locale) => locale === language)
    if (match) return match
  }
  return 'en'
}

const stored = localPreference.read(STORAGE_KEY)

export const localeStore = createStore<AppLocale>(matchLocale(stored ? [stored] : navigator.languages))

/** Switches the language and remembers it for the first paint of the next visit. */
export function applyLocale(value: string): void {
  const locale = matchLocale([value])
  localPreference.write(STORAGE_KEY, locale)
  localeStore.set(locale)
}

/** The region the browser knows, in the language of the app: English in Europe writes "21 November". */
export const regionalLocale = (locale: AppLocale): string =>
  navigator.languages.find((tag) => tag.toLowerCase().startsWith(`${locale}-`)) ?? locale

export const useAppLocale = (): AppLocale => useStore(localeStore)
