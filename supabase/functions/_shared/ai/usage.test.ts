import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import type { ChatRequest } from './chat.ts'
import { estimateInputTokens, estimateUsage, NO_USAGE, toldUsage } from './usage.ts'

const request: ChatRequest = {
  model: {
    ...{
      id: 'luna',
      provider: 'openai',
      api_name: 'gpt-6-luna',
      output_limit_field: 'max_completion_tokens',
    },
    ...{ takes_temperature: false, prefix_hint: 'none', efforts: [] },
  },
  system: 'abc',
  messages: [{ role: 'user', text: 'abcdef' }],
  maxOutputTokens: 100,
}

test('three bytes are a token, of whatever script', () => {
  expect(estimateInputTokens(request)).toBe(3)
  expect(estimateInputTokens({ system: '', messages: [{ role: 'user', text: '早く' }] })).toBe(2)
  expect(estimateInputTokens({ system: '', messages: [{ role: 'user', text: 'a' }] })).toBe(1)
})

test('what tools and an output are described with is sent, and so it counts', () => {
  const tool = { name: 'move', description: 'Moves a task.', input: z.object({ to: z.string() }) }
  const plain = estimateInputTokens(request)
  const described = (tool.name + tool.description + JSON.stringify(z.toJSONSchema(tool.input))).length
  expect(estimateInputTokens({ ...request, tools: [tool] })).toBe(Math.ceil((9 + described) / 3))
  const output = { name: 'mood', schema: z.object({ mood: z.string() }) }
  expect(estimateInputTokens({ ...request, output })).toBeGreaterThan(plain + 10)
})

test('more text is never fewer tokens', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, more) => {
      const tokens = (system: string) => estimateInputTokens({ system, messages: [] })
      expect(tokens(text + more)).toBeGreaterThanOrEqual(tokens(text))
    }),
  )
})

test('an answer that broke off is guessed by what has arrived, four characters a token', () => {
  expect(estimateUsage(request, 0)).toEqual({ ...NO_USAGE, inputTokens: 3 })
  expect(estimateUsage(request, 9)).toEqual({ ...NO_USAGE, inputTokens: 3, outputTokens: 3 })
})

const told = {
  inputTokens: 900,
  cachedInputTokens: 300,
  cacheWriteTokens: 0,
  outputTokens: 90,
  reasoningTokens: 20,
}

test('what a provider tells is believed to the token', () => {
  expect(toldUsage(told)).toEqual(told)
  expect(toldUsage({ ...told, outputTokens: 0, reasoningTokens: 0 })).not.toBeNull()
})

test.each([-1, 0.5, 1e12, Number.NaN, Infinity, '900', null, undefined])(
  'a count of %s is no count, wherever it stands',
  (count) => {
    for (const name of Object.keys(told)) expect(toldUsage({ ...told, [name]: count })).toBeNull()
  },
)

test('a request without input there is none', () => {
  expect(toldUsage({ ...told, inputTokens: 0, cachedInputTokens: 0 })).toBeNull()
})
