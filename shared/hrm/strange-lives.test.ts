import { describe, expect, it } from 'vitest'
import { dayNumber, dayOf } from './days.ts'
import { DEFAULT_RULES } from './default-rules.ts'
import { evaluate } from './evaluate.ts'
import { idOf, life, project, task, TODAY } from './fixtures/life.ts'
import { drawLife } from './fixtures/lives.ts'
import { frameOf } from './frame.ts'
import { waitingFor } from './rules/constraint.ts'

const MANY = 10_000
const today = dayNumber(TODAY)

describe('a strange life', () => {
  it.each([
    ['a chain', 0],
    ['a circle', 1],
  ])(
    'of ten thousand tasks that wait for each other in %s is judged in seconds',
    (_, closed) => {
      const tasks = Array.from({ length: MANY }, (_each, i) =>
        task(100 + i, { parent_task_id: idOf(100 + ((i + 1) % MANY)), duration_minutes: i % 2 ? 0 : null }),
      )
      const dependencies = tasks.slice(0, MANY - 1 + closed).map(({ id }, i) => ({
        task_id: id,
        depends_on_task_id: idOf(100 + ((i + 1) % MANY)),
      }))
      const { scores } = evaluate(life({ tasks, dependencies }), DEFAULT_RULES)
      const waiting = scores.map(
        ({ results }) => results.find(({ code }) => code === 'DEPENDENCY_CHECK_001')!.factors.waiting_count,
      )
      expect(waiting.at(-1)).toBe(MANY - 1)
      expect(waiting[1]).toBe(closed ? MANY - 1 : 1)
    },
    60_000,
  )

  it('has as many tasks waiting as can be listed', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const snapshot = drawLife(seed)
      const { byId } = frameOf(snapshot)
      for (const { entity_id, results } of evaluate(snapshot, DEFAULT_RULES).scores) {
        const node = byId.get(entity_id)!
        if (node.type !== 'task') continue
        const told = results.find(({ code }) => code === 'DEPENDENCY_CHECK_001')!.factors.waiting_count ?? 0
        expect(told).toBe(waitingFor(node).length)
      }
    }
  })

  it('may have days at both ends of the calendar', () => {
    for (const day of ['0001-01-01', '0099-12-31', '0100-01-01', '1969-12-31', '9999-12-31']) {
      expect(dayOf(dayNumber(day))).toBe(day)
      const rows = {
        tasks: [task(5, { due_on: day, deadline_on: day })],
        projects: [project(6, { deadline_on: day, created_on: day, task_count: 1 })],
      }
      const { insights } = evaluate(life(rows), DEFAULT_RULES, { depth: 'detailed' })
      expect(JSON.stringify(insights)).not.toMatch(/NaN|null days/)
    }
    expect(dayNumber('0100-01-01') - dayNumber('0099-12-31')).toBe(1)
  })

  it('never loses urgency by waiting: not over years, nor over the days the clocks change', () => {
    let last = { score: 2, boost: 1000 }
    for (let left = -800; left <= 400; left += 1) {
      const { scores } = evaluate(life({ tasks: [task(5, { due_on: dayOf(today + left) })] }), DEFAULT_RULES)
      const { score, boost } = scores[0]!.results.find(({ code }) => code === 'TEMPORAL_URGENCY_001')!
      expect(score).toBeLessThanOrEqual(last.score)
      if (score === last.score) expect(boost).toBeLessThanOrEqual(last.boost)
      last = { score, boost }
    }
  })
})
