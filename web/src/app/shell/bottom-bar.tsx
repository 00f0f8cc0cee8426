import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { NAVIGATION } from './navigation.ts'

/** Phone navigation, within reach of the thumb. */
export function BottomBar() {
  const t = useTranslations('shell')
  return (
    <nav
      aria-label={t('navigation')}
      className="border-line bg-surface/95 fixed inset-x-0 bottom-0 z-30 border-t pb-[env(safe-area-inset-bottom)] backdrop-blur-md md:hidden"
    >
      <ul className="grid grid-cols-4">
        {NAVIGATION.map(({ to, label, icon: Icon }) => (
          <li key={to}>
            <Link
              to={to}
              className="text-muted aria-[current=page]:text-ink [&[aria-current=page]_svg]:text-gold flex h-16 flex-col items-center justify-center gap-1 text-xs font-medium"
            >
              <Icon aria-hidden className="size-[1.375rem]" strokeWidth={1.75} />
              {t(`nav.${label}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
