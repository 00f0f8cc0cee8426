import type { LifeTask } from '../commands/life.ts'
import type { Tables } from '../database.types.ts'

/** A task as commands know it, less what only they need, and its place in its series. */
export type PlanTask = Omit<LifeTask, 'category'> & Pick<Tables<'tasks'>, 'occurrence'>

/** The part of a plan the tables and calendars are written from. */
export interface PlanData {
  pillars: readonly Pick<Tables<'pillars'>, 'id' | 'name'>[]
  areas: readonly Pick<Tables<'areas'>, 'id' | 'name' | 'pillar_id'>[]
  projects: readonly Pick<Tables<'projects'>, 'id' | 'name' | 'area_id'>[]
  labels: readonly Pick<Tables<'labels'>, 'id' | 'name'>[]
  tasks: readonly PlanTask[]
  task_labels: readonly Pick<Tables<'task_labels'>, 'task_id' | 'label_id'>[]
}

/** The labels of each task by name, in alphabetical order. */
export function labelNames({ labels, task_labels }: PlanData): (task: PlanTask) => string[] {
  const nameOf = new Map(labels.map(({ id, name }) => [id, name]))
  const worn = new Map<string, string[]>()
  for (const { task_id, label_id } of task_labels) {
    const name = nameOf.get(label_id)
    if (name !== undefined) worn.set(task_id, [...(worn.get(task_id) ?? []), name])
  }
  for (const names of worn.values()) names.sort()
  return ({ id }) => worn.get(id) ?? []
}

/** 'HH:MM' of a time of the database. */
export const shortTime = (time: string | null): string | null => time?.slice(0, 5) ?? null
