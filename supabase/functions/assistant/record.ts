import { elapsedMs } from '../_shared/ai/caller.ts'
import { toJson } from '../_shared/json.ts'
import type { Draft, Heard } from './exchange.ts'

/** Notes a question that no model was asked. */
export async function recordFree(
  heard: Heard,
  { source, route }: Pick<Draft, 'source' | 'route'>,
  details: object = {},
): Promise<void> {
  await heard.admin
    .rpc('record_ai_interaction', {
      p_user_id: heard.userId,
      p_interaction_id: heard.interactionId,
      p_feature: heard.request.feature,
      p_source: source,
      p_details: toJson({ route, duration_ms: elapsedMs(heard), ...details }),
    })
    .throwOnError()
}
