import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decideRoute } from './decide.ts'
import { scoreRequest, type RequestScore } from './score.ts'
import { restingState, type Candidate, type Load, type RoutingState } from './state.ts'

const candidate = (changes: Partial<Candidate>): Candidate => ({
  id: 'small',
  provider: 'east',
  tier: 'execution',
  rank: 1,
  contextTokens: 100_000,
  modalities: ['text'],
  hasTools: true,
  regions: ['eu'],
  price: { input: 100n, output: 400n },
  validFrom: '2026-01-01',
  validTo: null,
  shutdownOn: null,
  ...changes,
})
const small = candidate({})
const spare = candidate({ id: 'spare', provider: 'west', rank: 2 })
const large = candidate({
  id: 'large',
  provider: 'west',
  tier: 'strategic',
  price: { input: 2000n, output: 10_000n },
})
const rival = candidate({ id: 'rival', provider: 'north', tier: 'strategic', rank: 2 })
const resting = restingState([large, rival, small, spare], '2026-11-21')
const ill: Load = { firstTokenMs: null, inFlight: 0, rateLimitedShare: 0, breaker: 'open' }

const scored = (score: number): RequestScore => ({
  ...scoreRequest({ message: 'hello there' }),
  score,
  band: score <= 3 ? 'execution' : score >= 8 ? 'strategic' : 'either',
})
const decide = (score: number, changes: Partial<RoutingState> = {}) =>
  decideRoute(scored(score), { ...resting, ...changes }, 5)

const load = fc.record({
  firstTokenMs: fc.option(fc.nat(10_000)),
  inFlight: fc.nat(100),
  rateLimitedShare: fc.double({ min: 0, max: 1, noNaN: true }),
  breaker: fc.constantFrom<Load['breaker']>('closed', 'half_open', 'open'),
})
const loads = fc.record({ small: load, spare: load, large: load, rival: load })
const share = fc.double({ min: 0, max: 1, noNaN: true })
const SEVERITY = ['closed', 'half_open', 'open'] as const
const worse = (left: Load, right: Load): Load => ({
  firstTokenMs: Math.max(left.firstTokenMs ?? 0, right.firstTokenMs ?? 0),
  inFlight: Math.max(left.inFlight, right.inFlight),
  rateLimitedShare: Math.max(left.rateLimitedShare, right.rateLimitedShare),
  breaker: SEVERITY[Math.max(SEVERITY.indexOf(left.breaker), SEVERITY.indexOf(right.breaker))]!,
})

describe('the route of a request', () => {
  it('follows the bands, and the threshold between them', () => {
    expect(decide(2)).toMatchObject({
      tier: 'execution',
      modelId: 'small',
      decidedBy: 'band',
      degradedFor: null,
    })
    expect(decide(9)).toMatchObject({ tier: 'strategic', modelId: 'large', decidedBy: 'band' })
    expect(decide(6)).toMatchObject({ tier: 'strategic', decidedBy: 'threshold' })
    expect(decide(4)).toMatchObject({ tier: 'execution', decidedBy: 'threshold' })
    expect(decide(5)).toMatchObject({ tier: 'execution', decidedBy: 'narrow_margin' })
  })

  it('never moves up under more pressure', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 10, noNaN: true }),
        fc.tuple(share, share, loads, loads),
        fc.constantFrom<RoutingState['plan']>('free', 'pro', 'premium'),
        fc.constantFrom<RoutingState['defaultTier']>('execution', 'strategic'),
        (score, [budget, more, before, added], plan, defaultTier) => {
          const after = Object.fromEntries(
            Object.entries(before).map(([id, one]) => [id, worse(one, added[id as keyof typeof added])]),
          )
          const rank = (tier: string): number => (tier === 'strategic' ? 1 : 0)
          const calm = decide(score, { plan, defaultTier, budgetPressure: budget, loads: before })
          const pressed = decide(score, {
            plan,
            defaultTier,
            budgetPressure: Math.max(budget, more),
            loads: after,
          })
          expect(rank(pressed.tier)).toBeLessThanOrEqual(rank(calm.tier))
        },
      ),
      { numRuns: 500 },
    )
  })

  it('asks the spare model of the tier when the breaker of the first is open', () => {
    expect(decide(2, { loads: { small: ill } })).toMatchObject({ modelId: 'spare', fallbackIds: [] })
    expect(decide(9, { loads: { large: ill } })).toMatchObject({ modelId: 'rival', degradedFor: null })
  })

  it('falls to the execution model, and says so, when no strategic one can be asked', () => {
    expect(decide(9, { loads: { large: ill, rival: ill } })).toMatchObject({
      tier: 'execution',
      modelId: 'small',
      degradedFor: 'no_strategic_model',
    })
    expect(decide(9, { mayUseStrategic: false }).degradedFor).toBe('not_entitled')
    expect(decide(9, { isStrategicShareUsedUp: true }).degradedFor).toBe('share_used_up')
  })

  it('asks nobody rather than a higher tier when all models of the tier are ill', () => {
    expect(decide(2, { loads: { small: ill, spare: ill } })).toMatchObject({
      tier: 'execution',
      modelId: null,
      degradedFor: 'no_model',
    })
  })

  it('never selects a model that is expired, shut down, unpriced or unfit', () => {
    const unfit: [Partial<Candidate>, string][] = [
      [{ validTo: '2026-11-21' }, 'expired'],
      [{ validFrom: '2026-11-22' }, 'not_yet_valid'],
      [{ shutdownOn: '2026-11-21' }, 'shut_down'],
      [{ price: null }, 'unpriced'],
      [{ contextTokens: 10 }, 'context_too_small'],
      [{ modalities: ['audio'] }, 'modality'],
      [{ hasTools: false }, 'no_tools'],
      [{ regions: ['us'] }, 'other_region'],
    ]
    for (const [changes, rejectedFor] of unfit) {
      const decision = decide(2, {
        candidates: [candidate(changes), spare, large],
        inputTokens: 100,
        needsTools: true,
        region: 'eu',
      })
      expect(decision.modelId).toBe('spare')
      expect(decision.candidates[0]).toEqual({ id: 'small', rejectedFor })
    }
  })

  it('goes up when only the higher tier can do the work at all', () => {
    expect(
      decide(2, {
        candidates: [candidate({ modalities: ['text'] }), { ...large, modalities: ['image'] }],
        modality: 'image',
      }),
    ).toMatchObject({ tier: 'strategic', decidedBy: 'capability' })
  })

  it('keeps a thread on the tier it reached and with who holds its prompt', () => {
    const decision = decide(1, { threadTier: 'strategic', threadProvider: 'north' })
    expect(decision).toMatchObject({ tier: 'strategic', modelId: 'rival', decidedBy: 'thread' })
  })

  it('ignores a model the person names unless they may choose', () => {
    expect(decide(2, { requestedModel: 'large' }).modelId).toBe('small')
    expect(decide(2, { requestedModel: 'large', mayChooseModel: true }).modelId).toBe('large')
  })

  it('takes the default route when the scorer abstains', () => {
    const silent = scoreRequest({ message: '🙂' })
    expect(decideRoute(silent, resting)).toMatchObject({ tier: 'execution', decidedBy: 'abstention' })
    expect(decideRoute(silent, { ...resting, defaultTier: 'strategic' }).tier).toBe('strategic')
  })

  it('prices the answer and what the strategic model would have cost', () => {
    const decision = decide(2, { inputTokens: 800, outputTokens: 400 })
    expect(decision.estimate).toBe(240_000n)
    expect(decision.strategicEstimate).toBe(5_600_000n)
  })

  it('is shared more willingly on a higher plan', () => {
    expect(decide(5.3, { plan: 'free' }).tier).toBe('execution')
    expect(decide(5.3, { plan: 'pro' }).tier).toBe('strategic')
    expect(decide(4.7, { plan: 'premium' }).tier).toBe('strategic')
  })
})
