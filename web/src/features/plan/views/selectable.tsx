import { Check } from 'lucide-react'
import { type MouseEvent, type PointerEvent, type ReactNode, useRef } from 'react'
import { cx } from '../../../ui/classes.ts'
import { usePlanText } from '../plan-text.ts'
import { useView } from './view-context.ts'

/** So long a finger stays before it selects instead of pressing. */
const LONG_PRESS_MS = 450
/** A finger that moves further is scrolling. */
const STILL_PX = 10

type Press = { timer: ReturnType<typeof setTimeout>; x: number; y: number; hasSelected: boolean }

type SelectableProps = {
  id: string
  name: string
  isActive: boolean
  className?: string
  children: ReactNode
}

/**
 * A task that can be selected: Ctrl or Shift and a press, a long press on a phone, or its box. While some are selected
 * on a phone, a tap selects too.
 */
export function Selectable({ id, name, isActive, className, children }: SelectableProps) {
  const t = usePlanText()
  const { selection } = useView()
  const press = useRef<Press | null>(null)
  const isSelected = selection.ids.has(id)
  const isSelecting = selection.ids.size > 0

  const endPress = () => {
    if (press.current) clearTimeout(press.current.timer)
  }

  const onPointerDown = (event: PointerEvent) => {
    endPress()
    press.current = null
    if (event.pointerType === 'mouse') return
    const started: Press = {
      x: event.clientX,
      y: event.clientY,
      hasSelected: false,
      timer: setTimeout(() => {
        started.hasSelected = true
        selection.toggle(id)
      }, LONG_PRESS_MS),
    }
    press.current = started
  }

  const onPointerMove = ({ clientX, clientY }: PointerEvent) => {
    const started = press.current
    if (started && Math.hypot(clientX - started.x, clientY - started.y) > STILL_PX) endPress()
  }

  const onClickCapture = (event: MouseEvent) => {
    const wasLong = press.current?.hasSelected ?? false
    const isTap = press.current !== null
    press.current = null
    const isModified = event.ctrlKey || event.metaKey || event.shiftKey
    const isOwnBox = (event.target as Element).closest('[data-select-box]') !== null
    if (isOwnBox || (!wasLong && !isModified && !(isTap && isSelecting))) return
    event.preventDefault()
    event.stopPropagation()
    if (wasLong) return
    if (event.shiftKey) selection.extendTo(id)
    else selection.toggle(id)
  }

  return (
    <div
      data-selected={isSelected ? '' : undefined}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={endPress}
      onPointerCancel={endPress}
      onClickCapture={onClickCapture}
      onContextMenu={(event) => press.current && event.preventDefault()}
      className={cx('group/select touch:select-none relative', className)}
    >
      <label
        data-select-box=""
        className={cx(
          'absolute z-10 grid size-6 cursor-pointer place-items-center transition-opacity duration-100',
          'has-focus-visible:outline-focus rounded-sm has-focus-visible:outline-2',
          'top-(--select-top,0.625rem) left-(--select-left,-1.25rem)',
          isSelected || isSelecting
            ? 'opacity-100'
            : 'hovers:group-hover/select:opacity-100 touch:hidden opacity-0 has-focus-visible:opacity-100',
        )}
      >
        <input
          type="checkbox"
          checked={isSelected}
          tabIndex={isActive ? 0 : -1}
          aria-label={t('select', { name })}
          onChange={() => undefined}
          onClick={(event) => {
            if (event.shiftKey) selection.extendTo(id)
            else selection.toggle(id)
          }}
          className="border-control checked:border-ink checked:bg-ink peer size-4 cursor-pointer appearance-none rounded-[4px] border-[1.5px] outline-none"
        />
        <Check
          aria-hidden
          strokeWidth={3}
          className="text-canvas pointer-events-none absolute size-3 opacity-0 peer-checked:opacity-100"
        />
      </label>
      {children}
    </div>
  )
}
