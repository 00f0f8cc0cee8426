import type { ComponentProps } from 'react'
import { cx } from './classes.ts'

const VARIANTS = {
  primary:
    'bg-gold-fill text-on-gold font-semibold hover:bg-gold-fill-hover active:translate-y-px shadow-card',
  secondary:
    'bg-surface text-ink font-medium border border-line-strong hover:bg-hover active:bg-pressed shadow-card',
  quiet: 'text-muted font-medium hover:bg-hover hover:text-ink active:bg-pressed',
  danger: 'bg-danger-fill text-white font-semibold hover:opacity-90 active:translate-y-px',
} as const

const SIZES = {
  sm: 'h-8 px-3 text-sm gap-1.5 rounded-sm touch:h-11 touch:min-w-11',
  md: 'h-10 px-4 text-base gap-2 rounded-md touch:h-11',
  lg: 'h-12 px-5 text-base gap-2 rounded-md',
} as const

export type ButtonProps = ComponentProps<'button'> & {
  variant?: keyof typeof VARIANTS
  size?: keyof typeof SIZES
  isBusy?: boolean
}

/** The classes of a button, for links that look like one. */
export const buttonClass = (
  variant: keyof typeof VARIANTS = 'secondary',
  size: keyof typeof SIZES = 'md',
): string =>
  cx(
    'inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap transition-colors duration-100',
    'disabled:pointer-events-none disabled:opacity-50 aria-busy:cursor-progress',
    VARIANTS[variant],
    SIZES[size],
  )

export function Button({ variant, size, isBusy, className, type = 'button', ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      aria-busy={isBusy || undefined}
      className={cx(buttonClass(variant, size), className)}
      {...rest}
    />
  )
}
