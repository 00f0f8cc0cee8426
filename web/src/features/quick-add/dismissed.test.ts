import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dismiss, type Draft, editDraft, mask } from './dismissed.ts'

const draftOf = (text: string, ...words: string[]): Draft =>
  words.reduce<Draft>(
    (draft, word) => dismiss(draft, { start: text.indexOf(word), end: text.indexOf(word) + word.length }),
    { text, dismissed: [] },
  )

const dismissedIn = ({ text, dismissed }: Draft) => dismissed.map(({ start, end }) => text.slice(start, end))

describe('a piece that the person does not want understood', () => {
  it('stays so while text before and after it is typed', () => {
    const draft = draftOf('Read tomorrow', 'tomorrow')
    expect(dismissedIn(editDraft(draft, 'Read the book tomorrow'))).toEqual(['tomorrow'])
    expect(dismissedIn(editDraft(draft, 'Read tomorrow never dies'))).toEqual(['tomorrow'])
  })

  it('is understood again once it is edited itself', () => {
    expect(dismissedIn(editDraft(draftOf('Read tomorrow', 'tomorrow'), 'Read tomorro'))).toEqual([])
    expect(dismissedIn(editDraft(draftOf('Read tomorrow', 'tomorrow'), ''))).toEqual([])
  })

  it('says nothing to the grammar, leaves every other place as it is and comes back in the title', () => {
    const draft = draftOf('Read in 2 days p1 😀', 'in 2 days')
    const { masked, unmask } = mask(draft)
    expect(masked).toHaveLength(draft.text.length)
    expect(masked.slice(14)).toBe(draft.text.slice(14))
    expect(masked).not.toMatch(/days|2/)
    expect(unmask(masked)).toBe(draft.text)
  })

  it('comes back whole from any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(), fc.nat(), (text, a, b) => {
        const [start = 0, end = 0] = [a, b].map((at) => at % (text.length + 1)).sort((x, y) => x - y)
        const { masked, unmask } = mask(dismiss({ text, dismissed: [] }, { start, end }))
        expect(masked).toHaveLength(text.length)
        expect(unmask(masked)).toBe(text)
      }),
    )
  })
})
