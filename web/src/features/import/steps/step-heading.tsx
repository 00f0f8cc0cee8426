import { useEffect, useRef } from 'react'
import { useImportText } from '../import-text.tsx'

type StepHeadingProps = { number: 1 | 2 | 3 | 4; title: string; lead?: string; takesFocus?: boolean }

/** Names the step, and takes the focus to it so that nobody is left at a button that is gone. */
export function StepHeading({ number, title, lead, takesFocus = true }: StepHeadingProps) {
  const t = useImportText()
  const heading = useRef<HTMLHeadingElement>(null)
  const isArrival = useRef(takesFocus)
  useEffect(() => {
    if (isArrival.current) heading.current?.focus()
  }, [])
  return (
    <div className="mb-5">
      <p className="text-gold text-sm font-medium">{t('step', { current: number })}</p>
      <h2 ref={heading} tabIndex={-1} className="text-xl font-semibold wrap-break-word outline-none">
        {title}
      </h2>
      {lead && <p className="text-muted mt-1 text-pretty">{lead}</p>}
    </div>
  )
}
