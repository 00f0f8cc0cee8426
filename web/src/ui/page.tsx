import type { ReactNode } from 'react'
import { cx } from './classes.ts'
import { useKeptFocus } from './use-kept-focus.ts'

type PageProps = { title: string; width?: keyof typeof WIDTHS; children: ReactNode }

const WIDTHS = { text: 'max-w-3xl', wide: 'max-w-5xl' } as const

/** One screen: its name in the window title, its content in a column that is comfortable to read. */
export function Page({ title, width = 'text', children }: PageProps) {
  const keptFocus = useKeptFocus()
  return (
    <div {...keptFocus} className={cx('mx-auto w-full px-4 pt-6 pb-10 sm:px-8 md:pt-12', WIDTHS[width])}>
      <title>{`${title} · Aurum Life`}</title>
      {children}
    </div>
  )
}

type PageHeaderProps = { title: string; subtitle?: ReactNode; actions?: ReactNode; children?: ReactNode }

export function PageHeader({ title, subtitle, actions, children }: PageHeaderProps) {
  return (
    <header className="mb-6">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-0.5">
        {/* As high as a button, so that what is below stands in the same place with and without one. */}
        <h1
          tabIndex={-1}
          className="touch:py-[3px] min-w-0 flex-1 py-px text-2xl font-bold tracking-[-0.02em]"
        >
          {title}
        </h1>
        {/* Read after the words, seen beside the title. */}
        {subtitle && <p className="text-muted order-last basis-full text-lg text-balance">{subtitle}</p>}
        {actions && <div className="flex shrink-0 items-center gap-2">{actions}</div>}
      </div>
      {children && <div className="mt-3">{children}</div>}
    </header>
  )
}
