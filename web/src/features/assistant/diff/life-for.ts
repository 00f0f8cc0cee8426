import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { ChangeCommand, Life, LifeTask } from '../../../../../shared/commands.ts'
import { referencesOf } from '../../../../../shared/commands/references.ts'
import { areaQueries, labelQueries, pillarQueries, projectQueries } from '../../../lib/plan-queries.ts'
import { inPieces, read } from '../../../lib/read.ts'
import { supabase } from '../../../lib/supabase.ts'

const TASK_COLUMNS =
  'id, name, description, project_id, parent_task_id, status, priority, energy, category, start_on, due_on, due_time, deadline_on, remind_at, duration_minutes, recurrence_rule, recurrence_after_completion, completed_at, created_at, updated_at'

type TaskKey = 'id' | 'parent_task_id' | 'project_id'

const tasksBy = (column: TaskKey, ids: readonly string[], signal: AbortSignal): Promise<LifeTask[]> =>
  inPieces(ids, (some) => read(supabase.from('tasks').select(TASK_COLUMNS).in(column, some), signal))

const linksOf = async (taskIds: readonly string[], signal: AbortSignal) => ({
  labels: await inPieces(taskIds, (some) =>
    read(supabase.from('task_labels').select('id, task_id, label_id').in('task_id', some), signal),
  ),
  dependencies: await inPieces(taskIds, (some) => {
    const links = supabase.from('task_dependencies').select('id, task_id, depends_on_task_id')
    return read(links.in('task_id', some), signal)
  }),
})

/** Tasks that are named, what hangs below those that go or move, and what the named ones wait for. */
async function tasksFor(
  commands: readonly ChangeCommand[],
  projects: Life['projects'],
  signal: AbortSignal,
): Promise<Pick<Life, 'tasks' | 'task_labels' | 'task_dependencies'>> {
  const named = commands.flatMap((command) => referencesOf(command))
  const idsOf = (kind: string) => named.flatMap(([entity, id]) => (entity === kind ? [id] : []))
  const found = new Map<string, LifeTask>()
  const fresh = (tasks: readonly LifeTask[]): LifeTask[] => {
    const news = tasks.filter(({ id }) => !found.has(id))
    for (const task of news) found.set(task.id, task)
    return news
  }

  let level = fresh(await tasksBy('id', idsOf('task'), signal))
  const gone = goneProjects(commands, projects)
  level.push(...fresh(await tasksBy('project_id', gone, signal)))
  const carries = commands.some(({ type }) => ['delete', 'move_task', 'nest_task'].includes(type))
  while (carries && level.length > 0) {
    const below = await tasksBy(
      'parent_task_id',
      level.map(({ id }) => id),
      signal,
    )
    level = fresh(below)
  }
  const links = await linksOf([...found.keys()], signal)
  const waitedFor = links.dependencies.map((link) => link.depends_on_task_id).filter((id) => !found.has(id))
  const parents = [...found.values()].flatMap(({ parent_task_id: id }) => (id && !found.has(id) ? [id] : []))
  fresh(await tasksBy('id', [...new Set([...waitedFor, ...parents])], signal))
  return { tasks: [...found.values()], task_labels: links.labels, task_dependencies: links.dependencies }
}

/** Projects that go, by themselves or with their area. */
function goneProjects(commands: readonly ChangeCommand[], projects: Life['projects']): string[] {
  const deleted = (kind: string) =>
    commands.flatMap((command) => (command.type === 'delete' && command.entity === kind ? command.ids : []))
  const areas = new Set(deleted('area'))
  const along = projects.filter(({ area_id }) => area_id !== null && areas.has(area_id)).map(({ id }) => id)
  return [...new Set([...deleted('project'), ...along])]
}

async function readLife(
  commands: readonly ChangeCommand[],
  client: QueryClient,
  signal: AbortSignal,
): Promise<Life> {
  const [pillars, areas, projects, labels] = await Promise.all([
    client.query(pillarQueries.all()),
    client.query(areaQueries.all()),
    client.query(projectQueries.all()),
    client.query(labelQueries.all()),
  ])
  return { pillars, areas, projects, labels, ...(await tasksFor(commands, projects, signal)) }
}

/** As much of the life as these commands are about: what a proposal is shown against, and applied to. */
export const lifeFor = (messageKey: string, commands: readonly ChangeCommand[]) =>
  queryOptions({
    // Under `tasks`: what changes there, changes what the proposal would do.
    queryKey: ['tasks', 'proposal', messageKey, commands.map((command) => referencesOf(command))],
    queryFn: ({ client, signal }) => readLife(commands, client, signal),
  })
