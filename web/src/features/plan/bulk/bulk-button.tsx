import type { LucideIcon } from 'lucide-react'
import type { ComponentProps } from 'react'
import { cx } from '../../../ui/classes.ts'

type BulkButtonProps = Omit<ComponentProps<'button'>, 'children'> & {
  icon: LucideIcon
  label: string
  isDanger?: boolean
}

/** A button of the bar: with its name where there is room, an icon alone on a phone. */
export function BulkButton({ icon: Icon, label, isDanger, ...rest }: BulkButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={cx(
        'hover:bg-hover active:bg-pressed data-[state=open]:bg-pressed touch:h-11 touch:min-w-11 flex h-9 shrink-0 items-center justify-center gap-1.5 rounded-sm px-2.5 text-sm whitespace-nowrap',
        isDanger ? 'text-danger' : 'text-ink',
      )}
      {...rest}
    >
      <Icon aria-hidden className="size-[1.125rem] shrink-0" strokeWidth={1.75} />
      <span aria-hidden className="max-lg:hidden">
        {label}
      </span>
    </button>
  )
}
