import { Link } from '@tanstack/react-router'
import { Sparkles } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { runCommand } from '../../lib/commands.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { Logo } from '../../ui/logo.tsx'
import { BellSlot } from './bell-slot.tsx'
import { ConnectionDot, OtherDevices } from './connection-dot.tsx'

/** The line at the top of a phone: where one is, and whether it is live. */
export function TopBar() {
  const t = useTranslations('shell')
  return (
    <header className="border-line flex h-12 items-center justify-between border-b pr-2 pl-4 md:hidden">
      <Link
        to="/today"
        className="-ml-1 flex h-11 items-center gap-2 rounded-md px-1 font-semibold tracking-tight"
      >
        <Logo className="size-5" />
        Aurum Life
      </Link>
      <span className="flex min-w-0 items-center gap-1">
        <OtherDevices className="mr-2 max-w-28" />
        <ConnectionDot />
        <IconButton icon={Sparkles} label={t('commands.ask')} onClick={() => runCommand('ask')} />
        <BellSlot />
      </span>
    </header>
  )
}
