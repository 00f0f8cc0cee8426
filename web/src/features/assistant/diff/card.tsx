import type { ReactNode } from 'react'

/** The frame of a proposal. */
export function Card({ labelledBy, children }: { labelledBy?: string; children: ReactNode }) {
  return (
    <section
      aria-labelledby={labelledBy}
      className="border-line bg-surface shadow-card overflow-hidden rounded-lg border"
    >
      {children}
    </section>
  )
}
