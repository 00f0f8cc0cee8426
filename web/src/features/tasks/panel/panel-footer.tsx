import { useQuery } from '@tanstack/react-query'
import { SkipForward, Trash2 } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { instantText } from '../../../lib/format.ts'
import { useClock } from '../../../lib/profile.ts'
import { Button } from '../../../ui/button.tsx'
import { cx } from '../../../ui/classes.ts'
import { useDeleteTask } from '../mutations.ts'
import { type Task, taskQueries } from '../queries.ts'
import { usePanelText } from './panel-text.ts'
import { useSkipOccurrence } from './series-data.ts'

export function PanelFooter({ task, onClose }: { task: Task; onClose: () => void }) {
  const t = useTranslations('tasks.panel')
  const text = usePanelText()
  const clock = useClock()
  const remove = useDeleteTask()
  const skip = useSkipOccurrence()
  const { data: subTasks = [] } = useQuery(taskQueries.subTasks(task.id))
  const canSkip = task.recurrence_rule !== null && task.status !== 'completed'

  return (
    <footer className="border-line flex flex-wrap items-center justify-end gap-x-2 gap-y-1 border-t px-5 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]">
      {/* Two buttons leave no room for it beside them on a phone. */}
      <p className={cx('text-muted min-w-0 flex-1 basis-40 text-xs', canSkip && 'max-sm:hidden')}>
        {task.completed_at
          ? t('completedAt', { when: instantText(task.completed_at, clock) })
          : t('createdAt', { when: instantText(task.created_at, clock) })}
      </p>
      {canSkip && (
        <Button
          variant="quiet"
          size="sm"
          isBusy={skip.isPending}
          onClick={() => void skip.run({ id: task.id, name: task.name })}
        >
          <SkipForward aria-hidden className="size-4" strokeWidth={1.75} />
          {text('scope.skip')}
        </Button>
      )}
      <Button
        variant="quiet"
        size="sm"
        className="text-danger! hover:bg-danger-soft!"
        onClick={() => {
          onClose()
          void remove.run({ id: task.id, name: task.name, subTaskCount: subTasks.length })
        }}
      >
        <Trash2 aria-hidden className="size-4" strokeWidth={1.75} />
        {t('delete')}
      </Button>
    </footer>
  )
}
