import { describe, expect, it } from 'vitest'
import { DEFAULT_RULES } from './default-rules.ts'
import { evaluate } from './evaluate.ts'
import type { EvaluateOptions } from './evaluation.ts'
import { area, done, idOf, life, pillar, project, task } from './fixtures/life.ts'
import type { Snapshot } from './snapshot.ts'

const insightsOf = (snapshot: Snapshot, options?: EvaluateOptions) =>
  evaluate(snapshot, DEFAULT_RULES, options).insights
const find = (snapshot: Snapshot, kind: string, options?: EvaluateOptions) =>
  insightsOf(snapshot, options).find(({ subject }) => subject.startsWith(`${kind}:`))

/** So many tasks, the first of them finished a month ago. */
const tasksOf = (finished: number, all: number) =>
  Array.from({ length: all }, (_, n) => (n < finished ? done(100 + n, '2026-10-22') : task(100 + n)))
const journalOf = (last_entry_on: string | null, entries_last_7_days: number) =>
  life({ journal: { last_entry_on, entries_last_7_days } })

describe('what is said of a life without a rule', () => {
  it.each([
    ['more than 80 % done', 81, 100, 'pattern_recognition', 0.95, 0.7],
    ['80.4 % done, which is told as 80', 41, 51, 'pattern_recognition', 0.95, 0.7],
    ['less than 30 % done', 29, 100, 'obstacle_identification', 0.85, 0.9],
    ['29.6 % done, which is told as 30', 16, 54, 'obstacle_identification', 0.85, 0.9],
  ] as const)('of %s is the completion', (_, finished, all, insight_type, confidence, impact) => {
    expect(find(life({ tasks: tasksOf(finished, all) }), 'completion')).toMatchObject({
      ...{ insight_type, confidence, impact, entity_type: 'global', entity_id: null },
    })
  })

  it.each([
    ['exactly 80 %', 80, 100],
    ['exactly 30 %', 30, 100],
    ['a handful of tasks', 9, 9],
  ])('is no word about completion at %s', (_, finished, all) => {
    expect(find(life({ tasks: tasksOf(finished, all) }), 'completion')).toBeUndefined()
  })

  it('is that tasks are overdue: sure, weighty and critical', () => {
    const late = life({ tasks: [task(10, { due_on: '2026-11-20' }), task(11, { due_on: '2026-11-21' })] })
    expect(find(late, 'overdue')).toMatchObject({
      ...{ insight_type: 'priority_reasoning', confidence: 1, impact: 0.95 },
      ...{ title: '1 task is overdue', expires_at: '2026-11-21T13:00:00.000Z' },
      tags: expect.arrayContaining(['critical', 'urgent']) as string[],
    })
    expect(find(life({ tasks: [task(11, { due_on: '2026-11-21' })] }), 'overdue')).toBeUndefined()
  })

  it('is that there are no pillars: critical, and more than anything else', () => {
    expect(find(life(), 'no_pillars')).toMatchObject({
      ...{ confidence: 0.95, impact: 1 },
      tags: expect.arrayContaining(['critical', 'high_confidence', 'high_impact']) as string[],
    })
    expect(find(life({ pillars: [pillar(2)] }), 'no_pillars')).toBeUndefined()
  })

  it('is which levels are empty', () => {
    const hollow = life({
      pillars: [pillar(2, { name: 'Health' }), pillar(3, { name: 'Work' })],
      areas: [area(4, { pillar_id: idOf(3) })],
      projects: [project(5, { name: 'Garden' }), project(6, { name: 'Boat', task_count: 1 })],
    })
    expect(find(hollow, 'empty_pillars')?.evidence.rows.map(({ name }) => name)).toEqual(['Health'])
    expect(find(hollow, 'empty_projects')?.evidence.rows.map(({ name }) => name)).toEqual(['Garden'])
    expect(find(hollow, 'no_projects')).toBeUndefined()
    expect(find(life(), 'no_projects')).toBeDefined()
  })

  it('is the most active project of the week, where one is', () => {
    const week = (first: number, second: number) =>
      life({
        projects: [project(4, { name: 'Garden' }), project(5, { name: 'Boat' })],
        tasks: [
          ...Array.from({ length: first }, (_, n) => done(10 + n, '2026-11-15', { project_id: idOf(4) })),
          ...Array.from({ length: second }, (_, n) => done(30 + n, '2026-11-21', { project_id: idOf(5) })),
          // Eight days ago: no longer of the week.
          done(50, '2026-11-13', { project_id: idOf(4) }),
          done(51, '2026-11-13', { project_id: idOf(4) }),
        ],
      })
    expect(find(week(2, 3), 'most_active')?.title).toContain('Boat')
    expect(find(week(3, 2), 'most_active')?.summary).toContain('3 tasks')
    expect(find(week(2, 2), 'most_active')).toBeUndefined()
    expect(find(week(0, 0), 'most_active')).toBeUndefined()
  })

  it('is whether a journal is empty, kept this week, or lapsed', () => {
    expect(find(journalOf(null, 0), 'journal')?.title).toBe('The journal is still empty')
    expect(find(journalOf('2026-11-20', 3), 'journal')).toMatchObject({
      insight_type: 'pattern_recognition',
      evidence: { values: [{ key: 'entry_count', value: 3 }, { key: 'recent_days' }] },
    })
    // Seven days without an entry, since Saturday a week ago.
    expect(find(journalOf('2026-11-14', 0), 'journal')?.evidence.values[0]).toMatchObject({
      ...{ key: 'idle_days', value: 7 },
    })
    expect(find(life(), 'journal')).toBeUndefined()
  })

  it('is the share of a pillar that is ten percent or more from what was wanted', () => {
    const minutes = (pillar_id: string | null, amount: number) => ({
      ...{ on: '2026-11-20', pillar_id, area_id: null, project_id: null, task_id: null, minutes: amount },
    })
    const lived = (health: number) =>
      life({
        pillars: [pillar(2, { name: 'Health', time_allocation_percentage: 30 })],
        minutes: [minutes(idOf(2), health), minutes(null, 1000 - health)],
      })
    // 200 of 1,000 minutes are 20 %, and 10 below 30; the other 80 % are nobody's.
    expect(find(lived(200), 'share')?.evidence.values.map(({ key, value }) => [key, value])).toEqual([
      ...[
        ['lived_days', 28],
        ['lived_minutes', 200],
        ['total_minutes', 1000],
        ['lived_percent', 20],
      ],
      ['declared_percent', 30],
    ])
    expect(find(lived(210), 'share')).toBeUndefined()
    expect(find(lived(210), 'unassigned')?.evidence.values).toContainEqual(
      expect.objectContaining({ key: 'lived_percent', value: 79 }),
    )
    expect(find(lived(810), 'unassigned')).toBeUndefined()
  })
})

describe('an insight about a task', () => {
  const placed = life({
    pillars: [pillar(2, { name: 'Health', time_allocation_percentage: 30, alignment_strength: 0.8 })],
    areas: [area(3, { name: 'Fitness', pillar_id: idOf(2), importance: 5 })],
    projects: [
      project(4, {
        ...{ name: 'Marathon', area_id: idOf(3), deadline_on: '2026-11-28' },
        ...{ task_count: 4, completed_count: 1, created_on: '2026-11-20' },
      }),
    ],
    tasks: [task(10, { name: 'Run', project_id: idOf(4), category: 'deep_work', due_on: '2026-11-21' })],
  })

  it('reasons from the pillar over area and project down to it, each level with its confidence', () => {
    const path = find(placed, 'priority')!.reasoning_path
    expect(path.map(({ level, entity_name, confidence }) => [level, entity_name, confidence])).toEqual([
      ['pillar', 'Health', 0.95],
      ['area', 'Fitness', 0.9],
      ['project', 'Marathon', 0.85],
      ['task', 'Run', 0.8], // 0.7 + the most for six rules, 0.2, - 0.1: they are 0.9 apart
    ])
    expect(path.map(({ contributing_factors }) => contributing_factors).slice(0, 3)).toEqual([
      [
        { factor: 'declared_percent', value: 30 },
        { factor: 'alignment_strength', value: 0.8 },
      ],
      [{ factor: 'importance', value: 5 }],
      [
        { factor: 'completed_count', value: 1 },
        { factor: 'task_count', value: 4 },
        { factor: 'deadline_proximity', value: 0.8 }, // seven days
      ],
    ])
    for (const { reasoning } of path) expect(reasoning).not.toBe('')
  })

  it('is called by what was found: an obstacle, a high score, an alignment, or else a recommendation', () => {
    const typeOf = (snapshot: Snapshot, id = 10) =>
      insightsOf(snapshot, { explain: [idOf(id)] }).find(
        ({ subject }) => subject === `priority:task:${idOf(id)}`,
      )?.insight_type
    const only = (weights: readonly string[]) => ({
      ...placed.preferences,
      rule_weight_overrides: Object.fromEntries(
        DEFAULT_RULES.map(({ rule_code }) => [rule_code, weights.includes(rule_code) ? 1 : 0]),
      ),
    })
    const blocked = {
      ...placed,
      tasks: [...placed.tasks, task(11)],
      dependencies: [{ task_id: idOf(10), depends_on_task_id: idOf(11) }],
    }
    const urgent = ['TEMPORAL_URGENCY_001']
    expect(typeOf({ ...blocked, preferences: only(urgent) })).toBe('obstacle_identification')
    expect(typeOf({ ...placed, preferences: only(urgent) })).toBe('priority_reasoning') // 0.9
    expect(typeOf({ ...placed, preferences: only(['DEPENDENCY_CHECK_001']) })).toBe('alignment_analysis') // 0.5
    expect(typeOf(life({ tasks: [task(10)] }))).toBe('recommendation')
  })

  it('carries one reason, three, or all five sections, as the person likes it', () => {
    const shown = (['minimal', 'balanced', 'detailed'] as const).map((explanation_detail_level) => {
      const preferences = { ...placed.preferences, explanation_detail_level }
      const { factors, recommendations, sections } = find(
        { ...placed, preferences },
        'priority',
      )!.detailed_reasoning
      return [factors.length, recommendations.length, sections.map(({ key }) => key)]
    })
    expect(shown).toEqual([
      [1, 1, []],
      [3, 2, []],
      [5, 2, ['situation', 'cause', 'consequence', 'evidence', 'next_step']],
    ])
  })

  it('tells a dependency that is recorded twice once', () => {
    const twice = (times: number) =>
      life({
        tasks: [task(10, { due_on: '2026-11-22' }), task(6)],
        dependencies: Array.from({ length: times }, () => ({
          task_id: idOf(10),
          depends_on_task_id: idOf(6),
        })),
      })
    expect(find(twice(2), 'obstacle')?.summary).toContain('It waits for “Task 6”.')
    expect(evaluate(twice(2), DEFAULT_RULES)).toEqual(evaluate(twice(1), DEFAULT_RULES))
  })
})

describe('a look at a whole life', () => {
  it('explains the place of the first three tasks, one at one task that of this one', () => {
    const many = life({ tasks: Array.from({ length: 6 }, (_, n) => task(10 + n)) })
    const explained = (options?: EvaluateOptions) =>
      insightsOf(many, options).filter(({ subject }) => subject.startsWith('priority:')).length
    expect(explained()).toBe(3)
    const only = [{ entity_type: 'task' as const, entity_id: idOf(15) }]
    expect(explained({ only, explain: [idOf(15)] })).toBe(1)
  })
})
