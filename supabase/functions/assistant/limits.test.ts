import { describe, expect, test } from 'vitest'
import { LEASE_MS, LIMITS } from './limits.ts'

describe.each(Object.entries(LIMITS))('%s', (_, { clocks, deadlineMs, mostOutput, leastOutput }) => {
  test('each clock can run out before the next one does', () => {
    expect(clocks.connectMs).toBeLessThan(clocks.firstTokenMs)
    expect(clocks.firstTokenMs).toBeLessThan(clocks.totalMs)
    expect(clocks.idleMs).toBeLessThan(clocks.totalMs)
    expect(clocks.totalMs).toBeLessThan(deadlineMs)
  })

  test('one who never begins leaves time for a second attempt that does', () => {
    expect(2 * clocks.firstTokenMs).toBeLessThan(deadlineMs)
  })

  test('a smaller answer is smaller', () => {
    expect(leastOutput).toBeLessThan(mostOutput)
  })

  test('nobody takes a request for lost while it is answered, and hosted lets it live that long', () => {
    expect(deadlineMs).toBeLessThan(LEASE_MS / 1.5)
    expect(LEASE_MS).toBeLessThanOrEqual(150_000)
  })
})
