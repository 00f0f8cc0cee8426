/** Figures of one series of measurements, in the unit of its samples. */
export interface Figures {
  count: number
  min: number
  median: number
  p95: number
  p99: number
  max: number
  /** Half the distance between the quartiles, as a share of the median: how much to trust it. */
  spread: number
}

/** The value below which `share` (0 to 1) of the samples lie, linearly interpolated. */
export function percentile(samples: readonly number[], share: number): number {
  if (samples.length === 0) throw new Error('No samples were measured')
  const sorted = [...samples].sort((a, b) => a - b)
  const position = share * (sorted.length - 1)
  const below = sorted[Math.floor(position)]!
  const above = sorted[Math.ceil(position)]!
  return below + (above - below) * (position - Math.floor(position))
}

export const median = (samples: readonly number[]) => percentile(samples, 0.5)

export function figuresOf(samples: readonly number[]): Figures {
  const middle = median(samples)
  return {
    count: samples.length,
    min: percentile(samples, 0),
    median: middle,
    p95: percentile(samples, 0.95),
    p99: percentile(samples, 0.99),
    max: percentile(samples, 1),
    spread: middle === 0 ? 0 : (percentile(samples, 0.75) - percentile(samples, 0.25)) / 2 / middle,
  }
}
