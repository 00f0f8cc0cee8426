import type { Tables } from '../database.types.ts'
import type { TaskPriority } from './mapping.ts'

type Row<
  Name extends
    | 'pillars'
    | 'areas'
    | 'projects'
    | 'tasks'
    | 'labels'
    | 'task_labels'
    | 'task_dependencies'
    | 'resources'
    | 'saved_filters'
    | 'project_templates'
    | 'focus_sessions'
    | 'assistant_memories',
  Columns extends keyof Tables<Name>,
> = Pick<Tables<Name>, Columns>

export type PillarRow = Row<'pillars', 'id' | 'name' | 'sort_order'>
export type AreaRow = Row<'areas', 'id' | 'pillar_id' | 'name' | 'description' | 'sort_order'>
export type ProjectRow = Row<'projects', 'id' | 'area_id' | 'name' | 'description' | 'sort_order'>
export type LabelRow = Row<'labels', 'id' | 'name'>
export type TaskLabelRow = Row<'task_labels', 'id' | 'task_id' | 'label_id'>
export type TaskRow = Row<
  'tasks',
  | 'id'
  | 'project_id'
  | 'parent_task_id'
  | 'name'
  | 'description'
  | 'due_on'
  | 'due_time'
  | 'deadline_on'
  | 'duration_minutes'
  | 'recurrence_rule'
  | 'recurrence_after_completion'
  | 'recurrence_start_on'
  | 'original_text'
  | 'sort_order'
> &
  Partial<
    Pick<
      Tables<'tasks'>,
      'status' | 'completed_at' | 'start_on' | 'remind_at' | 'occurrence' | 'energy' | 'category'
    >
  > & { priority: TaskPriority }
export type TaskDependencyRow = Row<'task_dependencies', 'id' | 'task_id' | 'depends_on_task_id'>
export type ResourceRow = Row<'resources', 'id' | 'path' | 'original_filename'>
export type SavedFilterRow = Row<'saved_filters', 'id' | 'name' | 'query'>
export type ProjectTemplateRow = Row<'project_templates', 'id' | 'name'>
export type FocusSessionRow = Row<'focus_sessions', 'id' | 'task_id'>
export type AssistantMemoryRow = Row<'assistant_memories', 'id' | 'text'>

/** Rows per table as import_chunk takes them. */
export interface ImportRows {
  pillars: PillarRow[]
  areas: AreaRow[]
  projects: ProjectRow[]
  labels: LabelRow[]
  tasks: TaskRow[]
  task_labels: TaskLabelRow[]
  task_dependencies: TaskDependencyRow[]
  resources: ResourceRow[]
  saved_filters: SavedFilterRow[]
  project_templates: ProjectTemplateRow[]
  focus_sessions: FocusSessionRow[]
  assistant_memories: AssistantMemoryRow[]
}

/** The tables in an order in which every row comes after the rows it refers to. */
export const importTables = [
  'pillars',
  'areas',
  'projects',
  'labels',
  'tasks',
  'task_labels',
  'task_dependencies',
  'resources',
  'saved_filters',
  'project_templates',
  'focus_sessions',
  'assistant_memories',
] as const
export type ImportTable = (typeof importTables)[number]

export const emptyRows = (): ImportRows => ({
  pillars: [],
  areas: [],
  projects: [],
  labels: [],
  tasks: [],
  task_labels: [],
  task_dependencies: [],
  resources: [],
  saved_filters: [],
  project_templates: [],
  focus_sessions: [],
  assistant_memories: [],
})

export const countRows = (rows: Partial<ImportRows>) =>
  importTables.reduce((count, table) => count + (rows[table]?.length ?? 0), 0)

/** Cuts the rows into chunks of at most `size`; no row comes before one it refers to. */
export function toChunks(rows: ImportRows, size = 500): Partial<ImportRows>[] {
  const chunks: Partial<ImportRows>[] = []
  for (const table of importTables) {
    let from = 0
    while (from < rows[table].length) {
      const last = chunks.at(-1)
      const room = last ? size - countRows(last) : 0
      const chunk = last && room > 0 ? last : {}
      if (chunk !== last) chunks.push(chunk)
      const count = room > 0 ? room : size
      Object.assign(chunk, { [table]: rows[table].slice(from, from + count) })
      from += count
    }
  }
  return chunks
}
