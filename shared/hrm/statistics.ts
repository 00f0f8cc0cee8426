import { rounded } from './finding.ts'

export interface Interval {
  /** 0 to 1; null of nothing. */
  rate: number | null
  /** Wilson interval, 0 to 1: from nothing it is all that is possible. */
  low: number
  high: number
  n: number
}

/** Of two-sided 95 %. */
const Z = 1.959964

/** A share with its 95 % Wilson interval, which is honest also about few and about none. */
export function wilson(successes: number, n: number, z = Z): Interval {
  if (n <= 0) return { rate: null, low: 0, high: 1, n: 0 }
  const rate = successes / n
  const [square, scale] = [z * z, 1 + (z * z) / n]
  const middle = (rate + square / (2 * n)) / scale
  const half = (z / scale) * Math.sqrt((rate * (1 - rate)) / n + square / (4 * n * n))
  return { rate, low: Math.max(0, middle - half), high: Math.min(1, middle + half), n }
}

/** What a person said of an insight. */
export type Verdict = 'accepted' | 'rejected' | 'modified' | 'ignored'

export interface Judged {
  rule_code: string
  insight_type: string
  confidence: number
  verdict: Verdict | null
}

export interface InsightStatistics {
  total: number
  average_confidence: number | null
  /** Of all: those the person said anything of. */
  feedback: Interval
  /** Of those judged, ignored ones not counted: accepted. */
  acceptance: Interval
  by_type: Record<string, Interval>
  by_rule: Record<string, Interval>
}

/** Acceptance of insights, all together, by type and by rule. */
export function insightStatistics(insights: readonly Judged[]): InsightStatistics {
  const acceptance = (list: readonly Judged[]) => {
    const judged = list.filter(({ verdict }) => verdict !== null && verdict !== 'ignored')
    return wilson(judged.filter(({ verdict }) => verdict === 'accepted').length, judged.length)
  }
  const by = (key: 'insight_type' | 'rule_code') => {
    const names = [...new Set(insights.map((insight) => insight[key]))].sort()
    return Object.fromEntries(
      names.map((name) => [name, acceptance(insights.filter((insight) => insight[key] === name))]),
    )
  }
  const confidence = insights.reduce((sum, insight) => sum + insight.confidence, 0)
  return {
    total: insights.length,
    average_confidence: insights.length === 0 ? null : rounded(confidence / insights.length),
    feedback: wilson(insights.filter(({ verdict }) => verdict !== null).length, insights.length),
    acceptance: acceptance(insights),
    by_type: by('insight_type'),
    by_rule: by('rule_code'),
  }
}
