import { useQuery } from '@tanstack/react-query'
import { FolderX } from 'lucide-react'
import type { ReactNode } from 'react'
import { areaQueries, pillarQueries, type Project, projectQueries } from '../../lib/plan-queries.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Markdown } from '../../ui/markdown.tsx'
import { OfflineState } from '../../ui/offline-state.tsx'
import { Page } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import type { FlowTask } from './flow.ts'
import { FlowView } from './flow-view.tsx'
import { ProjectHeader, type ProjectActions } from './project-header.tsx'
import { ProjectsText, useProjectsText } from './projects-text.ts'

type ProjectPageProps = {
  projectId: string
  tasks: readonly FlowTask[]
  actions: ProjectActions
  /** How far it is, as the plan shows it. */
  renderProgress: (project: Project) => ReactNode
  /** What the rules say of it. */
  renderInsights: (project: Project) => ReactNode
  renderTasks: (nameOfStatus: (status: TaskStatus) => string) => ReactNode
}

type TaskStatus = 'in_progress' | 'review' | 'todo' | 'completed'

/** One project: what it is for, how far it is, what there is to do and in which order it can be done. */
export function ProjectPage(props: ProjectPageProps) {
  return (
    <ProjectsText>
      <ProjectContent {...props} />
    </ProjectsText>
  )
}

function ProjectContent({
  projectId,
  tasks,
  actions,
  renderProgress,
  renderInsights,
  renderTasks,
}: ProjectPageProps) {
  const t = useProjectsText()
  const { data: projects, isPaused } = useQuery(projectQueries.all())
  const { data: areas = [] } = useQuery(areaQueries.all())
  const { data: pillars = [] } = useQuery(pillarQueries.all())
  const project = projects?.find(({ id }) => id === projectId)
  const area = areas.find(({ id }) => id === project?.area_id)
  const pillar = pillars.find(({ id }) => id === area?.pillar_id)

  if (!projects) return <Page title={t('page.title')}>{isPaused ? <OfflineState /> : <PageSkeleton />}</Page>
  if (!project)
    return (
      <Page title={t('page.title')}>
        <h1 className="sr-only">{t('page.title')}</h1>
        <EmptyState icon={FolderX} sentence={t('page.gone')} hint={t('page.goneHint')} />
      </Page>
    )

  return (
    <Page title={project.name}>
      <ProjectHeader
        project={project}
        place={[pillar?.name, area?.name].filter((name) => name !== undefined)}
        color={pillar?.color ?? area?.color ?? null}
        progress={renderProgress(project)}
        actions={actions}
      />
      {project.description.trim() && (
        <div className="mb-6 max-w-prose">
          <Markdown text={project.description} />
        </div>
      )}
      {renderTasks((status) => t(`statuses.${status}`))}
      <FlowView projectId={projectId} tasks={tasks} />
      <div className="mt-10 max-w-prose">{renderInsights(project)}</div>
    </Page>
  )
}

function PageSkeleton() {
  return (
    <div aria-hidden className="flex flex-col gap-4">
      <Skeleton className="h-9 w-72" />
      <Skeleton className="h-5 w-48" />
      <Skeleton className="mt-4 h-12 w-full" />
      <Skeleton className="h-12 w-full" />
      <Skeleton className="h-12 w-full" />
    </div>
  )
}
