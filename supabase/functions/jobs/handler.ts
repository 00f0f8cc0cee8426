import { z } from 'zod'
import { openDatabase } from '../_shared/database.ts'
import { HttpError } from '../_shared/http-error.ts'
import { serve } from '../_shared/serve.ts'
import { afterAutomations } from './automations.ts'
import { deliverer } from './deliver.ts'
import { insightRunner } from './insights.ts'
import { phraser } from './phrasing.ts'
import { runJobs } from './queue.ts'

/** Well before a hosted function is ended, so that jobs under way come to their end. */
const BUDGET_MS = 100_000

/**
 * POST /functions/v1/jobs `{ at }`: what cron calls when a job waits. Works until nothing is left to do, or for
 * BUDGET_MS, and answers how many jobs were `done` and how many `failed`; those are tried again later.
 */
export const handler = serve(
  { auth: 'jobs', input: z.strictObject({ at: z.iso.datetime({ offset: true }) }), maxBytes: 1_000 },
  async (_, { env, report }) => {
    if (!env.databaseUrl) throw new HttpError('UNAVAILABLE', 'The jobs need SUPABASE_DB_URL.')
    const database = openDatabase(env.databaseUrl)
    try {
      // What people wait for goes first.
      const workers = {
        deliver: deliverer(env, database),
        phrasing: phraser(env, report),
        insights: afterAutomations(database, report, insightRunner(database, report)),
      }
      return await runJobs(database, workers, { budgetMs: BUDGET_MS, report })
    } finally {
      await database.close()
    }
  },
)
