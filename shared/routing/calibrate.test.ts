import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bandOf, interpolate, probabilityFrom, scoreFrom } from './calibrate.ts'
import { modelSchema, unpack } from './model.ts'
import { routingModel } from './score.ts'

describe('the calibration', () => {
  it('runs straight between its knots and level beyond them', () => {
    const knots = [
      [-1, 2],
      [1, 8],
    ] as const
    expect([-5, -1, 0, 1, 5].map((at) => interpolate(knots, at))).toEqual([2, 2, 5, 8, 8])
  })

  it('never ranks a harder request lower', () => {
    const sum = fc.double({ min: -9, max: 9, noNaN: true })
    fc.assert(
      fc.property(sum, sum, (one, other) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)]
        expect(scoreFrom(high, routingModel)).toBeGreaterThanOrEqual(scoreFrom(low, routingModel))
        expect(probabilityFrom(high, routingModel)).toBeGreaterThanOrEqual(probabilityFrom(low, routingModel))
      }),
    )
  })

  it('has its bands where the rubric has them', () => {
    expect([0, 3, 3.1, 7.9, 8, 10].map(bandOf)).toEqual([
      'execution',
      'execution',
      'either',
      'either',
      'strategic',
      'strategic',
    ])
  })
})

describe('the model that is shipped', () => {
  it('is what the features need', () => {
    expect(modelSchema.safeParse(routingModel).success).toBe(true)
    expect(unpack(routingModel.requests).values.some((weight) => weight !== 0)).toBe(true)
  })

  it('is refused with another number of weights', () => {
    expect(() => unpack({ bias: 0, scale: 1, weights: btoa('abc') })).toThrow(TypeError)
  })

  it('takes at most 300 kB', () => {
    expect(JSON.stringify(routingModel).length).toBeLessThan(300_000)
  })
})
