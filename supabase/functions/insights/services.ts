import type { Rule } from '../../../shared/hrm/rule.ts'
import { servicesOf as aiServicesOf } from '../_shared/ai/services.ts'
import { adminClient } from '../_shared/clients.ts'
import { apiInsightStore } from '../_shared/hrm/insight-store.ts'
import type { PhrasingServices } from '../_shared/hrm/phrase.ts'
import { loadRules } from '../_shared/hrm/run-insights.ts'
import { kept } from '../_shared/kept.ts'
import { describeError } from '../_shared/log.ts'
import { perEnv } from '../_shared/per-env.ts'

/** What all requests of an isolate share. None of it is anybody's. */
export interface Services extends PhrasingServices {
  /** Those switched on, as they were half a minute ago at most. */
  rules(): Promise<Rule[]>
}

const RULES_MS = 30_000

export const servicesOf = perEnv((env): Services => {
  const admin = adminClient(env)
  const store = apiInsightStore(admin)
  const rules = kept(() => loadRules(store, (thrown) => console.error(describeError(thrown))), RULES_MS)
  return { admin, ai: aiServicesOf(env), store, rules }
})
