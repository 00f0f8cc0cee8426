import { Languages, Moon, Sun, SunMoon } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useStore } from '../lib/external-store.ts'
import { applyLocale, useAppLocale } from '../lib/i18n/locale.ts'
import { applyTheme, THEMES, themeStore } from '../lib/theme.ts'
import { Button } from './button.tsx'
import { IconButton } from './icon-button.tsx'

const THEME_ICONS = { system: SunMoon, light: Sun, dark: Moon } as const

/** Language and theme for those who have no account yet. */
export function LookSwitches() {
  const t = useTranslations('settings')
  const locale = useAppLocale()
  const theme = useStore(themeStore)
  const nextTheme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system'

  return (
    <div className="flex items-center gap-1">
      <Button
        variant="quiet"
        size="sm"
        lang={locale === 'en' ? 'de' : 'en'}
        onClick={() => applyLocale(locale === 'en' ? 'de' : 'en')}
      >
        <Languages aria-hidden className="size-4" strokeWidth={1.75} />
        {t('otherLanguage')}
      </Button>
      <IconButton
        icon={THEME_ICONS[theme]}
        label={t('themeNow', { theme: t(`themes.${theme}`) })}
        onClick={() => applyTheme(nextTheme)}
      />
    </div>
  )
}
