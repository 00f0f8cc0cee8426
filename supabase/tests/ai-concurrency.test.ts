import { expect, inject, it } from 'vitest'
import { crossThreshold, runStorm } from '../../tests/money-storm.ts'

// Other tests share the installation, so only its counters are exercised here; the benchmark meets its limit too.
const WIDE = 1_000_000_000_000

it('200 requests at once on three scopes, with failures, aborts and late settlements, overspend nothing', async () => {
  const figures = await runStorm(inject('stack').dbUrl, 200, WIDE)
  expect(figures).toMatchObject({ overLimit: 0, holdsLeft: 0, ledgerDifference: 0, drifting: 0 })
  expect(figures.refused).toBeGreaterThan(0)
  expect(figures.reserved).toBeGreaterThan(100)
})

it('100 settlements at once across a threshold tell of it once', async () => {
  expect(await crossThreshold(inject('stack').dbUrl, 100)).toEqual({ alerts: 1, notices: 1 })
})
