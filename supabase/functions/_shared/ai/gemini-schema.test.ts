import { expect, test } from 'vitest'
import { z } from 'zod'
import { toGeminiSchema } from './gemini-schema.ts'

test('what Gemini does not know is left out, and nothing else', () => {
  const schema = z.strictObject({
    kind: z.literal('move'),
    to: z.iso.date().describe('The day.'),
    count: z.int().min(1).max(9),
    anyCount: z.int(),
    note: z.string().max(50).nullable(),
    tags: z.array(z.enum(['a', 'b'])).optional(),
  })
  expect(toGeminiSchema(schema)).toEqual({
    type: 'object',
    required: ['kind', 'to', 'count', 'anyCount', 'note'],
    properties: {
      kind: { type: 'string', enum: ['move'] },
      to: { type: 'string', description: 'The day.', pattern: expect.any(String) },
      count: { type: 'integer', minimum: 1, maximum: 9 },
      anyCount: { type: 'integer' },
      note: { type: 'string', maxLength: 50, nullable: true },
      tags: { type: 'array', items: { type: 'string', enum: ['a', 'b'] } },
    },
  })
})

test('alternatives stay alternatives', () => {
  const command = z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('a'), x: z.number() }),
    z.object({ kind: z.literal('b'), y: z.boolean().nullable() }),
  ])
  expect(toGeminiSchema(z.object({ command })).properties).toMatchObject({
    command: {
      anyOf: [
        { type: 'object', properties: { kind: { enum: ['a'] }, x: { type: 'number' } } },
        { type: 'object', properties: { kind: { enum: ['b'] }, y: { type: 'boolean', nullable: true } } },
      ],
    },
  })
})

test('parts that are used twice are written out, as there are no references', () => {
  const day = z.object({ on: z.string() })
  expect(JSON.stringify(toGeminiSchema(z.object({ from: day, to: day })))).not.toContain('$')
})
