import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { runCommand } from '../../lib/commands.ts'
import { NAVIGATION, type NavigationItem } from './navigation.ts'

// On a phone the assistant is asked from the line at the top, and the history stands in the settings.
const ITEMS = NAVIGATION.filter(({ label }) => label !== 'assistant' && label !== 'history')
const LEFT = ITEMS.slice(0, 2)
const RIGHT = ITEMS.slice(2)

/** Phone navigation, within reach of the thumb; in its middle what is done most. */
export function BottomBar() {
  const t = useTranslations('shell')
  return (
    <nav
      aria-label={t('navigation')}
      className="border-line bg-surface/95 fixed inset-x-0 bottom-0 z-30 border-t pb-[env(safe-area-inset-bottom)] backdrop-blur-md md:hidden"
    >
      {/* The button is in the middle; beside it a long word takes from a short one. */}
      <div className="grid grid-cols-[minmax(0,1fr)_4.5rem_minmax(0,1fr)]">
        <Items items={LEFT} />
        <span className="grid h-16 place-items-center">
          <button
            type="button"
            aria-label={t('add')}
            onClick={() => runCommand('quick-add')}
            className="bg-gold-fill text-on-gold shadow-card active:bg-gold-fill-hover grid size-12 place-items-center rounded-full"
          >
            <Plus aria-hidden className="size-6" strokeWidth={2} />
          </button>
        </span>
        <Items items={RIGHT} />
      </div>
    </nav>
  )
}

const Items = ({ items }: { items: readonly NavigationItem[] }) => (
  <ul className="flex">
    {items.map((item) => (
      <Item key={item.to} {...item} />
    ))}
  </ul>
)

function Item({ to, label, icon: Icon }: NavigationItem) {
  const t = useTranslations('shell')
  return (
    <li className="min-w-0 flex-auto">
      <Link
        to={to}
        className="text-muted aria-[current=page]:text-ink [&[aria-current=page]_svg]:text-gold flex h-16 flex-col items-center justify-center gap-1 text-xs font-medium max-[24rem]:text-[0.6875rem]"
      >
        <Icon aria-hidden className="size-[1.375rem]" strokeWidth={1.75} />
        <span className="max-w-full truncate">{t(`nav.${label}`)}</span>
      </Link>
    </li>
  )
}
