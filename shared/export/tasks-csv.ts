import { withGuard } from '../import/csv/cell-values.ts'
import { labelNames, shortTime, type PlanData, type PlanTask } from './plan-data.ts'

/** The columns, under names the import of tables knows. `pillar` is for the reader: an area has its place there. */
const columns = [
  'id',
  'parent id',
  'name',
  'notes',
  'pillar',
  'area',
  'project',
  'status',
  'priority',
  'due',
  'start',
  'deadline',
  'duration minutes',
  'energy',
  'labels',
  'recurrence',
  'reminder',
  'completed at',
] as const
type Column = (typeof columns)[number]

const quote = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** Names with a comma inside stand on lines of their own. */
function labelCell(names: readonly string[]): string {
  return names.some((name) => /[,;|]/.test(name)) ? `${names.join('\n')}\n` : names.join(', ')
}

const instantCell = (instant: string | null) => instant && new Date(instant).toISOString()

const ruleCell = ({ recurrence_rule, recurrence_after_completion }: PlanTask) =>
  recurrence_rule && recurrence_after_completion ? `${recurrence_rule} after completion` : recurrence_rule

/**
 * All tasks as a table: UTF-8 with a byte order mark, without which spreadsheets garble accents, RFC 4180, and nothing
 * in it that a spreadsheet would run. The import of tables reads it back.
 */
export function formatTasksCsv(data: PlanData): string {
  const pillars = new Map(data.pillars.map((pillar) => [pillar.id, pillar]))
  const areas = new Map(data.areas.map((area) => [area.id, area]))
  const projects = new Map(data.projects.map((project) => [project.id, project]))
  const labelsOf = labelNames(data)

  const cells = (task: PlanTask): Record<Column, string | number | null> => {
    const project = projects.get(task.project_id ?? '')
    const area = areas.get(project?.area_id ?? '')
    return {
      id: task.id,
      'parent id': task.parent_task_id,
      name: task.name,
      notes: task.description,
      pillar: pillars.get(area?.pillar_id ?? '')?.name ?? null,
      area: area?.name ?? null,
      project: project?.name ?? null,
      status: task.status,
      priority: task.priority,
      due: [task.due_on, shortTime(task.due_time)].filter(Boolean).join(' '),
      start: task.start_on,
      deadline: task.deadline_on,
      'duration minutes': task.duration_minutes,
      energy: task.energy,
      labels: labelCell(labelsOf(task)),
      recurrence: ruleCell(task),
      reminder: instantCell(task.remind_at),
      'completed at': instantCell(task.completed_at),
    }
  }
  const lines = data.tasks.map((task) => {
    const row = cells(task)
    return columns.map((column) => quote(withGuard(String(row[column] ?? '')))).join(',')
  })
  return `\uFEFF${[columns.join(','), ...lines].join('\r\n')}\r\n`
}
