import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { SignJWT } from 'jose'
import { errorBodySchema } from '../../shared/error.ts'
import { controlFake } from '../../tests/fakes/control.ts'
import { asService } from './as-user.ts'
import { addTask, ownWord, rowsOf, visit, type Visitor } from './assistant.ts'

const gemini = controlFake(inject('fakes').gemini)
const message = 'what should I do first?'

let person: Visitor
let stranger: Visitor
beforeAll(async () => {
  ;[person, stranger] = await Promise.all([visit(), visit()])
})

async function expectRefusal(response: Response, status: number, code: string): Promise<void> {
  const text = await response.text()
  expect({ status: response.status, text }).toMatchObject({
    status,
    text: expect.stringContaining(code) as string,
  })
  const body = errorBodySchema.strict().parse(JSON.parse(text))
  expect(body).toMatchObject({ code, request_id: response.headers.get('x-request-id') })
  // Neither a place in our code nor the database's own words.
  expect(text).not.toMatch(/ at |\.ts|node_modules|violates|relation|SQL/)
}

describe('bodies', () => {
  const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)

  it.each([
    ['a message that is deep JSON', `{"message":${deep(200_000)}}`],
    ['deep JSON instead of a body', deep(400_000)],
    ['a field nobody knows, deep', `{"message":"hi","__proto__":${deep(1_000)}}`],
    ['a prototype', '{"message":"hi","constructor":{"prototype":{"isAdmin":true}}}'],
    ['a message of a megabyte, within the body’s limit', JSON.stringify({ message: 'a'.repeat(999_900) })],
    ['nothing', 'null'],
    ['a number', '1e999'],
    ['a text', '"what should I do first?"'],
    ['a message that is a list', '{"message":["hi"]}'],
    ['a reasoning wish that is a word', '{"message":"hi","requires_reasoning":"yes"}'],
    ['a thread id that is null', '{"message":"hi","thread_id":null}'],
    ['an idempotency key that is empty', '{"message":"hi","idempotency_key":""}'],
    ['an idempotency key without end', JSON.stringify({ message, idempotency_key: 'k'.repeat(201) })],
    [
      'a focus with a field nobody knows',
      `{"message":"hi","focus":{"entity":"task","id":"${randomUUID()}","of":1}}`,
    ],
    ['a focus that is an id', `{"message":"hi","focus":"${randomUUID()}"}`],
    ['a message of what cannot be seen', '{"message":"\\u00a0\\u2003\\n"}'],
  ])('%s is refused as input', async (_, body) => {
    await expectRefusal(await person.send(body), 422, 'INVALID_INPUT')
  })

  it.each([
    ['turns that hold a NUL', { message, prior: ['a\0b'] }],
    ['turns that hold half a character', { message, prior: ['a\ud800b'] }],
    ['eleven turns', { message, prior: Array.from({ length: 11 }, () => 'hi') }],
    ['a turn that is too long', { message, prior: ['a'.repeat(8_001)] }],
    ['turns that are one text', { message, prior: 'hi' }],
    ['a thread', { message, thread_id: randomUUID() }],
  ])('a route with %s is refused as input', async (_, body) => {
    await expectRefusal(await person.send(body, { path: '/route' }), 422, 'INVALID_INPUT')
  })

  it('UTF-8 that is cut, too long or of half characters is refused', async () => {
    for (const bytes of [
      [0xe2, 0x82],
      [0xc0, 0x80],
      [0xed, 0xa0, 0x80],
      [0xff, 0xfe],
    ]) {
      const body = new Uint8Array([...Buffer.from('{"message":"'), ...bytes, ...Buffer.from('"}')])
      await expectRefusal(await person.send(body), 400, 'INVALID_ENCODING')
    }
  })

  it('a message with every other kind of character is answered', async () => {
    const odd = '\u202eevil\u202c \u200b\ufeff 🏳️‍🌈 e\u0301 \u0007 \u2028 \ud83e\uddb7 <|im_start|> ${7*7}'
    expect((await person.send({ message: odd, prefer: 'rules' })).status).toBe(200)
  })
})

describe('tokens', () => {
  const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
  const soon = () => Math.floor(Date.now() / 1000) + 600
  const sign = (claims: object) =>
    new SignJWT({ sub: person.id, role: 'authenticated', exp: soon(), ...claims })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .sign(new TextEncoder().encode(inject('stack').jwtSecret))

  it('without a signature, of another role, not yet valid, or turned into another’s are refused', async () => {
    const claims = { sub: person.id, role: 'authenticated', exp: soon() }
    const [header, payload, signature] = (await sign({})).split('.') as [string, string, string]
    const tokens = [
      `${encoded({ alg: 'none', typ: 'JWT' })}.${encoded(claims)}.`,
      `${encoded({ alg: 'None' })}.${encoded(claims)}.${signature}`,
      `${encoded({ alg: 'HS256', jwk: { kty: 'oct', k: 'a2V5' } })}.${payload}.${signature}`,
      `${header}.${encoded({ ...claims, sub: stranger.id })}.${signature}`,
      `${header}.${payload}.`,
      await sign({ role: 'service_role' }),
      await sign({ sub: 'root' }),
      await sign({ sub: undefined }),
      await sign({ exp: undefined }),
      await sign({ nbf: soon() }),
      'a.b.c',
      '.'.repeat(10_000),
    ]
    for (const token of tokens) {
      for (const path of ['', '/route']) {
        const headers = { authorization: `Bearer ${token}` }
        await expectRefusal(await person.send({ message }, { path, headers }), 401, 'UNAUTHENTICATED')
      }
    }
  })

  it('of somebody who has deleted their account are refused, and leave nothing behind', async () => {
    const leaver = await visit()
    await deleteAccount(leaver)
    for (const body of [
      { message },
      { message, idempotency_key: randomUUID() },
      { message: `Write two lines for ${ownWord()}` },
    ]) {
      await expectRefusal(await leaver.send(body), 401, 'UNAUTHENTICATED')
    }
    expect(await rowsOf(leaver, 'chat_messages')).toEqual([])
    expect(await rowsOf(leaver, 'ai_interactions')).toEqual([])
  })
})

const deleteAccount = ({ id }: Visitor) =>
  asService((sql) => sql.query('delete from auth.users where id = $1', [id]))

describe('what is somebody else’s', () => {
  it('a row in focus is not known, not named and not sent', async () => {
    const secret = ownWord()
    const word = ownWord()
    const id = await addTask(stranger, { name: secret })
    const focus = { entity: 'task', id }
    const ruled = await person.ask('complete it', { focus, prefer: 'rules' })
    expect(ruled.commands).toEqual([])
    const modelled = await person.ask(`Write two friendly lines about it for ${word}`, { focus })
    expect(JSON.stringify([ruled, modelled])).not.toContain(secret)
    const bodies = await gemini.bodies(word)
    expect(bodies).toHaveLength(1)
    expect(bodies[0]).not.toContain(secret)
    expect(bodies[0]).not.toContain(id)
  })

  it('a thread is told apart in no way from one that there is not', async () => {
    const { thread_id } = await stranger.ask(message)
    const [theirs, nobodys] = await Promise.all(
      [thread_id, randomUUID()].map(async (id) => {
        const response = await person.send({ message, thread_id: id })
        const body = errorBodySchema.parse(await response.json())
        return { status: response.status, ...body, request_id: '' }
      }),
    )
    expect(theirs).toEqual(nobodys)
    expect(theirs).toMatchObject({ status: 404 })
  })

  it('an answer’s receipt and what was sent are not found by its id', async () => {
    const { interaction_id } = await stranger.ask(`Write two friendly lines for ${ownWord()}`)
    for (const table of ['ai_egress', 'chat_messages', 'ai_model_usage_logs'] as const) {
      const { data } = await person.client.from(table).select('*').eq('interaction_id', interaction_id)
      expect(data).toEqual([])
    }
    const { data } = await person.client.from('ai_interactions').select('*').eq('id', interaction_id)
    expect(data).toEqual([])
  })
})

describe('a key that is used again', () => {
  it.each([
    ['another message', { message: 'complete dentist' }],
    ['another thread', { message, thread_id: randomUUID() }],
    ['another feature', { message, feature: 'letters' }],
    ['another focus', { message, focus: { entity: 'task', id: randomUUID() } }],
    ['another wish', { message, requires_reasoning: true }],
  ])('with %s is refused, and nothing more is written', async (_, body) => {
    const someone = await visit()
    const key = { idempotency_key: randomUUID() }
    await someone.ask(message, key)
    await expectRefusal(await someone.send({ ...body, ...key }), 409, 'CONFLICT')
    expect(await rowsOf(someone, 'chat_messages')).toHaveLength(2)
  })

  it('while its first request is still answered is told when to come back, and costs once', async () => {
    const someone = await visit()
    const word = ownWord()
    const body = { message: `Write two friendly lines for ${word}`, idempotency_key: randomUUID() }
    await gemini.script({ when: word, text: 'One two three', pieceDelayMs: 150 })
    const first = someone.send(body)
    await expect.poll(() => gemini.bodies(word), { timeout: 20_000 }).toHaveLength(1)
    const again = await Promise.all([someone.send(body), someone.send(body)])
    for (const response of again) {
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
      await expectRefusal(response, 409, 'CONFLICT')
    }
    expect((await first).status).toBe(200)
    expect(await gemini.bodies(word)).toHaveLength(1)
    expect(await rowsOf(someone, 'ai_holds')).toHaveLength(1)
  })

  it('after it was refused for its input is free for the right one', async () => {
    const key = { idempotency_key: randomUUID() }
    await expectRefusal(await person.send({ message, thread_id: randomUUID(), ...key }), 404, 'NOT_FOUND')
    expect(await person.ask('open settings', key)).toMatchObject({ source: 'rules' })
  })
})

it('an address that is none is nobody’s, and stops nobody', async () => {
  const headers = { 'x-forwarded-for': `${'a'.repeat(4_000)}'; drop table tasks` }
  expect((await person.send({ message }, { headers })).status).toBe(200)
})
