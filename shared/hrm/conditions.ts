import { dayNumber } from './days.ts'
import { daysLeft, type EntityNode, type Frame } from './frame.ts'
import type { Condition } from './rule.ts'

type Value = string | number | null

const READERS: Record<Condition['field'], (node: EntityNode, frame: Frame) => Value> = {
  status: ({ row }) => ('status' in row ? row.status : null),
  priority: ({ row }) => ('priority' in row ? row.priority : null),
  category: ({ row }) => ('category' in row ? row.category : null),
  energy: ({ row }) => ('energy' in row ? row.energy : null),
  name: ({ row }) => row.name,
  importance: ({ row }) => ('importance' in row ? row.importance : null),
  project_importance: (node) =>
    node.type === 'project'
      ? node.row.importance
      : node.type === 'task'
        ? (node.project?.row.importance ?? null)
        : null,
  area_importance: (node) =>
    node.type === 'area'
      ? node.row.importance
      : node.type === 'pillar'
        ? null
        : (node.area?.row.importance ?? null),
  due_in_days: (node, frame) =>
    node.type === 'task'
      ? daysLeft(node, frame)
      : node.type === 'project' && node.deadline !== null
        ? node.deadline - frame.today
        : null,
  age_days: ({ row }, { today }) => ('created_on' in row ? today - dayNumber(row.created_on) : null),
  duration_minutes: ({ row }) => ('duration_minutes' in row ? row.duration_minutes : null),
  progress_percent: ({ row }) =>
    'task_count' in row && row.task_count > 0 ? (100 * row.completed_count) / row.task_count : null,
  open_tasks: (node) => (node.type === 'project' ? node.open.length : null),
}

/** Whether a row fulfils all conditions; text is compared without regard to case. */
export function fulfilling(conditions: readonly Condition[], frame: Frame): (node: EntityNode) => boolean {
  const tests = conditions.map(({ field, operator, value: wanted }) => {
    const read = READERS[field]
    const text = String(wanted).toLowerCase()
    return (node: EntityNode): boolean => {
      const value = read(node, frame)
      if (value === null) return operator === 'is_not'
      switch (operator) {
        case 'is':
          return String(value).toLowerCase() === text
        case 'is_not':
          return String(value).toLowerCase() !== text
        case 'contains':
          return String(value).toLowerCase().includes(text)
        case 'at_least':
          return typeof value === 'number' && value >= wanted
        case 'at_most':
          return typeof value === 'number' && value <= wanted
      }
    }
  })
  return (node) => tests.every((test) => test(node))
}
