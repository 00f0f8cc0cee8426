import { useQuery } from '@tanstack/react-query'
import { type ReactNode, Suspense, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { type Command, useCommands } from '../../../lib/commands.ts'
import { focusOpener } from '../../../lib/use-open-task.ts'
import { Dialog, DialogBody } from '../../../ui/dialog.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { useCompleteTask, useReopenTask } from '../mutations.ts'
import { type Task, taskQueries } from '../queries.ts'
import { AttachmentList } from './attachment-list.tsx'
import { BlockerList, WaitingList } from './dependency-lists.tsx'
import { EditScope } from './edit-scope.tsx'
import { LabelPicker } from './label-picker.tsx'
import { PanelFooter } from './panel-footer.tsx'
import { PanelText, usePanelText } from './panel-text.ts'
import { PlaceField } from './place-field.tsx'
import { ScheduleFields } from './schedule-fields.tsx'
import { SubTaskList } from './sub-task-list.tsx'
import { TaskHead } from './task-head.tsx'
import { ReadingField, StatusField, WeightFields } from './weight-fields.tsx'
import { WhyHere } from './why-here.tsx'

export type TaskPanelProps = {
  taskId: string
  onClose: () => void
  /** What other features show of a task: time spent on it, how it came about, what the rules say of it. */
  renderFocus: (task: Task) => ReactNode
  renderHistory: (task: Task) => ReactNode
  renderInsights: (task: Task) => ReactNode
}

/** Everything about one task, editable where it stands; each field is kept as soon as it is left. */
export function TaskPanel({ taskId, onClose, renderFocus, renderHistory, renderInsights }: TaskPanelProps) {
  const t = useTranslations()
  const { data: task, isPending } = useQuery(taskQueries.detail(taskId))

  return (
    <Dialog
      isOpen
      onClose={onClose}
      shape="sheet"
      title={task?.name ?? t('tasks.panel.title')}
      isTitleHidden
      closeLabel={t('ui.close')}
      onReturnFocus={focusOpener}
      focusesItself
      isDockable
    >
      {isPending && <PanelSkeleton />}
      {!isPending && !task && (
        <DialogBody className="pt-14">
          <p className="text-muted">{t('tasks.panel.gone')}</p>
        </DialogBody>
      )}
      {task && (
        <Suspense fallback={<PanelSkeleton />}>
          <PanelText>
            <EditScope key={task.id} task={task}>
              {/* Above it the button that closes has a line of its own, over nothing that scrolls. */}
              <DialogBody className="mt-12 flex flex-col gap-6 pt-1">
                <TaskHead task={task} />
                <div className="flex flex-col gap-0.5">
                  <PlaceField task={task} />
                  <StatusField task={task} />
                  <ScheduleFields task={task} />
                  <WeightFields task={task} />
                  <LabelPicker taskId={task.id} taskName={task.name} />
                  <ReadingField task={task} />
                </div>
                {renderFocus(task)}
                <SubTaskList parent={task} />
                <BlockerList task={task} />
                <WaitingList task={task} />
                <AttachmentList task={task} />
                <WhyHere taskId={task.id} />
                {renderInsights(task)}
                {renderHistory(task)}
              </DialogBody>
              <PanelFooter task={task} onClose={onClose} />
              <PanelKeys task={task} />
            </EditScope>
          </PanelText>
        </Suspense>
      )}
    </Dialog>
  )
}

/** The keys that work inside the panel. */
function PanelKeys({ task }: { task: Task }) {
  const t = usePanelText()
  const { run: complete } = useCompleteTask()
  const { run: reopen } = useReopenTask()
  const { id, name, status } = task

  const commands = useMemo((): readonly Command[] => {
    const isDone = status === 'completed'
    return [
      {
        id: 'panel.toggle',
        label: t(isDone ? 'keys.reopen' : 'keys.complete'),
        group: 'task',
        keys: 'mod+enter',
        reach: 'everywhere',
        run: () => void (isDone ? reopen : complete)({ id, name }),
      },
    ]
  }, [t, id, name, status, complete, reopen])
  useCommands(commands)
  return null
}

function PanelSkeleton() {
  return (
    <DialogBody className="mt-12 flex flex-col gap-4 pt-1">
      <Skeleton className="h-6 w-3/5" />
      <Skeleton className="h-20 w-full" />
      <Skeleton className="h-10 w-full" />
      <Skeleton className="h-10 w-full" />
      <Skeleton className="h-10 w-2/3" />
    </DialogBody>
  )
}
