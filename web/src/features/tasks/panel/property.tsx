import type { LucideIcon } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { cx } from '../../../ui/classes.ts'

type PropertyProps = {
  icon: LucideIcon
  label: string
  /** What this one means, where its neighbours could be taken for it. */
  hint?: string
  /** With something in it, the hint is seen only where it has room on the same line. */
  isFilled?: boolean
  children: (control: { id: string; 'aria-describedby'?: string }) => ReactNode
}

/** One line of the panel: icon and name on the left, the control on the right. */
export function Property({ icon: Icon, label, hint, isFilled, children }: PropertyProps) {
  const id = useId()
  const hintId = `${id}-hint`
  return (
    <div className="grid grid-cols-[7.25rem_minmax(0,1fr)] items-center gap-x-1">
      <label htmlFor={id} className="text-muted touch:py-3 flex items-center gap-2 self-start py-2 text-sm">
        <Icon aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
        {label}
      </label>
      <div className="@container flex min-w-0 flex-wrap items-center gap-x-1">
        {children({ id, ...(hint && { 'aria-describedby': hintId }) })}
        {hint && (
          <span id={hintId} className={cx('text-faint px-2 text-xs', isFilled && '@max-[26rem]:sr-only')}>
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
