import { PostgrestError } from '@supabase/supabase-js'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { errorBodySchema } from '../../../shared/error.ts'
import { HttpError } from './http-error.ts'
import { serve, serveAll } from './serve.ts'
import { signTestToken, TEST_JOBS_TOKEN, testRuntime } from './test-runtime.ts'

const runtime = testRuntime()

function post(body?: BodyInit, headers: Record<string, string> = {}, path = '/greet'): Request {
  return new Request(`http://localhost${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
    ...(body instanceof ReadableStream && { duplex: 'half' }),
  })
}

const greet = serve({ auth: 'none', input: z.object({ name: z.string() }) }, ({ name }) => ({
  greeting: `Hi ${name}`,
}))

async function errorOf(response: Response) {
  return { status: response.status, ...errorBodySchema.parse(await response.json()) }
}

describe('answers', () => {
  test('what a rule returns becomes JSON', async () => {
    const response = await greet(post('{"name":"Ada"}'), runtime)
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ greeting: 'Hi Ada' })
  })

  test('a rule that returns nothing answers 204', async () => {
    const response = await serve({ auth: 'none' }, () => undefined)(post(), runtime)
    expect(response.status).toBe(204)
    expect(await response.text()).toBe('')
  })

  test("a rule's own Response is passed on, stream and headers included", async () => {
    const events = new ReadableStream<Uint8Array>({
      async start(controller) {
        for (const word of ['data: one\n\n', 'data: two\n\n'])
          controller.enqueue(new TextEncoder().encode(word))
        controller.close()
      },
    })
    const stream = serve({ auth: 'none' }, () => {
      return new Response(events, { status: 201, headers: { 'content-type': 'text/event-stream' } })
    })
    const response = await stream(post(), runtime)
    expect(response.status).toBe(201)
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(await response.text()).toBe('data: one\n\ndata: two\n\n')
  })

  test('the query is the input of a GET', async () => {
    const handler = serve(
      { auth: 'none', methods: ['GET'], input: z.object({ page: z.coerce.number() }) },
      (input) => input,
    )
    const response = await handler(new Request('http://localhost/list?page=3'), runtime)
    expect(await response.json()).toEqual({ page: 3 })
  })
})

describe('addresses and methods', () => {
  test('a preflight is answered for every path, with the headers our clients send', async () => {
    const response = await greet(new Request('http://localhost/greet', { method: 'OPTIONS' }), runtime)
    expect(response.status).toBe(204)
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    const allowed = response.headers.get('access-control-allow-headers')?.split(', ')
    expect(allowed).toEqual(
      expect.arrayContaining([
        'authorization',
        'apikey',
        'content-type',
        'x-client-info',
        'x-change-source',
        'x-change-batch',
      ]),
    )
  })

  test('another method is refused with the ones that work', async () => {
    const response = await greet(new Request('http://localhost/greet', { method: 'DELETE' }), runtime)
    expect(response.headers.get('allow')).toBe('POST, OPTIONS')
    expect(await errorOf(response)).toMatchObject({ status: 405, code: 'METHOD_NOT_ALLOWED' })
  })

  test('a path below the function is its own rule, or nothing', async () => {
    const route = serve({ auth: 'none', path: '/route' }, () => ({}))
    expect((await route(post(undefined, {}, '/assistant/route'), runtime)).status).toBe(200)
    expect((await route(post(undefined, {}, '/assistant/route/'), runtime)).status).toBe(200)
    expect(await errorOf(await route(post(undefined, {}, '/assistant'), runtime))).toMatchObject({
      status: 404,
    })
    expect(await errorOf(await greet(post('{}', {}, '/greet/more'), runtime))).toMatchObject({ status: 404 })
  })
})

describe('several addresses of one function', () => {
  const first = serve({ auth: 'none' }, () => ({ said: 'first' }))
  const second = serve({ auth: 'none', path: '/route', methods: ['PUT'] }, () => ({ said: 'second' }))
  const handler = serveAll(first, second)

  test('each answers at its own', async () => {
    expect(await (await handler(post(), runtime)).json()).toEqual({ said: 'first' })
    const request = new Request('http://localhost/greet/route/', { method: 'PUT' })
    expect(await (await handler(request, runtime)).json()).toEqual({ said: 'second' })
  })

  test('what is refused is refused by the one that was asked', async () => {
    const response = await handler(post(undefined, {}, '/greet/route'), runtime)
    expect(response.headers.get('allow')).toBe('PUT, OPTIONS')
    expect(response.status).toBe(405)
  })

  test('an address that is none of them is none', async () => {
    const response = await handler(post(undefined, {}, '/greet/elsewhere'), runtime)
    expect(await errorOf(response)).toMatchObject({ status: 404, code: 'NOT_FOUND' })
  })
})

describe('bad input', () => {
  test('each wrong value is named with its place', async () => {
    const handler = serve(
      { auth: 'none', input: z.object({ tasks: z.array(z.object({ name: z.string() })) }) },
      () => ({}),
    )
    expect(await errorOf(await handler(post('{"tasks":[{"name":"a"},{"name":1}]}'), runtime))).toMatchObject({
      status: 422,
      code: 'INVALID_INPUT',
      details: [{ path: 'tasks.1.name', message: expect.stringContaining('string') }],
    })
  })

  test('a thousand wrong values are not all listed', async () => {
    const handler = serve({ auth: 'none', input: z.array(z.string()) }, () => ({}))
    const { details } = await errorOf(await handler(post(JSON.stringify(Array(1000).fill(1))), runtime))
    expect(details).toHaveLength(20)
  })

  test.each([
    ['{"name":', 'INVALID_JSON', 'The body is not valid JSON.'],
    ['', 'INVALID_JSON', 'The body is empty.'],
  ])('%j is not JSON', async (body, code, message) => {
    expect(await errorOf(await greet(post(body), runtime))).toMatchObject({ status: 400, code, message })
  })

  test('a body that is not UTF-8 is refused', async () => {
    const body = new Uint8Array([0x22, 0xff, 0x22])
    expect(await errorOf(await greet(post(body), runtime))).toMatchObject({
      status: 400,
      code: 'INVALID_ENCODING',
    })
  })

  test.each(['text/plain', 'application/jsonp', 'application/json; charset=latin1', ''])(
    'a body of type "%s" is refused',
    async (type) => {
      expect(await errorOf(await greet(post('{}', { 'content-type': type }), runtime))).toMatchObject({
        status: 415,
        code: 'UNSUPPORTED_MEDIA_TYPE',
      })
    },
  )

  test('a JSON body may name its charset', async () => {
    const request = post('{"name":"Ada"}', { 'content-type': 'application/json; charset=UTF-8' })
    expect((await greet(request, runtime)).status).toBe(200)
  })

  test('a body over the limit is refused, however it is sent', async () => {
    const tooLarge = { status: 413, code: 'BODY_TOO_LARGE' }
    expect(await errorOf(await greet(post('x'.repeat(1_000_001)), runtime))).toMatchObject(tooLarge)
    let sent = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 100_000
        controller.enqueue(new Uint8Array(100_000))
      },
    })
    expect(await errorOf(await greet(post(endless), runtime))).toMatchObject(tooLarge)
    expect(sent).toBeLessThan(1_500_000)
  })

  test('a rule may allow more', async () => {
    const large = serve({ auth: 'none', input: z.string(), maxBytes: 3_000_000 }, (input) => ({
      length: input.length,
    }))
    const response = await large(post(JSON.stringify('x'.repeat(2_000_000))), runtime)
    expect(await response.json()).toEqual({ length: 2_000_000 })
  })
})

describe('callers', () => {
  const whoAmI = serve({ auth: 'user' }, (_, { user }) => ({ id: user.sub }))
  const tick = serve({ auth: 'jobs' }, () => ({ done: true }))

  test('a rule for people knows who calls', async () => {
    const sub = crypto.randomUUID()
    const response = await whoAmI(
      post(undefined, { authorization: `Bearer ${await signTestToken({ sub })}` }),
      runtime,
    )
    expect(await response.json()).toEqual({ id: sub })
  })

  test('a stranger is refused before the input is read', async () => {
    const handler = serve({ auth: 'user', input: z.object({}) }, () => ({}))
    const response = await handler(post('not JSON'), runtime)
    expect(response.headers.get('www-authenticate')).toBe('Bearer')
    expect(await errorOf(response)).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' })
  })

  test('only the scheduler runs jobs', async () => {
    expect((await tick(post(undefined, { 'x-jobs-token': TEST_JOBS_TOKEN }), runtime)).status).toBe(200)
    for (const token of ['', 'wrong', `${TEST_JOBS_TOKEN} `.repeat(2)]) {
      expect(await errorOf(await tick(post(undefined, { 'x-jobs-token': token }), runtime))).toMatchObject({
        status: 401,
        code: 'UNAUTHENTICATED',
      })
    }
    expect(
      (await tick(post(undefined, { authorization: `Bearer ${await signTestToken()}` }), runtime)).status,
    ).toBe(401)
  })
})

describe('failures', () => {
  const failing = (error: unknown) => serve({ auth: 'none' }, () => Promise.reject(error))
  const databaseError = (code: string, message = 'words of the database') =>
    new PostgrestError({ code, message, details: 'Key (email)=(ada@example.org)', hint: '' })

  test('an error of ours keeps its code, hint, details and headers', async () => {
    const error = new HttpError('RATE_LIMITED', 'Slow down.', {
      hint: 'Wait.',
      details: { left: 0 },
      headers: { 'retry-after': '5' },
    })
    const response = await failing(error)(post(), runtime)
    expect(response.headers.get('retry-after')).toBe('5')
    expect(await errorOf(response)).toMatchObject({
      status: 429,
      code: 'RATE_LIMITED',
      hint: 'Wait.',
      details: { left: 0 },
    })
  })

  test.each([
    ['42501', 403, 'FORBIDDEN'],
    ['23505', 409, 'CONFLICT'],
    ['PGRST116', 404, 'NOT_FOUND'],
    ['PGRST303', 401, 'UNAUTHENTICATED'],
    ['22P02', 422, 'INVALID_INPUT'],
    ['23502', 422, 'INVALID_INPUT'],
    ['57014', 504, 'TIMEOUT'],
    ['XX000', 500, 'INTERNAL'],
  ])('the database error %s is %i %s, without its words', async (sqlState, status, code) => {
    const error = await errorOf(await failing(databaseError(sqlState))(post(), runtime))
    expect(error).toMatchObject({ status, code })
    expect(JSON.stringify(error)).not.toMatch(/ada@example.org|words of the database/)
  })

  test('a broken check constraint is told without the words of the database', async () => {
    const error = databaseError(
      '23514',
      'new row for relation "tasks" violates check constraint "tasks_name"',
    )
    const { message } = await errorOf(await failing(error)(post(), runtime))
    expect(message).toBe('The database does not accept these values.')
  })

  test.each([
    ['P0001', 422, 'INVALID_INPUT'],
    ['P0002', 404, 'NOT_FOUND'],
    ['PT404', 404, 'NOT_FOUND'],
    ['PT409', 409, 'CONFLICT'],
    ['22023', 422, 'INVALID_INPUT'],
    ['23514', 422, 'INVALID_INPUT'],
  ])('what our own SQL raises as %s is %i %s, in its words', async (sqlState, status, code) => {
    const error = databaseError(sqlState, 'a task cannot be a sub-task of itself')
    expect(await errorOf(await failing(error)(post(), runtime))).toMatchObject({
      status,
      code,
      message: 'a task cannot be a sub-task of itself',
    })
  })

  test('nothing unforeseen leaks to the caller or the log', async () => {
    const own = testRuntime()
    const response = await failing(new TypeError('secret of ada@example.org'))(post(), own)
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    const text = await response.text()
    expect(JSON.parse(text)).toMatchObject({ code: 'INTERNAL' })
    expect(text).not.toMatch(/secret|serve\.test/)
    expect(own.lines).toMatchObject([{ level: 'error', status: 500, error: { name: 'TypeError' } }])
    expect(own.lines[0]!.error!.stack.join('\n')).toContain('serve.test.ts')
    expect(JSON.stringify(own.lines)).not.toContain('ada@example.org')
  })

  test.each(['a string', null, undefined])('throwing %j is an error too', async (thrown) => {
    expect(await errorOf(await failing(thrown)(post(), runtime))).toMatchObject({
      status: 500,
      code: 'INTERNAL',
    })
  })
})

describe('traces', () => {
  test("the caller's request id is used in header, body and log", async () => {
    const own = testRuntime()
    const response = await greet(post('{}', { 'x-request-id': 'req-42' }), own)
    expect(response.headers.get('x-request-id')).toBe('req-42')
    expect(await errorOf(response)).toMatchObject({ request_id: 'req-42' })
    expect(own.lines).toMatchObject([{ request_id: 'req-42', code: 'INVALID_INPUT' }])
  })

  test('a request id that could forge a log entry is replaced', async () => {
    for (const id of ['a b', 'x'.repeat(101), '{"level":"info"}']) {
      const response = await greet(post('{"name":"a"}', { 'x-request-id': id }), runtime)
      expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    }
  })

  test('a request leaves one line, without what was said or who said it', async () => {
    const own = testRuntime()
    const token = await signTestToken({ email: 'ada@example.org' })
    const handler = serve({ auth: 'user', input: z.object({ note: z.string() }) }, () => ({}))
    await handler(post('{"note":"private"}', { authorization: `Bearer ${token}` }, '/greet?debug=1'), own)
    expect(own.lines).toEqual([
      {
        timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
        level: 'info',
        function: 'greet',
        request_id: expect.any(String),
        method: 'POST',
        path: '/',
        status: 200,
        duration_ms: expect.any(Number),
      },
    ])
  })

  test('an address nobody serves is not logged as sent', async () => {
    const own = testRuntime()
    await greet(post('{}', {}, '/greet/ada@example.org'), own)
    expect(own.lines).toMatchObject([{ path: '(other)', status: 404 }])
  })
})
