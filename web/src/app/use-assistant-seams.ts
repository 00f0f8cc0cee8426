import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import type { Entity } from '../../../shared/commands.ts'
import type { Seams, Subject } from '../features/assistant/seams.ts'
import { printScope } from '../features/plan/plan-search.ts'
import { taskQueries } from '../features/tasks/queries.ts'
import { projectQueries } from '../lib/plan-queries.ts'
import { useOpenTask, useOpenTaskId } from '../lib/use-open-task.ts'
import { renderPrice } from './render-price.tsx'

const QUIET = { throwOnError: false }

/** What is open beside the conversation: a task in its panel, or the page of a project. */
function useSubject(): Subject | null {
  const taskId = useOpenTaskId()
  const { projectId } = useParams({ strict: false })
  const { data: task } = useQuery({
    ...taskQueries.detail(taskId ?? ''),
    ...QUIET,
    enabled: taskId !== undefined,
  })
  const { data: projects } = useQuery({ ...projectQueries.all(), ...QUIET, enabled: projectId !== undefined })
  const project = projects?.find(({ id }) => id === projectId)

  return useMemo(() => {
    if (taskId && task) return { entity: 'task', id: task.id, name: task.name }
    return project ? { entity: 'project', id: project.id, name: project.name } : null
  }, [taskId, task, project])
}

/** Joins the assistant with the features it points at: none of them knows it. */
export function useAssistantSeams(): Seams {
  const navigate = useNavigate()
  const openTask = useOpenTask()
  const subject = useSubject()

  const openRow = useCallback(
    (entity: Entity, id: string, from?: HTMLElement | null) => {
      if (entity === 'task') openTask(id, from)
      else if (entity === 'project') void navigate({ to: '/project/$projectId', params: { projectId: id } })
      else if (entity === 'label') void navigate({ to: '/labels' })
      else void navigate({ to: '/plan', search: { view: 'list', scope: printScope({ level: entity, id }) } })
    },
    [navigate, openTask],
  )
  return useMemo(() => ({ subject, openRow, renderPrice }), [subject, openRow])
}
