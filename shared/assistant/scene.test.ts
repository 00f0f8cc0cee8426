import { expect, test } from 'vitest'
import { sceneSchema } from './scene.ts'

const id = (digit: number) => `00000000-0000-4000-8000-00000000000${digit}`

/** What the database answers for one task, column by column. */
const columns = (row: Record<string, unknown> = {}) => {
  const task = {
    ...{ id: id(1), name: 'Water the ferns', description: '', project_id: null, parent_task_id: null },
    ...{ status: 'todo', priority: 'medium', energy: null, category: 'general', start_on: null },
    ...{ due_on: '2026-11-21', due_time: '18:30:00', deadline_on: null, remind_at: 1763748000.5 },
    ...{
      duration_minutes: 15,
      recurrence_rule: null,
      recurrence_after_completion: false,
      completed_at: null,
    },
    ...{ created_at: 1763740800, updated_at: 1763740800.123456, ...row },
  }
  return Object.fromEntries(Object.entries(task).map(([column, value]) => [column, [value]]))
}

const answer = (tasks: unknown) => ({
  life: { pillars: [], areas: [], projects: [], tasks, labels: [], task_labels: [], task_dependencies: [] },
  rules_only: [],
  ranking: [{ id: id(1), reasons: [{ code: 'due_today' }, { code: 'blocked', count: 2 }] }],
  profile: { time_zone: 'Europe/Berlin', locale: 'de', week_start: 1, display_name: 'Mara', tier: 'free' },
  settings: { is_on: true, features_off: [] },
  memories: [],
  data_version: '7-',
})

test('tasks come as columns and are rows, with their instants written out', () => {
  expect(sceneSchema.parse(answer(columns())).life.tasks).toEqual([
    {
      ...{ id: id(1), name: 'Water the ferns', description: '', project_id: null, parent_task_id: null },
      ...{ status: 'todo', priority: 'medium', energy: null, category: 'general', start_on: null },
      ...{ due_on: '2026-11-21', due_time: '18:30:00', deadline_on: null },
      ...{ remind_at: '2025-11-21T18:00:00.500Z', duration_minutes: 15, recurrence_rule: null },
      ...{ recurrence_after_completion: false, completed_at: null },
      ...{ created_at: '2025-11-21T16:00:00.000Z', updated_at: '2025-11-21T16:00:00.123Z' },
    },
  ])
})

test.each([
  ['a column that is missing', { ...columns(), energy: undefined }],
  ['columns of different lengths', { ...columns(), name: [] }],
  ['a name that is none', columns({ name: null })],
  ['an instant in words', columns({ created_at: '2026-11-21' })],
  ['rows', [{ id: id(1), name: 'Water the ferns' }]],
])('an answer with %s is none', (_, tasks) => {
  expect(sceneSchema.safeParse(answer(tasks)).success).toBe(false)
})
