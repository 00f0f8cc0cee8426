import { X } from 'lucide-react'
import { Dialog as Primitive } from 'radix-ui'
import { type MouseEvent, type ReactNode, useRef, useState } from 'react'
import { cx } from './classes.ts'
import { IconButton } from './icon-button.tsx'
import { LayerContext } from './layer.ts'
import { useIsWide } from './use-is-wide.ts'

type DialogProps = {
  isOpen: boolean
  onClose: () => void
  title: string
  isTitleHidden?: boolean
  description?: ReactNode
  closeLabel: string
  /**
   * `card`: a question in the middle. `sheet`: details at the side; on a phone both come from below. `bar`: a line to
   * type in, at the top, where no keyboard on the screen can cover it.
   */
  shape?: 'card' | 'sheet' | 'bar'
  /** On a wide window a sheet stands beside the page instead of over it, and the page stays in use. */
  isDockable?: boolean
  /** Where focus goes when the thing that opened the dialog is gone, or was a link. */
  onReturnFocus?: () => void
  /** Reading comes first: the focus lands on the dialog itself instead of on its first control. */
  focusesItself?: boolean
  className?: string
  children: ReactNode
}

const FROM_BELOW = 'inset-x-0 bottom-0 max-h-[92dvh] rounded-t-lg animate-slide-in-bottom'

const SHAPES = {
  card: cx(
    FROM_BELOW,
    'md:top-[12dvh] md:left-1/2 md:bottom-auto md:max-h-[76dvh] md:w-[30rem] md:-translate-x-1/2 md:rounded-lg',
    'md:animate-rise-in',
  ),
  sheet: cx(
    FROM_BELOW,
    'md:inset-y-3 md:right-3 md:left-auto md:w-[30rem] md:max-h-none md:rounded-lg md:animate-slide-in-right',
  ),
  docked: 'inset-y-0 right-0 z-20 w-[30rem] border-line border-l shadow-none animate-fade-in',
  bar: cx(
    'inset-x-2 top-[max(0.5rem,env(safe-area-inset-top))] max-h-[85dvh] rounded-lg animate-rise-in',
    'md:inset-x-auto md:left-1/2 md:top-[14dvh] md:max-h-[72dvh] md:w-[40rem] md:-translate-x-1/2',
  ),
} as const

/** By React's tree a press would go on to the row that the dialog was opened from. */
const stop = (event: MouseEvent) => event.stopPropagation()

/** Toasts lie outside the dialog but belong to it: pressing Undo must not close what is open. */
const isToast = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[data-sonner-toaster]') !== null

/** A field in which Escape means something else first, marked with `data-own-escape`. */
const ownsEscape = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[data-own-escape]') !== null

/** The field marked with `data-autofocus`, if there is one: React's own autoFocus loses to a menu that closes meanwhile. */
function focusMarked(event: Event): void {
  const marked = (event.currentTarget as HTMLElement).querySelector<HTMLElement>('[data-autofocus]')
  if (!marked) return
  event.preventDefault()
  marked.focus()
}

/** To what opened the dialog; when that is gone, or nothing had the focus, to the heading of the screen. */
function giveBack(opener: Element | null): void {
  const isThere = opener instanceof HTMLElement && opener.isConnected && opener !== document.body
  const target = isThere ? opener : document.querySelector<HTMLElement>('main h1')
  target?.focus()
}

export function Dialog({
  isOpen,
  onClose,
  title,
  isTitleHidden,
  description,
  closeLabel,
  shape = 'card',
  onReturnFocus,
  focusesItself,
  isDockable,
  className,
  children,
}: DialogProps) {
  const isDocked = useIsWide() && isDockable === true
  const [content, setContent] = useState<HTMLElement | null>(null)
  const opener = useRef<Element | null>(null)
  return (
    <Primitive.Root open={isOpen} modal={!isDocked} onOpenChange={(open) => !open && onClose()}>
      <Primitive.Portal>
        {!isDocked && (
          <Primitive.Overlay onClick={stop} className="animate-fade-in bg-scrim fixed inset-0 z-40" />
        )}
        <Primitive.Content
          ref={setContent}
          data-docked={isDocked || undefined}
          {...(!description && { 'aria-describedby': undefined })}
          onOpenAutoFocus={(event) => {
            opener.current = document.activeElement
            if (!focusesItself) return focusMarked(event)
            event.preventDefault()
            if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus()
          }}
          onClick={stop}
          onEscapeKeyDown={(event) => ownsEscape(event.target) && event.preventDefault()}
          onInteractOutside={(event) => (isDocked || isToast(event.target)) && event.preventDefault()}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            if (onReturnFocus) onReturnFocus()
            else giveBack(opener.current)
          }}
          className={cx(
            'bg-surface fixed flex flex-col focus:outline-none',
            !isDocked && 'shadow-sheet z-50',
            SHAPES[isDocked ? 'docked' : shape],
            className,
          )}
        >
          <header className={isTitleHidden ? 'sr-only' : 'px-5 pt-5 pr-14'}>
            <Primitive.Title className="text-lg font-semibold">{title}</Primitive.Title>
            {description && (
              <Primitive.Description className="text-muted mt-1">{description}</Primitive.Description>
            )}
          </header>
          <LayerContext value={content}>{children}</LayerContext>
          {/* Last, so that the focus first lands on what the dialog is for. */}
          <Primitive.Close asChild>
            <IconButton icon={X} label={closeLabel} className="absolute top-3.5 right-3" />
          </Primitive.Close>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}

/** The part of a dialog that scrolls. */
export function DialogBody({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <div className={cx('min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 py-4', className)}>
      {children}
    </div>
  )
}

/** The buttons of a dialog; the main one is last and on the right. */
export function DialogFooter({ children }: { children: ReactNode }) {
  return (
    <footer className="border-line flex flex-wrap justify-end gap-2 border-t px-5 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]">
      {children}
    </footer>
  )
}
