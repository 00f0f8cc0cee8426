import { describe, expect, it } from 'vitest'
import { DEFAULT_RULES } from './default-rules.ts'
import { evaluate } from './evaluate.ts'
import type { Evidence } from './evidence.ts'
import { drawLife, randomOf } from './fixtures/lives.ts'
import { RECEIPT_CASES } from './fixtures/receipts.ts'
import { verifyReceipt } from './verify-receipt.ts'

interface Told {
  kind: string
  text: string
  evidence: Evidence
}

/** Titles, summaries and reasons of the insights of drawn lives, in both languages. */
function* toldTexts(seeds: number): Iterable<Told> {
  for (let seed = 1; seed <= seeds; seed++) {
    for (const locale of ['en', 'de']) {
      const { insights } = evaluate({ ...drawLife(seed), locale }, DEFAULT_RULES, { depth: 'detailed' })
      for (const { subject, title, summary, detailed_reasoning, reasoning_path, evidence } of insights) {
        const kind = `${locale} ${subject.split(':')[0]}`
        const { factors, sections } = detailed_reasoning
        const situation = sections.filter(
          ({ key }) => key === 'situation' || key === 'cause' || key === 'evidence',
        )
        const texts = [title, summary, ...factors, ...situation.map(({ text }) => text)]
        for (const text of [...texts, ...reasoning_path.map(({ reasoning }) => reasoning)])
          yield { kind, text, evidence }
      }
    }
  }
}

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

/** Spoils one thing in a text: a number, a quoted name, a month; or adds a claim the evidence says nothing of. */
function tamper({ text, evidence }: Told, random: () => number): string | null {
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const names = evidence.rows.map(({ name }) => name).join('\n')
  switch (Math.floor(random() * 4)) {
    case 0: {
      const bare = text.replace(/[“„][^”“]*[”“]/g, (name) => '_'.repeat(name.length))
      const number = one([...bare.matchAll(/\d+/g)])
      if (!number) return null
      const wrong = String(Number(number[0]) + one([1_017, 2_029, 4_211]))
      return text.slice(0, number.index) + wrong + text.slice(number.index + number[0].length)
    }
    case 1: {
      const name = one([...text.matchAll(/[“„][^”“]*[”“]/g)])
      const other = one(['Kitchen rebuild', 'Call Zoe', 'Dachboden', 'Kapitel 99', 'The Great Plan'])
      if (!name || names.includes(other)) return null
      return text.slice(0, name.index + 1) + other + text.slice(name.index + name[0].length - 1)
    }
    case 2: {
      const months = /January|February|March|April|June|July|August|September|October|November|December/
      return months.test(text) ? text.replace(months, (month) => (month === 'June' ? 'July' : 'June')) : null
    }
    default: {
      const claim = text.match(/[äöüß]|\b(?:ist|sind|und)\b/)
        ? one([
            'Das ist mehr als im Vorjahr.',
            'Tendenz: steigend.',
            'Das sind drei Viertel.',
            'Seit elf Jahren.',
            'Frag Klaus.',
          ])
        : one([
            'That is more than last year.',
            'It keeps falling.',
            'That is three quarters.',
            'For eleven years.',
            'Ask Klaus.',
          ])
      return `${text} ${claim}`
    }
  }
}

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

  it('rejects 500 texts that were tampered with', () => {
    const random = randomOf(5)
    const accepted: string[] = []
    let count = 0
    for (const told of toldTexts(30)) {
      if (count >= 500) break
      if (random() < 0.8) continue
      const text = tamper(told, random)
      if (text === null) continue
      count++
      if (verifyReceipt(text, told.evidence).isHonest) accepted.push(text)
    }
    expect(count).toBe(500)
    expect(accepted).toEqual([])
  }, 60_000)

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
