import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { balanceSheet } from './balance-sheet.ts'
import { firstTasksUnder, rankTasks } from './combine.ts'
import { dayNumber, dayOf } from './days.ts'
import { DEFAULT_RULES } from './default-rules.ts'
import { evaluate, reweigh } from './evaluate.ts'
import { area, done, idOf, life, pillar, project, task, TODAY } from './fixtures/life.ts'
import { drawLife, randomOf } from './fixtures/lives.ts'
import { insightDraftSchema } from './insight.ts'
import { type Snapshot, snapshotSchema } from './snapshot.ts'
import { touchedBy } from './touched-by.ts'

const RUNS = { numRuns: 40 }
const seeds = fc.integer({ min: 1, max: 1_000_000 })
const run = (snapshot: Snapshot, options?: Parameters<typeof evaluate>[2]) =>
  evaluate(snapshot, DEFAULT_RULES, options)

function shuffled(snapshot: Snapshot, seed: number): Snapshot {
  const random = randomOf(seed)
  const mixed = <T>(rows: readonly T[]): T[] =>
    rows
      .map((row) => ({ row, at: random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ row }) => row)
  const { pillars, areas, projects, tasks, dependencies, minutes } = snapshot
  return {
    ...snapshot,
    ...{ pillars: mixed(pillars), areas: mixed(areas), projects: mixed(projects), tasks: mixed(tasks) },
    ...{ dependencies: mixed(dependencies), minutes: mixed(minutes) },
  }
}

describe('an evaluation of any life', () => {
  it('stays within its scales, and its insights have the promised shape', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const snapshot = drawLife(seed)
        expect(snapshotSchema.safeParse(snapshot).success).toBe(true)
        const { scores, insights } = run(snapshot, { depth: 'detailed' })
        const shares = scores.flatMap(({ score, confidence, results }) => [
          ...[score, confidence],
          ...results.flatMap((result) => [result.score, result.confidence, result.weight]),
        ])
        expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true)
        for (const insight of insights) expect(insightDraftSchema.parse(insight)).toEqual(insight)
        expect(JSON.stringify(insights)).not.toMatch(/NaN|undefined|Infinity/)
        expect(new Set(insights.map(({ subject }) => subject)).size).toBe(insights.length)
      }),
      RUNS,
    )
  }, 60_000)

  it('does not depend on the order of the rows or of the rules', () => {
    fc.assert(
      fc.property(seeds, seeds, (seed, order) => {
        const rules = DEFAULT_RULES.toSorted((a, b) => (a.rule_name < b.rule_name ? -1 : 1))
        expect(evaluate(shuffled(drawLife(seed), order), rules)).toEqual(run(drawLife(seed)))
      }),
      RUNS,
    )
  }, 60_000)

  it('does not depend on the time zone of the server', () => {
    const zone = process.env.TZ
    try {
      const told = ['UTC', 'Pacific/Kiritimati', 'America/Los_Angeles'].map((name) => {
        process.env.TZ = name
        return [new Date(2026, 0, 1).getTimezoneOffset(), run(drawLife(42))] as const
      })
      expect(new Set(told.map(([offset]) => offset)).size).toBe(3)
      expect(told[1]![1]).toEqual(told[0]![1])
      expect(told[2]![1]).toEqual(told[0]![1])
    } finally {
      if (zone === undefined) delete process.env.TZ
      else process.env.TZ = zone
    }
  })

  it('is the same twice, and leaves the snapshot as it was', () => {
    const snapshot = drawLife(7)
    const before = structuredClone(snapshot)
    expect(run(snapshot)).toEqual(run(snapshot))
    expect(snapshot).toEqual(before)
  })

  it('never finds a task less urgent, or lower in all, for being later', () => {
    fc.assert(
      fc.property(
        seeds,
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 1, max: 60 }),
        (seed, days, more) => {
          const snapshot = drawLife(seed)
          const open = snapshot.tasks.find(({ completed_on }) => completed_on === null)
          fc.pre(open !== undefined)
          const score = (due: number) => {
            const tasks = snapshot.tasks.map((row) =>
              row.id === open!.id ? { ...row, due_on: dayOf(due), due_time: null } : row,
            )
            const found = run({ ...snapshot, tasks }).scores.find(({ entity_id }) => entity_id === open!.id)!
            const urgency = found.results.find(({ code }) => code === 'TEMPORAL_URGENCY_001')!
            return [urgency.score, found.score] as const
          }
          const [near, far] = [
            score(dayNumber(TODAY) + 30 - days - more),
            score(dayNumber(TODAY) + 30 - days),
          ]
          expect(near[0]).toBeGreaterThanOrEqual(far[0])
          expect(near[1]).toBeGreaterThanOrEqual(far[1] - 1e-12)
        },
      ),
      RUNS,
    )
  }, 60_000)
})

describe('an evaluation of a part', () => {
  it('is that part of the evaluation of all', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const snapshot = drawLife(seed)
        const some = [...snapshot.tasks, ...snapshot.projects, ...snapshot.areas].filter(
          (_, i) => i % 3 === seed % 3,
        )
        const ids = new Set(some.map(({ id }) => id))
        const only = [
          ...some.map(({ id }) => ({ entity_type: 'task' as const, entity_id: id })),
          ...(seed % 2 === 0 ? [{ entity_type: 'global' as const, entity_id: null }] : []),
        ]
        const [all, part] = [run(snapshot, { explain: [] }), run(snapshot, { explain: [], only })]
        expect(part.scores).toEqual(all.scores.filter(({ entity_id }) => ids.has(entity_id)))
        expect(part.insights).toEqual(
          all.insights.filter(({ entity_id }) => (entity_id === null ? seed % 2 === 0 : ids.has(entity_id))),
        )
      }),
      RUNS,
    )
  }, 60_000)

  it('of what a change touches is enough: nothing else changes', () => {
    fc.assert(
      fc.property(seeds, fc.constantFrom('due_on', 'name', 'status', 'priority'), (seed, field) => {
        const before = drawLife(seed)
        const changed = before.tasks.find(({ completed_on }) => completed_on === null)
        fc.pre(changed !== undefined)
        const values = {
          due_on: '2026-11-20',
          name: 'Learn something else',
          status: 'in_progress',
          priority: 'urgent',
        } as const
        const tasks = before.tasks.map((row) =>
          row.id === changed!.id ? { ...row, [field]: values[field] } : row,
        )
        const after = { ...before, tasks }
        const only = touchedBy([{ table: 'tasks', ids: [changed!.id], fields: [field] }], after)
        fc.pre(only !== null)
        const ids = new Set(only!.map(({ entity_id }) => entity_id))
        const old = run(before, { explain: [] })
        const [all, part, alone] = [
          run(after, { explain: [] }),
          run(after, { explain: [], only: only!, before: old.scores }),
          run(after, { explain: [], only: only! }),
        ]
        expect(part).toEqual(alone)
        const untouched = <T extends { entity_id: string | null }>(list: T[]) =>
          list.filter(({ entity_id }) => !ids.has(entity_id))
        const merged = (kept: { entity_id: string | null }[], fresh: { entity_id: string | null }[]) =>
          [...untouched(kept), ...fresh].map((one) => JSON.stringify(one)).sort()
        expect(merged(old.scores, part.scores)).toEqual(merged([], all.scores))
        expect(merged(old.insights, part.insights)).toEqual(merged([], all.insights))
      }),
      { numRuns: 60, examples: [[584707, 'status']] },
    )
  }, 60_000)

  it('is everything where a change can reach everything', () => {
    const snapshot = drawLife(3)
    expect(touchedBy([{ table: 'focus_sessions', ids: [] }], snapshot)).toBeNull()
    expect(touchedBy([{ table: 'tasks', ids: [idOf(1)] }], snapshot)).toBeNull()
    expect(touchedBy([], snapshot)).toEqual([])
  })
})

describe('other weights', () => {
  it('give what an evaluation under them gives', () => {
    fc.assert(
      fc.property(seeds, fc.double({ min: 0, max: 1, noNaN: true }), (seed, weight) => {
        const snapshot = drawLife(seed)
        const weights = { TEMPORAL_URGENCY_001: weight, PILLAR_ALIGNMENT_001: 1 - weight }
        const preferences = { ...snapshot.preferences, rule_weight_overrides: weights }
        expect(reweigh(run(snapshot), weights).scores).toEqual(run({ ...snapshot, preferences }).scores)
      }),
      RUNS,
    )
  }, 60_000)

  it('put those tasks first that a ranking of all puts there', () => {
    fc.assert(
      fc.property(seeds, fc.double({ min: -1, max: 2, noNaN: true }), fc.nat(30), (seed, weight, count) => {
        const evaluation = run(drawLife(seed))
        const weights = { TEMPORAL_URGENCY_001: weight, PILLAR_ALIGNMENT_001: 1 - weight }
        const ranking = rankTasks(reweigh(evaluation, weights).scores)
        expect(firstTasksUnder(evaluation.scores, weights, count)).toEqual(
          ranking.slice(0, count).map(({ entity_id, score }) => ({ entity_id, score })),
        )
      }),
      RUNS,
    )
  }, 60_000)

  it('re-rank the tasks', () => {
    const snapshot = life({
      pillars: [pillar(2, { time_allocation_percentage: 90, alignment_strength: 1 })],
      areas: [area(3, { pillar_id: idOf(2), importance: 5 })],
      projects: [project(4, { area_id: idOf(3), importance: 5 })],
      tasks: [task(10, { due_on: '2026-11-20' }), task(11, { project_id: idOf(4) })],
    })
    const first = (weights: Record<string, number>) =>
      rankTasks(reweigh(run(snapshot), weights).scores)[0]?.entity_id
    expect(first({ TEMPORAL_URGENCY_001: 1, PILLAR_ALIGNMENT_001: 0.1 })).toBe(idOf(10))
    expect(first({ TEMPORAL_URGENCY_001: 0.1, PILLAR_ALIGNMENT_001: 1 })).toBe(idOf(11))
  })
})

describe('the balance sheet of the pillars', () => {
  it('adds up: every lived minute stands in one row, what belongs to no pillar as well', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const snapshot = drawLife(seed)
        const { total_minutes, rows } = balanceSheet(snapshot)
        const sum = (values: number[]) => values.reduce((a, b) => a + b, 0)
        expect(total_minutes).toBe(sum(snapshot.minutes.map(({ minutes }) => minutes)))
        expect(sum(rows.map(({ lived_minutes }) => lived_minutes))).toBe(total_minutes)
        expect(sum(rows.map(({ lived_percent }) => lived_percent))).toBe(total_minutes === 0 ? 0 : 100)
        expect(rows).toHaveLength(snapshot.pillars.length + 1)
        expect(rows.at(-1)).toMatchObject({ pillar_id: null, declared_percent: null })
      }),
      RUNS,
    )
  })
})

describe('the insights of a life', () => {
  const busy = life({
    pillars: [pillar(2, { name: 'Health', time_allocation_percentage: 30 })],
    areas: [area(3, { name: 'Fitness', pillar_id: idOf(2), importance: 5 })],
    projects: [project(4, { name: 'Marathon', area_id: idOf(3), task_count: 2 })],
    tasks: [
      task(10, { name: 'Run', project_id: idOf(4), due_on: '2026-11-18' }),
      task(11, { name: 'Race', project_id: idOf(4), due_on: '2026-11-24' }),
      done(12, '2026-11-01'),
    ],
    dependencies: [{ task_id: idOf(11), depends_on_task_id: idOf(10) }],
  })
  const find = (kind: string, options?: Parameters<typeof evaluate>[2]) =>
    run(busy, options).insights.find(({ subject }) => subject.startsWith(`${kind}:`))

  it('say what blocks a task, from the pillar down to it, on what evidence and for how long', () => {
    const blocked = find('obstacle')!
    expect(blocked).toMatchObject({
      ...{ subject: `obstacle:task:${idOf(11)}`, rule_code: 'DEPENDENCY_CHECK_001', entity_id: idOf(11) },
      ...{ title: '“Race” is blocked', summary: 'It waits for “Run”. Its day is 24 November 2026.' },
      ...{ insight_type: 'obstacle_identification', expires_at: '2026-11-22T07:00:00.000Z' },
    })
    expect(blocked.reasoning_path.map(({ level, confidence }) => [level, confidence]).slice(0, 3)).toEqual([
      ['pillar', 0.95],
      ['area', 0.9],
      ['project', 0.85],
    ])
    expect(blocked.reasoning_path.at(-1)).toMatchObject({ level: 'task', entity_name: 'Race' })
    expect(blocked.evidence.rows.map(({ id }) => id)).toEqual([11, 10, 2, 3, 4].map(idOf))
  })

  it('name what is overdue, critically, and are tagged by what they are', () => {
    expect(find('overdue')).toMatchObject({
      ...{ title: '1 task is overdue', confidence: 1, impact: 0.95 },
      tags: ['global', 'priority_reasoning', 'high_confidence', 'high_impact', 'urgent', 'critical'],
    })
  })

  it('carry as much reasoning as the depth asks for', () => {
    const shown = (['minimal', 'balanced', 'detailed'] as const).map((depth) => {
      const { factors, recommendations, sections } = find('priority', { depth })!.detailed_reasoning
      return [factors.length <= 1, recommendations.length, sections.length]
    })
    expect(shown).toEqual([
      [true, 1, 0],
      [false, 2, 0],
      [false, 2, 5],
    ])
  })

  it('are silent where a person gave a rule no weight', () => {
    const preferences = { ...busy.preferences, rule_weight_overrides: { DEPENDENCY_CHECK_001: 0 } }
    const { insights } = run({ ...busy, preferences })
    expect(insights.filter(({ rule_code }) => rule_code === 'DEPENDENCY_CHECK_001')).toEqual([])
  })

  it('say of an empty life that it has no pillars and no projects, and nothing that it cannot know', () => {
    const subjects = run(life()).insights.map(({ subject }) => subject)
    expect(subjects).toEqual(['no_pillars:global', 'no_projects:global'])
  })

  it('come from every rule everybody starts with', () => {
    const fired = new Set<string>()
    for (let seed = 1; seed <= 60; seed++) {
      for (const { results } of run(drawLife(seed)).scores) for (const { code } of results) fired.add(code)
    }
    expect([...fired].sort()).toEqual(DEFAULT_RULES.map(({ rule_code }) => rule_code).sort())
  })
})
