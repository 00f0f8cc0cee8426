import { clamp } from './finding.ts'
import { type Interval, wilson } from './statistics.ts'

export type FeedbackType =
  | 'insight_helpful'
  | 'insight_not_helpful'
  | 'priority_correct'
  | 'priority_incorrect'
  | 'reasoning_clear'
  | 'reasoning_unclear'
  | 'recommendation_followed'
  | 'recommendation_ignored'

/** What a person said of an insight, with the rules that had spoken for it then. */
export interface Feedback {
  feedback_type: FeedbackType
  applied_rules: readonly { code: string }[]
}

export interface WeightChange {
  rule_code: string
  before: number
  after: number
  reason: { helpful: number; not_helpful: number; n: number }
}

/** Whether feedback speaks for the rules behind it. How clear a sentence was says nothing about their weight. */
const VOTE: Record<FeedbackType, 1 | 0 | -1> = {
  insight_helpful: 1,
  priority_correct: 1,
  recommendation_followed: 1,
  reasoning_clear: 0,
  reasoning_unclear: 0,
  insight_not_helpful: -1,
  priority_incorrect: -1,
  recommendation_ignored: -1,
}

const STEP = 0.05
/** So many imagined votes of nothing keep the first few real ones small. */
const CALM = 5
const [LEAST, MOST] = [0.1, 1]

interface Votes {
  helpful: number
  not_helpful: number
}

function votesOf(feedback: readonly Feedback[]): Map<string, Votes> {
  const votes = new Map<string, Votes>()
  for (const { feedback_type, applied_rules } of feedback) {
    const vote = VOTE[feedback_type]
    if (vote === 0) continue
    for (const code of new Set(applied_rules.map((rule) => rule.code))) {
      const own = votes.get(code) ?? { helpful: 0, not_helpful: 0 }
      own[vote > 0 ? 'helpful' : 'not_helpful'] += 1
      votes.set(code, own)
    }
  }
  return votes
}

/**
 * The nightly step of learning: weight + 0.05·(helpful − not)/(n + 5), within 0.1 and 1, for each rule with feedback.
 * Whether the person agreed to it, and which rules may be adjusted, is for the caller to say: only rules in `weights`
 * move. A weight of 0 is a decision of the person, and stays.
 * @param feedback what was said since the last night
 * @returns the weights that change, in order of their codes
 */
export function learn(
  feedback: readonly Feedback[],
  weights: Readonly<Record<string, number>>,
): WeightChange[] {
  const changes: WeightChange[] = []
  for (const [rule_code, { helpful, not_helpful }] of votesOf(feedback)) {
    const before = weights[rule_code]
    if (before === undefined || before === 0) continue
    const n = helpful + not_helpful
    const moved = before + (STEP * (helpful - not_helpful)) / (n + CALM)
    const after = Math.round(clamp(moved, LEAST, MOST) * 10_000) / 10_000
    // Where a person chose less than the least weight, the clamp alone would reward what was called unhelpful.
    const followsVotes = (after - before) * (helpful - not_helpful) > 0
    if (followsVotes) changes.push({ rule_code, before, after, reason: { helpful, not_helpful, n } })
  }
  return changes.sort((a, b) => (a.rule_code < b.rule_code ? -1 : 1))
}

/** How often the insights of each rule were helpful, with the 95 % interval. */
export function helpfulness(feedback: readonly Feedback[]): Record<string, Interval> {
  const votes = [...votesOf(feedback)].sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(
    votes.map(([code, { helpful, not_helpful }]) => [code, wilson(helpful, helpful + not_helpful)]),
  )
}
