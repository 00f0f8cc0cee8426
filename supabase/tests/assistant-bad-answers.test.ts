import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, inject, it } from 'vitest'
import { assistantAnswerSchema } from '../../shared/assistant/answer.ts'
import { controlFake } from '../../tests/fakes/control.ts'
import type { ScriptedAnswer } from '../../tests/fakes/script.ts'
import { asDatabase } from './as-user.ts'
import { addTask, ownWord, rowsOf, visit, type Visitor } from './assistant.ts'

const gemini = controlFake(inject('fakes').gemini)
const openAi = controlFake(inject('fakes').openAi)

interface Hold {
  state: string
  amount_nano_usd: number
  spent_nano_usd: number
  is_overrun: boolean
}
interface Booked {
  cost_nano_usd: number
  is_estimated: boolean
}

let person: Visitor
let word: string
const plain = () => `Write two friendly lines for the birthday card of ${word}`

beforeEach(async () => {
  word = ownWord()
  await asDatabase((sql) => sql.query('delete from private.ai_breakers'))
  person = await visit()
})

/** What the next model says, whoever it is, and each time it is asked again. */
async function everyModelSays(answer: ScriptedAnswer): Promise<void> {
  const twice = [
    { when: word, ...answer },
    { when: word, ...answer },
  ]
  await Promise.all([gemini.script(...twice), openAi.script(...twice)])
}

/** Settled once, at what the ledger says, and within what was held. */
async function expectAccountsToAgree(): Promise<{ hold: Hold; booked: Booked[] }> {
  const holds = await rowsOf<Hold>(person, 'ai_holds')
  const booked = await rowsOf<Booked>(person, 'ai_model_usage_logs')
  expect(holds).toMatchObject([{ state: 'settled', is_overrun: false }])
  const [hold] = holds as [Hold]
  expect(booked.reduce((sum, { cost_nano_usd }) => sum + cost_nano_usd, 0)).toBe(hold.spent_nano_usd)
  expect(hold.spent_nano_usd).toBeLessThanOrEqual(hold.amount_nano_usd)
  const [{ reserved }] = (await asDatabase((sql) =>
    sql.query<{ reserved: number }>(
      `select coalesce(sum(reserved_nano_usd), 0) as reserved from public.ai_budget_periods where scope_id = $1`,
      [person.id],
    ),
  )) as [{ reserved: number }]
  expect(reserved).toBe(0)
  return { hold, booked }
}

describe('providers that answer with something else than an answer', () => {
  it.each(['empty_as_200', 'no_content'] as const)(
    '%s is no answer, and a template says so',
    async (fault) => {
      await everyModelSays({ fault })
      const answer = await person.ask(plain())
      expect(answer).toMatchObject({
        source: 'template',
        route: { degraded: true, degraded_for: 'no_model' },
      })
      await expectAccountsToAgree()
    },
  )

  it.each(['wrong_shape', 'cut_mid_character', 'error_mid_stream', 'malformed_json'] as const)(
    'with %s, what was said before is kept and the rest is not invented',
    async (fault) => {
      await everyModelSays({ fault, text: 'One two three four' })
      const answer = await person.ask(plain())
      expect(answer).toMatchObject({ answer: 'One two', route: { degraded_for: 'cut_off' } })
      const { booked } = await expectAccountsToAgree()
      expect(booked).toHaveLength(1)
    },
  )
})

describe('answers that no row could hold', () => {
  it.each([
    ['a NUL', 'Dear\0Ada', 'Dear\ufffdAda'],
    ['half a character', 'Dear \ud83e Ada', 'Dear \ufffd Ada'],
    ['a whole one', 'Dear 🦷 Ada', 'Dear 🦷 Ada'],
  ])('%s is shown as what it is, and kept', async (_, text, shown) => {
    await everyModelSays({ text })
    const key = { idempotency_key: randomUUID() }
    const answer = await person.ask(plain(), key)
    expect(answer).toMatchObject({ source: 'model', answer: shown })
    expect(await rowsOf(person, 'chat_messages')).toMatchObject([{ role: 'user' }, { text: shown }])
    expect(await person.ask(plain(), key)).toEqual(answer)
    await expectAccountsToAgree()
  })

  it('one that is longer than a row is kept as far as a row goes, and no character is cut in two', async () => {
    const text = `x${'🦷'.repeat(20_000)}`
    await everyModelSays({ text, usage: { inputTokens: 900, outputTokens: 200 } })
    expect((await person.ask(plain())).answer).toBe(text)
    const [, kept] = await rowsOf<{ text: string }>(person, 'chat_messages')
    expect(kept!.text.length).toBeGreaterThan(30_000)
    expect(text.startsWith(kept!.text)).toBe(true)
    await expectAccountsToAgree()
  })
})

describe('usage that cannot be so', () => {
  it.each([
    ['missing', null],
    ['negative', { prompt_tokens: -900, completion_tokens: -90, promptTokenCount: -900 }],
    ['beyond belief', { prompt_tokens: 1e12, completion_tokens: 1e12, promptTokenCount: 1e12 }],
  ])('%s: the answer is given, and settled as an estimate within the hold', async (_, toldUsage) => {
    await everyModelSays({ text: 'All the best.', toldUsage })
    const answer = await person.ask(plain())
    expect(answer).toMatchObject({ source: 'model', answer: 'All the best.', usage: { estimated: true } })
    const { hold, booked } = await expectAccountsToAgree()
    expect(booked).toMatchObject([{ is_estimated: true }])
    expect(hold.spent_nano_usd).toBeGreaterThan(0)
  })
})

describe('tool calls that cannot be so', () => {
  const complete = (id: string) => ({
    name: 'propose_commands',
    input: { commands: [{ do: 'complete', rows: [id] }] },
  })

  it.each([
    ['no JSON', '{"commands":[{"do":"comp'],
    ['nothing', ''],
    ['a list', []],
    ['far too deep', JSON.parse('['.repeat(3_000) + ']'.repeat(3_000)) as unknown],
    ['a row that is nobody’s', { commands: [{ do: 'complete', rows: ['t99'] }] }],
  ])('%s proposes nothing, and the answer says so', async (_, input) => {
    await everyModelSays({ text: 'Done.', toolCalls: [{ name: 'propose_commands', input }] })
    const answer = assistantAnswerSchema.parse(await person.ask(plain()))
    expect(answer.commands).toEqual([])
    expect(answer.answer).toMatch(/^Done\.\n\n.*left it out/s)
    await expectAccountsToAgree()
  })

  it('of two proposals the first is shown, and the second is not mixed into it', async () => {
    const [one] = await Promise.all([
      addTask(person, { name: `Card for ${word}` }),
      addTask(person, { name: `Cake for ${word}` }),
    ])
    await everyModelSays({ text: 'Done.', toolCalls: [complete('t1'), complete('t2')] })
    const answer = await person.ask(plain())
    expect(answer.commands).toHaveLength(1)
    expect(answer.answer).toContain('left it out')
    const { data } = await person.client.from('tasks').select('status').eq('id', one)
    expect(data).toEqual([{ status: 'todo' }])
    await expectAccountsToAgree()
  })
})
