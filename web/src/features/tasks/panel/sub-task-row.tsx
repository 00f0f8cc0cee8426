import { ArrowDown, ArrowUp, CornerLeftUp, Ellipsis, Trash2 } from 'lucide-react'
import { type DragEvent, type KeyboardEvent, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useOpenTask } from '../../../lib/use-open-task.ts'
import { cx } from '../../../ui/classes.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Menu, MenuItem, MenuSeparator } from '../../../ui/menu.tsx'
import { useCompleteTask, useDeleteTask, useReopenTask } from '../mutations.ts'
import type { Task } from '../queries.ts'
import { TaskCheck } from '../task-check.tsx'
import { usePanelText } from './panel-text.ts'
import { usePromoteSubTask } from './sub-task-data.ts'

/** What is dragged is a sub-task and nothing else. */
const DRAGGED = 'application/x-aurum-sub-task'

type SubTaskRowProps = {
  task: Task
  index: number
  count: number
  onMove: (to: number) => void
  onDropped: (id: string, to: number) => void
  onKeyDown: (event: KeyboardEvent) => void
  /** The row goes, and the menu has nothing to give the focus back to. */
  onLeft: () => void
}

/** One step: tick it, open it, drag it or move it by Alt and the arrows. */
export function SubTaskRow({ task, index, count, onMove, onDropped, onKeyDown, onLeft }: SubTaskRowProps) {
  const t = usePanelText()
  const tasks = useTranslations('tasks')
  const complete = useCompleteTask()
  const reopen = useReopenTask()
  const remove = useDeleteTask()
  const promote = usePromoteSubTask()
  const openTask = useOpenTask()
  const [isTarget, setIsTarget] = useState(false)
  const isLeaving = useRef(false)
  const isDone = task.status === 'completed'

  const leave = (action: () => void) => () => {
    isLeaving.current = true
    action()
  }

  const drag = {
    draggable: true,
    onDragStart: (event: DragEvent) => {
      event.dataTransfer.setData(DRAGGED, task.id)
      event.dataTransfer.effectAllowed = 'move'
    },
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes(DRAGGED)) return
      event.preventDefault()
      setIsTarget(true)
    },
    onDragLeave: () => setIsTarget(false),
    onDrop: (event: DragEvent) => {
      setIsTarget(false)
      const id = event.dataTransfer.getData(DRAGGED)
      if (id && id !== task.id) onDropped(id, index)
    },
  }

  return (
    <li
      {...drag}
      onKeyDown={onKeyDown}
      className={cx('flex items-center gap-3 rounded-sm py-0.5', isTarget && 'ring-gold ring-2')}
    >
      <TaskCheck
        t={tasks}
        name={task.name}
        priority={task.priority}
        isDone={isDone}
        onChange={(done) => void (done ? complete : reopen).run({ id: task.id, name: task.name })}
      />
      <button
        type="button"
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
        onClick={() => openTask(task.id)}
        className={cx(
          'hover:bg-hover touch:min-h-11 -mx-1 min-h-8 min-w-0 flex-1 rounded-sm px-1 text-left wrap-break-word',
          isDone && 'text-muted line-through',
        )}
      >
        {task.name}
      </button>
      <Menu
        onCloseAutoFocus={(event) => {
          if (!isLeaving.current) return
          event.preventDefault()
          onLeft()
        }}
        trigger={<IconButton icon={Ellipsis} size="sm" label={t('subTasks.actions', { name: task.name })} />}
      >
        <MenuItem icon={ArrowUp} hint="Alt ↑" isDisabled={index === 0} onSelect={() => onMove(index - 1)}>
          {t('subTasks.up')}
        </MenuItem>
        <MenuItem
          icon={ArrowDown}
          hint="Alt ↓"
          isDisabled={index === count - 1}
          onSelect={() => onMove(index + 1)}
        >
          {t('subTasks.down')}
        </MenuItem>
        <MenuItem
          icon={CornerLeftUp}
          onSelect={leave(() => void promote.run({ id: task.id, name: task.name }))}
        >
          {t('subTasks.promote')}
        </MenuItem>
        <MenuSeparator />
        <MenuItem
          icon={Trash2}
          isDanger
          onSelect={leave(() => void remove.run({ id: task.id, name: task.name }))}
        >
          {tasks('panel.delete')}
        </MenuItem>
      </Menu>
    </li>
  )
}
