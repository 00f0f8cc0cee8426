import type { Entity } from './life.ts'
import type { Key, VALUES } from './words.ts'
import {
  CATEGORIES,
  ENERGIES,
  PRIORITIES,
  PROJECT_STATUSES,
  SCREENS,
  STATES,
  TASK_STATUSES,
} from './schema.ts'

export type ValueKind =
  | { kind: 'text' | 'bare' | 'number' | 'minutes' | 'flag' }
  | { kind: 'word'; words: readonly (keyof typeof VALUES)[] }
  | { kind: 'row' | 'rows'; entity: Entity }

const text = { kind: 'text' } as const
const bare = { kind: 'bare' } as const
const number = { kind: 'number' } as const
const flag = { kind: 'flag' } as const
const row = (entity: Entity) => ({ kind: 'row', entity }) as const
const word = (words: readonly (keyof typeof VALUES)[]) => ({ kind: 'word', words }) as const

/** How the value of each key is written. */
export const VALUE_KINDS: Record<Key, ValueKind> = {
  id: bare,
  name: text,
  description: text,
  status: word([...TASK_STATUSES, ...PROJECT_STATUSES]),
  priority: word(PRIORITIES),
  energy: word(ENERGIES),
  category: word(CATEGORIES),
  importance: number,
  icon: text,
  color: text,
  archived: flag,
  time_allocation_percentage: number,
  vision_statement: text,
  start_on: bare,
  due_on: bare,
  due_time: bare,
  deadline_on: bare,
  remind_at: bare,
  duration_minutes: { kind: 'minutes' },
  recurrence_rule: text,
  recurrence_after_completion: flag,
  project_id: row('project'),
  area_id: row('area'),
  pillar_id: row('pillar'),
  parent_task_id: row('task'),
  depends_on_task_id: row('task'),
  label_ids: { kind: 'rows', entity: 'label' },
  text,
  state: word(STATES),
  in_pillar: row('pillar'),
  in_area: row('area'),
  in_project: row('project'),
  in_label: row('label'),
  in_inbox: flag,
  due_from: bare,
  due_to: bare,
  completed_from: bare,
  completed_to: bare,
  aspect: word(['behind', 'progress', 'priority', 'due']),
  limit: number,
  screen: word(SCREENS),
}
