import { NO_ROWS, type Prepare, scoreOfBoost } from '../finding.ts'
import type { ConfigOf } from '../rule.ts'

/** Whatever fulfils the conditions, which are looked at before (`conditions.ts`), gets the boost. */
export const match: Prepare<ConfigOf<'match'>> = (config, { words }) => {
  const finding = {
    ...{ score: scoreOfBoost(config.boost), confidence: 1, boost: config.boost },
    reasoning: words.reasons.matches,
    factors: {},
    rows: NO_ROWS,
  }
  return () => finding
}
