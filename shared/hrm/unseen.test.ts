import { describe, expect, it } from 'vitest'
import type { Evidence } from './evidence.ts'
import type { Paraphrased } from './fixtures/paraphrased.ts'
import { UNSEEN_FIRST } from './fixtures/unseen-first.ts'
import { unseenEvidence } from './fixtures/unseen-life.ts'
import { secondEvidence } from './fixtures/unseen-life-two.ts'
import { UNSEEN_SECOND } from './fixtures/unseen-second.ts'
import { verifyReceipt } from './verify-receipt.ts'

/** Each set was judged before a rule was changed for it; what it said then stands in decision 0029. */
const SETS: readonly (readonly [string, readonly Paraphrased[], (subject: string) => Evidence])[] = [
  ['first', UNSEEN_FIRST, unseenEvidence],
  ['second', UNSEEN_SECOND, secondEvidence],
]

describe.each(SETS)('the %s set of texts that were written before it was judged', (_, set, evidenceOf) => {
  const judged = (pick: 'honest' | 'tampered') =>
    set.flatMap(({ subject, [pick]: texts }) =>
      texts.map((text) => ({ text, ...verifyReceipt(text, evidenceOf(subject)) })),
    )

  it('is rejected wherever it was made untrue', () => {
    expect(judged('tampered').filter(({ isHonest }) => isHonest)).toEqual([])
  })

  it('is accepted for at least 98 of 100 texts that are true', () => {
    const told = judged('honest')
    const refused = told.filter(({ isHonest }) => !isHonest)
    expect(refused.slice(Math.floor(told.length * 0.02))).toEqual([])
  })
})
