import { createStore } from './external-store.ts'
import { localPreference } from './local-storage.ts'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const STORAGE_KEY = 'aurum.theme'

const isTheme = (value: unknown): value is Theme => THEMES.some((theme) => theme === value)

const stored = localPreference.read(STORAGE_KEY)

export const themeStore = createStore<Theme>(isTheme(stored) ? stored : 'system')

/** Applies a theme at once and remembers it for the first paint of the next visit. */
export function applyTheme(value: string): void {
  const theme = isTheme(value) ? value : 'system'
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
  localPreference.write(STORAGE_KEY, theme === 'system' ? null : theme)
  themeStore.set(theme)
}
