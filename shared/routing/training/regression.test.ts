import { describe, expect, it } from 'vitest'
import { fitThreshold } from './calibration.ts'
import { gainOf } from './question-metrics.ts'
import { fitLogistic, sumOfExample } from './regression.ts'

describe('what is learned', () => {
  const vector = (index: number) => ({ indices: [index], values: [1] })

  it('tells apart what the examples tell apart, the same each time', () => {
    const examples = [
      { vector: vector(0), target: 1, weight: 1 },
      { vector: vector(1), target: 0, weight: 1 },
    ]
    const weights = fitLogistic(examples, 4, 1e-3)
    expect(sumOfExample(vector(0), weights)).toBeGreaterThan(1)
    expect(sumOfExample(vector(1), weights)).toBeLessThan(-1)
    expect(fitLogistic(examples, 4, 1e-3)).toEqual(weights)
  })

  it('draws together what says one thing in several ways', () => {
    const examples = [
      { vector: vector(0), target: 0.9, weight: 1, group: 'a' },
      { vector: vector(1), target: 0.5, weight: 1, group: 'a' },
      { vector: vector(2), target: 0.1, weight: 1, group: 'b' },
    ]
    const gapWith = (agreement: number): number => {
      const weights = fitLogistic(examples, 4, 1e-3, agreement)
      return sumOfExample(vector(0), weights) - sumOfExample(vector(1), weights)
    }
    expect(gapWith(0)).toBeGreaterThan(1)
    expect(gapWith(1)).toBeLessThan(gapWith(0) / 2)
    expect(gapWith(1)).toBeGreaterThan(0)
  })

  it('cuts where the fewest requests go wrong', () => {
    const threshold = fitThreshold([
      { score: 4, band: 'execution' },
      { score: 5.5, band: 'either' },
      { score: 6, band: 'strategic' },
    ])
    expect(threshold).toBeGreaterThan(4)
    expect(threshold).toBeLessThanOrEqual(6)
  })

  it('cuts beside a group of paraphrases rather than through it', () => {
    const group = 'a'
    const threshold = fitThreshold([
      { score: 4, band: 'execution' },
      { score: 4.4, band: 'either', group },
      { score: 6.4, band: 'either', group },
      { score: 8, band: 'strategic' },
    ])
    expect(threshold).toBeGreaterThan(6.4)
  })
})

describe('the gain of an order of questions', () => {
  const questions = [true, false, false, false].map((isHard) => ({
    src: 'mmlu' as const,
    prompt: 'which?',
    weak: !isHard,
    strong: true,
  }))

  it('is greatest when the hard ones come first, and a half when nothing is known', () => {
    expect(gainOf(questions, [9, 1, 1, 1])).toMatchObject({ cpt50: 25, cpt80: 25 })
    expect(gainOf(questions, [1, 1, 1, 1]).apgr).toBeCloseTo(0.5)
  })
})
