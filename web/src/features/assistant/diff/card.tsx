import { type ReactNode, useEffect, useRef } from 'react'

type CardProps = {
  label: string
  /** What it stands at: with another one, other buttons stand in it. */
  state: string
  children: ReactNode
}

/** The frame of a proposal. The focus stays in it when the button that had it is gone. */
export function Card({ label, state, children }: CardProps) {
  const frame = useRef<HTMLElement>(null)
  const shown = useRef(state)

  useEffect(() => {
    if (shown.current === state) return
    shown.current = state
    if (document.activeElement === document.body) frame.current?.focus({ preventScroll: true })
  }, [state])

  return (
    <section
      ref={frame}
      tabIndex={-1}
      aria-label={label}
      className="border-line bg-surface shadow-card overflow-hidden rounded-lg border outline-offset-2"
    >
      {children}
    </section>
  )
}
