import { type ReactNode, useId } from 'react'

type SwitchRowProps = {
  label: string
  hint?: ReactNode
  isOn: boolean
  isDisabled?: boolean
  onChange: (isOn: boolean) => void
}

/** Something that is on or off, kept as soon as it is pressed; the whole line is the switch. */
export function SwitchRow({ label, hint, isOn, isDisabled, onChange }: SwitchRowProps) {
  const id = useId()
  return (
    <label className="touch:min-h-11 flex cursor-pointer items-start gap-4 py-1.5 has-disabled:cursor-default has-disabled:opacity-60">
      <span className="min-w-0 flex-1">
        <span id={`${id}-label`}>{label}</span>
        {hint !== undefined && (
          <span id={`${id}-hint`} className="text-muted block text-sm">
            {hint}
          </span>
        )}
      </span>
      <input
        type="checkbox"
        role="switch"
        aria-labelledby={`${id}-label`}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        checked={isOn}
        disabled={isDisabled}
        onChange={(event) => onChange(event.target.checked)}
        className="bg-pressed ring-control checked:bg-gold-fill before:bg-surface before:shadow-card before:ring-control relative mt-0.5 h-6 w-10 shrink-0 cursor-[inherit] appearance-none rounded-full ring-1 transition-colors duration-100 ring-inset before:absolute before:top-1 before:left-1 before:size-4 before:rounded-full before:ring-1 before:transition-transform before:duration-100 checked:before:translate-x-4"
      />
    </label>
  )
}
