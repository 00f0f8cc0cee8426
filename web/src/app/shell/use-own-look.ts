import { useEffect } from 'react'
import { applyLocale } from '../../lib/i18n/locale.ts'
import { useProfile } from '../../lib/profile.ts'
import { applyTheme } from '../../lib/theme.ts'

/** Theme and language follow the profile, also when they change on another device or by an undo. */
export function useOwnLook(): void {
  const { theme, locale } = useProfile()
  useEffect(() => applyTheme(theme), [theme])
  useEffect(() => applyLocale(locale), [locale])
}
