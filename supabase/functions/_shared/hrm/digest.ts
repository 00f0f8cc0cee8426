import { createHash } from 'node:crypto'
import type { InsightDraft } from '../../../../shared/hrm/insight.ts'

/**
 * Over all that the rules say, beside when they were asked: the day, and when its time will be over.
 * @returns a UUID; equal for what is equal
 */
export function digestOf(draft: InsightDraft): string {
  const { parameters, ...evidence } = draft.evidence
  const said = { ...draft, expires_at: null, evidence, parameters: { ...parameters, today: null } }
  const hash = createHash('md5').update(JSON.stringify(said)).digest('hex')
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-${hash.slice(12, 16)}-${hash.slice(16, 20)}-${hash.slice(20)}`
}
