import type { LucideIcon } from 'lucide-react'
import { type ReactNode, useId } from 'react'

type PropertyProps = {
  icon: LucideIcon
  label: string
  children: (control: { id: string }) => ReactNode
}

/** One line of the panel: icon and name on the left, the control on the right. */
export function Property({ icon: Icon, label, children }: PropertyProps) {
  const id = useId()
  return (
    <div className="grid grid-cols-[7.25rem_1fr] items-center gap-x-1">
      <label htmlFor={id} className="text-muted touch:py-3 flex items-center gap-2 self-start py-2 text-sm">
        <Icon aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
        {label}
      </label>
      <div className="flex min-w-0 flex-wrap items-center gap-x-1">{children({ id })}</div>
    </div>
  )
}

/** A quiet control that shows its frame only when it is touched. */
export const quietControl =
  'h-9 touch:h-11 min-w-0 rounded-sm border border-transparent bg-transparent px-2 text-base hover:bg-hover focus:bg-surface focus:border-control touch:text-[1rem]'
