import { describe, expect, test } from 'vitest'
import { finishOf, openAiChunkSchema, usageOf } from './openai-chunk.ts'

const told = (usage: unknown) => {
  const { usage: read } = openAiChunkSchema.parse({ usage })
  return read && usageOf(read)
}

describe('usage', () => {
  test('cached tokens are within the prompt, reasoning within the completion', () => {
    const usage = {
      prompt_tokens: 1_000,
      completion_tokens: 90,
      prompt_tokens_details: { cached_tokens: 700, audio_tokens: 0 },
      completion_tokens_details: { reasoning_tokens: 60 },
    }
    expect(told(usage)).toEqual({
      inputTokens: 1_000,
      cachedInputTokens: 700,
      cacheWriteTokens: 0,
      outputTokens: 90,
      reasoningTokens: 60,
    })
  })

  test('servers that know no details have none', () => {
    expect(told({ prompt_tokens: 5, completion_tokens: 1, prompt_tokens_details: null })).toMatchObject({
      cachedInputTokens: 0,
      cacheWriteTokens: 0,
      reasoningTokens: 0,
    })
  })

  test.each([{}, { prompt_tokens: 5 }, { prompt_tokens: '5', completion_tokens: 1 }, 'five'])(
    '%j tells nothing',
    (usage) => expect(told(usage)).toBeNull(),
  )
})

test.each([
  ['stop', 'stop'],
  ['tool_calls', 'stop'],
  ['length', 'length'],
  ['content_filter', 'blocked'],
])('the end %s is %s', (reason, finish) => expect(finishOf(reason)).toBe(finish))

describe('chunks', () => {
  test('of compatible servers may lack what they have nothing for', () => {
    expect(openAiChunkSchema.parse({ choices: null })).toEqual({ choices: null })
    const call = { choices: [{ delta: { tool_calls: [{ function: { name: 'move' } }] } }] }
    expect(openAiChunkSchema.parse(call)).toMatchObject({
      choices: [{ delta: { tool_calls: [{ index: 0 }] } }],
    })
  })

  test.each([null, 'chunk', { choices: 'none' }, { choices: [{ delta: { content: { text: 'Hi' } } }] }])(
    '%j is none',
    (chunk) => expect(openAiChunkSchema.safeParse(chunk).success).toBe(false),
  )
})
