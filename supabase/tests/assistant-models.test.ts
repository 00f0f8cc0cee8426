import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, inject, it } from 'vitest'
import { assistantAnswerSchema } from '../../shared/assistant/answer.ts'
import { controlFake, type FakeControl } from '../../tests/fakes/control.ts'
import type { LedgerEntry, ScriptedAnswer } from '../../tests/fakes/script.ts'
import { asDatabase } from './as-user.ts'
import { addTask, limitBudget, ownWord, rowsOf, visit, type Visitor } from './assistant.ts'

const gemini = controlFake(inject('fakes').gemini)
const openAi = controlFake(inject('fakes').openAi)

/** Plain work, which no rule understands. */
const plain = (word: string) => `Write two friendly lines for the birthday card of ${word}`
const hard = (word: string) =>
  `Should I give up my career at ${word} for the family, given our loan, my health and what I want in ten years?`

interface Hold {
  state: string
  amount_nano_usd: number
  spent_nano_usd: number
  is_overrun: boolean
}
const holdsOf = (person: Visitor) => rowsOf<Hold>(person, 'ai_holds')

interface Booked {
  cost_nano_usd: number
  served_model: string
  is_estimated: boolean
  error_code: string | null
}
const bookedOf = (person: Visitor) => rowsOf<Booked>(person, 'ai_model_usage_logs')

/** What the providers would bill for the requests that have this word in them, in nano-USD. */
async function billed(word: string): Promise<number> {
  const entries = (await Promise.all([gemini, openAi].map((fake) => fake.ledger(word)))).flat()
  const costs = await asDatabase((sql) =>
    Promise.all(entries.map(({ servedModel, ...usage }) => costOf(sql, servedModel, usage))),
  )
  return costs.reduce((sum, cost) => sum + cost, 0)
}

type Sql = Parameters<Parameters<typeof asDatabase>[0]>[0]

async function costOf(
  sql: Sql,
  model: string,
  { inputTokens, cachedInputTokens, outputTokens }: Omit<LedgerEntry, 'servedModel'>,
): Promise<number> {
  const usage = {
    ...{ input_tokens: inputTokens, cached_input_tokens: cachedInputTokens, output_tokens: outputTokens },
  }
  const { cost } = await sql.one<{ cost: number }>('select public.ai_cost_nano_usd($1, $2) as cost', [
    model,
    usage,
  ])
  return cost
}

const asked = async (word: string, fakes: FakeControl[] = [gemini, openAi]): Promise<number> =>
  (await Promise.all(fakes.map((fake) => fake.bodies(word)))).flat().length

// Other tests take their share of the machine.
const PATIENCE = { timeout: 20_000 }

const untilSettled = (person: Visitor) =>
  expect.poll(() => holdsOf(person), PATIENCE).toMatchObject([{ state: 'settled' }])

let person: Visitor
let word: string

beforeEach(async () => {
  word = ownWord()
  // What one test breaks is whole for the next.
  await asDatabase((sql) => sql.query('delete from private.ai_breakers'))
  person = await visit()
})

describe('a model', () => {
  it('answers what rules do not understand, and its receipt says what the provider billed', async () => {
    await gemini.script({ when: word, text: 'All the best. Stay as you are.' })
    const answer = assistantAnswerSchema.parse(await person.ask(plain(word)))
    expect(answer).toMatchObject({
      source: 'model',
      answer: 'All the best. Stay as you are.',
      route: {
        tier: 'execution',
        requested_model: 'gemini-2.5-flash-lite',
        served_model: 'gemini-2.5-flash-lite',
        degraded: false,
      },
      usage: { estimated: false },
    })
    expect(answer.usage.cost_nano_usd).toBe(await billed(word))
    expect(await bookedOf(person)).toMatchObject([{ cost_nano_usd: answer.usage.cost_nano_usd }])
    expect(await holdsOf(person)).toMatchObject([{ state: 'settled', is_overrun: false }])
  })

  it('of the strategic kind answers what is hard, and the conversation stays with it', async () => {
    const first = await person.ask(hard(word))
    expect(first.route).toMatchObject({ tier: 'strategic', served_model: 'gpt-6.1-sol', degraded: false })
    const second = await person.ask(plain(word), { thread_id: first.thread_id })
    expect(second.route).toMatchObject({ tier: 'strategic', decided_by: 'thread' })
    expect(await openAi.bodies(word)).toHaveLength(2)
  })

  it('is shown what was said before, and nothing of other conversations', async () => {
    const other = ownWord()
    await person.ask(plain(other))
    const first = await person.ask(plain(word))
    await person.ask('And now a little funnier', { thread_id: first.thread_id })
    const bodies = (await Promise.all([gemini, openAi].map((fake) => fake.bodies(word)))).flat()
    const followUp = bodies.find((body) => body.includes('a little funnier'))
    expect(followUp).toContain(plain(word))
    expect(followUp).not.toContain(other)
  })

  it('speaks as it thinks, with the price of a token said before', async () => {
    await gemini.script({ when: word, text: 'One two three four' })
    const events = await person.listen(plain(word))
    expect(events.map(({ event }) => event)).toEqual(['route', 'delta', 'delta', 'delta', 'delta', 'done'])
    expect(events[0]!.data).toMatchObject({
      source: 'model',
      route: { requested_model: 'gemini-2.5-flash-lite' },
      prices: { input_nano_usd: 100, output_nano_usd: 400 },
      input_tokens: expect.any(Number),
    })
    const [hold] = await holdsOf(person)
    expect(events[0]!.data).toMatchObject({ ceiling_nano_usd: hold!.amount_nano_usd })
    const done = assistantAnswerSchema.parse(events.at(-1)!.data)
    expect(done.answer).toBe('One two three four')
    expect(done.usage.cost_nano_usd).toBe(await billed(word))
  })

  it.each([
    ['gemini', 'gemini-2.5-flash-lite', gemini, inject('fakes').gemini, plain],
    ['openai', 'gpt-6.1-sol', openAi, inject('fakes').openAi, hard],
  ] as const)('of %s may be looked over the shoulder: every byte that went out is kept', async (...given) => {
    const [provider, model, fake, address, message] = given
    await addTask(person, { name: `Cake “${word}”, \n with 🎂 and \\ and "quotes"` })
    const { interaction_id } = await person.ask(message(word))
    const [sent] = await fake.bodies(word)
    const { data } = await person.client.from('ai_egress').select('*').single().throwOnError()
    expect(data).toMatchObject({ interaction_id, attempt: 1, provider, model })
    expect(data.body).toBe(sent)
    expect(data.sent_bytes).toBe(Buffer.byteLength(sent!))
    expect(new URL(address).host).toBe(data.host)
  })
})

describe('a proposal of a model', () => {
  const wish = (word: string) => `Something about ${word} bothers me, could you sort that out somehow?`
  // Whoever is asked.
  const scriptBoth = (answer: ScriptedAnswer) =>
    Promise.all([gemini, openAi].map((fake) => fake.script({ when: word, ...answer })))

  it('is shown, and nothing is done', async () => {
    const task = await addTask(person, { name: `Repair ${word}` })
    await scriptBoth({
      text: 'I would tick it off.',
      toolCalls: [{ name: 'propose_commands', input: { commands: [{ do: 'complete', rows: ['t1'] }] } }],
    })
    const events = await person.listen(wish(word))
    const command = { type: 'complete', entity: 'task', ids: [task] }
    expect(events).toContainEqual({ event: 'command', data: { command, index: 0 } })
    expect(events.at(-1)!.data).toMatchObject({ answer: 'I would tick it off.', commands: [command] })
    const { data } = await person.client.from('tasks').select('status').eq('id', task).single()
    expect(data).toEqual({ status: 'todo' })
    expect(await rowsOf(person, 'chat_messages')).toMatchObject([
      { role: 'user', entities: [{ id: task }] },
      { role: 'assistant', commands_state: 'proposed', commands: [command] },
    ])
  })

  it.each([
    ['names a row it was not shown', { commands: [{ do: 'delete', rows: ['t99'] }] }],
    ['names a row by an id', { commands: [{ do: 'delete', rows: [randomUUID()] }] }],
    ['is of another shape', { commands: [{ do: 'pay', amount: 100 }] }],
  ])('is left out when it %s', async (_, input) => {
    await addTask(person, { name: `Repair ${word}` })
    await scriptBoth({ text: 'Done!', toolCalls: [{ name: 'propose_commands', input }] })
    const answer = await person.ask(wish(word))
    expect(answer.commands).toEqual([])
    expect(answer.answer).toContain('cannot be made')
  })

  it('by a tool it was never offered is nothing', async () => {
    const toolCalls = [{ name: 'run_sql', input: { sql: 'delete from tasks' } }]
    await scriptBoth({ text: 'Here you go.', toolCalls })
    expect((await person.ask(wish(word))).commands).toEqual([])
  })
})

describe('an answer that is known', () => {
  it('is given again at no cost, until something changes', async () => {
    const first = await person.ask(plain(word))
    const again = await person.ask(plain(word))
    expect(again).toMatchObject({
      source: 'cache',
      answer: first.answer,
      usage: { cost_nano_usd: 0 },
      route: { served_model: 'gemini-2.5-flash-lite' },
    })
    expect(await asked(word)).toBe(1)
    expect(await bookedOf(person)).toMatchObject([{}, { cost_nano_usd: 0, purpose: 'cache' }])
    await addTask(person, {})
    expect(await person.ask(plain(word))).toMatchObject({ source: 'model' })
  })

  it('is nobody else’s', async () => {
    await person.ask(plain(word))
    expect(await (await visit()).ask(plain(word))).toMatchObject({ source: 'model' })
  })

  it('is found by the same question at the same time', async () => {
    await gemini.script({ when: word, text: 'One two three', pieceDelayMs: 100 })
    const answers = await Promise.all([
      person.ask(plain(word)),
      person.ask(plain(word)),
      person.ask(plain(word)),
    ])
    expect(answers.map(({ source }) => source).sort()).toEqual(['cache', 'cache', 'model'])
    expect(await asked(word)).toBe(1)
  })

  it('is given for the same key, and the provider is asked once', async () => {
    const key = { idempotency_key: randomUUID() }
    await gemini.script({ when: word, text: 'One two three', pieceDelayMs: 100 })
    const [one, other] = await Promise.all([
      person.send({ message: plain(word), ...key }),
      person.send({ message: plain(word), ...key }),
    ])
    expect([one.status, other.status].sort()).toEqual([200, 409])
    const first = (await (one.ok ? one : other).json()) as object
    expect(await person.ask(plain(word), key)).toEqual(first)
    expect(await asked(word)).toBe(1)
  })
})

describe('money', () => {
  it('that is used up is told with the day it comes back, and nothing goes out', async () => {
    await limitBudget(person, 1_000)
    const response = await person.send({ message: plain(word) })
    expect(response.status).toBe(402)
    const nextMonth = expect.stringMatching(/^\d{4}-\d\d-01T00:00:00/)
    expect(await response.json()).toMatchObject({
      code: 'BUDGET_EXHAUSTED',
      details: { reason: 'budget', scope: 'user', limit: 1_000, resets_at: nextMonth },
    })
    expect(await asked(word)).toBe(0)
    expect(await rowsOf(person, 'chat_messages')).toEqual([])
    expect(await person.ask('what should I do first?')).toMatchObject({ source: 'rules' })
  })

  it('that is used up is told in a stream as well', async () => {
    await limitBudget(person, 0)
    const events = await person.listen(plain(word))
    expect(events).toMatchObject([{ event: 'error', data: { code: 'BUDGET_EXHAUSTED' } }])
  })

  it('that does not do for the strategic model does for the other one, and the answer says so', async () => {
    await limitBudget(person, 10_000_000)
    const answer = await person.ask(hard(word))
    expect(answer.route).toMatchObject({
      tier: 'execution',
      served_model: 'gemini-2.5-flash-lite',
      degraded: true,
      degraded_for: 'budget',
    })
  })

  it('that does not do for a whole answer does for a smaller one', async () => {
    const [{ amount }] = (await asDatabase((sql) =>
      sql.query(
        `select (public.estimate_ai_cost(jsonb_agg(jsonb_build_object('model', model, 'input_tokens', 2500,
          'max_output_tokens', 250))) ->> 'amount_nano_usd')::bigint as amount
        from unnest(array['gemini-2.5-flash-lite', 'gemini-2.5-flash-lite', 'gpt-6-luna', 'gpt-6-luna']) model`,
      ),
    )) as [{ amount: number }]
    await limitBudget(person, amount)
    const answer = await person.ask(plain(word))
    expect(answer.route).toMatchObject({ degraded: true, degraded_for: 'smaller_answer' })
    expect((await holdsOf(person))[0]!.amount_nano_usd).toBeLessThanOrEqual(amount)
  })

  it('is not asked for when models are switched off', async () => {
    const settings = { user_id: person.id, features_off: ['letters'] }
    await person.client.from('ai_settings').insert(settings).throwOnError()
    const off = await person.ask(plain(word), { feature: 'letters' })
    expect(off).toMatchObject({ source: 'template', usage: { cost_nano_usd: 0 } })
    expect(off.answer).toContain('switched off')
    expect(await asked(word)).toBe(0)
    expect(await person.ask(plain(word))).toMatchObject({ source: 'model' })
    await person.client.from('ai_settings').update({ is_on: false }).eq('user_id', person.id).throwOnError()
    expect(await person.ask(plain(ownWord()))).toMatchObject({ source: 'template' })
  })
})

describe('too many questions to models', () => {
  it('are refused before any money is held', async () => {
    for (let n = 0; n < 3; n++) await person.ask(plain(ownWord()))
    const response = await person.send({ message: plain(word) })
    expect(response.status).toBe(429)
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await response.json()).toMatchObject({ code: 'RATE_LIMITED', details: { rule: 'ai_burst' } })
    expect(await holdsOf(person)).toHaveLength(3)
  })
})

describe('when a provider fails', () => {
  it('the next one answers, and the answer says so', async () => {
    await gemini.script({ when: word, fault: 'overloaded' }, { when: word, fault: 'overloaded' })
    const events = await person.listen(plain(word))
    const routes = events.filter(({ event }) => event === 'route').map(({ data }) => data)
    expect(routes).toMatchObject([
      { route: { requested_model: 'gemini-2.5-flash-lite', degraded: false } },
      { route: { degraded: true, degraded_for: 'fallback' }, prices: { output_nano_usd: 500 } },
    ])
    const answer = assistantAnswerSchema.parse(events.at(-1)!.data)
    expect(answer.route).toMatchObject({ served_model: 'gpt-6-luna', degraded: true })
    expect(answer.usage.cost_nano_usd).toBe(await billed(word))
  })

  it('after its first words, what it said is kept, and it is told that it broke off', async () => {
    await gemini.script({ when: word, fault: 'cut', text: 'One two three four' })
    const answer = await person.ask(plain(word))
    expect(answer).toMatchObject({ answer: 'One two', route: { degraded: true, degraded_for: 'cut_off' } })
    expect(await holdsOf(person)).toMatchObject([{ state: 'settled', is_overrun: false }])
    expect((await bookedOf(person))[0]!.cost_nano_usd).toBeGreaterThanOrEqual(await billed(word))
  })

  it.each(['html_as_200', 'server_error', 'unauthorized', 'bad_request'] as const)(
    'with %s, all of them, nothing stays held and nothing of theirs is shown',
    async (fault) => {
      const twice = [
        { when: word, fault },
        { when: word, fault },
      ]
      await Promise.all([gemini.script(...twice), openAi.script(...twice)])
      const response = await person.send({ message: plain(word) })
      const text = await response.text()
      expect(text).not.toMatch(/html|secret|generativelanguage|Invalid value/)
      if (fault === 'bad_request') expect(response.status).toBe(503)
      else {
        expect(JSON.parse(text)).toMatchObject({
          source: 'template',
          route: { degraded: true, degraded_for: 'no_model' },
        })
      }
      expect(await holdsOf(person)).toMatchObject([{ state: 'settled', is_overrun: false }])
      expect((await holdsOf(person))[0]!.spent_nano_usd).toBeGreaterThanOrEqual(await billed(word))
      expect(await rowsOf(person, 'ai_interactions')).toMatchObject([
        { counted_hold_id: null, is_success: false },
      ])
    },
  )

  it('a block is told, and counts as no answer', async () => {
    await gemini.script({ when: word, fault: 'safety_block' })
    const answer = await person.ask(plain(word))
    expect(answer.route).toMatchObject({ degraded: true, degraded_for: 'blocked' })
    expect(answer.answer).toContain('declined')
    expect(answer.usage.cost_nano_usd).toBe(await billed(word))
  })
})

describe('someone who leaves', () => {
  it('stops the provider, and pays for what it has said', async () => {
    await gemini.script({ when: word, text: 'One two three four five six', pieceDelayMs: 400 })
    const leaving = new AbortController()
    const response = await person.send(
      { message: plain(word) },
      { headers: { accept: 'text/event-stream' }, signal: leaving.signal },
    )
    const reader = response.body!.getReader()
    let seen = ''
    while (!seen.includes('event: delta')) seen += Buffer.from((await reader.read()).value!).toString()
    leaving.abort()
    await untilSettled(person)
    const [hold] = await holdsOf(person)
    expect(hold!.spent_nano_usd).toBeGreaterThan(0)
    expect(hold!.spent_nano_usd).toBeLessThan(hold!.amount_nano_usd)
    const saidAll = 7
    await expect
      .poll(async () => (await gemini.ledger(word))[0]?.outputTokens ?? saidAll, PATIENCE)
      .toBeLessThan(saidAll)
    await expect
      .poll(() => rowsOf(person, 'chat_messages'), PATIENCE)
      .toMatchObject([{ role: 'user' }, { role: 'assistant', route: { degraded_for: 'cut_off' } }])
  })

  it('before the first word is settled for as well, without events', async () => {
    await gemini.script({ when: word, fault: 'slow_first_token' })
    const leaving = new AbortController()
    const sent = person.send({ message: plain(word) }, { signal: leaving.signal }).catch(() => null)
    await expect.poll(() => asked(word), PATIENCE).toBe(1)
    leaving.abort()
    await sent
    await untilSettled(person)
    expect(await asked(word)).toBe(1)
  })
})
