import type { LucideIcon } from 'lucide-react'
import type { ComponentProps } from 'react'
import { cx } from './classes.ts'

type IconButtonProps = Omit<ComponentProps<'button'>, 'children' | 'aria-label'> & {
  icon: LucideIcon
  label: string
  size?: 'sm' | 'md'
}

/** A button that is only an icon: its label is read aloud and shown on hover. */
export function IconButton({
  icon: Icon,
  label,
  size = 'md',
  className,
  type = 'button',
  ...rest
}: IconButtonProps) {
  return (
    <button
      type={type}
      aria-label={label}
      title={label}
      className={cx(
        'text-muted inline-flex shrink-0 items-center justify-center rounded-sm transition-colors duration-100',
        'hover:bg-hover hover:text-ink active:bg-pressed disabled:pointer-events-none disabled:opacity-40',
        'data-[state=open]:bg-pressed data-[state=open]:text-ink touch:size-11',
        size === 'sm' ? 'size-7' : 'size-9',
        className,
      )}
      {...rest}
    >
      <Icon aria-hidden className={size === 'sm' ? 'size-4' : 'size-[1.125rem]'} strokeWidth={1.75} />
    </button>
  )
}
