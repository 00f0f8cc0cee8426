import { type Feedback, learn } from '../../../../shared/hrm/learn.ts'
import type { SqlConnection } from './insight-store.ts'

interface Lesson {
  user_id: string
  weights: Record<string, number>
  feedback: (Feedback & { id: string })[]
}

/**
 * Moves the weights of the rules by what people said since the last night, of those who let the app learn. Feedback
 * counts once, however often the night is run.
 * @returns how many weights moved
 */
export async function learnWeights(
  database: SqlConnection,
  userIds: readonly string[],
  report: (thrown: unknown) => void,
): Promise<number> {
  const lessons = await database.query<Lesson>(
    'select user_id, weights, feedback from public.feedback_to_learn($1)',
    [userIds],
  )
  let moved = 0
  for (const { user_id, weights, feedback } of lessons) {
    const changes = learn(feedback, weights)
    try {
      const [saved] = await database.query<{ moved: number }>(
        'select public.save_learning($1, $2, $3, $4) as moved',
        [
          user_id,
          feedback.map(({ id }) => id),
          JSON.stringify(Object.fromEntries(changes.map(({ rule_code, after }) => [rule_code, after]))),
          JSON.stringify(Object.fromEntries(changes.map(({ rule_code, reason }) => [rule_code, reason]))),
        ],
      )
      moved += saved?.moved ?? 0
    } catch (error) {
      // Feedback that was taken back in this moment is learned from tomorrow, and the others' tonight.
      report(error)
    }
  }
  return moved
}
