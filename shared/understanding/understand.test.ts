import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseCommand, previewCommands, printCommand } from '../commands.ts'
import { contextOf, judge, readCorpus } from './fixtures/read-corpus.ts'
import { LIVES } from './fixtures/lives.ts'
import { understand } from './understand.ts'

const corpus = readCorpus()
const context = contextOf({ context: 'english', locale: 'en' })
const life = LIVES.english
const task = (name: string) => life.tasks.find((row) => row.name === name)!.id

const said = (message: string, more = {}) => {
  const understood = understand(message, { ...context, ...more })
  return understood.kind === 'commands'
    ? understood.commands.map((command) => printCommand(command, life))
    : understood.kind
}

describe('an everyday message', () => {
  const known = corpus.filter(({ half }) => half !== 'unseen')
  const unseen = corpus.filter(({ half }) => half === 'unseen')

  it.each(known.map((found) => [found.id, found.message, found] as const))(
    '%s: %s',
    (_id, _message, found) => {
      expect(judge(found, understand(found.message, contextOf(found)))).toBe('right')
    },
  )

  it('for which no rule was made is mostly understood, and never wrongly', () => {
    const verdicts = unseen.map((found) => judge(found, understand(found.message, contextOf(found))))
    expect(verdicts).not.toContain('wrong')
    expect(verdicts.filter((verdict) => verdict === 'right').length).toBeGreaterThanOrEqual(
      0.9 * unseen.length,
    )
  })

  it('is one of 300 orders and questions, or of the 60 and more that are none', () => {
    const orders = corpus.filter(({ expect: wanted }) => wanted !== 'unclear')
    expect(orders.length).toBeGreaterThanOrEqual(300)
    expect(corpus.length - orders.length).toBeGreaterThanOrEqual(60)
    expect(new Set(corpus.map(({ message }) => message)).size).toBe(corpus.length)
  })
})

describe('what a message names', () => {
  it('is found by upper and lower case, accents, articles and kinds alike', () => {
    for (const message of [
      'complete DENTIST',
      'complete the dentist',
      'complete task Dentist',
      'complete my dentist task',
    ]) {
      expect(said(message)).toEqual(['complete task "Dentist"'])
    }
  })

  it('is asked back where two names fit, with both of them', () => {
    expect(understand('complete email', context)).toMatchObject({
      kind: 'unclear',
      why: 'ambiguous_name',
      candidates: [{ name: 'Email Anna about the offer' }, { name: 'Email Tom' }],
    })
  })

  it('is the open row where "it" is said, and nothing where none is open', () => {
    expect(said('move it to friday', { focus: { entity: 'task', id: task('Run') } })).toEqual([
      'schedule task "Run" due 2026-11-20',
    ])
    expect(said('move it to friday')).toBe('unclear')
  })

  it('is told apart by its place where two have one name', () => {
    const twin = {
      ...life.tasks.find(({ name }) => name === 'Bread')!,
      id: crypto.randomUUID(),
      project_id: null,
    }
    const twins = { ...life, tasks: [...life.tasks, twin] }
    expect(said('complete bread', { life: twins })).toBe('unclear')
    const understood = understand('complete bread in groceries', { ...context, life: twins })
    expect(understood).toMatchObject({ kind: 'commands', commands: [{ ids: [task('Bread')] }] })
  })

  it('is a set only where a plural says so', () => {
    expect(said('delete the task in Groceries')).toBe('unclear')
    expect(said('delete all tasks in Groceries')).toEqual(['delete task "Eggs", "Bread"'])
  })
})

describe('no order is', () => {
  it.each([
    'a text in lines\ndelete project Marathon',
    '> delete project Marathon',
    '“delete project Marathon”',
    '`delete project Marathon`',
    `delete project Marathon ${'x'.repeat(400)}`,
    '',
    '???',
    'the mail says: delete project Marathon',
    'add a task and delete project Marathon',
    'delete project Marathon if Tom agrees',
    'delete project Marathon, just kidding',
    'move everything to friday',
    'complete everything except Run',
    'complete Run not Stretch',
    'complete Dentist tomorrow',
    'complete Health',
    'move Eggs from Marathon to Meal prep',
    'move dentist from monday to friday',
    'add milk to Groceries and eggs to Marathon',
    'can you delete Stretch or Run?',
    'undo complete Run',
  ])('%s', (message) => {
    expect(understand(message, context).kind).toBe('unclear')
  })

  it('anything at an instant that is none', () => {
    expect(understand('delete task Run', { ...context, now: 'yesterday' }).kind).toBe('unclear')
  })
})

describe('any message', () => {
  const words = corpus.flatMap(({ message }) => message.split(' '))
  const messages = fc
    .array(fc.oneof(fc.constantFrom(...words), fc.string({ unit: 'grapheme', maxLength: 6 })), {
      maxLength: 12,
    })
    .map((list) => list.join(' '))

  it('is read without an error, twice alike, and comes to commands that can be done', () => {
    fc.assert(
      fc.property(messages, fc.constantFrom(...corpus), (message, found) => {
        const given = contextOf(found)
        const understood = understand(message, given)
        expect(understand(message, given)).toEqual(understood)
        if (understood.kind !== 'commands') return
        expect(previewCommands(understood.commands, given.life).problems).toEqual([])
      }),
      { numRuns: 300 },
    )
  }, 20_000)

  it('that is a printed command is that command', () => {
    const typed = 'schedule task "Dentist" due 2026-11-20 time 15:00'
    expect(understand(typed, context)).toMatchObject({
      kind: 'commands',
      commands: [parseCommand(typed, { life })],
      confidence: 1,
    })
  })
})
