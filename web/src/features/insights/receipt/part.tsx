import { type ReactNode, useId } from 'react'

/** A titled part of a receipt. */
export function Part({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className="font-semibold">
        {title}
      </h3>
      {hint && <p className="text-muted mt-0.5 text-sm">{hint}</p>}
      <div className="mt-2">{children}</div>
    </section>
  )
}
