import { describe, expect, test } from 'vitest'
import { finishOf, geminiChunkSchema, usageOf } from './gemini-chunk.ts'

const told = (usageMetadata: unknown) => {
  const { usageMetadata: read } = geminiChunkSchema.parse({ usageMetadata })
  return read && usageOf(read)
}

describe('usage', () => {
  test('thoughts are output beside the candidates, cached tokens are within the prompt', () => {
    const usage = {
      promptTokenCount: 1_000,
      cachedContentTokenCount: 700,
      candidatesTokenCount: 40,
      thoughtsTokenCount: 60,
    }
    expect(told(usage)).toEqual({
      inputTokens: 1_000,
      cachedInputTokens: 700,
      cacheWriteTokens: 0,
      outputTokens: 100,
      reasoningTokens: 60,
    })
  })

  test('what tools bring into the prompt is input', () => {
    expect(told({ promptTokenCount: 10, toolUsePromptTokenCount: 5 })).toMatchObject({ inputTokens: 15 })
  })

  test.each([{}, { promptTokenCount: '10' }, { promptTokenCount: 10, thoughtsTokenCount: -1 }])(
    '%j tells nothing',
    (usage) => expect(told(usage)).toBeNull(),
  )

  test('something else than an object is as if it were not there', () => {
    expect(told('ten')).toBeUndefined()
  })
})

test.each([
  ['STOP', 'stop'],
  ['MAX_TOKENS', 'length'],
  ['MALFORMED_FUNCTION_CALL', 'stop'],
  ['SAFETY', 'blocked'],
  ['RECITATION', 'blocked'],
  ['SPII', 'blocked'],
  ['A_REASON_OF_NEXT_YEAR', 'blocked'],
])('the end %s is %s', (reason, finish) => expect(finishOf(reason)).toBe(finish))

describe('chunks', () => {
  test('without candidates, parts or content are chunks', () => {
    expect(geminiChunkSchema.parse({}).candidates).toEqual([])
    expect(geminiChunkSchema.parse({ candidates: [{ content: { role: 'model' } }] })).toMatchObject({
      candidates: [{ content: { parts: [] } }],
    })
  })

  test.each([null, 42, { candidates: {} }, { candidates: [{ content: { parts: [{ text: 1 }] } }] }])(
    '%j is none',
    (chunk) => expect(geminiChunkSchema.safeParse(chunk).success).toBe(false),
  )
})
