import { useId } from 'react'

type ColorPickerProps = {
  label: string
  nameOf: (index: number) => string
  colors: readonly string[]
  value: string
  onChange: (color: string) => void
}

/** Swatches as radio buttons; a colour from elsewhere stays choosable as the first one. */
export function ColorPicker({ label, nameOf, colors, value, onChange }: ColorPickerProps) {
  const name = useId()
  const isKnown = colors.some((color) => color.toLowerCase() === value.toLowerCase())
  const shown = isKnown ? colors : [value, ...colors]
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">{label}</legend>
      <div className="flex flex-wrap gap-1">
        {shown.map((color, index) => (
          <label
            key={color}
            title={nameOf(index)}
            className="has-checked:ring-ink has-focus-visible:outline-focus touch:size-11 relative grid size-9 cursor-pointer place-items-center rounded-full has-checked:ring-2 has-focus-visible:outline-2 has-focus-visible:outline-offset-2"
          >
            <input
              type="radio"
              name={name}
              aria-label={nameOf(index)}
              checked={color.toLowerCase() === value.toLowerCase()}
              onChange={() => onChange(color)}
              className="absolute inset-0 cursor-pointer opacity-0"
            />
            <span aria-hidden className="size-6 rounded-full" style={{ background: color }} />
          </label>
        ))}
      </div>
    </fieldset>
  )
}
