import { expect, inject, it } from 'vitest'
import { controlFake } from '../../tests/fakes/control.ts'
import type { ScriptedAnswer } from '../../tests/fakes/script.ts'
import { asDatabase } from './as-user.ts'
import { limitBudget, ownWord, rowsOf, visit, type Visitor } from './assistant.ts'

const gemini = controlFake(inject('fakes').gemini)
const openAi = controlFake(inject('fakes').openAi)

const PEOPLE = 20
const REQUESTS_EACH = 10
/** Half a cent, of which a question holds more than a third. */
const BUDGET = 5_000_000

// What a provider does to the questions of a person. Few of them fail, so that no breaker opens.
const FATES: ScriptedAnswer['fault'][] = [
  'ok',
  'ok',
  'overloaded',
  'ok',
  'cut',
  'ok',
  'server_error',
  'stall',
]

interface Hold {
  state: string
  spent_nano_usd: number
  is_overrun: boolean
}

const most = (asked: string) =>
  `Draft a letter about ${asked} for my landlord ${'and mention the leaking roof, the cold and the noise '.repeat(20)}`

it('200 requests at once over the last half cent of 20 people overspend nothing, and nothing stays held', async () => {
  const people = await Promise.all(Array.from({ length: PEOPLE }, visit))
  await Promise.all(people.map((person) => limitBudget(person, BUDGET)))
  const words = people.map(ownWord)
  await Promise.all(
    words.map((when, n) =>
      gemini.script({ when, fault: FATES[n % FATES.length], text: 'One two three four five' }),
    ),
  )
  let overLimit = 0
  let isOver = false
  const ids = people.map(({ id }) => id)
  const watch = (async () => {
    while (!isOver) {
      const { over } = await asDatabase((sql) =>
        sql.one<{ over: number }>(
          `select coalesce(max(spent_nano_usd + reserved_nano_usd - $2), 0)::bigint as over
          from public.ai_budget_periods where scope_id = any ($1)`,
          [ids, BUDGET],
        ),
      )
      overLimit = Math.max(overLimit, over)
    }
  })()
  const answers = await Promise.all(people.map((person, n) => sendAll(person, words[n]!))).finally(
    () => (isOver = true),
  )
  await watch

  expect(overLimit).toBeLessThanOrEqual(0)
  // 3 in 10 seconds are let through to a model, and of those the money is enough for some.
  const statuses = answers.flat()
  expect(statuses).toContain(200)
  expect(statuses.filter((status) => ![200, 402, 429, 'left'].includes(status))).toEqual([])
  for (const person of people) {
    await expect
      .poll(async () => (await rowsOf<Hold>(person, 'ai_holds')).every(({ state }) => state !== 'reserved'), {
        timeout: 30_000,
      })
      .toBe(true)
  }
  const { drifting, overruns, spent, booked } = await asDatabase((sql) =>
    sql.one<{ drifting: number; overruns: number; spent: number; booked: number }>(
      `select (select count(*) from private.ai_drift(date_trunc('month', now() at time zone 'UTC')::date)
          where scope_id = any ($1)) as drifting,
        (select count(*) from public.ai_holds where user_id = any ($1) and is_overrun) as overruns,
        (select sum(spent_nano_usd)::bigint from public.ai_budget_periods where scope_id = any ($1)) as spent,
        (select sum(cost_nano_usd)::bigint from public.ai_model_usage_logs where user_id = any ($1)) as booked`,
      [ids],
    ),
  )
  expect({ drifting, overruns }).toEqual({ drifting: 0, overruns: 0 })
  expect(spent).toBe(booked)
}, 240_000)

/** All at once; the first of them leaves as soon as another one is answered. */
async function sendAll(person: Visitor, word: string): Promise<(number | 'left')[]> {
  const leaving = new AbortController()
  const all = Array.from({ length: REQUESTS_EACH }, (_, n) =>
    person.send({ message: most(`${word} ${n}`) }, n === 0 ? { signal: leaving.signal } : {}).then(
      async (response) => {
        await response.arrayBuffer()
        return response.status
      },
      () => 'left' as const,
    ),
  )
  await Promise.race(all)
  leaving.abort()
  return Promise.all(all)
}

it('what the providers would bill for whole answers is what was booked, to the nano-dollar', async () => {
  const person = await visit()
  const word = ownWord()
  await gemini.script({ when: word, fault: 'overloaded' }, { when: word, fault: 'server_error' })
  await Promise.all([1, 2, 3].map((n) => person.send({ message: `Draft a letter about ${word} ${n}` })))
  const entries = (await Promise.all([gemini, openAi].map((fake) => fake.ledger(word)))).flat()
  const billed = entries.reduce((sum, { servedModel, inputTokens, cachedInputTokens, outputTokens }) => {
    const output = servedModel === 'gpt-6-luna' ? 500 : 400
    // A beginning that a provider still has from requests before costs a tenth.
    return sum + (inputTokens - cachedInputTokens) * 100 + cachedInputTokens * 10 + outputTokens * output
  }, 0)
  const [period] = await rowsOf<{ spent_nano_usd: number }>(person, 'ai_budget_periods')
  expect(period!.spent_nano_usd).toBe(billed)
})
