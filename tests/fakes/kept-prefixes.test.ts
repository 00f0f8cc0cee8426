import OpenAI from 'openai'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Fake } from './fake-server.ts'
import { startFakeGemini } from './gemini.ts'
import { startFakeOpenAi } from './openai.ts'
import { countTokens } from './script.ts'

const SYSTEM = 'You help people who plan a life to see what matters to them this week. '.repeat(80)
const SHORT = SYSTEM.slice(0, 3_000)

let fake: Fake
let client: OpenAI
beforeEach(async () => {
  fake = await startFakeOpenAi()
  client = new OpenAI({ apiKey: 'k', baseURL: `${fake.url}/v1`, maxRetries: 0 })
})
afterEach(() => fake.stop())

interface Asked {
  model?: string
  system?: string
  question?: string
  isMarked?: boolean
  more?: Partial<OpenAI.ChatCompletionCreateParamsNonStreaming>
}

async function ask({ model = 'gpt-6.1-sol', system = SYSTEM, question = 'A?', isMarked, more }: Asked) {
  const mark = isMarked && { prompt_cache_breakpoint: { mode: 'explicit' as const } }
  const { usage } = await client.chat.completions.create({
    model,
    messages: [
      { role: 'system', content: [{ type: 'text', text: system, ...mark }] },
      { role: 'user', content: question },
    ],
    ...more,
  })
  const { cached_tokens: read, cache_write_tokens: written } = usage!.prompt_tokens_details!
  return { read, written }
}

const marked = {
  isMarked: true,
  more: { prompt_cache_key: 'one', prompt_cache_options: { mode: 'explicit' as const } },
}
const kept = countTokens(SYSTEM, 'in')

describe('OpenAI since 5.6', () => {
  test('writes what ends at a mark once, and reads it for whatever comes after it', async () => {
    expect(await ask({ ...marked, question: 'A?' })).toEqual({ read: 0, written: kept })
    expect(await ask({ ...marked, question: 'B?' })).toEqual({ read: kept, written: 0 })
    expect(fake.ledger[1]).toMatchObject({ cachedInputTokens: kept, cacheWriteTokens: 0 })
  })

  test('knows nothing by another key, by none, or when a letter differs', async () => {
    await ask(marked)
    const other = { ...marked.more, prompt_cache_key: 'two' }
    expect(await ask({ ...marked, more: other })).toMatchObject({ read: 0, written: kept })
    expect(await ask({ ...marked, more: { prompt_cache_options: { mode: 'explicit' } } })).toEqual({
      read: 0,
      written: 0,
    })
    expect(await ask({ ...marked, system: `${SYSTEM}!` })).toMatchObject({ read: 0 })
    expect(await ask({ ...marked, system: `!${SYSTEM}` })).toMatchObject({ read: 0 })
  })

  test('knows nothing once the tools differ, which come before all else', async () => {
    await ask(marked)
    const tool = { type: 'function' as const, function: { name: 'go', parameters: { type: 'object' } } }
    expect(await ask({ ...marked, more: { ...marked.more, tools: [tool] } })).toMatchObject({ read: 0 })
  })

  test('left to itself keeps whole prompts, and so nothing for another question', async () => {
    const implicit = { more: { prompt_cache_key: 'one' } }
    expect((await ask({ ...implicit, question: 'A question.' })).written).toBeGreaterThan(kept)
    expect(await ask({ ...implicit, question: 'B?' })).toMatchObject({ read: 0 })
    expect(await ask({ ...implicit, question: 'A question.' })).toMatchObject({ written: 0 })
  })

  test('keeps nothing short', async () => {
    await ask({ ...marked, system: SHORT })
    expect(await ask({ ...marked, system: SHORT })).toEqual({ read: 0, written: 0 })
  })
})

test('older families of OpenAI keep what began alike, in steps of 128 tokens and for nothing', async () => {
  const old = { model: 'gpt-4.1' }
  expect(await ask({ ...old, question: 'A?' })).toEqual({ read: 0, written: 0 })
  expect(await ask({ ...old, question: 'B?' })).toEqual({ read: Math.floor(kept / 128) * 128, written: 0 })
  await expect(ask({ ...old, more: { prompt_cache_options: { mode: 'explicit' } } })).rejects.toMatchObject({
    status: 400,
  })
})

test('Gemini keeps what began alike, when it is long', async () => {
  const gemini = await startFakeGemini()
  const read = async (system: string, question: string) => {
    const response = await fetch(`${gemini.url}/v1beta/models/gemini-2.5-flash-lite:generateContent`, {
      method: 'POST',
      headers: { 'x-goog-api-key': 'k', 'content-type': 'application/json' },
      body: JSON.stringify({
        systemInstruction: { role: 'system', parts: [{ text: system }] },
        contents: [{ role: 'user', parts: [{ text: question }] }],
      }),
    })
    const { usageMetadata } = (await response.json()) as {
      usageMetadata: { cachedContentTokenCount?: number }
    }
    return usageMetadata.cachedContentTokenCount ?? 0
  }
  expect(await read(SYSTEM.repeat(4), 'A?')).toBe(0)
  expect(await read(SYSTEM.repeat(4), 'B?')).toBe(countTokens(SYSTEM.repeat(4), 'in'))
  expect(await read(SYSTEM, 'C?')).toBe(0)
  await gemini.stop()
})
