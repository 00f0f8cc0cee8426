import { Languages, Moon, Sun, SunMoon } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { useUpdateProfile } from '../../features/profile/profile-data.ts'
import { type Command, useCommands } from '../../lib/commands.ts'
import { useStore } from '../../lib/external-store.ts'
import { applyLocale, LOCALES, useAppLocale } from '../../lib/i18n/locale.ts'
import { applyTheme, THEMES, themeStore } from '../../lib/theme.ts'

const THEME_ICONS = { system: SunMoon, light: Sun, dark: Moon } as const

/** Another theme, another language: what is not in use is offered. */
export function useLookCommands(): void {
  const t = useTranslations('shell.commands')
  const s = useTranslations('settings')
  const { run } = useUpdateProfile()
  const current = useStore(themeStore)
  const locale = useAppLocale()

  const commands = useMemo<Command[]>(
    () => [
      ...THEMES.filter((theme) => theme !== current).map((theme): Command => ({
        id: `theme-${theme}`,
        label: t('theme', { theme: s(`themes.${theme}`) }),
        group: 'view',
        icon: THEME_ICONS[theme],
        run: () => {
          applyTheme(theme)
          void run({ theme })
        },
      })),
      ...LOCALES.filter((language) => language !== locale).map((language): Command => ({
        id: `language-${language}`,
        label: t('language', { language: s(`languages.${language}`) }),
        group: 'view',
        icon: Languages,
        run: () => {
          applyLocale(language)
          void run({ locale: language })
        },
      })),
    ],
    [t, s, current, locale, run],
  )
  useCommands(commands)
}
