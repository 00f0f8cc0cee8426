import type { InsightDraft } from '../../../../shared/hrm/insight.ts'
import { namedUuid } from '../named-uuid.ts'

/**
 * Over all that the rules say, beside when they were asked: the day, and when its time will be over.
 * @param text the draft as JSON, which is sent if it says something new
 * @returns a UUID; equal for what is equal
 */
export function digestOf({ expires_at, evidence }: InsightDraft, text: string): string {
  // Quotation marks inside of a text are escaped there, so that only the fields themselves are met.
  return namedUuid(
    text
      .replace(`"expires_at":${JSON.stringify(expires_at)}`, '')
      .replace(`"today":${JSON.stringify(evidence.parameters.today)}`, ''),
  )
}
