import type { LucideIcon } from 'lucide-react'
import type { Menu as Primitive } from 'radix-ui/internal'
import {
  cloneElement,
  createContext,
  type KeyboardEvent,
  lazy,
  type MouseEvent,
  type ReactElement,
  type ReactNode,
  Suspense,
  use,
  useId,
  useState,
} from 'react'
import { cx } from './classes.ts'

/** Fetches what menus are made of, so that the first one opens at once. */
export const loadMenus = () => import('./menu-surface.tsx')

const MenuSurface = lazy(() => loadMenus().then(({ MenuSurface }) => ({ default: MenuSurface })))

const PartsContext = createContext<typeof Primitive | null>(null)

/** Gives the items of a menu what they are made of: it arrives with the first open menu. */
export const MenuParts = PartsContext.Provider

function useParts(): typeof Primitive {
  const parts = use(PartsContext)
  if (!parts) throw new Error('This belongs into a menu')
  return parts
}

type TriggerProps = {
  id?: string
  'aria-haspopup'?: 'menu'
  'aria-expanded'?: boolean
  'data-state'?: 'open' | 'closed'
  onClick?: (event: MouseEvent<HTMLElement>) => void
  onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void
}

type MenuProps = {
  /** A button. It opens the menu when pressed, and with the arrow key down. */
  trigger: ReactElement<TriggerProps>
  children: ReactNode
  align?: 'start' | 'end'
  isOpen?: boolean
  onOpenChange?: (isOpen: boolean) => void
  /** Keeps focus off the trigger after a choice that moves focus itself. */
  onCloseAutoFocus?: (event: Event) => void
}

/** A button and its menu. */
export function Menu({ trigger, children, align, isOpen, onOpenChange, onCloseAutoFocus }: MenuProps) {
  const ownId = useId()
  const id = trigger.props.id ?? ownId
  const [own, setOwn] = useState(false)
  const [isByKey, setIsByKey] = useState(false)
  const isShown = isOpen ?? own

  const show = (next: boolean, byKey = false) => {
    setIsByKey(byKey)
    setOwn(next)
    onOpenChange?.(next)
  }

  const anchor = isShown && document.getElementById(id)
  return (
    <>
      {cloneElement(trigger, {
        id,
        'aria-haspopup': 'menu',
        'aria-expanded': isShown,
        'data-state': isShown ? 'open' : 'closed',
        onClick: (event) => {
          trigger.props.onClick?.(event)
          // A press of Enter or Space is a click that no pointer made.
          show(!isShown, event.detail === 0)
        },
        onKeyDown: (event) => {
          trigger.props.onKeyDown?.(event)
          if (event.key !== 'ArrowDown') return
          event.preventDefault()
          show(true, true)
        },
      })}
      {anchor && (
        <AnchoredMenu
          anchor={anchor}
          align={align}
          isByKey={isByKey}
          onClose={() => show(false)}
          onCloseAutoFocus={onCloseAutoFocus}
        >
          {children}
        </AnchoredMenu>
      )}
    </>
  )
}

type AnchoredMenuProps = {
  anchor: HTMLElement
  align?: 'start' | 'end'
  isByKey?: boolean
  onClose: () => void
  onCloseAutoFocus?: (event: Event) => void
  children: ReactNode
}

/** An open menu beside an element; closing gives the focus back to it. */
export function AnchoredMenu({ align = 'end', isByKey = false, ...rest }: AnchoredMenuProps) {
  return (
    <Suspense>
      <MenuSurface align={align} isByKey={isByKey} {...rest} />
    </Suspense>
  )
}

type MenuItemProps = {
  icon?: LucideIcon
  hint?: string
  isDanger?: boolean
  isDisabled?: boolean
  onSelect: () => void
  children: ReactNode
}

export function MenuItem({ icon: Icon, hint, isDanger, isDisabled, onSelect, children }: MenuItemProps) {
  const { Item } = useParts()
  return (
    <Item
      disabled={isDisabled}
      onSelect={onSelect}
      className={cx(
        'touch:h-11 flex h-9 cursor-default items-center gap-2.5 rounded-sm px-2.5 text-sm outline-none select-none',
        'data-highlighted:bg-hover data-disabled:opacity-45',
        isDanger ? 'text-danger' : 'text-ink',
      )}
    >
      {Icon && <Icon aria-hidden className="size-4 shrink-0 opacity-75" strokeWidth={1.75} />}
      <span className="flex-1">{children}</span>
      {hint && <span className="text-faint pl-4 text-xs">{hint}</span>}
    </Item>
  )
}

export function MenuSeparator() {
  const { Separator } = useParts()
  return <Separator className="bg-line mx-2 my-1 h-px" />
}

export function MenuLabel({ children }: { children: ReactNode }) {
  const { Label } = useParts()
  return <Label className="text-faint px-2.5 pt-1.5 pb-1 text-xs font-medium">{children}</Label>
}
