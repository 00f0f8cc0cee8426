import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { EditDialog } from '../../features/plan/edit-dialog.tsx'
import {
  useArchiveLevel,
  useDeleteLevel,
  useMoveLevel,
  useUpdateLevel,
} from '../../features/plan/mutations.ts'
import { progressQueries } from '../../features/plan/queries.ts'
import { RollUp } from '../../features/plan/roll-up.tsx'
import { type LevelRow, nodeKey } from '../../features/plan/tree.ts'
import type { ProjectActions } from '../../features/projects/project-header.tsx'
import { ProjectPage } from '../../features/projects/project-page.tsx'
import { ProjectTaskList } from '../../features/tasks/project/project-task-list.tsx'
import { useProjectTasks } from '../../features/tasks/use-project-tasks.ts'
import { areaPlaces } from '../../lib/places.ts'
import { areaQueries, pillarQueries, type Project } from '../../lib/plan-queries.ts'
import { PlaceDialog } from '../../ui/place-dialog.tsx'
import { InsightsOf } from '../entity-insights.tsx'

type Question = { kind: 'edit' | 'move'; project: Project }

const rowOf = (project: Project): LevelRow => ({
  kind: 'project',
  node: project,
  key: nodeKey('project', project.id),
  parentKey: null,
  level: 1,
  place: 1,
  siblings: 1,
  isExpandable: false,
  isExpanded: false,
})

const focusHeading = () => document.querySelector<HTMLElement>('main h1')?.focus()

/** Joins a project with its tasks and with what the plan can do with it. */
export function ProjectRoute() {
  const { projectId } = useParams({ from: '/app/project/$projectId' })
  const navigate = useNavigate()
  const [question, setQuestion] = useState<Question | null>(null)
  const { tasksOf, loadMore } = useProjectTasks([projectId])
  const { data: progress } = useQuery(progressQueries.all())
  const update = useUpdateLevel()
  const archive = useArchiveLevel()
  const remove = useDeleteLevel()
  const target = ({ id, name }: Project) => ({ level: 'project' as const, id, name })

  const actions: ProjectActions = {
    edit: (project) => setQuestion({ kind: 'edit', project }),
    move: (project) => setQuestion({ kind: 'move', project }),
    setStatus: (project, status) => void update.run({ ...target(project), patch: { status } }),
    archive: (project, archived) => void archive.run({ ...target(project), archived }),
    remove: (project) => {
      void navigate({ to: '/plan' })
      void remove.run(target(project))
    },
  }
  const list = tasksOf.get(projectId)
  const tasks = list?.tasks ?? []

  return (
    <>
      <ProjectPage
        key={projectId}
        projectId={projectId}
        tasks={tasks}
        actions={actions}
        renderProgress={({ id }) => <RollUp progress={progress?.[id]} />}
        renderInsights={({ id, area_id }) => <InsightsOf type="project" id={id} parentId={area_id} />}
        renderTasks={(nameOfStatus) => (
          <ProjectTaskList
            projectId={projectId}
            tasks={tasks}
            hasMore={list?.hasMore ?? false}
            onLoadMore={() => loadMore(projectId)}
            nameOfStatus={nameOfStatus}
          />
        )}
      />
      {question?.kind === 'edit' && (
        <EditDialog
          row={rowOf(question.project)}
          onClose={() => setQuestion(null)}
          onReturnFocus={focusHeading}
        />
      )}
      {question?.kind === 'move' && (
        <MoveProject project={question.project} onClose={() => setQuestion(null)} />
      )}
    </>
  )
}

function MoveProject({ project, onClose }: { project: Project; onClose: () => void }) {
  const t = useTranslations('plan')
  const { data: pillars = [] } = useQuery(pillarQueries.all())
  const { data: areas = [] } = useQuery(areaQueries.all())
  const move = useMoveLevel()
  const { id, name, area_id } = project
  return (
    <PlaceDialog
      title={t('moveTitle', { name })}
      places={areaPlaces({ pillars, areas }, { noArea: t('groups.no-area') })}
      currentId={area_id}
      onClose={onClose}
      onReturnFocus={focusHeading}
      onChoose={(place) =>
        void move.run({ level: 'project', id, name, parentId: place.id, parentName: place.name })
      }
    />
  )
}
