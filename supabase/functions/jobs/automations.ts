import { z } from 'zod'
import type { Database } from '../_shared/database.ts'
import { runAutomations } from '../_shared/hrm/run-automations.ts'
import type { Worker } from './queue.ts'

const dataSchema = z.object({ user_ids: z.array(z.uuid()).min(1).max(1_000) })

/**
 * The night of people: first their automations, then the rules look at what those have left. Without automations the
 * insights of a night are as good as ever, so whatever fails here is only reported.
 */
export function afterAutomations(
  database: Database,
  report: (thrown: unknown) => void,
  insights: Worker,
): Worker {
  return async (job) => {
    try {
      await runAutomations(database, dataSchema.parse(job.data).user_ids, report)
    } catch (error) {
      report(error)
    }
    await insights(job)
  }
}
