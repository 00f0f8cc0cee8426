import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Comparison,
  DAY_FIELDS,
  type DayField,
  type DayPoint,
  type DayTest,
  ENERGIES,
  EVERYTHING,
  type Filter,
  type FilterContext,
  type FilterTask,
  group,
  LEVELS,
  PRIORITIES,
  STATUSES,
  type Term,
  TRAITS,
} from './filter.ts'
import { matchesFilter, mentionsState } from './match.ts'
import { parseFilter } from './parse.ts'
import { printFilter } from './print.ts'

const TODAY = '2026-11-21'

const task = (columns: Partial<FilterTask> = {}): FilterTask => ({
  id: 'task',
  name: 'Call Anna',
  project_id: 'marathon',
  status: 'todo',
  priority: 'medium',
  energy: null,
  due_on: null,
  start_on: null,
  deadline_on: null,
  duration_minutes: null,
  recurrence_rule: null,
  created_at: '2026-11-21T08:00:00+00:00',
  completed_at: null,
  ...columns,
})

const context: FilterContext = {
  today: TODAY,
  // Berlin in winter.
  startOfDay: (day) => Date.parse(`${day}T00:00:00+01:00`),
  placeOf: (id) =>
    id === 'marathon' ? { project: 'Marathon', area: 'Long runs', pillar: 'Health' } : undefined,
  labelsOf: () => ['Errand', 'at home'],
  isBlocked: (id) => id === 'waiting',
}

const read = (text: string): Filter => {
  const result = parseFilter(text)
  if ('error' in result) throw new Error(`${text}: ${result.error} at ${result.position}`)
  return result.ast
}
const passes = (text: string, columns: Partial<FilterTask> = {}) =>
  matchesFilter(read(text), task(columns), context)

describe('a filter lets pass', () => {
  it.each<[filter: string, columns: Partial<FilterTask>, other: Partial<FilterTask>]>([
    ['anna', { name: 'Call ANNA' }, { name: 'Call Ben' }],
    ['"call anna"', { name: 'please call Anna' }, { name: 'Anna, call' }],
    ['call anna', { name: 'Anna: call' }, { name: 'Call' }],
    ['#marathon', {}, { project_id: null }],
    ['project:Marathon', {}, { project_id: 'other' }],
    ['project:none', { project_id: null }, {}],
    ['area:"long runs"', {}, { project_id: null }],
    ['pillar:health', {}, { project_id: 'other' }],
    ['p1', { priority: 'urgent' }, { priority: 'high' }],
    ['P2', { priority: 'high' }, { priority: 'low' }],
    ['priority:p4', { priority: 'low' }, {}],
    ['priority:medium', {}, { priority: 'low' }],
    ['status:in-progress', { status: 'in_progress' }, {}],
    ['status:done', { status: 'completed' }, {}],
    ['energy:high', { energy: 'high' }, { energy: 'low' }],
    ['energy:none', {}, { energy: 'low' }],
    ['due:today', { due_on: TODAY }, { due_on: '2026-11-22' }],
    ['due:overdue', { due_on: '2026-11-20' }, { due_on: '2026-11-20', status: 'completed' }],
    ['due:tomorrow', { due_on: '2026-11-22' }, { due_on: null }],
    ['due:<=7d', { due_on: '2026-11-28' }, { due_on: '2026-11-29' }],
    ['due:<7d', { due_on: '2026-11-27' }, { due_on: '2026-11-28' }],
    ['due:>2w', { due_on: '2026-12-06' }, { due_on: '2026-12-05' }],
    ['due:>=today', { due_on: TODAY }, { due_on: null }],
    ['due:-1d', { due_on: '2026-11-20' }, { due_on: TODAY }],
    ['due:none', {}, { due_on: TODAY }],
    ['due:any', { due_on: TODAY }, {}],
    ['due:2026-12-24', { due_on: '2026-12-24' }, { due_on: '2025-12-24' }],
    ['due:24.12.2026', { due_on: '2026-12-24' }, {}],
    ['due:2026-12-01..2026-12-24', { due_on: '2026-12-24' }, { due_on: '2026-12-25' }],
    ['due:today..7d', { due_on: TODAY }, { due_on: '2026-11-20' }],
    ['due:..tomorrow', { due_on: '2020-01-01' }, { due_on: '2026-11-23' }],
    ['start:>today', { start_on: '2026-11-22' }, { start_on: TODAY }],
    ['deadline:<=1w', { deadline_on: '2026-11-28' }, { deadline_on: null }],
    ['deadline:overdue', { deadline_on: '2026-11-01' }, { deadline_on: TODAY }],
    ['duration:<=30m', { duration_minutes: 30 }, { duration_minutes: 31 }],
    ['duration:>1h', { duration_minutes: 61 }, { duration_minutes: 60 }],
    ['duration:1h30', { duration_minutes: 90 }, {}],
    ['duration:none', {}, { duration_minutes: 5 }],
    ['is:blocked', { id: 'waiting' }, {}],
    ['is:recurring', { recurrence_rule: 'FREQ=DAILY' }, {}],
    ['is:done', { status: 'completed' }, {}],
    ['is:open', { status: 'review' }, { status: 'completed' }],
    ['is:inbox', { project_id: null }, {}],
    // Between midnight in Berlin and midnight in London it is the next day already.
    ['created:today', { created_at: '2026-11-20T23:30:00+00:00' }, { created_at: '2026-11-20T22:30:00Z' }],
    ['created:<=7d', { created_at: '2026-11-14T12:00:00Z' }, { created_at: '2026-11-13T12:00:00Z' }],
    ['created:>1w', { created_at: '2026-11-13T12:00:00Z' }, { created_at: '2026-11-14T12:00:00Z' }],
    ['completed:yesterday', { completed_at: '2026-11-20T12:00:00Z' }, {}],
  ])('%s: %j, and not %j', (filter, columns, other) => {
    expect(passes(filter, columns)).toBe(true)
    expect(passes(filter, other)).toBe(false)
  })

  it('labels by name, however they are written', () => {
    for (const filter of ['@errand', 'label:Errand', '@"at home"', 'label:"AT HOME"']) {
      expect(passes(filter), filter).toBe(true)
    }
    expect(passes('@work')).toBe(false)
    expect(passes('label:none')).toBe(false)
  })

  it('everything when it is empty', () => {
    expect(read('  ')).toEqual(EVERYTHING)
    expect(passes('')).toBe(true)
  })

  it('the same in English and in German', () => {
    for (const [english, german] of [
      ['due:today and not is:blocked', 'fällig:heute und nicht ist:blockiert'],
      ['priority:high or status:in-progress', 'priorität:hoch oder status:in-arbeit'],
      ['deadline:overdue & duration:<=2h', 'frist:überfällig & dauer:<=2h'],
      ['created:<=7d area:none', 'erstellt:<=7t bereich:keine'],
      ['start:tomorrow | energy:low', 'beginn:morgen | energie:niedrig'],
    ] as const) {
      expect(read(german), german).toEqual(read(english))
    }
  })

  it('what its operators say, "not" before "and" before "or"', () => {
    expect(read('p1 or p2 and not @x')).toEqual({
      kind: 'or',
      parts: [
        { kind: 'priority', priority: 'urgent' },
        {
          kind: 'and',
          parts: [
            { kind: 'priority', priority: 'high' },
            { kind: 'not', part: { kind: 'label', name: 'x' } },
          ],
        },
      ],
    })
    expect(read('p1|p2&!@x')).toEqual(read('p1 OR p2 AND NOT @x'))
    expect(read('(p1 or p2) @x')).toEqual(read('(p1 | p2) and @x'))
    expect(read('((p1))')).toEqual({ kind: 'priority', priority: 'urgent' })
  })

  it('words that only look like something else', () => {
    expect(read('"and" 10:30 https://example.com/a p5')).toEqual({
      kind: 'and',
      parts: ['and', '10:30', 'https://example.com/a', 'p5'].map((text) => ({ kind: 'text', text })),
    })
    expect(read('#"none"')).toEqual({ kind: 'place', level: 'project', name: 'none' })
  })
})

describe('a filter that cannot be read says why and where', () => {
  it.each([
    ['colour:red', 'unknownKey', 0, 'colour'],
    ['p1 and size:big', 'unknownKey', 7, 'size'],
    ['status:lost', 'unknownValue', 7, 'lost'],
    ['is:nice', 'unknownValue', 3, 'nice'],
    ['p1 due:', 'missingValue', 3, 'due:'],
    ['#', 'missingValue', 0, '#'],
    ['due:soon', 'badDay', 4, 'soon'],
    ['due:2026-02-30', 'badDay', 4, '2026-02-30'],
    ['due:..', 'badDay', 4, '..'],
    ['start:overdue', 'badDay', 6, 'overdue'],
    ['created:none', 'badDay', 8, 'none'],
    ['duration:long', 'badDuration', 9, 'long'],
    ['call "anna', 'unclosedQuote', 5, '"anna'],
    ['p1 (p2 or p3', 'unclosedGroup', 3, '('],
    ['p1) p2', 'unopenedGroup', 2, ')'],
    ['p1 and', 'missingTerm', 6, ''],
    ['or p1', 'missingTerm', 0, 'or'],
    ['()', 'missingTerm', 1, ')'],
    ['('.repeat(100), 'tooDeep', 40, '('],
  ])('%s', (text, error, position, found) => {
    expect(parseFilter(text)).toEqual({ error, position, found })
  })

  it('whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'abp1:#@"\\!&|()<=. dueis-ü') }), (text) => {
        const result = parseFilter(text)
        if (!('error' in result)) return
        expect(result.position).toBeLessThanOrEqual(text.length)
        expect(text.startsWith(result.found, result.position)).toBe(true)
      }),
    )
  })
})

const name = fc.string({ minLength: 1, unit: 'grapheme' })
const operator = fc.constantFrom<Comparison>('=', '<', '<=', '>', '>=')
const point: fc.Arbitrary<DayPoint> = fc.oneof(
  fc.record({
    unit: fc.constantFrom<'day' | 'week'>('day', 'week'),
    count: fc.integer({ min: -999, max: 999 }),
  }),
  fc
    .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
    .map((date) => ({ unit: 'date' as const, day: date.toISOString().slice(0, 10) })),
)
const dayTest = (field: DayField): fc.Arbitrary<DayTest> =>
  fc.oneof(
    fc.record({ kind: fc.constant('compare' as const), operator, point }),
    fc.record({ kind: fc.constant('between' as const), from: point, to: fc.option(point) }),
    fc.record({ kind: fc.constant('between' as const), from: fc.constant(null), to: point }),
    ...(field === 'created' ? [] : [fc.constantFrom<DayTest>({ kind: 'none' }, { kind: 'any' })]),
    ...(field === 'due' || field === 'deadline' ? [fc.constant<DayTest>({ kind: 'overdue' })] : []),
  )
const term: fc.Arbitrary<Term> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text: name }),
  fc.record({
    kind: fc.constant('place' as const),
    level: fc.constantFrom(...LEVELS),
    name: fc.option(name),
  }),
  fc.record({ kind: fc.constant('label' as const), name: fc.option(name) }),
  fc.record({ kind: fc.constant('priority' as const), priority: fc.constantFrom(...PRIORITIES) }),
  fc.record({ kind: fc.constant('status' as const), status: fc.constantFrom(...STATUSES) }),
  fc.record({ kind: fc.constant('energy' as const), energy: fc.option(fc.constantFrom(...ENERGIES)) }),
  fc.record({ kind: fc.constant('is' as const), trait: fc.constantFrom(...TRAITS) }),
  fc.record({
    kind: fc.constant('duration' as const),
    operator,
    minutes: fc.integer({ min: 0, max: 99_999 }),
  }),
  fc.constant<Term>({ kind: 'duration', operator: 'none' }),
  ...DAY_FIELDS.map((field) => dayTest(field).map((test): Term => ({ kind: 'day', field, test }))),
)
const filter = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    term,
    fc.record({ kind: fc.constant('not' as const), part: tie('filter') }),
    fc
      .tuple(
        fc.constantFrom<'and' | 'or'>('and', 'or'),
        fc.array(tie('filter'), { minLength: 2, maxLength: 4 }),
      )
      .map(([kind, parts]) => group(kind, parts)),
  ),
})).filter

describe('a filter that is printed', () => {
  it('reads back as the same, in both languages', () => {
    fc.assert(
      fc.property(filter, fc.constantFrom<'en' | 'de'>('en', 'de'), (ast, language) => {
        expect(parseFilter(printFilter(ast, language))).toEqual({ ast })
      }),
      { numRuns: 1_000 },
    )
  })

  it('is short where it can be', () => {
    for (const [typed, printed] of [
      ['project:"Marathon"   priority:urgent', '#Marathon and p1'],
      ['(p1 or (p2 or p3)) @errand', '(p1 or p2 or p3) and @errand'],
      ['due:<=0d !due:1d', 'due:<=today and not due:tomorrow'],
      ['created:<=7d duration:1h30', 'created:<=7d and duration:90m'],
      ['"and" "two words"', '"and" and "two words"'],
      ['', ''],
    ] as const) {
      expect(printFilter(read(typed))).toBe(printed)
    }
  })

  it('speaks the language of the person', () => {
    expect(printFilter(read('due:overdue or not (is:blocked and @x)'), 'de')).toBe(
      'fällig:überfällig oder nicht (ist:blockiert und @x)',
    )
  })

  it('lets pass what it let pass before', () => {
    const columns = fc.record({
      name: fc.constantFrom('Call Anna', 'Buy shoes'),
      priority: fc.constantFrom(...PRIORITIES),
      due_on: fc.constantFrom(null, '2026-11-20', TODAY, '2026-11-25'),
      project_id: fc.constantFrom(null, 'marathon'),
    })
    fc.assert(
      fc.property(filter, columns, (ast, fields) => {
        const one = task(fields)
        expect(matchesFilter(read(printFilter(ast)), one, context)).toBe(matchesFilter(ast, one, context))
        expect(matchesFilter({ kind: 'not', part: ast }, one, context)).toBe(
          !matchesFilter(ast, one, context),
        )
      }),
    )
  })
})

describe('a filter', () => {
  it('knows whether it says which states it wants', () => {
    expect(
      ['is:done', 'not status:todo', 'p1 or completed:today'].map((text) => mentionsState(read(text))),
    ).toEqual([true, true, true])
    expect(['', 'p1', 'is:blocked due:today'].map((text) => mentionsState(read(text)))).toEqual([
      false,
      false,
      false,
    ])
  })
})
