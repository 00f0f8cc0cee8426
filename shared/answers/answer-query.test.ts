import { describe, expect, it } from 'vitest'
import { type Life, parseCommand, type Query } from '../commands.ts'
import { LIVES } from '../understanding/fixtures/lives.ts'
import { answerQuery, type AnswerContext } from './answer-query.ts'

const task = (name: string) => LIVES.english.tasks.find((row) => row.name === name)!.id

const life: Life = {
  ...LIVES.english,
  tasks: LIVES.english.tasks.map((row) =>
    row.name === 'Read chapter 3'
      ? // The 18th in Berlin, still the 17th in London.
        { ...row, completed_at: '2026-11-17T23:30:00.000Z' }
      : row.name === 'Pay rent'
        ? { ...row, completed_at: '2026-10-02T08:00:00.000Z', project_id: LIVES.english.projects[0]!.id }
        : row,
  ),
}

const context: AnswerContext = {
  life,
  ranking: [
    {
      id: task('Fix login bug'),
      reasons: [{ code: 'overdue', days: 2 }, { code: 'high_priority' }, { code: 'ready' }],
    },
    { id: task('Run'), reasons: [{ code: 'ready' }] },
    {
      id: task('Write launch post'),
      reasons: [
        { code: 'deadline_soon', days: 1 },
        { code: 'blocked', count: 1 },
      ],
    },
  ],
  now: '2026-11-18T09:15:00Z',
  tz: 'Europe/Berlin',
  locale: 'en',
}

const ask = (text: string, more: Partial<AnswerContext> = {}) =>
  answerQuery(parseCommand(text, { life }) as Query, { ...context, ...more })

describe('what to do first', () => {
  it('is the best of today, with its reasons', () => {
    expect(ask('first limit 1').text).toBe('Start with “Fix login bug”: 2 days overdue and high priority.')
    expect(ask('first limit 1', { locale: 'de' }).text).toBe(
      'Fang mit „Fix login bug“ an: seit 2 Tagen überfällig und hohe Priorität.',
    )
  })

  it('is a list where more are asked for', () => {
    const { text, rows } = ask('first limit 3')
    expect(text.split('\n')).toEqual([
      '1. “Fix login bug”: 2 days overdue and high priority',
      '2. “Run”: nothing in its way',
      '3. “Write launch post”: deadline in 1 day and waits for 1 task',
    ])
    expect(rows.map(({ id }) => id)).toEqual(context.ranking.map(({ id }) => id))
  })

  it('is nothing on a day without tasks', () => {
    expect(ask('first limit 1', { ranking: [] }).text).toBe('Nothing is waiting to be done today.')
  })
})

describe('why something lags', () => {
  it('is told by what is overdue, untouched and blocked, and by the pace and the share', () => {
    const { text, facts } = ask('explain pillar "Health" why behind')
    expect(text).toBe(
      'What holds “Health” back: 1 task is overdue: “Buy running shoes”. ' +
        '1 task has not been touched for 14 days or more: “Stretch”. ' +
        '0 tasks done in the last 28 days, 1 in the 28 days before. ' +
        'You want to give it 30 % of your time; of what you finished in the last 28 days it had 0 %.',
    )
    expect(facts).toEqual([
      { code: 'overdue', value: 1, ids: [task('Buy running shoes')] },
      { code: 'stalled', value: 1, ids: [task('Stretch')] },
      { code: 'blocked', value: 0, ids: [] },
      { code: 'completed_recently', value: 0, ids: [] },
      { code: 'completed_before', value: 1, ids: [task('Pay rent')] },
      { code: 'share_wanted', value: 30, ids: [life.pillars[0]!.id] },
      { code: 'share_done', value: 0, ids: [task('Read chapter 3')] },
    ])
  })

  it('names what a blocked task waits for, and what that waits for', () => {
    expect(ask('explain project "Website relaunch" why behind').text).toContain(
      '1 task waits for others: “Write launch post” (for “Fix login bug”).',
    )
  })

  it('is denied where nothing lags', () => {
    const calm = { ...life, tasks: [] }
    expect(ask('explain project "Groceries" why behind', { life: calm, locale: 'de' }).text).toBe(
      'In „Groceries“ ist nichts überfällig, liegengeblieben oder blockiert. ' +
        '0 Aufgaben in den letzten 28 Tagen erledigt, 0 in den 28 Tagen davor.',
    )
  })
})

describe('how something goes', () => {
  it('is told in tasks done, and what comes next', () => {
    const { text, facts } = ask('explain project "Spanish course" why progress')
    expect(text).toBe(
      '“Spanish course”: 1 of 3 tasks done (33 %). 1 task done in the last 28 days, 0 in the 28 days before. ' +
        'Next: “Learn verbs”, Wednesday 18 November.',
    )
    expect(facts).toContainEqual({
      code: 'percentage',
      value: 33,
      ids: [task('Learn verbs'), task('Watch lesson 4'), task('Read chapter 3')],
    })
  })

  it('is nothing yet without tasks', () => {
    expect(ask('explain area "Taxes" why progress', { life: { ...life, tasks: [] } }).text).toBe(
      '“Taxes” has no tasks yet.',
    )
  })
})

describe('a list', () => {
  it('comes by day, with the rows it rests on', () => {
    const { text, facts } = ask(
      'list task state open in-project "Website relaunch" due-from 2026-11-16 due-to 2026-11-22',
    )
    expect(text.split('\n')).toEqual([
      '3 open tasks in “Website relaunch”.',
      '- Fix login bug (Monday 16 November)',
      '- Team meeting (Wednesday 18 November at 16:00)',
      '- Prepare slides (Thursday 19 November)',
    ])
    expect(facts[0]!.ids).toHaveLength(3)
  })

  it('ends after ten, and says how many are left', () => {
    const { text } = ask('list task state open')
    expect(text.split('\n')).toHaveLength(12)
    expect(text).toMatch(/\n19 more$/)
  })

  it('of what is done goes by the day where the person is', () => {
    expect(ask('list task state done completed-from 2026-11-18 completed-to 2026-11-18').rows).toEqual([
      { entity: 'task', id: task('Read chapter 3'), name: 'Read chapter 3' },
    ])
  })
})

describe('a number', () => {
  it.each<[query: string, en: string, de: string]>([
    [
      'count task state open in-pillar "Health"',
      '5 open tasks in “Health”.',
      '5 offene Aufgaben in „Health“.',
    ],
    ['count task state blocked', '2 blocked tasks.', '2 blockierte Aufgaben.'],
    ['count project state open in-area "Kids"', '1 open project in “Kids”.', '1 offenes Projekt in „Kids“.'],
    [
      'count area state open in-pillar "Career"',
      '2 open areas in “Career”.',
      '2 offene Bereiche in „Career“.',
    ],
  ])('%s: %s %s', (query, en, de) => {
    expect(ask(query).text).toBe(en)
    expect(ask(query, { locale: 'de' }).text).toBe(de)
  })
})

describe('a single task', () => {
  it('is due when it is due', () => {
    expect(ask('explain task "Dentist" why due').text).toBe(
      '“Dentist” is due on Friday 20 November at 14:00.',
    )
    expect(ask('explain task "Stretch" why due', { locale: 'de' }).text).toBe('„Stretch“ hat kein Datum.')
  })

  it('ranks where the ranking has it', () => {
    expect(ask('explain task "Run" why priority').text).toBe(
      '“Run” is number 2 of today: nothing in its way.',
    )
    expect(ask('explain task "Stretch" why priority').text).toBe('“Stretch” is not among the tasks of today.')
  })

  it('is found by parts of its name', () => {
    expect(ask('find text "LAUNCH"').text).toBe('- Website relaunch\n- Write launch post')
    expect(ask('find text "yoga"').text).toBe('Nothing is called “yoga”.')
  })
})
