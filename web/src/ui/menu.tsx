import type { LucideIcon } from 'lucide-react'
import { DropdownMenu as Primitive } from 'radix-ui'
import { type ReactElement, type ReactNode, use } from 'react'
import { cx } from './classes.ts'
import { LayerContext } from './layer.ts'

type MenuProps = {
  trigger: ReactElement
  children: ReactNode
  align?: 'start' | 'end'
  isOpen?: boolean
  onOpenChange?: (isOpen: boolean) => void
  /** Keeps focus off the trigger after a choice that moves focus itself. */
  onCloseAutoFocus?: (event: Event) => void
}

export function Menu({
  trigger,
  children,
  align = 'end',
  isOpen,
  onOpenChange,
  onCloseAutoFocus,
}: MenuProps) {
  const layer = use(LayerContext)
  return (
    <Primitive.Root modal={false} open={isOpen} onOpenChange={onOpenChange}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      {/* In the open dialog, beside which all is hidden, or in the main landmark, so that a reader knows where it is. */}
      <Primitive.Portal container={layer ?? document.getElementById('main')}>
        <Primitive.Content
          align={align}
          sideOffset={6}
          collisionPadding={12}
          onCloseAutoFocus={onCloseAutoFocus}
          // By React's tree a press would go on to the row that the menu belongs to.
          onClick={(event) => event.stopPropagation()}
          className="animate-rise-in bg-raised shadow-popover z-50 min-w-52 origin-(--radix-dropdown-menu-content-transform-origin) rounded-md p-1"
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
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
  return (
    <Primitive.Item
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
    </Primitive.Item>
  )
}

export function MenuSeparator() {
  return <Primitive.Separator className="bg-line mx-2 my-1 h-px" />
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return (
    <Primitive.Label className="text-faint px-2.5 pt-1.5 pb-1 text-xs font-medium">
      {children}
    </Primitive.Label>
  )
}
