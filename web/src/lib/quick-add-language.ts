import { createStore, useStore } from './external-store.ts'
import { useAppLocale } from './i18n/locale.ts'
import { localPreference } from './local-storage.ts'

export const QUICK_ADD_LANGUAGES = ['en', 'de', 'es', 'fr'] as const
export type QuickAddLanguage = (typeof QUICK_ADD_LANGUAGES)[number]

const STORAGE_KEY = 'aurum.quick-add-language'

const asLanguage = (value: string | null): QuickAddLanguage | null =>
  QUICK_ADD_LANGUAGES.find((language) => language === value) ?? null

/** The language chosen on this device; null follows the app, which speaks fewer than quick-add understands. */
const chosenStore = createStore<QuickAddLanguage | null>(asLanguage(localPreference.read(STORAGE_KEY)))

export const useChosenQuickAddLanguage = (): QuickAddLanguage | null => useStore(chosenStore)

export function chooseQuickAddLanguage(value: string): void {
  const language = asLanguage(value)
  localPreference.write(STORAGE_KEY, language)
  chosenStore.set(language)
}

/** The words that a typed line is read in. */
export function useQuickAddLanguage(): QuickAddLanguage {
  const locale = useAppLocale()
  return useChosenQuickAddLanguage() ?? locale
}
