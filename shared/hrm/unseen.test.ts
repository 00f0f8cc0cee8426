import { describe, expect, it } from 'vitest'
import type { Evidence } from './evidence.ts'
import type { Paraphrased } from './fixtures/paraphrased.ts'
import { UNSEEN_FIRST } from './fixtures/unseen-first.ts'
import { unseenEvidence } from './fixtures/unseen-life.ts'
import { secondEvidence } from './fixtures/unseen-life-two.ts'
import { UNSEEN_SECOND } from './fixtures/unseen-second.ts'
import { UNSEEN_THIRD } from './fixtures/unseen-third.ts'
import { verifyReceipt } from './verify-receipt.ts'

interface UnseenSet {
  name: string
  set: readonly Paraphrased[]
  evidenceOf: (subject: string) => Evidence
  /** Untruths that still slip through, and true texts that are still refused. */
  open: { slipped: number; refused: number }
}

/** Each set was judged before a rule was changed for it; what came of that stands in decision 0029. */
const SETS: readonly UnseenSet[] = [
  { name: 'first', set: UNSEEN_FIRST, evidenceOf: unseenEvidence, open: { slipped: 0, refused: 0 } },
  { name: 'second', set: UNSEEN_SECOND, evidenceOf: secondEvidence, open: { slipped: 0, refused: 0 } },
  { name: 'third', set: UNSEEN_THIRD, evidenceOf: unseenEvidence, open: { slipped: 4, refused: 5 } },
]

describe.each(SETS)('the $name set of texts, written before it was judged', ({ set, evidenceOf, open }) => {
  const judged = (pick: 'honest' | 'tampered') =>
    set.flatMap(({ subject, [pick]: texts }) =>
      texts.map((text) => ({ text, ...verifyReceipt(text, evidenceOf(subject)) })),
    )

  it('is rejected where it was made untrue, but for what is known to slip through', () => {
    expect(
      judged('tampered')
        .filter(({ isHonest }) => isHonest)
        .slice(open.slipped),
    ).toEqual([])
  })

  it('is accepted where it is true, but for what is known to be refused', () => {
    expect(
      judged('honest')
        .filter(({ isHonest }) => !isHonest)
        .slice(open.refused),
    ).toEqual([])
  })
})
