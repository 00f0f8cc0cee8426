import { describe, expect, it } from 'vitest'
import { DEFAULT_RULES } from './default-rules.ts'
import { evaluate } from './evaluate.ts'
import { area, done, idOf, life, pillar, project, task } from './fixtures/life.ts'
import type { Project, Snapshot } from './snapshot.ts'

const TASK = idOf(10)
const PROJECT = idOf(4)
const resultOf = (snapshot: Snapshot, id: string, code: string) =>
  evaluate(snapshot, DEFAULT_RULES)
    .scores.find(({ entity_id }) => entity_id === id)
    ?.results.find((result) => result.code === code)
const scoreOf = (snapshot: Snapshot, id: string, code: string) => resultOf(snapshot, id, code)?.score

describe('the ten rules', () => {
  it('are about what the specification says, of its type, and have a model asked where it says', () => {
    const rows = DEFAULT_RULES.map((rule) => [
      ...[rule.rule_code, rule.hierarchy_level, rule.applies_to_entity_types.toSorted().join(' ')],
      ...[rule.rule_type, rule.requires_llm],
    ])
    expect(rows).toEqual([
      ['TEMPORAL_URGENCY_001', 'task', 'task', 'temporal', false],
      ['TEMPORAL_MORNING_PEAK_001', 'task', 'task', 'temporal', false],
      ['PILLAR_ALIGNMENT_001', 'cross_level', 'area project task', 'scoring', false],
      ['GOAL_COHERENCE_001', 'cross_level', 'area project', 'relationship', true],
      ['DEPENDENCY_CHECK_001', 'task', 'task', 'constraint', false],
      ['PROGRESS_MOMENTUM_001', 'project', 'project task', 'pattern_matching', true],
      ['ENERGY_PATTERN_001', 'task', 'task', 'temporal', true],
      ['CONTEXT_SWITCHING_001', 'cross_level', 'task', 'scoring', false],
      ['WORKLIFE_BALANCE_001', 'cross_level', 'area project', 'pattern_matching', true],
      ['SKILL_DEVELOPMENT_001', 'task', 'project task', 'scoring', true],
    ])
  })
})

describe('Pillar Importance Scoring', () => {
  const placed = life({
    pillars: [pillar(2, { time_allocation_percentage: 50, alignment_strength: 1 })],
    areas: [area(3, { pillar_id: idOf(2), importance: 2 })],
    projects: [project(4, { area_id: idOf(3), importance: 1 })],
    tasks: [task(10, { project_id: PROJECT })],
  })

  it('says of a project what it says of its tasks', () => {
    // 0.4·0.5 + 0.3·1 + 0.2·2/5 + 0.1·1/5 = 0.2 + 0.3 + 0.08 + 0.02
    for (const id of [TASK, PROJECT]) {
      expect(resultOf(placed, id, 'PILLAR_ALIGNMENT_001')).toMatchObject({
        ...{ score: expect.closeTo(0.6, 12) as number, confidence: 0.9 },
      })
    }
  })
})

describe('Goal Coherence Analysis', () => {
  const goal = (n: number, deadline_on: string, fields: Partial<Project> = {}) =>
    project(n, { deadline_on, priority: 'high', task_count: 1, area_id: idOf(n + 100), ...fields })
  // Four days of fourteen apart: 1 - 4/14 = 0.71, which is above 0.7.
  const rivals = life({
    areas: [area(104), area(105)],
    projects: [goal(4, '2026-12-01'), goal(5, '2026-12-05')],
    tasks: [task(10, { project_id: PROJECT }), task(11, { project_id: idOf(5) })],
  })
  const linked = { ...rivals, dependencies: [{ task_id: TASK, depends_on_task_id: idOf(11) }] }

  it('takes 0.3 for a conflict and gives 0.2 for a synergy, also both at once, for the area as for the project', () => {
    for (const id of [PROJECT, idOf(104)]) {
      expect(scoreOf(rivals, id, 'GOAL_COHERENCE_001')).toBeCloseTo(0.5 - 0.3, 12)
      expect(scoreOf(linked, id, 'GOAL_COHERENCE_001')).toBeCloseTo(0.5 - 0.3 + 0.2, 12)
    }
  })

  it('has no quarrel with projects of one area, on hold, over, or of little weight', () => {
    for (const change of [
      { area_id: idOf(104) },
      { status: 'on_hold' as const },
      { deadline_on: '2026-11-20' },
      { priority: 'medium' as const, importance: 3 },
    ]) {
      const projects = [rivals.projects[0]!, { ...rivals.projects[1]!, ...change }]
      expect(scoreOf({ ...rivals, projects }, PROJECT, 'GOAL_COHERENCE_001')).toBeUndefined()
    }
  })
})

describe('Project Progress Momentum', () => {
  const moving = (days: string[], fields: Partial<Project> = {}) =>
    life({
      projects: [project(4, { created_on: '2026-11-01', task_count: 10, ...fields })],
      tasks: [
        task(10, { project_id: PROJECT }),
        ...days.map((day, n) => done(20 + n, day, { project_id: PROJECT })),
      ],
    })
  const half = { deadline_on: '2026-12-11', completed_count: 4, last_completed_on: '2026-11-20' }

  it('is the mean of recent completions, adherence to the timeline and velocity', () => {
    const snapshot = moving(['2026-11-20', '2026-11-15', '2026-11-10', '2026-11-01'], half)
    // Two of three in a week; 4 of 10 done when 20 of 40 days are over; 3 in two weeks and 1 in the two before.
    const [recent, adherence, velocity] = [2 / 3, 0.4 / 0.5, 3 / (3 + 1)]
    const mean = (recent + adherence + velocity) / 3
    expect(resultOf(snapshot, PROJECT, 'PROGRESS_MOMENTUM_001')).toMatchObject({
      ...{ score: expect.closeTo(mean, 12) as number, boost: 0 },
    })
    expect(mean).toBeLessThan(0.75)
    const { insights } = evaluate(snapshot, DEFAULT_RULES)
    expect(insights.filter(({ subject }) => subject.startsWith('well:'))).toEqual([])
  })

  it('counts as going well from 0.75 on', () => {
    const snapshot = moving(['2026-11-20', '2026-11-19', '2026-11-15', '2026-11-01'], half)
    // Three of three, the timeline as above, 3 and 1: (1 + 0.8 + 0.75) / 3 = 0.85
    expect(scoreOf(snapshot, PROJECT, 'PROGRESS_MOMENTUM_001')).toBeCloseTo(0.85, 12)
    expect(resultOf(snapshot, PROJECT, 'PROGRESS_MOMENTUM_001')?.reasoning).toContain('good progress')
  })

  it('takes 0.4 once nothing was finished for fourteen days, and not after thirteen', () => {
    const idle = (last_completed_on: string) =>
      resultOf(moving([last_completed_on], { last_completed_on }), PROJECT, 'PROGRESS_MOMENTUM_001')
    expect(idle('2026-11-07')).toMatchObject({ score: expect.closeTo(0.5 - 0.4, 12) as number, boost: -0.4 })
    expect(idle('2026-11-08')?.boost).toBe(0)
  })
})

describe('Energy-Based Task Matching', () => {
  const at = (clock: string, energy_pattern: Snapshot['preferences']['energy_pattern'], fields = {}) => {
    const snapshot = life({ tasks: [task(10, { category: 'deep_work', ...fields })] })
    const [hour, minute] = clock.split(':').map(Number)
    return scoreOf(
      {
        ...snapshot,
        minute_of_day: hour! * 60 + minute!,
        preferences: { ...snapshot.preferences, energy_pattern },
      },
      TASK,
      'ENERGY_PATTERN_001',
    )
  }

  it.each([
    ['morning_peak', ['05:59', '06:00', '11:59', '12:00']],
    ['afternoon_peak', ['12:59', '13:00', '16:59', '17:00']],
    ['evening_peak', ['17:59', '18:00', '21:59', '22:00']],
  ] as const)('knows from when to when a %s is', (pattern, clocks) => {
    expect(clocks.map((clock) => at(clock, pattern))).toEqual([0.3, 0.9, 0.9, 0.3])
    expect(clocks.map((clock) => at(clock, pattern, { category: 'general' }))).toEqual([0.7, 0.4, 0.4, 0.7])
  })

  it('has admin in the afternoon, creative work in the evening and routine at any hour', () => {
    expect(at('14:00', 'morning_peak', { category: 'admin' })).toBe(0.7)
    expect(at('19:00', 'afternoon_peak', { category: 'creative' })).toBe(0.7)
    for (const clock of ['08:00', '15:00', '23:00']) {
      expect(at(clock, 'morning_peak', { category: 'routine' })).toBe(0.6)
    }
  })
})

describe('Context Switch Penalty', () => {
  it('knows from a task in progress where one works, while nothing was recorded today', () => {
    const working = life({
      areas: [area(2), area(3)],
      projects: [project(4, { area_id: idOf(2) }), project(5, { area_id: idOf(3) })],
      tasks: [
        task(10, { project_id: PROJECT }),
        task(11, { project_id: PROJECT, status: 'in_progress' }),
        task(12, { project_id: idOf(5) }),
      ],
    })
    expect(scoreOf(working, TASK, 'CONTEXT_SWITCHING_001')).toBeCloseTo(0.5 + 0.15, 12)
    expect(scoreOf(working, idOf(12), 'CONTEXT_SWITCHING_001')).toBeCloseTo(0.5 - 0.2, 12)
  })
})

describe('Work-Life Balance Monitor', () => {
  const NAMES = ['Office', 'Fitness', 'Family', 'Hobby']
  const spent = (...minutes: number[]) =>
    life({
      areas: NAMES.map((name, n) => area(20 + n, { name })),
      minutes: minutes.map((amount, n) => ({
        ...{ on: '2026-11-20', pillar_id: null, area_id: idOf(20 + n), project_id: null, task_id: null },
        minutes: amount,
      })),
    })
  const scores = (snapshot: Snapshot) =>
    NAMES.map((_, n) => scoreOf(snapshot, idOf(20 + n), 'WORKLIFE_BALANCE_001'))

  it('has nothing to say against 60 % work, 20 % health, 15 % relationships and 5 % for oneself', () => {
    expect(scores(spent(600, 200, 150, 50))).toEqual([0.5, 0.5, 0.5, 0.5])
    // Ten percent more or less are still in balance.
    expect(scores(spent(700, 100, 150, 50))).toEqual([0.5, 0.5, 0.5, 0.5])
  })

  it('takes up to 0.5 for what has too much, and gives as much to what has nothing', () => {
    // Work 90 of 60: 0.5·(90 - 60)/90 = 0.17; health 6 of 20: 0.5·(20 - 6)/20 = 0.35; relationships 0 of 15: 0.5·15/15.
    const after = [0.5 - 0.17, 0.5 + 0.35, 0.5 + 0.5, 0.5].map((score) => expect.closeTo(score, 12) as number)
    expect(scores(spent(900, 60, 0, 40))).toEqual(after)
  })
})

describe('Skill Development Priority', () => {
  it.each([
    ['Learn Rust programming', 'technical'],
    ['Leadership workshop', 'leadership'],
    ['Prepare the presentation', 'communication'],
    ['Study for the certificate', 'domain'],
  ])('gives 0.25 to “%s”: %s', (name, group) => {
    const found = resultOf(life({ tasks: [task(10, { name })] }), TASK, 'SKILL_DEVELOPMENT_001')
    expect([found?.factors.group, found?.score]).toEqual([group, 0.5 + 0.25])
  })

  it('knows a task by its project, too', () => {
    const course = life({
      projects: [project(4, { name: 'Leadership course' })],
      tasks: [task(10, { project_id: PROJECT })],
    })
    expect(scoreOf(course, TASK, 'SKILL_DEVELOPMENT_001')).toBe(0.75)
    expect(scoreOf(course, PROJECT, 'SKILL_DEVELOPMENT_001')).toBe(0.75)
  })
})
