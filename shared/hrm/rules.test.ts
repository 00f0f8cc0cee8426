import { describe, expect, it } from 'vitest'
import { DEFAULT_RULES } from './default-rules.ts'
import { evaluate } from './evaluate.ts'
import { area, done, idOf, life, pillar, project, task } from './fixtures/life.ts'
import { ruleSchema, type Rule } from './rule.ts'
import type { Snapshot } from './snapshot.ts'

const resultOf = (snapshot: Snapshot, id: string, code: string, rules: readonly Rule[] = DEFAULT_RULES) =>
  evaluate(snapshot, rules)
    .scores.find(({ entity_id }) => entity_id === id)
    ?.results.find((result) => result.code === code)

const TASK = idOf(10)
const tasksOf = (fields: Parameters<typeof task>[1]) => life({ tasks: [task(10, fields)] })

describe('the urgency of a task', () => {
  it.each([
    [{}, 0, 1],
    [{ due_on: '2026-11-20' }, 1, 0.95],
    [{ due_on: '2025-01-01' }, 1, 0.95],
    [{ due_on: '2026-11-21' }, 0.9, 0.95],
    [{ due_on: '2026-11-21', due_time: '07:59' }, 1, 0.95],
    [{ due_on: '2026-11-22', due_time: '08:00' }, 0.9, 0.95],
    [{ due_on: '2026-11-22', due_time: '08:01' }, 0.7, 0.95],
    [{ due_on: '2026-11-23' }, 0.7, 0.95],
    [{ due_on: '2026-11-24' }, 0.5, 0.95],
    [{ due_on: '2026-11-27' }, 0.5, 0.95],
    [{ due_on: '2026-11-28' }, 0.2, 0.95],
    [{ due_on: '2027-11-28', deadline_on: '2026-11-21' }, 0.9, 0.95],
  ])('of %j is %d', (fields, score, confidence) => {
    expect(resultOf(tasksOf(fields), TASK, 'TEMPORAL_URGENCY_001')).toMatchObject({ score, confidence })
  })

  it('is ordered by the boosts of the rule where the hours are alike: overdue, today, tomorrow', () => {
    const boost = (due_on: string) => resultOf(tasksOf({ due_on }), TASK, 'TEMPORAL_URGENCY_001')?.boost
    expect(['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23'].map(boost)).toEqual([1, 0.8, 0.4, 0])
  })

  it('is critical within six hours and urgent within a day', () => {
    const band = (due_time: string) =>
      resultOf(tasksOf({ due_on: '2026-11-21', due_time }), TASK, 'TEMPORAL_URGENCY_001')?.factors.band
    expect([band('14:00'), band('14:01')]).toEqual(['critical', 'urgent'])
  })
})

describe('the hours of the morning', () => {
  it.each([
    ['deep_work', 420, 0.8],
    ['creative', 599, 0.75],
    ['strategic', 480, 0.7],
    ['deep_work', 419, undefined],
    ['deep_work', 600, undefined],
    ['admin', 480, undefined],
  ] as const)('lift %s at minute %d to %s', (category, minute_of_day, score) => {
    const snapshot = { ...tasksOf({ category }), minute_of_day }
    expect(resultOf(snapshot, TASK, 'TEMPORAL_MORNING_PEAK_001')?.score).toBe(score)
  })
})

describe('alignment with a pillar', () => {
  const placed = (declared: number | null, strength: number | null) =>
    life({
      pillars: [pillar(2, { time_allocation_percentage: declared, alignment_strength: strength })],
      areas: [area(3, { pillar_id: idOf(2), importance: 5 })],
      projects: [project(4, { area_id: idOf(3), importance: 4 })],
      tasks: [task(10, { project_id: idOf(4) }), task(11)],
    })

  it('weighs allocation, strength and the importance of area and project', () => {
    const score = resultOf(placed(30, 0.8), TASK, 'PILLAR_ALIGNMENT_001')?.score
    expect(score).toBeCloseTo(0.4 * 0.3 + 0.3 * 0.8 + 0.2 + 0.1 * 0.8)
  })

  it('takes a fifth of the time and half the strength where nothing is said', () => {
    const score = resultOf(placed(null, null), TASK, 'PILLAR_ALIGNMENT_001')?.score
    expect(score).toBeCloseTo(0.4 * 0.2 + 0.3 * 0.5 + 0.2 + 0.1 * 0.8)
  })

  it('leaves out what an area cannot have', () => {
    const score = resultOf(placed(30, 0.8), idOf(3), 'PILLAR_ALIGNMENT_001')?.score
    expect(score).toBeCloseTo((0.4 * 0.3 + 0.3 * 0.8 + 0.2) / 0.9)
  })

  it('is 0.3 without a pillar', () => {
    const found = resultOf(placed(30, 0.8), idOf(11), 'PILLAR_ALIGNMENT_001')
    expect(found).toMatchObject({ score: 0.3, confidence: 0.8 })
  })
})

describe('dependencies', () => {
  const waiting = (tasks: Snapshot['tasks'], pairs: [number, number][]) =>
    life({
      tasks,
      dependencies: pairs.map(([a, b]) => ({ task_id: idOf(a), depends_on_task_id: idOf(b) })),
    })

  it('block while one is open, naming two and counting the rest', () => {
    const snapshot = waiting(
      [task(10), task(11), task(12), task(13), task(14, { status: 'completed', completed_on: '2026-11-20' })],
      [11, 12, 13, 14].map((n) => [10, n]),
    )
    expect(resultOf(snapshot, TASK, 'DEPENDENCY_CHECK_001')).toMatchObject({
      ...{ score: 0.1, confidence: 0.95 },
      reasoning: 'it waits for “Task 11”, “Task 12” and 1 more',
    })
  })

  it('make ready when all are done, and say nothing where there are none', () => {
    const ready = waiting([task(10), done(11, '2026-11-20')], [[10, 11]])
    expect(resultOf(ready, TASK, 'DEPENDENCY_CHECK_001')).toMatchObject({ score: 0.8, confidence: 0.95 })
    expect(resultOf(tasksOf({}), TASK, 'DEPENDENCY_CHECK_001')).toMatchObject({ score: 0.5, confidence: 1 })
  })

  it('count what waits at any distance, also in a circle', () => {
    const chain = waiting(
      [task(10), task(11), task(12)],
      [
        [11, 10],
        [12, 11],
        [10, 12],
      ],
    )
    expect(resultOf(chain, TASK, 'DEPENDENCY_CHECK_001')?.factors.waiting_count).toBe(2)
  })
})

describe('the energy of the hour', () => {
  it.each([
    ['deep_work', 'morning_peak', 480, 0.9],
    ['deep_work', 'morning_peak', 840, 0.3],
    ['deep_work', 'evening_peak', 1140, 0.9],
    ['general', 'morning_peak', 480, 0.4],
    ['general', 'morning_peak', 840, 0.7],
    ['admin', 'afternoon_peak', 840, 0.7],
    ['routine', 'morning_peak', 480, 0.6],
    ['deep_work', 'steady', 480, 0.6],
  ] as const)('for %s with a %s at minute %d is %d', (category, energy_pattern, minute_of_day, score) => {
    const snapshot = tasksOf({ category })
    const preferences = { ...snapshot.preferences, energy_pattern }
    const found = resultOf({ ...snapshot, minute_of_day, preferences }, TASK, 'ENERGY_PATTERN_001')
    expect(found).toMatchObject({ score, confidence: 0.75 })
  })
})

describe('the momentum of a project', () => {
  const moving = (days: string[], fields: Parameters<typeof project>[1] = {}) =>
    life({
      projects: [project(4, { task_count: days.length + 1, completed_count: days.length, ...fields })],
      tasks: [
        task(10, { project_id: idOf(4) }),
        ...days.map((day, i) => done(20 + i, day, { project_id: idOf(4) })),
      ],
    })

  it('is low after two weeks without a result, for its tasks as well', () => {
    const snapshot = moving(['2026-11-07'], { last_completed_on: '2026-11-07' })
    expect(resultOf(snapshot, idOf(4), 'PROGRESS_MOMENTUM_001')?.score).toBeCloseTo(0.1)
    expect(resultOf(snapshot, TASK, 'PROGRESS_MOMENTUM_001')?.score).toBeCloseTo(0.1)
  })

  it('is high where much was finished lately', () => {
    const snapshot = moving(['2026-11-19', '2026-11-20', '2026-11-21'])
    expect(resultOf(snapshot, idOf(4), 'PROGRESS_MOMENTUM_001')?.score).toBe(1)
  })
})

describe('projects among each other', () => {
  const two = (first: string, second: string) =>
    life({
      projects: [
        project(4, { deadline_on: first, priority: 'high', task_count: 1 }),
        project(5, { deadline_on: second, importance: 5, task_count: 1 }),
      ],
      tasks: [task(10, { project_id: idOf(4) }), task(11, { project_id: idOf(5) })],
    })

  it('compete when their deadlines want the same days', () => {
    expect(resultOf(two('2026-12-01', '2026-12-05'), idOf(4), 'GOAL_COHERENCE_001')?.score).toBeCloseTo(0.2)
    expect(resultOf(two('2026-12-01', '2026-12-06'), idOf(4), 'GOAL_COHERENCE_001')).toBeUndefined()
  })

  it('help each other when tasks of one wait for tasks of the other', () => {
    const snapshot = two('2026-12-01', '2026-12-30')
    snapshot.dependencies = [{ task_id: idOf(10), depends_on_task_id: idOf(11) }]
    expect(resultOf(snapshot, idOf(5), 'GOAL_COHERENCE_001')?.score).toBeCloseTo(0.7)
  })
})

describe('the area one works in today', () => {
  const working = life({
    areas: [area(2), area(3)],
    projects: [project(4, { area_id: idOf(2) }), project(5, { area_id: idOf(3) })],
    tasks: [task(10, { project_id: idOf(4) }), task(11, { project_id: idOf(5) })],
    minutes: [
      {
        on: '2026-11-21',
        pillar_id: null,
        area_id: idOf(2),
        project_id: idOf(4),
        task_id: null,
        minutes: 25,
      },
    ],
  })

  it('is worth staying in', () => {
    expect(resultOf(working, idOf(10), 'CONTEXT_SWITCHING_001')?.score).toBeCloseTo(0.65)
    expect(resultOf(working, idOf(11), 'CONTEXT_SWITCHING_001')?.score).toBeCloseTo(0.3)
  })

  it('is not known before anything was done', () => {
    const idle = { ...working, minutes: [] }
    expect(resultOf(idle, idOf(10), 'CONTEXT_SWITCHING_001')).toBeUndefined()
  })
})

describe('the balance of the spheres of life', () => {
  const spent = (work: number, health: number) =>
    life({
      areas: [area(2, { name: 'Office' }), area(3, { name: 'Fitness' })],
      minutes: [
        {
          on: '2026-11-20',
          pillar_id: null,
          area_id: idOf(2),
          project_id: null,
          task_id: null,
          minutes: work,
        },
        {
          on: '2026-11-20',
          pillar_id: null,
          area_id: idOf(3),
          project_id: null,
          task_id: null,
          minutes: health,
        },
      ],
    })

  it('lifts what had too little time and lowers what had too much', () => {
    const snapshot = spent(950, 50)
    expect(resultOf(snapshot, idOf(2), 'WORKLIFE_BALANCE_001')?.score).toBeCloseTo(0.32)
    expect(resultOf(snapshot, idOf(3), 'WORKLIFE_BALANCE_001')?.score).toBeCloseTo(0.88)
  })

  it('is silent where hardly anything was recorded', () => {
    expect(resultOf(spent(60, 30), idOf(2), 'WORKLIFE_BALANCE_001')).toBeUndefined()
  })
})

describe('skills', () => {
  it.each([
    ['Learn the chords', 'domain'],
    ['Präsentation vorbereiten', 'communication'],
    ['Read the meter', undefined],
    ['Ready the room', undefined],
  ])('in “%s”: %s', (name, group) => {
    const found = resultOf(tasksOf({ name }), TASK, 'SKILL_DEVELOPMENT_001')
    expect([found?.factors.group, found?.score]).toEqual([group, group && 0.75])
  })
})

describe('a rule an administrator adds', () => {
  const added = ruleSchema.parse({
    ...DEFAULT_RULES[0],
    rule_code: 'SHORT_AND_URGENT_001',
    rule_type: 'filtering',
    rule_config: {
      method: 'match',
      boost: 0.4,
      conditions: [
        { field: 'priority', operator: 'is', value: 'urgent' },
        { field: 'duration_minutes', operator: 'at_most', value: 15 },
      ],
      add_tags: ['quick_win'],
    },
  })
  const rules = [...DEFAULT_RULES, added]

  it('counts for the rows that fulfil its conditions, without a deploy', () => {
    const matching = tasksOf({ priority: 'urgent', duration_minutes: 10 })
    expect(resultOf(matching, TASK, 'SHORT_AND_URGENT_001', rules)?.score).toBeCloseTo(0.9)
    expect(resultOf(tasksOf({ priority: 'urgent' }), TASK, 'SHORT_AND_URGENT_001', rules)).toBeUndefined()
  })

  it('writes its tags on what it explains', () => {
    const { insights } = evaluate(tasksOf({ priority: 'urgent', duration_minutes: 10 }), rules)
    expect(insights.find(({ subject }) => subject.startsWith('priority:'))?.tags).toContain('quick_win')
  })

  it('can narrow a rule of any type', () => {
    const only = {
      ...DEFAULT_RULES[0]!,
      rule_config: {
        ...DEFAULT_RULES[0]!.rule_config,
        conditions: [{ field: 'category', operator: 'is', value: 'admin' }],
      },
    }
    expect(resultOf(tasksOf({}), TASK, 'TEMPORAL_URGENCY_001', [ruleSchema.parse(only)])).toBeUndefined()
  })
})
