import { useNavigate } from '@tanstack/react-router'
import { ChevronsUpDown, LogOut, Settings } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useProfile } from '../../lib/profile.ts'
import { useUser } from '../../lib/session.ts'
import { useSignOut } from '../../lib/sign-out.ts'
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx'

/** Who one is, and the way out. */
export function AccountMenu() {
  const t = useTranslations('shell')
  const navigate = useNavigate()
  const user = useUser()
  const profile = useProfile()
  const signOut = useSignOut()
  const name = profile.display_name || user.email || t('guest')

  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          aria-label={t('account', { name })}
          className="hover:bg-hover data-[state=open]:bg-hover flex h-11 w-full items-center gap-2.5 rounded-md px-2 text-left"
        >
          <span
            aria-hidden
            className="bg-gold-soft-strong grid size-7 shrink-0 place-items-center rounded-full text-sm font-semibold"
          >
            {name.slice(0, 1).toUpperCase()}
          </span>
          <span className="min-w-0 flex-1 truncate text-sm font-medium">{name}</span>
          <ChevronsUpDown aria-hidden className="text-faint size-4" />
        </button>
      }
    >
      <MenuItem icon={Settings} onSelect={() => void navigate({ to: '/settings' })}>
        {t('nav.settings')}
      </MenuItem>
      {/* Whoever signs out of a plan that has no address yet would lose the way back to it. */}
      {!user.isGuest && (
        <>
          <MenuSeparator />
          <MenuItem icon={LogOut} onSelect={() => void signOut()}>
            {t('signOut')}
          </MenuItem>
        </>
      )}
    </Menu>
  )
}
