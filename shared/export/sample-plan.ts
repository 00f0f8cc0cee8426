import type { BackupRow, BackupTable } from './backup.ts'
import type { Tables } from '../database.types.ts'
import type { PlanTask } from './plan-data.ts'

const at = '2026-11-01T08:00:00.123456+00:00'
const stamps = { created_at: at, updated_at: at }
const id = (number: number) => `0d1c2b3a-4f5e-4a6b-8c7d-${String(number).padStart(12, '0')}`

/** A task as the database gives it, with everything empty that is not said. */
export const sampleTask = (
  number: number,
  columns: Partial<Omit<Tables<'tasks'>, 'user_id'>> = {},
): PlanTask & Record<string, unknown> => ({
  id: id(number),
  project_id: null,
  parent_task_id: null,
  name: `Task ${number}`,
  description: '',
  status: 'todo',
  completed_at: null,
  priority: 'medium',
  category: 'general',
  energy: null,
  start_on: null,
  due_on: null,
  due_time: null,
  deadline_on: null,
  remind_at: null,
  duration_minutes: null,
  recurrence_rule: null,
  recurrence_after_completion: false,
  recurrence_start_on: null,
  series_id: null,
  occurrence: 1,
  sub_task_completion_required: false,
  original_text: null,
  reading_level: null,
  sort_order: number,
  is_sample: false,
  ...stamps,
  ...columns,
})

/** A small plan with one of everything, as the tests of the exports use it. */
export function samplePlan() {
  const pillars = [
    { id: id(1), name: 'Health', description: '', sort_order: 1, reading_level: 'rules', ...stamps },
  ]
  const areas = [{ id: id(2), pillar_id: id(1), name: 'Home', description: '', sort_order: 1, ...stamps }]
  const projects = [
    { id: id(3), area_id: id(2), name: 'Garden, north', description: '', sort_order: 1, ...stamps },
  ]
  const labels = [
    { id: id(4), name: 'outside', ...stamps },
    { id: id(5), name: 'sun, wind', ...stamps },
  ]
  const tasks = [
    sampleTask(10, {
      project_id: id(3),
      name: '=Plan "the" beds',
      description: 'Along the wall;\nnot too close, please 🌱\\',
      due_on: '2026-12-24',
      due_time: '18:30:00',
      start_on: '2026-12-01',
      deadline_on: '2026-12-31',
      duration_minutes: 90,
      energy: 'high',
      priority: 'urgent',
      remind_at: '2026-12-24T16:30:00+00:00',
    }),
    sampleTask(11, {
      project_id: id(3),
      parent_task_id: id(10),
      name: 'Buy seeds',
      priority: 'low',
      reading_level: 'nobody',
    }),
    sampleTask(12, {
      name: 'Water the ferns',
      due_on: '2026-11-23',
      recurrence_rule: 'FREQ=WEEKLY;BYDAY=MO',
      recurrence_start_on: '2026-11-23',
      series_id: id(12),
    }),
    sampleTask(13, {
      name: 'Cut the hedge',
      due_on: '2026-11-30',
      recurrence_rule: 'FREQ=MONTHLY',
      recurrence_after_completion: true,
      recurrence_start_on: '2026-11-30',
    }),
    sampleTask(14, {
      name: '-done already',
      status: 'completed',
      completed_at: '2026-11-02T10:00:00+00:00',
      due_on: '2026-11-02',
    }),
  ]
  const task_labels = [
    { id: id(20), task_id: id(10), label_id: id(4), ...stamps },
    { id: id(21), task_id: id(10), label_id: id(5), ...stamps },
    { id: id(22), task_id: id(12), label_id: id(4), ...stamps },
  ]
  const task_dependencies = [{ id: id(30), task_id: id(10), depends_on_task_id: id(11), ...stamps }]
  const resources = [
    {
      id: id(40),
      bucket: 'attachments',
      path: 'plans/garden.pdf',
      original_filename: 'garden.pdf',
      mime_type: 'application/pdf',
      size_bytes: 1200,
      task_id: id(10),
      previous_version_id: null,
      ...stamps,
    },
  ]
  const saved_filters = [{ id: id(50), name: 'Outside', query: '@outside', sort_order: 1, ...stamps }]
  const project_templates = [{ id: id(60), name: 'New bed', content: { tasks: [] }, ...stamps }]
  const focus_sessions = [
    { id: id(70), task_id: id(14), kind: 'focus', started_at: at, ended_at: at, ...stamps },
  ]
  const assistant_memories = [{ id: id(80), text: 'The garden faces north', origin: 'person', ...stamps }]
  return {
    pillars,
    areas,
    projects,
    labels,
    tasks,
    task_labels,
    task_dependencies,
    resources,
    saved_filters,
    project_templates,
    focus_sessions,
    assistant_memories,
  } satisfies Record<BackupTable, BackupRow[]>
}
