import { useId } from 'react'

type IconPickerProps = {
  label: string
  icons: readonly string[]
  value: string
  onChange: (icon: string) => void
}

/** A handful of emoji as radio buttons; one from elsewhere stays choosable as the first. */
export function IconPicker({ label, icons, value, onChange }: IconPickerProps) {
  const name = useId()
  const shown = icons.includes(value) ? icons : [value, ...icons]
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">{label}</legend>
      <div className="touch:grid-cols-[repeat(auto-fill,minmax(2.75rem,1fr))] grid grid-cols-[repeat(auto-fill,minmax(2.25rem,1fr))] gap-0.5">
        {shown.map((icon) => (
          <label
            key={icon}
            className="hover:bg-hover has-checked:bg-gold-soft has-checked:ring-focus has-focus-visible:outline-focus touch:h-11 relative grid h-9 cursor-pointer place-items-center rounded-sm text-lg has-checked:ring-2 has-checked:ring-inset has-focus-visible:outline-2"
          >
            <input
              type="radio"
              name={name}
              aria-label={icon}
              checked={icon === value}
              onChange={() => onChange(icon)}
              className="absolute inset-0 cursor-pointer opacity-0"
            />
            <span aria-hidden>{icon}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
