import type { Evidence } from './evidence.ts'
import { readComparisons } from './verify/comparisons.ts'
import { readDates, readRelativeDays, readTimes } from './verify/dates.ts'
import { heldBy } from './verify/held.ts'
import { readKnownNames, readUnknownNames } from './verify/names.ts'
import { readNumbers } from './verify/numbers.ts'
import { readRoles } from './verify/roles.ts'
import { type RejectedClaim, Scan } from './verify/scan.ts'

export type { ClaimKind, RejectedClaim } from './verify/scan.ts'

export interface Verdict {
  /** Whether the evidence holds every number, day, name and comparison of the text. */
  isHonest: boolean
  /** What it does not hold, in no particular order. */
  rejected: RejectedClaim[]
}

/**
 * Checks a text, in English or German, against what an insight rests on. In doubt it rejects: whoever phrases an
 * insight falls back to its template then, so that a refusal costs style and an oversight would cost trust.
 */
export function verifyReceipt(text: string, evidence: Evidence): Verdict {
  const held = heldBy(evidence)
  const scan = new Scan(text)
  const names = readKnownNames(scan, held)
  const original = scan.text
  readDates(scan, held)
  readTimes(scan, held)
  readRelativeDays(scan, held)
  const numbers = readNumbers(scan, held)
  readRoles(scan, held, numbers, names)
  readComparisons(scan, held, numbers)
  readUnknownNames(scan, original)
  return { isHonest: scan.rejected.length === 0, rejected: scan.rejected }
}
