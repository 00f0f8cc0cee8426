import { ChevronRight } from 'lucide-react'
import { cx } from '../../ui/classes.ts'
import { Keys } from '../../ui/keys.tsx'
import type { Entry } from './entries.ts'

type EntryLineProps = {
  id: string
  entry: Entry
  isActive: boolean
  onPoint: () => void
  onChoose: () => void
  onMore: () => void
}

/** One line of the palette. */
export function EntryLine({ id, entry, isActive, onPoint, onChoose, onMore }: EntryLineProps) {
  const { icon: Icon, emoji, label, detail, keys, isDone, task } = entry
  return (
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      onPointerMove={onPoint}
      onClick={onChoose}
      className="aria-selected:bg-hover touch:min-h-11 flex min-h-9 cursor-pointer items-center gap-3 rounded-sm px-3"
    >
      {Icon && <Icon aria-hidden className="text-muted size-4 shrink-0" strokeWidth={1.75} />}
      {emoji && (
        <span aria-hidden className="w-4 shrink-0 text-center text-sm">
          {emoji}
        </span>
      )}
      {/* On a phone the place stands under the name, which needs the whole line. */}
      <span className="flex min-w-0 flex-1 items-baseline gap-x-3 max-sm:flex-col max-sm:py-1">
        <span className={cx('max-w-full min-w-0 truncate sm:flex-1', isDone && 'text-muted line-through')}>
          {label}
        </span>
        {detail && (
          <span className="text-muted truncate text-sm max-sm:max-w-full sm:max-w-[40%] sm:shrink-0">
            {detail}
          </span>
        )}
      </span>
      {keys && (
        <span className="touch:hidden">
          <Keys keys={keys} />
        </span>
      )}
      {task && (
        // For fingers; keys have Tab, and an option holds nothing that can be focused.
        <span
          aria-hidden
          onClick={(event) => {
            event.stopPropagation()
            onMore()
          }}
          className="text-muted hover:text-ink touch:size-11 -mr-2 grid size-8 shrink-0 place-items-center rounded-sm"
        >
          <ChevronRight className="size-4" />
        </span>
      )}
    </div>
  )
}
