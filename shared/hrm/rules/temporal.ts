import { DAY_MINUTES, isWithin } from '../days.ts'
import { type Finding, NO_ROWS, type Prepare, scoreOfBoost } from '../finding.ts'
import type { Frame, TaskNode } from '../frame.ts'
import type { ConfigOf } from '../rule.ts'

const HOUR_MINUTES = 60

/**
 * Urgency by the hours left. The score is that of the step; the source's open-ended boosts (overdue x2, today +0.8,
 * tomorrow +0.4) would leave the scale, so they only order what has the same score.
 */
export const deadline: Prepare<ConfigOf<'deadline'>> = (config, frame) => {
  const { words, now, today } = frame
  const none: Finding = {
    ...{ score: config.none_score, confidence: 1, boost: 0 },
    reasoning: words.reasons.noDay,
    factors: {},
    rows: NO_ROWS,
  }
  const judge = (due: number, end: number, clock: string | null): Finding => {
    const hours = (end - now) / HOUR_MINUTES
    const days = due - today
    const isOver = hours < 0
    const score = isOver
      ? config.overdue_score
      : (config.steps.find(({ within_hours }) => hours <= within_hours)?.score ?? config.later_score)
    const boost = isOver
      ? Math.min(1, score * (config.overdue_multiplier - 1))
      : days === 0
        ? config.today_boost
        : days === 1
          ? config.tomorrow_boost
          : 0
    const band = hours <= config.critical_hours ? 'critical' : hours <= config.urgent_hours ? 'urgent' : null
    return {
      score,
      confidence: 0.95,
      boost,
      reasoning: isOver ? words.reasons.overdue(-days) : words.reasons.due(days, clock),
      factors: isOver ? { overdue_days: -days, band } : { left_days: days, band },
      rows: NO_ROWS,
    }
  }
  // Many tasks share a day. A clock time of 00:00 ends where the day before does, but is another day.
  const known = new Map<number, Finding>()
  const kept = (due: number, end: number, clock: string | null): Finding => {
    const key = end * 2 + (due * DAY_MINUTES === end ? 1 : 0)
    let finding = known.get(key)
    if (finding === undefined) known.set(key, (finding = judge(due, end, clock)))
    return finding
  }
  return (node) => {
    if (node.type === 'task') return node.due === null ? none : kept(node.due, node.dueEnd, clockOf(node))
    if (node.type !== 'project') return null
    return node.deadline === null ? none : kept(node.deadline, (node.deadline + 1) * DAY_MINUTES, null)
  }
}

/** The clock time, where it is what counts. */
const clockOf = ({ row, dueEnd }: TaskNode): string | null =>
  row.due_time !== null && dueEnd % DAY_MINUTES !== 0 ? row.due_time.slice(0, 5) : null

export const timeWindow: Prepare<ConfigOf<'time_window'>> = (config, { snapshot, words }) => {
  if (!isWithin(snapshot.minute_of_day, config)) return () => null
  return (node) => {
    const boost = node.type === 'task' ? config.boosts[node.row.category] : undefined
    if (node.type !== 'task' || boost === undefined) return null
    return {
      ...{ score: scoreOfBoost(boost), confidence: 0.75, boost },
      reasoning: words.reasons.goodHour(words.categories[node.row.category]),
      factors: { category: node.row.category },
      rows: NO_ROWS,
    }
  }
}

/** What fits the hour: one finding per category, so that rows only look theirs up. */
export const energy: Prepare<ConfigOf<'energy'>> = (config, frame) => {
  const findings = new Map<string, Finding>()
  return (node) => {
    if (node.type !== 'task') return null
    const { category, energy: need } = node.row
    const isDemanding = config.demanding.includes(category) || need === 'high'
    const key = isDemanding ? `${category} demanding` : category
    let finding = findings.get(key)
    if (!finding) findings.set(key, (finding = fit(category, isDemanding, config, frame)))
    return finding
  }
}

function fit(
  category: TaskNode['row']['category'],
  isDemanding: boolean,
  config: ConfigOf<'energy'>,
  { snapshot, words }: Frame,
): Finding {
  const pattern = snapshot.preferences.energy_pattern
  const minute = snapshot.minute_of_day
  const best = config.best_windows[category]
  const found = (score: number, fits: boolean | null): Finding => ({
    ...{ score, confidence: 0.75, boost: 0 },
    reasoning: words.reasons.energy(words.categories[category], fits),
    factors: { category, energy_pattern: pattern },
    rows: NO_ROWS,
  })
  if (pattern === 'steady') return found(config.steady_score, null)
  const isPeak = isWithin(minute, config.windows[pattern])
  const { demanding, other } = isPeak ? config.in_peak : config.off_peak
  if (isDemanding) return found(demanding, isPeak)
  if (best === 'any') return found(config.steady_score, null)
  const isOwnWindow = best && best !== 'own_peak' && isWithin(minute, config.windows[best])
  return isOwnWindow ? found(config.off_peak.other, true) : found(other, isPeak ? false : null)
}
