import { type Finding, NO_ROWS, type Prepare, scoreOfBoost } from '../finding.ts'
import { openBlockers, type TaskNode } from '../frame.ts'
import type { ConfigOf } from '../rule.ts'

/** What waits for an open task cannot be done; what everything was done for can. */
export const dependencies: Prepare<ConfigOf<'dependencies'>> = (config, { words }) => {
  const free: Finding = {
    ...{ score: config.none_score, confidence: 1, boost: 0 },
    reasoning: words.reasons.waitsForNothing,
    factors: {},
    rows: NO_ROWS,
  }
  return (node) => {
    if (node.type !== 'task') return null
    const waiting = config.cascade && node.dependents.length > 0 ? waitingFor(node).length : 0
    if (node.blockers.length === 0)
      return waiting === 0 ? free : { ...free, factors: { waiting_count: waiting } }
    const open = openBlockers(node)
    const isBlocked = open.length > 0
    const boost = isBlocked ? config.blocked_boost : config.ready_boost
    const shown = open.slice(0, config.most_named)
    return {
      ...{ score: scoreOfBoost(boost), confidence: 0.95, boost },
      reasoning: isBlocked
        ? words.reasons.blocked(
            shown.map(({ row }) => row.name),
            open.length - shown.length,
          )
        : words.reasons.ready,
      factors: {
        blocker_count: open.length,
        unnamed_count: open.length - shown.length,
        waiting_count: waiting,
      },
      rows: open.map(({ row }) => row.id),
    }
  }
}

/** All open tasks that wait for this one, at whatever distance; circles are walked once. In order of id. */
export function waitingFor(task: TaskNode): TaskNode[] {
  const seen = new Set<TaskNode>([task])
  const queue = [task]
  for (let next = queue.pop(); next; next = queue.pop()) {
    for (const dependent of next.dependents) {
      if (!dependent.isOpen || seen.has(dependent)) continue
      seen.add(dependent)
      queue.push(dependent)
    }
  }
  seen.delete(task)
  return [...seen].sort((a, b) => (a.row.id < b.row.id ? -1 : 1))
}
