/** What a request got from a model that had not seen it, and what it should have got. */
export interface Judged {
  sum: number
  score: number
  band: 'execution' | 'either' | 'strategic'
}

const KNOTS = 14

/**
 * From sums to scores: the rising line nearest to the labels (pool adjacent violators), thinned to a few knots.
 */
export function fitScoreKnots(judged: readonly Judged[]): [number, number][] {
  const sorted = [...judged].sort((left, right) => left.sum - right.sum)
  const blocks: { total: number; count: number; sums: number }[] = []
  for (const { sum, score } of sorted) {
    blocks.push({ total: score, count: 1, sums: sum })
    while (blocks.length > 1 && meanOf(blocks.at(-2)!) >= meanOf(blocks.at(-1)!)) {
      const top = blocks.pop()!
      const below = blocks.at(-1)!
      below.total += top.total
      below.count += top.count
      below.sums += top.sums
    }
  }
  return thinned(blocks.map((block) => ({ ...block, at: block.sums / block.count })))
}

const meanOf = ({ total, count }: { total: number; count: number }): number => total / count

/** Joins neighbours until each knot stands for its share of the requests. */
function thinned(
  blocks: readonly { total: number; count: number; sums: number; at: number }[],
): [number, number][] {
  const all = blocks.reduce((sum, { count }) => sum + count, 0)
  const knots: [number, number][] = []
  let held = { total: 0, count: 0, sums: 0 }
  blocks.forEach((block, index) => {
    held = { total: held.total + block.total, count: held.count + block.count, sums: held.sums + block.sums }
    if (held.count < all / KNOTS && index < blocks.length - 1) return
    knots.push([rounded(held.sums / held.count, 4), rounded(held.total / held.count, 2)])
    held = { total: 0, count: 0, sums: 0 }
  })
  return knots.filter(([at], index) => index === 0 || at > knots[index - 1]![0])
}

/** Platt's two numbers, by Newton's method, on the requests that are clearly one or the other. */
export function fitProbability(judged: readonly Judged[]): { slope: number; offset: number } {
  const clear = judged.filter(({ band }) => band !== 'either')
  let slope = 1
  let offset = 0
  for (let round = 0; round < 30; round++) {
    let [g0, g1, h00, h01, h11] = [0, 0, 1e-9, 0, 1e-9]
    for (const { sum, band } of clear) {
      const p = 1 / (1 + Math.exp(-(slope * sum + offset)))
      const error = p - (band === 'strategic' ? 1 : 0)
      const spread = p * (1 - p)
      g0 += error * sum
      g1 += error
      h00 += spread * sum * sum
      h01 += spread * sum
      h11 += spread
    }
    const determinant = h00 * h11 - h01 * h01
    slope -= (h11 * g0 - h01 * g1) / determinant
    offset -= (h00 * g1 - h01 * g0) / determinant
  }
  return { slope: rounded(slope, 4), offset: rounded(offset, 4) }
}

/**
 * The score, in tenths, from which sending to the strategic model does the least harm: a request sent wrong and a
 * group of paraphrases torn apart count alike.
 */
export function fitThreshold(
  judged: readonly { score: number; band: Judged['band']; group?: string }[],
): number {
  const groups = new Map<string, { lowest: number; highest: number }>()
  for (const { group, score } of judged) {
    if (group === undefined) continue
    const { lowest, highest } = groups.get(group) ?? { lowest: score, highest: score }
    groups.set(group, { lowest: Math.min(lowest, score), highest: Math.max(highest, score) })
  }
  const spans = [...groups.values()]
  const harmAt = (threshold: number): number =>
    judged.filter(({ score, band }) => band !== 'either' && score >= threshold !== (band === 'strategic'))
      .length + spans.filter(({ lowest, highest }) => lowest < threshold && highest >= threshold).length
  const candidates = Array.from({ length: 40 }, (_, step) => rounded(3.5 + step / 10, 1))
  const least = Math.min(...candidates.map(harmAt))
  const best = candidates.filter((threshold) => harmAt(threshold) <= least)
  return best[Math.floor(best.length / 2)]!
}

export const rounded = (value: number, digits: number): number => Number(value.toFixed(digits))
