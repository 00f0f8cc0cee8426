import { type ReactNode, useId } from 'react'

/** A titled part of a sheet. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className="text-muted mb-1.5 text-sm font-medium">
        {title}
      </h3>
      {children}
    </section>
  )
}
