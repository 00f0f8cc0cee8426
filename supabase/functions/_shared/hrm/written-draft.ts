import type { InsightDraft } from '../../../../shared/hrm/insight.ts'
import { namedUuid } from '../named-uuid.ts'

/** A draft as it is sent: written out once, so that of a chunk of people only texts are held. */
export interface WrittenDraft {
  /** A UUID over all that the rules say, beside when they were asked: the day, and when its time will be over. */
  digest: string
  json: string
}

export function writeDraft(draft: InsightDraft): WrittenDraft {
  const json = JSON.stringify(draft)
  // Quotation marks inside of a text are escaped there, so that only the fields themselves are met.
  const digest = namedUuid(
    json
      .replace(`"expires_at":${JSON.stringify(draft.expires_at)}`, '')
      .replace(`"today":${JSON.stringify(draft.evidence.parameters.today)}`, ''),
  )
  return { digest, json: `${json.slice(0, -1)},"digest":"${digest}"}` }
}
