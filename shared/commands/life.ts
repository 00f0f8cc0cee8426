import type { Tables } from '../database.types.ts'

/** A life as commands are read and shown against: the person's own rows, or as many of them as matter. */
export interface Life {
  pillars: readonly Pick<
    Tables<'pillars'>,
    'id' | 'name' | 'description' | 'archived' | 'time_allocation_percentage'
  >[]
  areas: readonly Pick<
    Tables<'areas'>,
    'id' | 'name' | 'description' | 'pillar_id' | 'importance' | 'archived'
  >[]
  projects: readonly Pick<
    Tables<'projects'>,
    | 'id'
    | 'name'
    | 'description'
    | 'area_id'
    | 'status'
    | 'priority'
    | 'importance'
    | 'deadline_on'
    | 'archived'
  >[]
  tasks: readonly LifeTask[]
  labels: readonly Pick<Tables<'labels'>, 'id' | 'name'>[]
  task_labels: readonly Pick<Tables<'task_labels'>, 'id' | 'task_id' | 'label_id'>[]
  task_dependencies: readonly Pick<Tables<'task_dependencies'>, 'id' | 'task_id' | 'depends_on_task_id'>[]
}

export type LifeTask = Pick<
  Tables<'tasks'>,
  | 'id'
  | 'name'
  | 'description'
  | 'project_id'
  | 'parent_task_id'
  | 'status'
  | 'priority'
  | 'energy'
  | 'category'
  | 'start_on'
  | 'due_on'
  | 'due_time'
  | 'deadline_on'
  | 'remind_at'
  | 'duration_minutes'
  | 'recurrence_rule'
  | 'recurrence_after_completion'
  | 'completed_at'
  | 'created_at'
  | 'updated_at'
>

export const ENTITIES = ['pillar', 'area', 'project', 'task', 'label'] as const
export type Entity = (typeof ENTITIES)[number]

export const TABLES = {
  pillar: 'pillars',
  area: 'areas',
  project: 'projects',
  task: 'tasks',
  label: 'labels',
} as const satisfies Record<Entity, keyof Life>

export interface Named {
  id: string
  name: string
}

/** The rows of a kind, by what all kinds have. */
export const namesOf = (life: Life, entity: Entity): readonly Named[] => life[TABLES[entity]]
