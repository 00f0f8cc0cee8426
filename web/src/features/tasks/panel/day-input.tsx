import { useRef } from 'react'
import { cx } from '../../../ui/classes.ts'
import { useDraft } from '../../../ui/use-draft.ts'
import { onEnter } from './on-enter.ts'
import { quietControl } from './property.tsx'

const WHOLE_DAY = /^(19|2[01])\d\d-\d\d-\d\d$/

type DayInputProps = {
  id: string
  'aria-describedby'?: string
  value: string | null
  onSave: (day: string | null) => void
}

/**
 * The platform's date field. A day that is picked is kept at once; one that is typed when the field is left, because on
 * the way to it each digit makes another whole day.
 */
export function DayInput({ value, onSave, ...control }: DayInputProps) {
  const isTyping = useRef(false)
  const day = useDraft(value ?? '', (text) => onSave(text || null), {
    isAllowed: (text) => text === '' || WHOLE_DAY.test(text),
  })

  return (
    <input
      {...control}
      type="date"
      min="1900-01-01"
      max="2199-12-31"
      value={day.value}
      onKeyDown={(event) => {
        isTyping.current = event.key !== 'Enter'
        onEnter(day.commit)(event)
      }}
      onPointerDown={() => {
        isTyping.current = false
      }}
      onChange={(event) => {
        const { value: text } = event.target
        day.onChange(text)
        if (!isTyping.current && WHOLE_DAY.test(text) && text !== value) onSave(text)
      }}
      onBlur={day.commit}
      className={cx(quietControl, 'tabular-nums', !day.value && 'text-faint')}
    />
  )
}
