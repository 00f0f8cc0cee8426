import { useQuery } from '@tanstack/react-query'
import { FolderOpen } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { projectPlaces } from '../../../lib/places.ts'
import { areaQueries, pillarQueries, projectQueries } from '../../../lib/plan-queries.ts'
import { PlaceDialog } from '../../../ui/place-dialog.tsx'
import { useMoveTask } from '../mutations.ts'
import type { Task } from '../queries.ts'
import { Property, quietControl } from './property.tsx'

/** Which project the task belongs to. A sub-task follows its parent and cannot be moved alone. */
export function PlaceField({ task }: { task: Task }) {
  const t = useTranslations('tasks')
  const [isChoosing, setIsChoosing] = useState(false)
  const { data: pillars = [] } = useQuery(pillarQueries.all())
  const { data: areas = [] } = useQuery(areaQueries.all())
  const { data: projects = [] } = useQuery(projectQueries.all())
  const move = useMoveTask()
  const project = projects.find(({ id }) => id === task.project_id)
  const isSubTask = task.parent_task_id !== null

  return (
    <Property icon={FolderOpen} label={t('panel.project')}>
      {(control) => (
        <>
          <button
            {...control}
            type="button"
            disabled={isSubTask}
            aria-haspopup="dialog"
            onClick={() => setIsChoosing(true)}
            className={`${quietControl} w-full truncate text-left`}
          >
            {project ? `${project.icon} ${project.name}` : t('inbox')}
          </button>
          {isSubTask && <span className="text-muted px-2 text-xs">{t('panel.subTaskPlace')}</span>}
          {isChoosing && (
            <PlaceDialog
              title={t('panel.moveTitle', { name: task.name })}
              places={projectPlaces({ pillars, areas, projects }, { inbox: t('inbox'), noArea: t('noArea') })}
              currentId={task.project_id}
              onClose={() => setIsChoosing(false)}
              onChoose={(place) =>
                void move.run({ id: task.id, name: task.name, projectId: place.id, projectName: place.name })
              }
            />
          )}
        </>
      )}
    </Property>
  )
}
