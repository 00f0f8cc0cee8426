import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { focusOpener } from '../../../lib/use-open-task.ts'
import { Dialog, DialogBody } from '../../../ui/dialog.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { type Task, taskQueries } from '../queries.ts'
import { BlockerList } from './blocker-list.tsx'
import { LabelPicker } from './label-picker.tsx'
import { PanelFooter } from './panel-footer.tsx'
import { PlaceField } from './place-field.tsx'
import { ScheduleFields } from './schedule-fields.tsx'
import { SubTaskList } from './sub-task-list.tsx'
import { TaskHead } from './task-head.tsx'
import { WeightFields } from './weight-fields.tsx'
import { WhyHere } from './why-here.tsx'

type TaskPanelProps = { taskId: string; onClose: () => void }

/** Everything about one task, editable where it stands; each field is kept as soon as it is left. */
export function TaskPanel({ taskId, onClose }: TaskPanelProps) {
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
    >
      {isPending && <PanelSkeleton />}
      {!isPending && !task && (
        <DialogBody className="pt-14">
          <p className="text-muted">{t('tasks.panel.gone')}</p>
        </DialogBody>
      )}
      {task && <PanelContent key={task.id} task={task} onClose={onClose} />}
    </Dialog>
  )
}

function PanelContent({ task, onClose }: { task: Task; onClose: () => void }) {
  return (
    <>
      <DialogBody className="flex flex-col gap-6 pt-5">
        <TaskHead task={task} />
        <div className="flex flex-col gap-0.5">
          <PlaceField task={task} />
          <ScheduleFields task={task} />
          <WeightFields task={task} />
          <LabelPicker taskId={task.id} taskName={task.name} />
        </div>
        <SubTaskList parent={task} />
        <BlockerList task={task} />
        <WhyHere taskId={task.id} />
      </DialogBody>
      <PanelFooter task={task} onClose={onClose} />
    </>
  )
}

function PanelSkeleton() {
  return (
    <DialogBody className="flex flex-col gap-4 pt-6">
      <Skeleton className="h-6 w-3/5" />
      <Skeleton className="h-20 w-full" />
      <Skeleton className="h-10 w-full" />
      <Skeleton className="h-10 w-full" />
      <Skeleton className="h-10 w-2/3" />
    </DialogBody>
  )
}
