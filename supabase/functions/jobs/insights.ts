import { z } from 'zod'
import type { Database } from '../_shared/database.ts'
import { sqlInsightStore } from '../_shared/hrm/insight-store.ts'
import { learnWeights } from '../_shared/hrm/learn-weights.ts'
import { loadRules, runInsights } from '../_shared/hrm/run-insights.ts'
import { kept } from '../_shared/kept.ts'
import { namedUuid } from '../_shared/named-uuid.ts'
import type { Worker } from './queue.ts'

const RULES_HELD_MS = 60_000

const dataSchema = z.object({ user_ids: z.array(z.uuid()).min(1).max(1_000) })

/** Lets the weights learn and runs the rules over people, in their night. An attempt that follows another repeats its runs, and changes nothing. */
export function insightRunner(database: Database, report: (thrown: unknown) => void): Worker {
  const store = sqlInsightStore(database)
  const rules = kept(() => loadRules(store, report), RULES_HELD_MS)
  return async ({ id, data }) => {
    const { user_ids } = dataSchema.parse(data)
    await learnWeights(database, user_ids, report)
    const { failed } = await runInsights(store, user_ids, await rules(), {
      trigger: 'schedule',
      runId: (userId) => namedUuid(`${id} ${userId}`),
      report,
    })
    // What failed for some is written down with them; for all, something else is wrong.
    if (failed === user_ids.length) throw new Error('No insights could be saved')
  }
}
