import type { ComponentProps } from 'react'
import { cx } from './classes.ts'

type RangeProps = Omit<ComponentProps<'input'>, 'type' | 'min' | 'max' | 'value'> & {
  /** 0 to 100, unless said otherwise. */
  value: number
  min?: number
  max?: number
}

const TRACK = 'linear-gradient(to right, var(--gold-fill) var(--filled), var(--line-strong) var(--filled))'

/** A slider from nothing to all. */
export function Range({ value, min = 0, max = 100, className, ...rest }: RangeProps) {
  return (
    <input
      type="range"
      min={min}
      max={max}
      value={value}
      style={
        { '--filled': `${((value - min) / (max - min)) * 100}%`, '--track': TRACK } as React.CSSProperties
      }
      className={cx(
        'touch:h-11 h-6 cursor-pointer appearance-none rounded-sm bg-transparent disabled:cursor-default disabled:opacity-50',
        '[&::-webkit-slider-runnable-track]:h-1 [&::-webkit-slider-runnable-track]:rounded-full [&::-webkit-slider-runnable-track]:bg-(image:--track)',
        '[&::-moz-range-track]:h-1 [&::-moz-range-track]:rounded-full [&::-moz-range-track]:bg-(image:--track)',
        '[&::-webkit-slider-thumb]:bg-raised [&::-webkit-slider-thumb]:border-gold [&::-webkit-slider-thumb]:shadow-card [&::-webkit-slider-thumb]:-mt-2 [&::-webkit-slider-thumb]:size-5 [&::-webkit-slider-thumb]:appearance-none [&::-webkit-slider-thumb]:rounded-full [&::-webkit-slider-thumb]:border-2',
        '[&::-moz-range-thumb]:bg-raised [&::-moz-range-thumb]:border-gold [&::-moz-range-thumb]:size-4 [&::-moz-range-thumb]:rounded-full [&::-moz-range-thumb]:border-2',
        className,
      )}
      {...rest}
    />
  )
}
