import type { Vector } from '../vector.ts'

export interface Example {
  vector: Vector
  /** 0 to 1: how far it is the one thing rather than the other. */
  target: number
  weight: number
  /** Examples of one group say one thing in several ways: what they come to is drawn together. */
  group?: string
}

/** Weights of all buckets, the bias behind them. */
export type Solution = Float64Array

const MEMORY = 7
const MOST_ROUNDS = 50
const MOST_HALVINGS = 12
const GOOD_ENOUGH = 1e-7

/**
 * Logistic regression with soft targets and an L2 penalty, by L-BFGS from zero: the same examples give the same
 * weights on every machine.
 * @param buckets how many weights there are
 * @param agreement how hard a group is drawn to its mean
 */
export function fitLogistic(
  examples: readonly Example[],
  buckets: number,
  penalty: number,
  agreement = 0,
): Solution {
  const loss = lossOf(examples, buckets, penalty, agreement)
  let weights = new Float64Array(buckets + 1)
  let gradient = new Float64Array(buckets + 1)
  let value = loss(weights, gradient)
  const steps: Float64Array[] = []
  const turns: Float64Array[] = []
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const direction = descent(gradient, steps, turns)
    const slope = -dot(gradient, direction)
    const next = new Float64Array(buckets + 1)
    const nextGradient = new Float64Array(buckets + 1)
    let nextValue = value
    for (let halving = 0, length = 1; halving < MOST_HALVINGS; halving++, length /= 2) {
      for (let at = 0; at < next.length; at++) next[at] = weights[at]! - length * direction[at]!
      nextValue = loss(next, nextGradient)
      if (nextValue <= value + 1e-4 * length * slope) break
    }
    const step = next.map((weight, at) => weight - weights[at]!)
    const turn = nextGradient.map((slopeAt, at) => slopeAt - gradient[at]!)
    if (dot(step, turn) > 1e-12) {
      steps.push(step)
      turns.push(turn)
      if (steps.length > MEMORY) {
        steps.shift()
        turns.shift()
      }
    }
    const gained = Math.abs(value - nextValue)
    weights = next
    gradient = nextGradient
    value = nextValue
    if (gained < GOOD_ENOUGH) break
  }
  return weights
}

export function sumOfExample({ indices, values }: Vector, weights: Solution): number {
  let sum = weights.at(-1)!
  for (let at = 0; at < indices.length; at++) sum += weights[indices[at]!]! * values[at]!
  return sum
}

function lossOf(examples: readonly Example[], buckets: number, penalty: number, agreement: number) {
  const total = examples.reduce((sum, { weight }) => sum + weight, 0)
  const groups = agreement > 0 ? groupsIn(examples) : []
  const apart = new Float64Array(examples.length)
  return (weights: Float64Array, gradient: Float64Array): number => {
    gradient.fill(0)
    const sums = examples.map(({ vector }) => sumOfExample(vector, weights))
    for (const group of groups) {
      const mean = group.reduce((sum, at) => sum + sums[at]!, 0) / group.length
      for (const at of group) apart[at] = sums[at]! - mean
    }
    let loss = 0
    examples.forEach(({ vector: { indices, values }, target, weight }, nth) => {
      const sum = sums[nth]!
      const softplus = sum > 0 ? sum + Math.log1p(Math.exp(-sum)) : Math.log1p(Math.exp(sum))
      loss += weight * (softplus - target * sum) + 0.5 * agreement * apart[nth]! * apart[nth]!
      const pull = weight * (1 / (1 + Math.exp(-sum)) - target) + agreement * apart[nth]!
      for (let at = 0; at < indices.length; at++) gradient[indices[at]!]! += pull * values[at]!
      gradient[buckets]! += pull
    })
    loss /= total
    gradient[buckets]! /= total
    for (let at = 0; at < buckets; at++) {
      loss += 0.5 * penalty * weights[at]! * weights[at]!
      gradient[at] = gradient[at]! / total + penalty * weights[at]!
    }
    return loss
  }
}

/** Where the examples of each group stand, of groups with more than one. */
function groupsIn(examples: readonly Example[]): number[][] {
  const groups = new Map<string, number[]>()
  examples.forEach(({ group }, at) => {
    if (group !== undefined) groups.set(group, [...(groups.get(group) ?? []), at])
  })
  return [...groups.values()].filter(({ length }) => length > 1)
}

/** The two loops of L-BFGS. */
function descent(gradient: Float64Array, steps: Float64Array[], turns: Float64Array[]): Float64Array {
  const direction = Float64Array.from(gradient)
  const shares: number[] = []
  for (let at = steps.length - 1; at >= 0; at--) {
    shares[at] = dot(steps[at]!, direction) / dot(turns[at]!, steps[at]!)
    addTo(direction, turns[at]!, -shares[at]!)
  }
  const last = turns.at(-1)
  if (last) {
    const scale = dot(last, steps.at(-1)!) / dot(last, last)
    for (let at = 0; at < direction.length; at++) direction[at]! *= scale
  }
  for (let at = 0; at < steps.length; at++) {
    const share = dot(turns[at]!, direction) / dot(turns[at]!, steps[at]!)
    addTo(direction, steps[at]!, shares[at]! - share)
  }
  return direction
}

function addTo(sum: Float64Array, other: Float64Array, times: number): void {
  for (let at = 0; at < sum.length; at++) sum[at]! += times * other[at]!
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0
  for (let at = 0; at < left.length; at++) sum += left[at]! * right[at]!
  return sum
}
