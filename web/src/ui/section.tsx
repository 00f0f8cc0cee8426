import { type ReactNode, useId } from 'react'

type SectionProps = { title: string; lead?: ReactNode; children: ReactNode }

/** A titled part of a page. */
export function Section({ title, lead, children }: SectionProps) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="border-line border-t pt-6 first:border-t-0 first:pt-0">
      <h2 id={id} className="text-lg font-semibold">
        {title}
      </h2>
      {lead && <p className="text-muted mt-1">{lead}</p>}
      <div className="mt-4 flex flex-col gap-5">{children}</div>
    </section>
  )
}
