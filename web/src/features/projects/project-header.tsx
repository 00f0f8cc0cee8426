import { useNavigate } from '@tanstack/react-router'
import {
  Archive,
  ArchiveRestore,
  CalendarDays,
  Copy,
  Ellipsis,
  Flag,
  FolderInput,
  LayoutTemplate,
  Pencil,
  Trash2,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { shortDay } from '../../lib/format.ts'
import type { Project } from '../../lib/plan-queries.ts'
import { useClock, useToday } from '../../lib/profile.ts'
import { Button } from '../../ui/button.tsx'
import { Select } from '../../ui/field.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx'
import { useProjectsText } from './projects-text.ts'
import { useDuplicateProject, useSaveAsTemplate } from './template-data.ts'

const STATUSES = ['not_started', 'in_progress', 'on_hold', 'completed'] as const

/** What can be done with a project; where the questions are asked is not this page's business. */
export type ProjectActions = {
  edit: (project: Project) => void
  move: (project: Project) => void
  setStatus: (project: Project, status: string) => void
  archive: (project: Project, isArchived: boolean) => void
  remove: (project: Project) => void
}

type ProjectHeaderProps = {
  project: Project
  place: readonly string[]
  color: string | null
  progress: ReactNode
  actions: ProjectActions
}

export function ProjectHeader({ project, place, color, progress, actions }: ProjectHeaderProps) {
  const t = useProjectsText()
  const plan = useTranslations('plan')
  const { locale } = useClock()
  const today = useToday()
  const isLate = project.deadline_on !== null && project.deadline_on < today && project.status !== 'completed'

  return (
    <header className="mb-6">
      <p className="text-muted flex items-center gap-1.5 text-sm">
        <span
          aria-hidden
          className="bg-line-strong size-2 shrink-0 rounded-full"
          style={color ? { background: color } : undefined}
        />
        <span className="truncate">{place.length > 0 ? place.join(' › ') : plan('groups.no-area')}</span>
      </p>
      <div className="mt-1 flex items-start gap-3">
        <span aria-hidden className="mt-1 text-2xl leading-9">
          {project.icon}
        </span>
        <h1
          tabIndex={-1}
          title={project.name}
          className="line-clamp-4 min-w-0 flex-1 text-2xl font-bold tracking-[-0.02em] wrap-break-word"
        >
          {project.name}
        </h1>
        <Button variant="quiet" className="max-sm:hidden" onClick={() => actions.edit(project)}>
          <Pencil aria-hidden className="size-4" strokeWidth={1.75} />
          {plan('edit')}
        </Button>
        <ProjectMenu project={project} actions={actions} />
      </div>
      <div className="text-muted mt-3 flex flex-wrap items-center gap-x-5 gap-y-2 text-sm">
        <Select
          aria-label={t('page.status')}
          value={project.status}
          onChange={(event) => actions.setStatus(project, event.target.value)}
          className="max-w-40"
        >
          {STATUSES.map((status) => (
            <option key={status} value={status}>
              {plan(`status.${status}`)}
            </option>
          ))}
        </Select>
        {project.deadline_on && (
          <span
            className={
              isLate ? 'text-danger inline-flex items-center gap-1.5' : 'inline-flex items-center gap-1.5'
            }
          >
            <CalendarDays aria-hidden className="size-4" strokeWidth={1.75} />
            {t('page.deadline', { day: shortDay(project.deadline_on, today, locale) })}
          </span>
        )}
        <span className="inline-flex items-center gap-1.5">
          <Flag aria-hidden className="size-4" strokeWidth={1.75} />
          {plan(`priority.${project.priority as 'medium'}`)}
        </span>
        {progress}
      </div>
    </header>
  )
}

function ProjectMenu({ project, actions }: Pick<ProjectHeaderProps, 'project' | 'actions'>) {
  const t = useProjectsText()
  const plan = useTranslations('plan')
  const navigate = useNavigate()
  const today = useToday()
  const save = useSaveAsTemplate()
  const duplicate = useDuplicateProject()
  const { name, archived } = project

  const goTo = (projectId: string) => void navigate({ to: '/project/$projectId', params: { projectId } })

  return (
    <Menu trigger={<IconButton icon={Ellipsis} label={plan('actions', { name })} />}>
      <MenuItem icon={Pencil} onSelect={() => actions.edit(project)}>
        {plan('edit')}
      </MenuItem>
      <MenuItem icon={FolderInput} onSelect={() => actions.move(project)}>
        {plan('move')}
      </MenuItem>
      <MenuSeparator />
      <MenuItem
        icon={Copy}
        onSelect={() =>
          void duplicate.run({ project, name: t('page.copyOf', { name }), startOn: today, onMade: goTo })
        }
      >
        {t('page.duplicate')}
      </MenuItem>
      <MenuItem icon={LayoutTemplate} onSelect={() => void save.run({ projectId: project.id, name })}>
        {t('page.saveAsTemplate')}
      </MenuItem>
      <MenuSeparator />
      <MenuItem
        icon={archived ? ArchiveRestore : Archive}
        onSelect={() => actions.archive(project, !archived)}
      >
        {plan(archived ? 'unarchive' : 'archive')}
      </MenuItem>
      <MenuItem icon={Trash2} isDanger onSelect={() => actions.remove(project)}>
        {plan('delete')}
      </MenuItem>
    </Menu>
  )
}
