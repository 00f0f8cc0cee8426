import type { RoutingModel } from './model.ts'

/** The value of a line through rising knots; beyond its ends it stays level. */
export function interpolate(knots: readonly (readonly [number, number])[], at: number): number {
  const next = knots.findIndex(([x]) => x >= at)
  if (next === 0) return knots[0]![1]
  if (next < 0) return knots.at(-1)![1]
  const [x0, y0] = knots[next - 1]!
  const [x1, y1] = knots[next]!
  return y0 + ((y1 - y0) * (at - x0)) / (x1 - x0)
}

/** 0 to 10 with one decimal. */
export const scoreFrom = (sum: number, { scoreKnots }: Pick<RoutingModel, 'scoreKnots'>): number =>
  Math.round(Math.min(10, Math.max(0, interpolate(scoreKnots, sum))) * 10) / 10

/** P(strategic), as it turned out on requests the model had not seen. */
export const probabilityFrom = (sum: number, { probability }: Pick<RoutingModel, 'probability'>): number =>
  1 / (1 + Math.exp(-(probability.slope * sum + probability.offset)))

const HARDNESS_LIMITS = [-0.9, -0.4, 0, 0.5]

/** How hard an earlier turn is, as a step of 1 to 5. */
export const hardnessStep = (sum: number): number => 1 + HARDNESS_LIMITS.filter((limit) => sum > limit).length

export type Band = 'execution' | 'either' | 'strategic'

/** The highest score of plain work and the lowest of hard work; between them pressure decides. */
export const EXECUTION_UP_TO = 3
export const STRATEGIC_FROM = 8

export const bandOf = (score: number): Band =>
  score <= EXECUTION_UP_TO ? 'execution' : score >= STRATEGIC_FROM ? 'strategic' : 'either'
