import { ArrowDown, ArrowUp, CalendarClock, CircleCheck, Pencil, Play, Trash2 } from 'lucide-react'
import { useEffect, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { type Command, useCommands } from '../../../lib/commands.ts'
import { moveRowFocus, rowOf } from '../../../ui/row-focus.ts'
import type { TodayTask } from '../queries.ts'
import type { TaskActions } from '../row/use-task-actions.ts'

/** Under the open palette, the row that had the focus before. */
let lastRow: HTMLElement | null = null

const currentRow = (): HTMLElement | null =>
  rowOf(document.activeElement) ?? (lastRow?.isConnected ? lastRow : null)

/** A key does what the button in the row does. */
const press = (part: string) => () => currentRow()?.querySelector<HTMLElement>(part)?.click()

type Deeds = {
  actions: TaskActions
  find: (id: string) => TodayTask | undefined
  move: (task: TodayTask, direction: 1 | -1) => void
}

/** What can be done on Today with the task that has the focus. */
export function useTodayCommands({ actions, find, move }: Deeds): void {
  const t = useTranslations('tasks.commands')

  const commands = useMemo<readonly Command[]>(() => {
    const withTask = (run: (task: TodayTask) => void) => () => {
      const task = find(currentRow()?.dataset.rowKey ?? '')
      if (task) run(task)
    }
    const remove = withTask((task) => void actions.remove(task))
    return [
      {
        id: 'task.next',
        label: t('next'),
        group: 'task',
        keys: 'j',
        isHidden: true,
        run: () => void moveRowFocus(1),
      },
      {
        ...{ id: 'task.previous', label: t('previous'), group: 'task', keys: 'k', isHidden: true },
        run: () => void moveRowFocus(-1),
      },
      {
        ...{ id: 'task.complete', label: t('complete'), group: 'task', keys: 'x', icon: CircleCheck },
        run: press('[data-row-focus]'),
      },
      {
        ...{ id: 'task.rename', label: t('rename'), group: 'task', keys: 'e', icon: Pencil },
        run: press('[data-row-name]'),
      },
      {
        ...{ id: 'task.snooze', label: t('snooze'), group: 'task', keys: 's', icon: CalendarClock },
        run: press('[data-row-snooze]'),
      },
      {
        ...{ id: 'task.start', label: t('start'), group: 'task', keys: 'b', icon: Play },
        run: withTask((task) => void actions.toggleStarted(task)),
      },
      {
        ...{ id: 'task.up', label: t('up'), group: 'task', icon: ArrowUp },
        run: withTask((task) => move(task, -1)),
      },
      {
        ...{ id: 'task.down', label: t('down'), group: 'task', icon: ArrowDown },
        run: withTask((task) => move(task, 1)),
      },
      { id: 'task.remove', label: t('remove'), group: 'task', keys: 'del', icon: Trash2, run: remove },
      {
        id: 'task.remove-mac',
        label: t('remove'),
        group: 'task',
        keys: 'backspace',
        isHidden: true,
        run: remove,
      },
    ] satisfies Command[]
  }, [t, actions, find, move])

  useCommands(commands)

  useEffect(() => {
    const remember = ({ target }: FocusEvent) => {
      lastRow = rowOf(target as Element) ?? lastRow
    }
    document.addEventListener('focusin', remember)
    return () => document.removeEventListener('focusin', remember)
  }, [])
}
