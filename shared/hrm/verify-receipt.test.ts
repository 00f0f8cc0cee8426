import { describe, expect, it } from 'vitest'
import type { Evidence } from './evidence.ts'
import { evidenceOf } from './fixtures/paraphrased.ts'
import { OF_LIFE } from './fixtures/paraphrased-life.ts'
import { OF_PROJECTS } from './fixtures/paraphrased-projects.ts'
import { RECEIPT_CASES } from './fixtures/receipts.ts'
import { SWAPPED_CASES } from './fixtures/swapped.ts'
import { drawTold, swapNumbers, type Told, toldTexts } from './fixtures/told-texts.ts'
import { verifyReceipt } from './verify-receipt.ts'

const KINDS = [
  ...[
    'obstacle',
    'cascade',
    'priority',
    'stalled',
    'well',
    'risk',
    'conflict',
    'synergy',
    'imbalance',
    'completion',
  ],
  ...[
    'almost_done',
    'overdue',
    'no_pillars',
    'no_projects',
    'empty_pillars',
    'empty_projects',
    'most_active',
  ],
  ...['journal', 'share', 'unassigned', 'focus'],
]

describe('the receipt of an insight', () => {
  it('bears out every template of every rule and generator, in both languages', () => {
    const seen = new Set<string>()
    const refused = new Set<string>()
    for (const { kind, text, evidence } of toldTexts(30)) {
      seen.add(kind)
      const { isHonest, rejected } = verifyReceipt(text, evidence)
      if (!isHonest) refused.add(`${kind}: ${text} (${rejected.map((claim) => claim.text).join(', ')})`)
    }
    expect([...refused]).toEqual([])
    for (const locale of ['en', 'de'])
      for (const kind of KINDS) expect([...seen]).toContain(`${locale} ${kind}`)
  }, 60_000)

  it('rejects 500 texts that were tampered with, and accepts 98 of 100 that were not', () => {
    const { honest, tampered } = drawTold(5, 500)
    expect([honest.length, tampered.length]).toEqual([500, 500])
    const isHonest = ({ text, evidence }: Told) => verifyReceipt(text, evidence).isHonest
    expect(tampered.filter(isHonest).map(({ text }) => text)).toEqual([])
    expect(honest.filter(isHonest).length).toBeGreaterThanOrEqual(490)
  }, 60_000)

  it('rejects every template whose numbers were exchanged', () => {
    const [swapped, accepted] = [new Set<string>(), new Set<string>()]
    for (const told of toldTexts(20)) {
      for (const { text, evidence } of swapNumbers(told)) {
        swapped.add(text)
        if (verifyReceipt(text, evidence).isHonest) accepted.add(text)
      }
    }
    expect([...accepted]).toEqual([])
    expect(swapped.size).toBeGreaterThan(500)
  }, 60_000)

  it('knows what each number is a number of, in sentences written by hand', () => {
    const verdicts = (pick: 'honest' | 'tampered', isHonest: boolean) =>
      SWAPPED_CASES.flatMap(({ evidence, [pick]: texts }) =>
        texts.filter((text) => verifyReceipt(text, evidence).isHonest === isHonest),
      )
    expect(verdicts('tampered', true)).toEqual([])
    expect(verdicts('honest', false)).toEqual([])
  })

  it('rejects every tampered text that was written by hand', () => {
    const accepted = RECEIPT_CASES.flatMap(({ evidence, tampered }) =>
      tampered.filter((text) => verifyReceipt(text, evidence).isHonest),
    )
    expect(accepted).toEqual([])
  })

  it('accepts at least 98 of 100 honest texts that were written by hand', () => {
    const texts = RECEIPT_CASES.flatMap(({ evidence, honest }) => honest.map((text) => ({ text, evidence })))
    const refused = texts.filter(({ text, evidence }) => !verifyReceipt(text, evidence).isHonest)
    const told = refused.map(({ text, evidence }) => [
      text,
      ...verifyReceipt(text, evidence).rejected.map((one) => `${one.kind}: ${one.text}`),
    ])
    expect(told.slice(Math.floor(texts.length * 0.02))).toEqual([])
  })

  it('rejects every insight that was put in other words and made untrue', () => {
    const accepted = [...OF_LIFE, ...OF_PROJECTS].flatMap(({ subject, tampered }) =>
      tampered.filter((text) => verifyReceipt(text, evidenceOf(subject)).isHonest),
    )
    expect(accepted).toEqual([])
  })

  it('accepts at least 98 of 100 insights that were put in other words', () => {
    const told = [...OF_LIFE, ...OF_PROJECTS].flatMap(({ subject, honest }) =>
      honest.map((text) => ({ text, ...verifyReceipt(text, evidenceOf(subject)) })),
    )
    const refused = told.filter(({ isHonest }) => !isHonest)
    expect(refused.slice(Math.floor(told.length * 0.02))).toEqual([])
  })

  it('says what it rejected, and of which kind', () => {
    const evidence = RECEIPT_CASES[0]!.evidence
    expect(
      verifyReceipt('“Call Bob” has waited 15 days, since 1 May, which is more than ever.', evidence)
        .rejected,
    ).toEqual(
      expect.arrayContaining([
        { kind: 'name', text: '“Call Bob”' },
        { kind: 'number', text: '15' },
        { kind: 'date', text: '1 May' },
        { kind: 'comparison', text: 'more' },
      ]),
    )
  })

  it('is not led astray by a name that looks like a claim', () => {
    const evidence = { ...RECEIPT_CASES[0]!.evidence }
    const named = (name: string): Evidence => ({ ...evidence, rows: [{ ...evidence.rows[0]!, name }] })
    expect(verifyReceipt('“Lose 12.5 % by June” is overdue.', named('Lose 12.5 % by June')).isHonest).toBe(
      true,
    )
    expect(verifyReceipt('“Lose 12.5 % by June” is 7 % done.', named('Lose 12.5 % by June')).isHonest).toBe(
      false,
    )
    expect(verifyReceipt('7 tasks are overdue.', named('7')).isHonest).toBe(false)
    expect(verifyReceipt('“Read “Dune” (again)” is overdue.', named('Read “Dune” (again)')).isHonest).toBe(
      true,
    )
  })
})
