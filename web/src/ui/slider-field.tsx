import { type ReactNode, useId } from 'react'

type Control = { id: string; 'aria-describedby': string; 'aria-valuetext': string }

type SliderFieldProps = {
  label: ReactNode
  hint: string
  /** What the slider stands at, as people read it. */
  valueText: string
  children: (control: Control) => ReactNode
}

/** A slider under its name and where it stands. */
export function SliderField({ label, hint, valueText, children }: SliderFieldProps) {
  const id = useId()
  return (
    <>
      <div className="flex items-baseline gap-3">
        <label htmlFor={id} className="min-w-0 flex-1 font-medium">
          {label}
        </label>
        <output htmlFor={id} className="font-medium tabular-nums">
          {valueText}
        </output>
      </div>
      <p id={`${id}-hint`} className="text-muted text-sm">
        {hint}
      </p>
      {children({ id, 'aria-describedby': `${id}-hint`, 'aria-valuetext': valueText })}
    </>
  )
}
