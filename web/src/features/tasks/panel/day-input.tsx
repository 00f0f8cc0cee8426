import { useState } from 'react'
import { cx } from '../../../ui/classes.ts'
import { quietControl } from './property.tsx'

const WHOLE_DAY = /^(19|2[01])\d\d-\d\d-\d\d$/

type DayInputProps = {
  id: string
  'aria-describedby'?: string
  value: string | null
  onSave: (day: string | null) => void
}

/** The platform's date field. A year that is still being typed is not sent: only whole days are. */
export function DayInput({ value, onSave, ...control }: DayInputProps) {
  const [draft, setDraft] = useState<string | null>(null)

  const commit = (text: string) => {
    const day = text || null
    if ((day === null || WHOLE_DAY.test(day)) && day !== value) onSave(day)
    setDraft(null)
  }

  return (
    <input
      {...control}
      type="date"
      min="1900-01-01"
      max="2199-12-31"
      value={draft ?? value ?? ''}
      onChange={(event) => {
        const { value: text } = event.target
        if (WHOLE_DAY.test(text)) commit(text)
        else setDraft(text)
      }}
      onBlur={() => draft !== null && commit(draft)}
      className={cx(quietControl, 'tabular-nums', !value && draft === null && 'text-faint')}
    />
  )
}
