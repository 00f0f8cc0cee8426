import { describe, expect, it } from 'vitest'
import type { Evidence, EvidenceValue } from '../../../../shared/hrm/evidence.ts'
import { cutAtNumbers } from './number-links.ts'

const A = '0b4b1d57-0a6e-4f0e-9d0a-3f6f7f3b9a11'
const value = (key: string, number: number, unit: EvidenceValue['unit'] = 'count'): EvidenceValue => ({
  ...{ key, value: number, unit, rows: [A] },
})
const evidence = (values: EvidenceValue[], names: string[] = []): Evidence => ({
  ...{ rules: [], parameters: {}, n: 1, values },
  rows: names.map((name) => ({ table: 'tasks', id: A, name, values: {} })),
})
const linked = (text: string, of: Evidence) =>
  cutAtNumbers(text, of).flatMap((piece) => (piece.value ? [[piece.text, piece.value.key]] : []))

describe('the numbers of a sentence', () => {
  it('lead to the figures of the receipt, and the sentence stays whole', () => {
    const text = '3 tasks are open, 12 days from now.'
    const of = evidence([value('open', 3), value('left', 12, 'days')])
    expect(linked(text, of)).toEqual([
      ['3', 'open'],
      ['12', 'left'],
    ])
    expect(
      cutAtNumbers(text, of)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text)
  })

  it('are found however a language writes them', () => {
    const of = evidence([value('minutes', 75_000, 'minutes'), value('share', 12.5, 'percent')])
    expect(linked('1,250 hours, 12.5 %', of).map(([text]) => text)).toEqual(['1,250', '12.5'])
    expect(linked('1.250 Stunden, 12,5 %', of).map(([text]) => text)).toEqual(['1.250', '12,5'])
  })

  it('within a name are part of the name', () => {
    const of = evidence([value('open', 2)], ['Wall texts for room 2'])
    expect(linked('“Wall texts for room 2” holds up 2 tasks', of)).toEqual([['2', 'open']])
  })

  it('that are equal lead to one figure each', () => {
    const of = evidence([value('done', 4), value('days', 4, 'days')])
    expect(linked('4 tasks in 4 days', of).map(([, key]) => key)).toEqual(['done', 'days'])
  })

  it('lead to what the sentence says before what a rule worked out on the way', () => {
    const of = evidence([value('PROGRESS_MOMENTUM_001.recent_days', 7, 'days'), value('open_count', 7)])
    expect(linked('7 tasks are open', of)).toEqual([['7', 'open_count']])
  })

  it('lead to the day they make, however a language writes it, and count nothing themselves', () => {
    const deadline: EvidenceValue = { key: 'deadline_on', value: '2026-12-27', unit: 'date', rows: [A] }
    const of = evidence([value('left_days', 27, 'days'), deadline])
    const day = ['deadline_on', 'left_days']
    expect(linked('The deadline is 27 December 2026, 27 days from now.', of).map(([, key]) => key)).toEqual(
      day,
    )
    expect(linked('Die Frist ist der 27. Dezember 2026, in 27 Tagen.', of).map(([, key]) => key)).toEqual(day)
    expect(linked('By December 27, 2026', of)).toEqual([['December 27, 2026', 'deadline_on']])
  })

  it('lead to a day that only stands in a row', () => {
    const of: Evidence = {
      ...evidence([]),
      rows: [{ table: 'tasks', id: A, name: 'Print', values: { due_on: '2026-11-29' } }],
    }
    expect(cutAtNumbers('Its day is 29 November 2026.', of)[1]).toEqual({
      text: '29 November 2026',
      value: { key: 'due_on', value: '2026-11-29', unit: 'date', rows: [A] },
    })
  })

  it('which the receipt does not hold stay words', () => {
    expect(cutAtNumbers('On 21 November 2026', evidence([value('open', 3)]))).toEqual([
      { text: 'On 21 November 2026', value: null },
    ])
  })
})
