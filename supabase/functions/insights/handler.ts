import { type InsightsAnswer, insightsRequestSchema } from '../../../shared/hrm/request.ts'
import { phrase } from '../_shared/hrm/phrase.ts'
import { runInsightsOf } from '../_shared/hrm/run-insights.ts'
import { HttpError } from '../_shared/http-error.ts'
import { toJson } from '../_shared/json.ts'
import { takeRates } from '../_shared/rates.ts'
import { serve } from '../_shared/serve.ts'
import { readInsights, requireRow, standingRunSchema } from './insights.ts'
import { servicesOf } from './services.ts'

/**
 * POST /functions/v1/insights: what the rules say about the caller's life, or about one part of it. What was worked out
 * less than six hours ago is given again while nothing has changed. The rules answer at once; a model that puts them into
 * words does so afterwards, and the screen hears of it.
 */
export const handler = serve(
  { auth: 'user', input: insightsRequestSchema },
  async ({ scope, depth, force_model }, { env, user, supabase: own, report }): Promise<InsightsAnswer> => {
    const services = servicesOf(env)
    const { admin, store } = services
    await takeRates(admin, [{ rule: 'insights', subject: `user:${user.sub}` }])
    const only = scope === 'global' ? [] : [scope]
    for (const entity of only) await requireRow(own, entity)

    const { data: standing } =
      depth || force_model
        ? { data: null }
        : await admin
            .rpc('standing_insight_run', { p_user_id: user.sub, p_scope: toJson(only) })
            .throwOnError()
    if (standing) {
      const { run_id, computed_at } = standingRunSchema.parse(standing)
      return {
        run_id,
        source: 'cache',
        computed_at,
        insights: await readInsights(own, only),
        phrasing: 'none',
      }
    }

    const known = await services.rules()
    const done = await runInsightsOf(store, user.sub, known, {
      trigger: 'person',
      report,
      ...(depth && { depth }),
      ...(scope !== 'global' && { only, explain: only.map(({ entity_id }) => entity_id) }),
    })
    // The token outlived the account.
    if (!done) throw new HttpError('UNAUTHENTICATED', 'Your session is not valid. Sign in again.')
    const insights = await readInsights(own, only)
    const asked = phrase(services, { userId: user.sub, own, report }, insights, {
      ...{ depth: done.evaluation.depth, isForced: force_model, rules: known },
      rulesOnly: new Set(done.snapshot.rules_only),
    })
    return {
      ...{ run_id: done.saved.run_id, source: 'rules', computed_at: done.snapshot.taken_at, insights },
      // What the rules say is saved: nothing about a model may keep it from the person.
      phrasing: await asked.catch((thrown: unknown) => {
        report(thrown)
        return 'unavailable' as const
      }),
    }
  },
)
