import { describe, expect, it } from 'vitest'
import { ownMoney, usedPercent } from './usage-data.ts'

const scope = (limit: number | null, spent: number, reserved: number) =>
  ({ scope: 'user', limit_nano_usd: limit, spent_nano_usd: spent, reserved_nano_usd: reserved }) as const

describe('what is left', () => {
  it('is what is neither spent nor held back', () => {
    expect(ownMoney({ scopes: [scope(100, 30, 20)] })).toEqual({
      spent: 30,
      reserved: 20,
      limit: 100,
      left: 50,
    })
  })

  it('is never less than nothing: a cap may have been lowered since', () => {
    expect(ownMoney({ scopes: [scope(10, 30, 0)] }).left).toBe(0)
  })

  it('is not said where nothing limits it', () => {
    expect(ownMoney({ scopes: [scope(null, 30, 0)] }).left).toBeNull()
  })

  it('is told in percent that never round up to a threshold', () => {
    expect(usedPercent(799, 1000)).toBe(79)
    expect(usedPercent(0, 0)).toBe(100)
  })
})
