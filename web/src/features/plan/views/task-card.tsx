import { CornerUpRight, Lock } from 'lucide-react'
import { memo, useRef, useState } from 'react'
import { cx } from '../../../ui/classes.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Menu, MenuItem, MenuLabel } from '../../../ui/menu.tsx'
import { usePlanText } from '../plan-text.ts'
import { useDraggable } from '../drag.ts'
import type { ListTask } from './queries.ts'
import { Selectable } from './selectable.tsx'
import { useView } from './view-context.ts'

export type MoveChoice = { id: string; name: string; isCurrent: boolean }

type TaskCardProps = {
  task: ListTask
  isActive: boolean
  /** Where the card can be moved to: what dragging does, as a menu. */
  choices: readonly MoveChoice[]
  onMove: (task: ListTask, choiceId: string) => void
}

/** A task as a card of a board. */
export const TaskCard = memo(function TaskCard({ task, isActive, choices, onMove }: TaskCardProps) {
  const t = usePlanText()
  const { plan, tools } = useView()
  const card = useRef<HTMLDivElement>(null)
  const [isDragged, setIsDragged] = useState(false)
  useDraggable(card, task.id, { onDrag: setIsDragged })
  const place = task.project_id === null ? null : plan.places.get(task.project_id)
  const labels = plan.labelsByTask.get(task.id) ?? []
  const isDone = task.status === 'completed'

  return (
    <Selectable
      id={task.id}
      name={task.name}
      isActive={isActive}
      className="mb-2 [--select-left:auto] [--select-top:0.5rem] [&>label]:right-1.5"
    >
      <div
        ref={card}
        onClick={(event) => {
          if (!(event.target as Element).closest('button, input, label, [role=menu]'))
            tools.open(task, card.current)
        }}
        className={cx(
          'group border-line bg-surface shadow-card relative rounded-md border p-3 pr-9 transition-[border-color,opacity] duration-100',
          'hovers:hover:border-line-strong has-[[data-row-focus]:focus-visible]:border-focus',
          'group-data-selected/select:border-gold group-data-selected/select:bg-gold-soft',
          isDragged && 'opacity-40',
        )}
      >
        <div className="flex items-start gap-2.5">
          <span className="mt-0.5">{tools.renderCheck(task, isActive ? 0 : -1)}</span>
          <button
            type="button"
            data-row-focus=""
            tabIndex={isActive ? 0 : -1}
            onClick={(event) => tools.open(task, event.currentTarget)}
            className={cx(
              'line-clamp-3 min-w-0 text-left text-sm font-medium wrap-break-word outline-none',
              isDone && 'text-muted line-through',
            )}
          >
            {task.name}
          </button>
        </div>
        <div className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1 ps-7.5">
          <span className="text-muted inline-flex max-w-full min-w-0 items-center gap-1.5 text-xs">
            <span
              aria-hidden
              className="bg-line-strong size-2 shrink-0 rounded-full"
              style={place?.pillar ? { background: place.pillar.color } : undefined}
            />
            <span className="truncate">{place?.project.name ?? t('inbox')}</span>
          </span>
          {plan.blocked.has(task.id) && !isDone && (
            <span className="text-muted inline-flex items-center gap-1 text-xs">
              <Lock aria-hidden className="size-3" />
              {t('blocked')}
            </span>
          )}
          <span className="inline-flex text-xs *:text-xs">{tools.renderMeta(task)}</span>
        </div>
        {labels.length > 0 && (
          <ul aria-label={t('labels')} className="mt-1.5 flex flex-wrap gap-1 ps-7.5">
            {labels.map(({ id, name, color }) => (
              <li
                key={id}
                className="bg-sunken text-muted inline-flex max-w-full items-center gap-1.5 rounded-full px-2 text-xs"
              >
                <span aria-hidden className="size-1.5 shrink-0 rounded-full" style={{ background: color }} />
                <span className="truncate">{name}</span>
              </li>
            ))}
          </ul>
        )}
        <div
          className={cx(
            'absolute right-1 bottom-1 transition-opacity duration-100',
            'hovers:opacity-0 hovers:group-focus-within:opacity-100 hovers:group-hover:opacity-100 hovers:has-data-[state=open]:opacity-100',
          )}
        >
          <Menu
            trigger={
              <IconButton
                icon={CornerUpRight}
                size="sm"
                tabIndex={isActive ? 0 : -1}
                label={t('moveCard', { name: task.name })}
              />
            }
          >
            <MenuLabel>{t('moveTo')}</MenuLabel>
            {choices.map(({ id, name, isCurrent }) => (
              <MenuItem key={id} isDisabled={isCurrent} onSelect={() => onMove(task, id)}>
                {name}
              </MenuItem>
            ))}
          </Menu>
        </div>
      </div>
    </Selectable>
  )
})
