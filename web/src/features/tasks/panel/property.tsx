import type { LucideIcon } from 'lucide-react'
import { type ReactNode, useId } from 'react'

type PropertyProps = {
  icon: LucideIcon
  label: string
  /** What this one means, where its neighbours could be taken for it. */
  hint?: string
  children: (control: { id: string; 'aria-describedby'?: string }) => ReactNode
}

/** One line of the panel: icon and name on the left, the control on the right. */
export function Property({ icon: Icon, label, hint, children }: PropertyProps) {
  const id = useId()
  const hintId = `${id}-hint`
  return (
    <div className="grid grid-cols-[7.25rem_minmax(0,1fr)] items-center gap-x-1">
      <label htmlFor={id} className="text-muted touch:py-3 flex items-center gap-2 self-start py-2 text-sm">
        <Icon aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
        {label}
      </label>
      <div className="flex min-w-0 flex-wrap items-center gap-x-1">
        {children({ id, ...(hint && { 'aria-describedby': hintId }) })}
        {hint && (
          <span id={hintId} className="text-faint px-2 text-xs">
            {hint}
          </span>
        )}
      </div>
    </div>
  )
}

/** A quiet control that shows its frame only when it is touched. */
export const quietControl =
  'h-9 touch:h-11 min-w-0 rounded-sm border border-transparent bg-transparent px-2 text-base hover:bg-hover focus:bg-surface focus:border-control touch:text-[1rem]'
