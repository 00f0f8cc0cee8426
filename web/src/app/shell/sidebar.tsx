import { Link } from '@tanstack/react-router'
import { FileInput, Plus } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { runCommand } from '../../lib/commands.ts'
import { Keys } from '../../ui/keys.tsx'
import { Logo } from '../../ui/logo.tsx'
import { AccountMenu } from './account-menu.tsx'
import { BellSlot } from './bell-slot.tsx'
import { ConnectionDot, OtherDevices } from './connection-dot.tsx'
import { NAVIGATION } from './navigation.ts'

const LINK =
  'flex h-9 items-center gap-3 rounded-md px-3 font-medium text-muted transition-colors duration-100 hover:bg-hover hover:text-ink touch:h-11 aria-[current=page]:bg-surface aria-[current=page]:text-ink aria-[current=page]:shadow-card [&[aria-current=page]_svg]:text-gold'

/** Desktop navigation. */
export function Sidebar() {
  const t = useTranslations('shell')
  return (
    <aside className="border-line bg-sunken hidden border-r md:block">
      <div className="sticky top-0 flex h-dvh flex-col px-3 py-4">
        <div className="mb-6 flex items-center justify-between">
          <Link
            to="/today"
            className="flex items-center gap-2.5 rounded-md px-2 py-1 font-semibold tracking-tight"
          >
            <Logo className="size-6" />
            Aurum Life
          </Link>
          <BellSlot />
        </div>
        <button
          type="button"
          aria-keyshortcuts="q"
          onClick={() => runCommand('quick-add')}
          className="border-line-strong bg-surface hover:bg-hover shadow-card touch:h-11 mb-4 flex h-10 items-center gap-3 rounded-md border px-3 text-left font-medium transition-colors duration-100"
        >
          <Plus aria-hidden className="text-gold size-[1.125rem]" strokeWidth={2} />
          <span className="flex-1">{t('add')}</span>
          <span aria-hidden className="touch:hidden">
            <Keys keys="q" />
          </span>
        </button>
        <nav aria-label={t('navigation')} className="flex flex-1 flex-col">
          <ul className="flex flex-col gap-0.5">
            {NAVIGATION.map(({ to, label, icon: Icon }) => (
              <li key={to}>
                <Link to={to} className={LINK}>
                  <Icon aria-hidden className="size-[1.125rem]" strokeWidth={1.75} />
                  {t(`nav.${label}`)}
                </Link>
              </li>
            ))}
          </ul>
          <ul className="mt-auto flex flex-col gap-0.5">
            <li>
              <Link to="/import" className={LINK}>
                <FileInput aria-hidden className="size-[1.125rem]" strokeWidth={1.75} />
                {t('nav.import')}
              </Link>
            </li>
          </ul>
        </nav>
        <div className="border-line mt-2 border-t pt-2">
          <AccountMenu />
          <ConnectionDot className="px-3 pt-2" />
          <OtherDevices className="px-3 pt-1.5" />
        </div>
      </div>
    </aside>
  )
}
