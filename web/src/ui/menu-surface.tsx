import { Menu as Primitive } from 'radix-ui/internal'
import { type ReactNode, use, useEffect, useRef } from 'react'
import { LayerContext } from './layer.ts'
import { MenuParts } from './menu.tsx'

type MenuSurfaceProps = {
  anchor: HTMLElement
  align: 'start' | 'end'
  /** Opened by a key, the first item has the focus; by a finger or pointer, the menu itself. */
  isByKey: boolean
  onClose: () => void
  onCloseAutoFocus?: (event: Event) => void
  children: ReactNode
}

/** What an open menu is made of; loaded when the first menu opens. */
export function MenuSurface({
  anchor,
  align,
  isByKey,
  onClose,
  onCloseAutoFocus,
  children,
}: MenuSurfaceProps) {
  const layer = use(LayerContext)
  const virtualRef = useRef(anchor)
  const content = useRef<HTMLDivElement>(null)
  // Whoever presses something else has chosen where the focus goes.
  const wasLeft = useRef(false)

  useEffect(() => {
    if (isByKey) content.current?.querySelector<HTMLElement>('[role^=menuitem]')?.focus()
  }, [isByKey])

  return (
    <Primitive.Root open modal={false} onOpenChange={onClose}>
      <Primitive.Anchor virtualRef={virtualRef} />
      {/* In the open dialog, beside which all is hidden, or in the main landmark, so that a reader knows where it is. */}
      <Primitive.Portal container={layer ?? document.getElementById('main')}>
        <Primitive.Content
          ref={content}
          align={align}
          sideOffset={6}
          collisionPadding={12}
          aria-label={anchor.getAttribute('aria-label') ?? anchor.textContent ?? undefined}
          onInteractOutside={(event) => {
            // The button that opened the menu closes it by itself.
            if (event.target instanceof Node && anchor.contains(event.target)) event.preventDefault()
            else wasLeft.current = true
          }}
          onCloseAutoFocus={(event) => {
            if (!wasLeft.current) onCloseAutoFocus?.(event)
            if (!event.defaultPrevented && !wasLeft.current) anchor.focus()
            event.preventDefault()
          }}
          // By React's tree a press would go on to the row that the menu belongs to.
          onClick={(event) => event.stopPropagation()}
          className="animate-rise-in bg-raised shadow-popover z-50 min-w-52 origin-(--radix-popper-transform-origin) rounded-md p-1"
        >
          <MenuParts value={Primitive}>{children}</MenuParts>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
