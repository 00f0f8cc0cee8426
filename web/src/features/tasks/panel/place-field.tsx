import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowUpRight, FolderOpen } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { projectPlaces } from '../../../lib/places.ts'
import { areaQueries, pillarQueries, projectQueries } from '../../../lib/plan-queries.ts'
import { PlaceDialog } from '../../../ui/place-dialog.tsx'
import { useMoveTask } from '../mutations.ts'
import type { Task } from '../queries.ts'
import { usePanelText } from './panel-text.ts'
import { Property, quietControl } from './property.tsx'

/** Which project the task belongs to. A sub-task follows its parent and cannot be moved alone. */
export function PlaceField({ task }: { task: Task }) {
  const t = useTranslations('tasks')
  const text = usePanelText()
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
            className={`${quietControl} flex-1 truncate text-left`}
          >
            {project ? `${project.icon} ${project.name}` : t('inbox')}
          </button>
          {project && (
            <Link
              to="/project/$projectId"
              params={{ projectId: project.id }}
              aria-label={text('openProject', { name: project.name })}
              title={text('openProject', { name: project.name })}
              className="text-muted hover:bg-hover hover:text-ink touch:size-11 grid size-9 shrink-0 place-items-center rounded-sm"
            >
              <ArrowUpRight aria-hidden className="size-4" strokeWidth={1.75} />
            </Link>
          )}
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
