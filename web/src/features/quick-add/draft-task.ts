import type { QuickAddResult } from '../../../../shared/quick-add/parse-quick-add.ts'
import type { TaskDraft } from '../../lib/new-task.ts'
import type { QuickAddPreset } from '../../lib/quick-add.ts'

const PRIORITIES = ['urgent', 'high', 'medium', 'low'] as const

/** `p1` is urgent, `p4` is low. */
export const priorityOf = (number: number) => PRIORITIES[number - 1] ?? 'medium'

/** What was understood, as the columns of a task; what the line does not say comes from where it was written. */
export function taskDraft(
  line: string,
  understood: QuickAddResult,
  preset: Pick<QuickAddPreset, 'dueOn'>,
  projectId: string | null,
): TaskDraft {
  const { title, due, start, deadline, duration_min, recurrence, priority, energy } = understood
  return {
    name: title,
    original_text: line.trim(),
    project_id: projectId,
    due_on: due?.date ?? preset.dueOn ?? null,
    due_time: due?.time ?? null,
    start_on: start ?? null,
    deadline_on: deadline ?? null,
    duration_minutes: duration_min ?? null,
    energy: energy ?? null,
    ...(priority !== null && { priority: priorityOf(priority) }),
    ...(recurrence && {
      recurrence_rule: recurrence.rrule,
      recurrence_after_completion: recurrence.after_completion,
    }),
  }
}
