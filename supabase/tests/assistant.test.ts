import { randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { assistantAnswerSchema, routeAnswerSchema } from '../../shared/assistant/answer.ts'
import { errorBodySchema } from '../../shared/error.ts'
import { asService } from './as-user.ts'
import { addTask, eventsIn, rowsOf, visit, type Visitor } from './assistant.ts'

let person: Visitor
let stranger: Visitor
let dentist: string

beforeAll(async () => {
  ;[person, stranger] = await Promise.all([visit(), visit()])
  dentist = await addTask(person, { name: 'Dentist', priority: 'high' })
})

async function expectRefusal(response: Response, status: number, code: string): Promise<void> {
  const body: unknown = await response.json()
  expect({ status: response.status, body }).toMatchObject({ status, body: { code } })
  expect(errorBodySchema.parse(body).request_id).toBe(response.headers.get('x-request-id'))
  expect(response.headers.get('access-control-allow-origin')).toBe('*')
}

describe('without a model', () => {
  it('proposes what was asked for, and applies nothing', async () => {
    const answer = assistantAnswerSchema.parse(await person.ask('move dentist to friday 3pm'))
    expect(answer).toMatchObject({
      source: 'rules',
      commands: [{ type: 'schedule_task', ids: [dentist], fields: { due_time: '15:00' } }],
      usage: { cost_nano_usd: 0 },
      route: { tier: null, served_model: null, degraded: false },
    })
    const { data } = await person.client.from('tasks').select('due_on').eq('id', dentist).single()
    expect(data).toEqual({ due_on: null })
  })

  it('says what to do first, with the rows it names', async () => {
    const answer = await person.ask('what should I do first?')
    expect(answer).toMatchObject({
      source: 'rules',
      rows: [{ entity: 'task', id: dentist, name: 'Dentist' }],
      facts: [{ code: 'rank', value: 1, ids: [dentist] }],
    })
    expect(answer.answer).toContain('Dentist')
  })

  it('opens a screen', async () => {
    expect(await person.ask('open settings')).toMatchObject({
      source: 'rules',
      navigation: { type: 'open_screen', screen: 'settings' },
    })
  })

  it('knows what "it" is by the row that is open', async () => {
    const answer = await person.ask('complete it', { focus: { entity: 'task', id: dentist } })
    expect(answer.commands).toEqual([{ type: 'complete', entity: 'task', ids: [dentist] }])
  })

  it('says so in words when rules alone are asked and do not understand', async () => {
    const answer = await person.ask('sing me something', { prefer: 'rules' })
    expect(answer).toMatchObject({ source: 'template', commands: [], usage: { cost_nano_usd: 0 } })
    expect(answer.answer).toContain('rules')
  })

  it('notes each question as one that cost nothing', async () => {
    const { interaction_id } = await person.ask('what should I do first?')
    const interactions = await rowsOf<{ id: string }>(person, 'ai_interactions')
    expect(interactions.find(({ id }) => id === interaction_id)).toMatchObject({
      source: 'rules',
      cost_nano_usd: 0,
      counted_hold_id: null,
    })
  })
})

describe('as events', () => {
  it('the answer comes bit by bit, and as a whole at the end', async () => {
    const events = await person.listen('complete dentist')
    expect(events.map(({ event }) => event)).toEqual(['route', 'delta', 'command', 'done'])
    const [route, delta, command, done] = events.map(({ data }) => data)
    const answer = assistantAnswerSchema.parse(done)
    expect(route).toMatchObject({ source: 'rules', prices: null, ceiling_nano_usd: null })
    expect(delta).toEqual({ text: answer.answer })
    expect(command).toEqual({ command: answer.commands[0], index: 0 })
  })

  it('what is wrong before it begins is told with its status', async () => {
    const response = await person.send(
      { message: 'go on', thread_id: randomUUID() },
      { headers: { accept: 'text/event-stream' } },
    )
    await expectRefusal(response, 404, 'NOT_FOUND')
  })

  it('nothing on the way may gather or keep them', async () => {
    const response = await person.send(
      { message: 'what should I do first?' },
      { headers: { accept: 'text/event-stream' } },
    )
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/)
    expect(response.headers.get('cache-control')).toContain('no-store')
    expect(eventsIn(await response.text()).at(-1)?.event).toBe('done')
  })
})

describe('a conversation', () => {
  it('is kept, titled by its beginning, with what was understood and proposed', async () => {
    const first = await person.ask('complete dentist')
    const second = await person.ask('what should I do first?', { thread_id: first.thread_id })
    expect(second.thread_id).toBe(first.thread_id)
    const { data: thread } = await person.client
      .from('chat_threads')
      .select('title, chat_messages(role, text, intent, entities, commands_state, source, interaction_id)')
      .eq('id', first.thread_id)
      .order('created_at', { referencedTable: 'chat_messages' })
      .single()
      .throwOnError()
    expect(thread).toMatchObject({
      title: 'complete dentist',
      chat_messages: [
        { role: 'user', text: 'complete dentist', intent: 'complete', entities: [{ id: dentist }] },
        { role: 'assistant', text: first.answer, commands_state: 'proposed', source: 'rules' },
        { role: 'user', text: 'what should I do first?' },
        { role: 'assistant', commands_state: 'none', interaction_id: second.interaction_id },
      ],
    })
  })

  it('of somebody else is none', async () => {
    const { thread_id } = await person.ask('what should I do first?')
    await expectRefusal(await stranger.send({ message: 'go on', thread_id }), 404, 'NOT_FOUND')
    expect(await rowsOf(stranger, 'chat_messages')).toEqual([])
  })
})

describe('a route', () => {
  it('is told without holding or spending anything', async () => {
    const response = await stranger.send(
      { message: 'Should I leave my job, with two children and a loan?' },
      { path: '/route' },
    )
    const route = routeAnswerSchema.parse(await response.json())
    expect(route).toMatchObject({ tier: 'strategic', model: 'gpt-6.1-sol' })
    expect(route.reasons.map(({ code }) => code)).toContain('decision')
    expect(await rowsOf(stranger, 'ai_holds')).toEqual([])
    expect(await rowsOf(stranger, 'ai_interactions')).toEqual([])
  })
})

describe('an idempotency key', () => {
  it('gets the first answer again, also as events', async () => {
    const body = { idempotency_key: randomUUID() }
    const first = await person.ask('complete dentist', body)
    expect(await person.ask('complete dentist', body)).toEqual(first)
    const events = await person.listen('complete dentist', body)
    expect(events.at(-1)).toEqual({ event: 'done', data: first })
  })

  it('is for one message', async () => {
    const body = { idempotency_key: randomUUID() }
    await person.ask('complete dentist', body)
    await expectRefusal(await person.send({ message: 'delete dentist', ...body }), 409, 'CONFLICT')
  })

  it('is each person’s own', async () => {
    const body = { idempotency_key: randomUUID() }
    const mine = await person.ask('what should I do first?', body)
    const theirs = await stranger.ask('what should I do first?', body)
    expect(theirs.interaction_id).not.toBe(mine.interaction_id)
  })
})

describe('bad input', () => {
  const message = 'what should I do first?'

  it.each([
    ['no message', {}],
    ['an empty message', { message: ' \n' }],
    ['a message that is a number', { message: 7 }],
    ['a message that is too long', { message: 'a'.repeat(8_001) }],
    ['a NUL', { message: 'a\0b' }],
    ['half a character', { message: 'a\ud800b' }],
    ['a field nobody knows', { message, model: 'gpt-6.1-sol' }],
    ['a thread that is no id', { message, thread_id: 'mine' }],
    ['a feature that is no name', { message, feature: 'Robert; drop' }],
    ['an idempotency key with a space', { message, idempotency_key: 'a b' }],
    ['a preference nobody knows', { message, prefer: 'strategic' }],
    ['a list', [message]],
    ['a focus on a label', { message, focus: { entity: 'label', id: randomUUID() } }],
  ])('%s is refused', async (_, body) => {
    await expectRefusal(await person.send(body), 422, 'INVALID_INPUT')
  })

  it('a body of more than a megabyte is refused', async () => {
    await expectRefusal(await person.send({ message: 'a'.repeat(1_000_000) }), 413, 'BODY_TOO_LARGE')
  })

  it('what is not UTF-8, not JSON or not sent as JSON is refused', async () => {
    const bytes = new Uint8Array([...Buffer.from('{"message":"'), 0xff, ...Buffer.from('"}')])
    await expectRefusal(await person.send(bytes), 400, 'INVALID_ENCODING')
    await expectRefusal(await person.send('{"message"'), 400, 'INVALID_JSON')
    const asText = { headers: { 'content-type': 'text/plain' } }
    await expectRefusal(await person.send({ message }, asText), 415, 'UNSUPPORTED_MEDIA_TYPE')
  })

  it('tokens that are forged, expired, without a person or missing are refused', async () => {
    const sign = (secret: string, exp: number) =>
      new SignJWT({ sub: person.id, role: 'authenticated', exp })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .sign(new TextEncoder().encode(secret))
    const soon = Math.floor(Date.now() / 1000) + 600
    const { jwtSecret, publishableKey } = inject('stack')
    const tokens = [
      await sign('somebody else made this, and at length too', soon),
      await sign(jwtSecret, soon - 1_200),
      publishableKey,
      '',
    ]
    for (const token of tokens) {
      const headers = { authorization: token && `Bearer ${token}` }
      await expectRefusal(await person.send({ message }, { headers }), 401, 'UNAUTHENTICATED')
    }
  })

  it('an address that is none, and a way of asking that is none, are told as such', async () => {
    await expectRefusal(await person.send({ message }, { path: '/elsewhere' }), 404, 'NOT_FOUND')
    const response = await fetch(`${inject('stack').apiUrl}/functions/v1/assistant`)
    await expectRefusal(response, 405, 'METHOD_NOT_ALLOWED')
  })
})

describe('too many requests', () => {
  const fill = (subject: string) =>
    asService((sql) =>
      sql.query(
        `select public.take_rate(jsonb_build_array(jsonb_build_object('rule', 'requests', 'subject', $1::text)))
        from generate_series(1, 100)`,
        [subject],
      ),
    )

  it('of a person are refused until there is room again', async () => {
    const eager = await visit()
    await fill(`user:${eager.id}`)
    const response = await eager.send({ message: 'what should I do first?' })
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
    await expectRefusal(response, 429, 'RATE_LIMITED')
    await expectRefusal(await eager.send({ message: 'hi' }, { path: '/route' }), 429, 'RATE_LIMITED')
  })

  it('from an address are refused, whoever sends them', async () => {
    const address = `2001:db8::${randomUUID().slice(0, 4)}`
    await fill(`address:${address}`)
    const headers = { 'x-forwarded-for': `${address}, 10.0.0.1` }
    const message = 'what should I do first?'
    await expectRefusal(await stranger.send({ message }, { headers }), 429, 'RATE_LIMITED')
    expect((await stranger.send({ message })).status).toBe(200)
  })
})
