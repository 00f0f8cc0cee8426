import { useState } from 'react'

type NumberInputProps = {
  id?: string
  label?: string
  value: number
  max: number
  className: string
  onChange: (value: number) => void
}

/** A whole number from 1. While the field is empty or wrong the last good number stands. */
export function NumberInput({ id, label, value, max, className, onChange }: NumberInputProps) {
  const [text, setText] = useState<string | null>(null)
  return (
    <input
      id={id}
      aria-label={label}
      type="number"
      inputMode="numeric"
      min={1}
      max={max}
      value={text ?? value}
      onChange={(event) => {
        setText(event.target.value)
        const number = Math.round(Number(event.target.value))
        if (number >= 1 && number <= max) onChange(number)
      }}
      onBlur={() => setText(null)}
      className={className}
    />
  )
}
