import { describe, expect, it } from 'vitest'
import { outcomesMissing, START_OF_AUTONOMY } from '../autonomy.ts'
import { idOf, life, project, task } from '../fixtures/life.ts'
import { simulateNights } from '../fixtures/nights.ts'
import { MOST_A_NIGHT, MOST_UNJUDGED, nightOf } from './night.ts'
import { type AutomationScene, automationSceneSchema, type ProposalOutcome } from './scene.ts'
import { LEAST_THRESHOLD, MOST_THRESHOLD, standingOf, type Trust } from './trust.ts'

const CATEGORY = 'reschedule_overdue'
const right = (count: number) => Array<boolean>(count).fill(true)
const trusted = (more: Partial<Trust> = {}): Trust => ({
  ...{ state: 'unlocked', recent: right(40), credit: 1, demotions: 0, threshold: 0.9, revision: 7 },
  ...more,
})
const overdue = (count: number) =>
  Array.from({ length: count }, (_, n) => task(n + 1, { due_on: '2026-11-20', duration_minutes: 10 }))
const outcome = (n: number, more: Partial<ProposalOutcome> = {}): ProposalOutcome => ({
  ...{ id: idOf(500 + n), category: CATEGORY, acted: true, outcome: 'agreed' },
  proposed_at: `2026-11-${10 + n}T02:00:00Z`,
  ...more,
})
const scene = (
  trust: Trust | null,
  tasks = overdue(1),
  more: Partial<AutomationScene> = {},
): AutomationScene =>
  automationSceneSchema.parse({
    snapshot: life({ minute_of_day: 130, tasks }),
    day_capacity_minutes: [480, 480, 480, 480, 480, 480, 480],
    recurring: [],
    categories: [{ category: CATEGORY, threshold: 0.9, trust }],
    outcomes: [],
    earlier: [],
    ...more,
  })

describe('a night', () => {
  it('begins in the shadow', () => {
    const night = nightOf(scene(null))
    expect(night).toMatchObject({
      categories: [{ category: CATEGORY, ...START_OF_AUTONOMY, revision: 0 }],
      proposals: [{ acted: false }],
    })
  })

  it('acts where that has been earned', () => {
    expect(nightOf(scene(trusted()))!.proposals).toMatchObject([{ acted: true, task_id: idOf(1) }])
  })

  it('with nothing to say writes nothing down', () => {
    expect(nightOf(scene(trusted(), []))).toBeNull()
  })

  it('proposes few things, and nothing twice', () => {
    expect(nightOf(scene(trusted(), overdue(9)))!.proposals).toHaveLength(MOST_A_NIGHT)
    const earlier = [
      { id: idOf(99), category: CATEGORY, task_id: idOf(1), is_open: false, acted: false } as const,
    ]
    expect(nightOf(scene(trusted(), overdue(1), { earlier }))).toBeNull()
  })

  it('acts no further while too much of what it did is not yet judged', () => {
    const earlier = Array.from({ length: MOST_UNJUDGED - 1 }, (_, n) => ({
      ...{ id: idOf(600 + n), category: CATEGORY, task_id: idOf(700 + n), is_open: true, acted: true },
    })) as AutomationScene['earlier']
    expect(nightOf(scene(trusted(), overdue(5), { earlier }))!.proposals).toHaveLength(1)
    const outcomes = [outcome(1, { id: idOf(600) })]
    expect(nightOf(scene(trusted(), overdue(5), { earlier, outcomes }))!.proposals).toHaveLength(2)
  })

  it('judges first: what was wrong ends it before anything more is done', () => {
    const outcomes = [outcome(1, { outcome: 'undone' }), outcome(2, { outcome: 'disagreed' })]
    expect(nightOf(scene(trusted(), overdue(1), { outcomes }))).toMatchObject({
      categories: [{ state: 'shadow', demotions: 1 }],
      outcomes: [{ outcome: 'undone' }, { outcome: 'disagreed' }],
      proposals: [{ acted: false }],
    })
  })

  it('judges in the order things were proposed, however they come', () => {
    const outcomes = [
      outcome(1, { outcome: 'undone' }),
      outcome(2),
      outcome(3, { outcome: 'undone' }),
      outcome(4),
    ]
    const night = nightOf(scene(trusted(), [], { outcomes }))
    expect(nightOf(scene(trusted(), [], { outcomes: outcomes.toReversed() }))!.categories).toEqual(
      night!.categories,
    )
  })

  it('does not take letting stand for doing oneself, but every error counts', () => {
    const shadow = trusted({ state: 'shadow', recent: [true], credit: 0 })
    const heard = (trust: Trust, more: Partial<ProposalOutcome>) =>
      nightOf(scene(trust, [], { outcomes: [outcome(1, more)] }))!.categories[0]
    expect(heard(shadow, { acted: true })).toMatchObject({ recent: [true] })
    expect(heard(shadow, { acted: true, outcome: 'undone' })).toMatchObject({ recent: [true, false] })
    expect(heard(trusted(), { acted: false })).toMatchObject({ credit: 1 })
    expect(heard(trusted(), { acted: false, outcome: 'disagreed' })!.credit).toBeLessThan(1)
    expect(heard(trusted(), { outcome: 'lapsed' })).toMatchObject({ credit: 1 })
  })

  it('hears a threshold that was raised at once, and one that was lowered unlocks nothing by itself', () => {
    expect(standingOf(trusted(), 0.95).state).toBe('shadow')
    expect(standingOf(trusted(), 0.9).state).toBe('unlocked')
    expect(standingOf(trusted({ state: 'shadow', credit: 0 }), 0.5).state).toBe('shadow')
  })

  it('leaves a task to one category', () => {
    const known = ['Water the tomatoes', 'Plant tomatoes', 'Mow the lawn'].map((name, n) =>
      task(10 + n, { name, project_id: idOf(90) }),
    )
    const tasks = [...known, task(1, { name: 'Tomatoes', due_on: '2026-11-20' })]
    const snapshot = life({ minute_of_day: 130, tasks, projects: [project(90)] })
    const both = (['reschedule_overdue', 'file_task'] as const).map((category) => ({
      ...{ category, threshold: 0.9, trust: trusted() },
    }))
    const proposed = (categories: AutomationScene['categories']) =>
      nightOf(scene(null, [], { snapshot, categories }))!.proposals.map(({ category }) => category)
    expect(proposed(both.slice(1))).toEqual(['file_task'])
    expect(proposed(both)).toEqual(['reschedule_overdue'])
  })
})

describe('what is still missing', () => {
  it('can be earned at each threshold a person can set, also after falls', () => {
    for (let percent = LEAST_THRESHOLD * 100; percent <= MOST_THRESHOLD * 100; percent++) {
      for (const demotions of [0, 1, 9])
        expect(outcomesMissing({ ...START_OF_AUTONOMY, demotions }, percent / 100)).toBeLessThanOrEqual(200)
    }
    expect(outcomesMissing(START_OF_AUTONOMY, 0.9)).toBe(35)
    expect(outcomesMissing(trusted(), 0.9)).toBe(0)
  })
})

describe('people whose habits change, of whose answers a night hears days later', () => {
  it.each([0.8, 0.9, 0.95, 0.98])(
    'suffer fewer wrong actions than they allow, at %d',
    (threshold) => {
      const { actions, wrong, unlocked, untilDemotion } = simulateNights(11, 100, threshold)
      expect(unlocked).toBeGreaterThan(30)
      expect(wrong / actions).toBeLessThan(1 - threshold)
      expect(untilDemotion.length).toBeGreaterThan(3)
      expect(untilDemotion.toSorted((a, b) => a - b)[Math.floor(untilDemotion.length / 2)]).toBeLessThan(10)
    },
    30_000,
  )
})
