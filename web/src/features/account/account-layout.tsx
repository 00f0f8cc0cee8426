import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Logo } from '../../ui/logo.tsx'
import { LookSwitches } from '../../ui/look-switches.tsx'

type AccountLayoutProps = { title: string; lead?: ReactNode; children: ReactNode; footer?: ReactNode }

/** One card, one question. */
export function AccountLayout({ title, lead, children, footer }: AccountLayoutProps) {
  return (
    <div className="flex min-h-dvh flex-col">
      <title>{`${title} · Aurum Life`}</title>
      <header className="flex items-center justify-between gap-4 px-4 py-4 sm:px-8">
        <Link to="/" className="flex h-11 items-center gap-2.5 rounded-md font-semibold tracking-tight">
          <Logo className="size-6" />
          Aurum Life
        </Link>
        <LookSwitches />
      </header>
      <main className="mx-auto w-full max-w-md flex-1 px-4 pt-[6dvh] pb-16">
        <h1 tabIndex={-1} className="text-2xl font-bold tracking-[-0.02em]">
          {title}
        </h1>
        {lead && <p className="text-muted mt-2 text-lg text-pretty">{lead}</p>}
        <div className="mt-8">{children}</div>
        {footer && (
          <div className="border-line text-muted mt-8 flex flex-col gap-3 border-t pt-6">{footer}</div>
        )}
      </main>
    </div>
  )
}

/** A text link as it looks on these cards. */
export const linkClass =
  'rounded-sm font-medium text-gold underline decoration-gold-soft-strong decoration-2 underline-offset-4 hover:decoration-current'
