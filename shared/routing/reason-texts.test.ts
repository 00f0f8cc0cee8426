import { describe, expect, it } from 'vitest'
import { ROUTING_WORDS } from './reason-texts.ts'
import { REASON_CODES } from './reasons.ts'
import { scoreRequest } from './score.ts'

const { en, de } = ROUTING_WORDS
const KINDS = ['decidedBy', 'abstention', 'degradation', 'rejection'] as const

describe('what the router says of itself', () => {
  it.each(REASON_CODES)('has words of its own for the reason %s in both languages', (code) => {
    const others = REASON_CODES.filter((other) => other !== code)
    for (const words of [en, de]) {
      const text = words.reason({ code, count: 3 })
      expect(text).toMatch(/^\p{Lu}.{5,}[^.\s]$/u)
      expect(others.map((other) => words.reason({ code: other, count: 3 }))).not.toContain(text)
    }
    expect(en.reason({ code, count: 3 })).not.toBe(de.reason({ code, count: 3 }))
  })

  it.each(KINDS)('has as many different texts as codes for %s', (kind) => {
    expect(Object.keys(de[kind])).toEqual(Object.keys(en[kind]))
    for (const words of [en, de]) {
      const texts = Object.values(words[kind])
      expect(new Set(texts).size).toBe(texts.length)
      for (const text of texts) expect(text).toMatch(/^\p{Lu}.{5,}[^.\s]$/u)
    }
  })

  it('tells the number behind a reason', () => {
    expect(en.reason({ code: 'several_sides_of_life', count: 2 })).toBe('Touches 2 sides of your life')
    expect(de.reason({ code: 'short_request', count: 4 })).toBe('Kurz: 4 Wörter')
    expect(en.reason({ code: 'short_request', count: 1 })).toBe('One word')
  })

  it('explains a hard question to a person', () => {
    const { reasons } = scoreRequest({
      message: 'should I leave my job and take over the farm with two kids?',
    })
    expect(reasons.map((reason) => en.reason(reason))).toContain('Asks for a decision')
    expect(reasons.map((reason) => de.reason(reason))).toContain('Fragt nach einer Entscheidung')
  })
})
