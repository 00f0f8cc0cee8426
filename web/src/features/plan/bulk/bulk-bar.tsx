import { CalendarClock, Check, Flag, FolderInput, ListChecks, Tag, Trash2, X } from 'lucide-react'
import { type KeyboardEvent, useCallback, useMemo, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { type Command, useCommands } from '../../../lib/commands.ts'
import { useStore } from '../../../lib/external-store.ts'
import { projectPlaces } from '../../../lib/places.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { PlaceDialog } from '../../../ui/place-dialog.tsx'
import { focusListOrHeading, LIST } from '../../../ui/row-focus.ts'
import { usePlanText } from '../plan-text.ts'
import { useView } from '../views/view-context.ts'
import { BulkButton } from './bulk-button.tsx'
import { DueMenu, LabelMenu, PriorityMenu, StatusMenu } from './bulk-menus.tsx'
import { bulkProgress } from './write-tasks.ts'

/** What can be done with all that is selected. */
export function BulkBar() {
  const t = usePlanText()
  const { plan, selection, changes } = useView()
  const progress = useStore(bulkProgress)
  const bar = useRef<HTMLDivElement>(null)
  const moveButton = useRef<HTMLButtonElement>(null)
  const [isMoving, setIsMoving] = useState(false)
  const planT = useTranslations('plan')
  const tasks = useMemo(
    () => plan.passing.filter(({ id }) => selection.ids.has(id)),
    [plan.passing, selection.ids],
  )

  /** The bar goes with the selection, and gives the focus back to the tasks before. */
  const { clear } = selection
  const leave = useCallback(() => {
    if (bar.current?.contains(document.activeElement)) focusListOrHeading(document.querySelector(LIST))
    clear()
  }, [clear])

  const actions = useMemo(
    () => ({
      complete: () => {
        void changes.setStatus(tasks, 'completed')
        leave()
      },
      move: () => setIsMoving(true),
      remove: () => {
        void changes.remove(tasks)
        leave()
      },
    }),
    [changes, tasks, leave],
  )
  const commands = useMemo(
    (): Command[] => [
      {
        id: 'bulk-complete',
        label: t('bulk.complete'),
        group: 'task',
        keys: 'd',
        icon: Check,
        run: actions.complete,
      },
      {
        id: 'bulk-move',
        label: t('bulk.move'),
        group: 'task',
        keys: 'v',
        icon: FolderInput,
        run: actions.move,
      },
      {
        id: 'bulk-delete',
        label: t('bulk.delete'),
        group: 'task',
        keys: 'del',
        icon: Trash2,
        run: actions.remove,
      },
    ],
    [t, actions],
  )
  useCommands(commands)

  const onKeyDown = (event: KeyboardEvent) => {
    // What opens from the bar has an Escape of its own.
    if (event.key !== 'Escape' || !(event.target as Element).closest('[role=toolbar]')) return
    event.preventDefault()
    leave()
  }

  const projects = new Set(tasks.map(({ project_id }) => project_id))
  const [onlyProject = null] = projects.size === 1 ? projects : []

  return (
    <div
      ref={bar}
      role="toolbar"
      aria-label={t('bulk.label')}
      onKeyDown={onKeyDown}
      className="animate-rise-in pointer-events-none fixed inset-x-0 top-0 z-30 px-2 pt-1 md:left-60 md:pt-3"
    >
      <div className="bg-raised shadow-popover pointer-events-auto mx-auto flex w-max max-w-full items-center gap-0.5 overflow-x-auto rounded-lg p-1">
        <IconButton icon={X} label={t('bulk.clear')} onClick={leave} />
        <p className="pr-2 text-sm font-medium whitespace-nowrap tabular-nums">
          {progress ? t('bulk.progress', progress) : t('bulk.count', { count: tasks.length })}
        </p>
        <BulkButton icon={ListChecks} label={t('bulk.all')} onClick={selection.selectAll} />
        <BulkButton icon={Check} label={t('bulk.complete')} onClick={actions.complete} />
        <StatusMenu tasks={tasks} />
        <BulkButton ref={moveButton} icon={FolderInput} label={t('bulk.move')} onClick={actions.move} />
        <PriorityMenu tasks={tasks} icon={Flag} />
        <DueMenu tasks={tasks} icon={CalendarClock} />
        <LabelMenu tasks={tasks} icon={Tag} />
        <BulkButton icon={Trash2} label={t('bulk.delete')} onClick={actions.remove} isDanger />
      </div>
      {isMoving && (
        <PlaceDialog
          title={t('bulk.moveTitle', { count: tasks.length })}
          places={projectPlaces(plan.life, { inbox: planT('groups.inbox'), noArea: planT('groups.no-area') })}
          currentId={projects.size === 1 ? onlyProject : NO_PLACE}
          onChoose={(place) => void changes.move(tasks, place)}
          onClose={() => setIsMoving(false)}
          onReturnFocus={() => moveButton.current?.focus()}
        />
      )}
    </div>
  )
}

/** Of tasks from several projects none is the current one, not even the inbox. */
const NO_PLACE = 'several'
