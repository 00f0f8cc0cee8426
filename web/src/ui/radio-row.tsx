import { useId } from 'react'
import { cx } from './classes.ts'

export type RadioOption<T extends string> = { value: T; label: string; dot?: string }

type RadioRowProps<T extends string> = {
  legend: string
  isLegendHidden?: boolean
  value: T | null
  options: readonly RadioOption<T>[]
  onChange: (value: T) => void
  className?: string
}

/** A few choices side by side, as real radio buttons: arrow keys move, the group has a name. */
export function RadioRow<T extends string>({
  legend,
  isLegendHidden,
  value,
  options,
  onChange,
  className,
}: RadioRowProps<T>) {
  const name = useId()
  return (
    <fieldset className={cx('min-w-0', className)}>
      <legend className={isLegendHidden ? 'sr-only' : 'text-ink mb-1.5 text-sm font-medium'}>{legend}</legend>
      <div className="bg-sunken ring-line inline-flex max-w-full flex-wrap gap-0.5 rounded-md p-0.5 ring-1 ring-inset">
        {options.map((option) => (
          <label
            key={option.value}
            className={cx(
              'text-muted touch:h-11 relative flex h-8 cursor-pointer items-center gap-1.5 rounded-[8px] px-3 text-sm',
              'hover:text-ink transition-colors duration-100 select-none',
              'has-checked:bg-raised has-checked:text-ink has-checked:shadow-card has-checked:font-medium',
              'has-focus-visible:outline-focus has-focus-visible:outline-2',
            )}
          >
            <input
              type="radio"
              name={name}
              className="absolute inset-0 cursor-pointer opacity-0"
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            {option.dot && (
              <span aria-hidden className="size-2 rounded-full" style={{ background: option.dot }} />
            )}
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
