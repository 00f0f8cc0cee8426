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
  const countOf = waitingCounter()
  return (node) => {
    if (node.type !== 'task') return null
    const waiting = config.cascade && node.dependents.length > 0 ? countOf(node) : 0
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

/**
 * How many tasks `waitingFor` finds. It is asked of every task, so that a long chain is walked from each of its links: the
 * tasks are numbered once, and a walk goes over numbers alone.
 */
function waitingCounter(): (task: TaskNode) => number {
  const numberOf = new Map<TaskNode, number>()
  const dependents: number[][] = []
  const seenBy: number[] = []
  const queue: number[] = []
  let walk = 0
  const number = (task: TaskNode): number => {
    let known = numberOf.get(task)
    if (known === undefined) {
      numberOf.set(task, (known = numberOf.size))
      dependents.push([])
      seenBy.push(-1)
    }
    return known
  }
  const learn = (first: TaskNode): number => {
    const isNew = !numberOf.has(first)
    const start = number(first)
    if (!isNew) return start
    const open = [first]
    for (let task = open.pop(); task; task = open.pop()) {
      const own = dependents[number(task)]!
      for (const dependent of task.dependents) {
        if (!dependent.isOpen) continue
        if (!numberOf.has(dependent)) open.push(dependent)
        own.push(number(dependent))
      }
    }
    return start
  }
  return (task) => {
    const start = learn(task)
    let count = 0
    walk++
    seenBy[start] = walk
    queue.push(start)
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      for (const dependent of dependents[next]!) {
        if (seenBy[dependent] === walk) continue
        seenBy[dependent] = walk
        count++
        queue.push(dependent)
      }
    }
    return count
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
