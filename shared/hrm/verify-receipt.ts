import type { Evidence } from './evidence.ts'
import { readComparisons, readNoOther } from './verify/comparisons.ts'
import { readDates, readTimes } from './verify/dates.ts'
import { checkDayOwners, type DayClaim } from './verify/day-claims.ts'
import { readNumbersOfAll, readOnly } from './verify/exclusive.ts'
import { Facts } from './verify/facts.ts'
import { heldBy } from './verify/held.ts'
import { readKnownNames, readUnknownNames } from './verify/names.ts'
import { periodNumber, readNumbers } from './verify/numbers.ts'
import { readLabels } from './verify/labels.ts'
import { readOrder, readSameDay, readWaiting } from './verify/relations.ts'
import { readPassed, readQuantifiers, readStates } from './verify/statements.ts'
import { readRelativeDays } from './verify/relative-days.ts'
import { readRoles } from './verify/roles.ts'
import { type RejectedClaim, Scan } from './verify/scan.ts'
import { checkDayOfAll, checkTense, readStanding } from './verify/standing.ts'
import { SubjectFinder } from './verify/subjects.ts'
import { readTraits } from './verify/traits.ts'
import { readUnheard } from './verify/unheard.ts'

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
  readUnheard(scan, held, names)
  readStanding(scan, held)
  readNoOther(scan, held)
  const finder = new SubjectFinder(scan, held, names)
  readTraits(scan, held, finder)
  const days: DayClaim[] = []
  readDates(scan, held, days)
  readTimes(scan, held, days)
  const periods = readRelativeDays(scan, held, days)
  checkDayOwners(scan, held, finder, days)
  checkDayOfAll(scan, held, finder, days)
  checkTense(scan, held, days)
  const numbers = readNumbers(scan, held)
  const all = [...numbers, ...periods.map(periodNumber)]
  readRoles(scan, held, all, finder)
  const facts = new Facts(held)
  readWaiting(scan, finder, facts)
  readOrder(scan, finder, facts)
  readSameDay(scan, held)
  readStates(scan, finder, facts)
  readPassed(scan, held, finder)
  readOnly(scan, held, finder)
  readNumbersOfAll(scan, held, finder, all)
  readQuantifiers(scan, held, finder, all)
  readLabels(scan, held, finder)
  readComparisons(scan, held, numbers, finder)
  readUnknownNames(scan, original)
  return { isHonest: scan.rejected.length === 0, rejected: scan.rejected }
}
