import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { cx } from './classes.ts'

type InlineTextProps = {
  value: string
  label: string
  maxLength: number
  className?: string
  onSave: (value: string) => void
  onCancel: () => void
}

/** A name being edited where it stands: Enter or leaving saves, Escape puts it back, nothing typed is nothing changed. */
export function InlineText({ value, label, maxLength, className, onSave, onCancel }: InlineTextProps) {
  const [text, setText] = useState(value)
  const input = useRef<HTMLInputElement>(null)
  const isFinished = useRef(false)

  useEffect(() => input.current?.select(), [])

  const finish = (shouldSave: boolean) => {
    if (isFinished.current) return
    isFinished.current = true
    const trimmed = text.trim()
    if (shouldSave && trimmed && trimmed !== value) onSave(trimmed)
    else onCancel()
  }

  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') {
      event.preventDefault()
      finish(true)
    } else if (event.key === 'Escape') {
      finish(false)
    }
  }

  return (
    <input
      ref={input}
      value={text}
      aria-label={label}
      maxLength={maxLength}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => finish(true)}
      onClick={(event) => event.stopPropagation()}
      className={cx(
        'bg-surface outline-focus -mx-1.5 w-[calc(100%+0.75rem)] rounded-sm px-1.5 outline-2',
        className,
      )}
    />
  )
}
