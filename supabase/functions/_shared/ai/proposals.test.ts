import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { ChatRequest } from './chat.ts'
import { checkOutput, checkToolCall, finish } from './proposals.ts'

const request = {
  tools: [{ name: 'move', description: 'Moves a task.', input: z.strictObject({ task: z.string() }) }],
  output: { name: 'mood', schema: z.object({ mood: z.enum(['good', 'bad']) }) },
} as Partial<ChatRequest> as ChatRequest

const check = (name: string, input: unknown) => checkToolCall(request, { id: 'c1', name, input })

describe('a tool call', () => {
  test.each([['{"task":"t1"}'], [{ task: 't1' }]])('%j is taken, as text or as a value', (input) => {
    expect(check('move', input)).toEqual({ kind: 'toolCall', id: 'c1', name: 'move', input: { task: 't1' } })
  })

  test.each(['{"task":', '', '[]', 'null', '{"task":"t1","force":true}', [], null, undefined, 7])(
    '%j is dropped',
    (input) => expect(check('move', input)).toEqual({ kind: 'rejected', what: 'toolCall', name: 'move' }),
  )

  test('of a tool nobody offered is dropped, and its name with it', () => {
    expect(check('rm -rf', { task: 't1' })).toEqual({ kind: 'rejected', what: 'toolCall', name: 'unknown' })
  })

  test('brings no character that could not be kept', () => {
    expect(check('move', '{"task":"a\\u0000b\\ud83e"}')).toMatchObject({ input: { task: 'a\ufffdb\ufffd' } })
    expect(check('move', { task: '\0🦷' })).toMatchObject({ input: { task: '\ufffd🦷' } })
  })
})

describe('an output', () => {
  test('is the value that was asked for, or none', () => {
    expect(checkOutput(request, '{"mood":"good"}')).toEqual({ value: { mood: 'good' } })
    expect(checkOutput(request, '{"mood":"so so"}')).toBeNull()
    expect(checkOutput(request, 'I feel good')).toBeNull()
  })

  const end = { finish: 'stop', servedModel: null } as const

  test('comes with the end', () => {
    expect([...finish(request, '{"mood":"bad"}', end)]).toEqual([
      { kind: 'done', ...end, output: { mood: 'bad' } },
    ])
  })

  test('that does not fit is told before the end', () => {
    expect([...finish(request, 'no', end)]).toEqual([
      { kind: 'rejected', what: 'output', name: 'mood' },
      { kind: 'done', ...end },
    ])
  })

  test('is not asked for where nothing was, and not looked for in a block', () => {
    expect([...finish({ ...request, output: undefined }, 'Hi', end)]).toEqual([{ kind: 'done', ...end }])
    const [first] = finish(request, '{"mood":"bad"}', { ...end, finish: 'blocked' })
    expect(first).toEqual({ kind: 'rejected', what: 'output', name: 'mood' })
  })
})
