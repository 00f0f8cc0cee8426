import type { ComponentProps } from 'react'
import { cx } from './classes.ts'

/** A text area as tall as its text. */
export function AutoTextarea({ className, ...rest }: ComponentProps<'textarea'>) {
  return (
    <textarea
      rows={1}
      className={cx(
        'placeholder:text-faint field-sizing-content max-h-96 w-full min-w-0 resize-none bg-transparent wrap-anywhere outline-offset-0',
        className,
      )}
      {...rest}
    />
  )
}
