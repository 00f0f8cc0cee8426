import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCases } from './fixtures/read-cases.ts'
import { parseQuickAdd } from './parse-quick-add.ts'
import type { QuickAddContext } from './types.ts'

const corpus = readCases('public.jsonl')
const own = readCases('own.jsonl')

const context: QuickAddContext = {
  now: '2026-11-18T09:15:00Z',
  tz: 'Europe/London',
  locale: 'en',
  week_start: 'mon',
  known: { projects: ['Work', 'Home/Living Room'], labels: ['calls', 'waiting for'] },
}
const locales = ['en', 'de', 'es', 'fr'] as const

describe.each([
  ['the corpus', corpus],
  ['the rules of each language', own],
])('a typed line of %s', (_, cases) => {
  it.each(cases.map((found) => [found.id, found.input, found] as const))('%s: %s', (_id, input, found) => {
    expect(parseQuickAdd(input, found)).toEqual(found.expect)
  })
})

describe('any line', () => {
  const vocabulary = [...corpus, ...own].flatMap(({ input }) => input.split(' '))
  const words = fc.oneof(fc.constantFrom(...vocabulary), fc.string({ unit: 'grapheme', maxLength: 8 }))
  const lines = fc.array(words, { maxLength: 14 }).map((list) => list.join(' '))
  const anyContext = fc.constantFrom(...locales).map((locale) => ({ ...context, locale }))

  it('is read without an error, twice alike', () => {
    fc.assert(
      fc.property(lines, anyContext, (line, given) => {
        expect(parseQuickAdd(line, given)).toEqual(parseQuickAdd(line, given))
      }),
      { numRuns: 500 },
    )
  })

  it('has its chips in order, apart from each other and without outer space', () => {
    fc.assert(
      fc.property(lines, anyContext, (line, given) => {
        let free = 0
        for (const { start, end } of parseQuickAdd(line, given).chips) {
          expect(start).toBeGreaterThanOrEqual(free)
          expect(end).toBeGreaterThan(start)
          expect(line.slice(start, end)).toBe(line.slice(start, end).trim())
          free = end
        }
        expect(free).toBeLessThanOrEqual(line.length)
      }),
      { numRuns: 500 },
    )
  })

  it('keeps every letter outside its chips in the title', () => {
    const letters = (text: string) => text.match(/[\p{L}\p{N}\p{S}]/gu)?.join('') ?? ''
    fc.assert(
      fc.property(lines, anyContext, (line, given) => {
        const { title, chips } = parseQuickAdd(line, given)
        const rest = [...chips]
          .reverse()
          .reduce((text, { start, end }) => text.slice(0, start) + text.slice(end), line)
        expect(letters(title)).toBe(letters(rest))
      }),
      { numRuns: 500 },
    )
  })

  it('without a chip is its own title', () => {
    const plain = fc.array(fc.constantFrom('Aktenzeichen', 'buy', 'x²', '木', 'ça', '"hm"', "d'or", 'a-b,'), {
      minLength: 1,
      maxLength: 8,
    })
    fc.assert(
      fc.property(plain, anyContext, (list, given) => {
        const line = list.length === 1 ? `${list[0]} z` : list.join('  ')
        expect(parseQuickAdd(`  ${line}\t`, given)).toMatchObject({
          title: line.replace(/ +/g, ' '),
          chips: [],
        })
      }),
    )
  })

  it('is not read inside quotes nor behind a backslash', () => {
    fc.assert(
      fc.property(fc.constantFrom(...vocabulary), anyContext, (word, given) => {
        fc.pre(!/["“”„«»\\]/.test(word) && word !== '')
        expect(parseQuickAdd(`Read "${word}" aloud`, given)).toMatchObject({
          title: `Read "${word}" aloud`,
          chips: [],
        })
        expect(parseQuickAdd(`Zz \\${word} zz`, given)).toMatchObject({ title: `Zz ${word} zz`, chips: [] })
      }),
    )
  })
})

describe('an unusable present', () => {
  it('is taken as UTC where the zone is unknown', () => {
    expect(parseQuickAdd('Call tomorrow', { ...context, tz: 'Middle/Earth' }).due).toEqual({
      date: '2026-11-19',
      time: null,
    })
  })

  it('leaves the whole line as the title where the instant is none', () => {
    const result = parseQuickAdd('Call tomorrow', { ...context, now: 'yesterday' })
    expect(result).toMatchObject({ title: 'Call tomorrow', due: null, chips: [] })
  })
})
