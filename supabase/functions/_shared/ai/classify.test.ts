import { expect, test } from 'vitest'
import { scrub, type AiErrorCode } from './call-error.ts'
import { classifyGemini, classifyOpenAi, classifyThrown } from './classify.ts'
import { parseDuration, retryAfterOf } from './retry-after.ts'

test.each<[number | undefined, { type?: string | null; code?: string | null }, AiErrorCode]>([
  [429, { type: 'requests', code: 'rate_limit_exceeded' }, 'rate_limited'],
  [429, { type: 'rate_limit_error', code: 'slow_down' }, 'rate_limited'],
  [429, { type: 'insufficient_quota', code: 'insufficient_quota' }, 'no_money'],
  [429, { type: 'insufficient_quota', code: 'organization_spend_limit_exceeded' }, 'no_money'],
  [429, { type: null, code: 'project_spend_limit_exceeded' }, 'no_money'],
  [429, { type: null, code: 'organization_usage_limit_exceeded' }, 'no_money'],
  [402, {}, 'no_money'],
  [401, { code: 'invalid_api_key' }, 'unauthorized'],
  [403, {}, 'unauthorized'],
  [404, { code: 'model_not_found' }, 'model_missing'],
  [400, { code: 'context_length_exceeded' }, 'bad_request'],
  [422, {}, 'bad_request'],
  [408, {}, 'server_error'],
  [409, {}, 'conflict'],
  [500, {}, 'server_error'],
  [502, {}, 'server_error'],
  [503, { code: 'server_is_overloaded' }, 'overloaded'],
  [undefined, { type: 'server_error' }, 'server_error'],
  [undefined, { type: 'insufficient_quota' }, 'no_money'],
  [undefined, { code: 'rate_limit_exceeded' }, 'rate_limited'],
  [undefined, { type: 'invalid_request_error' }, 'bad_request'],
])('OpenAI: %s %j is %s', (status, error, code) => {
  expect(classifyOpenAi(error, status)).toMatchObject({ code, wasDispatched: status === undefined })
})

test.each(['<html>', null, 7, [], { error: { nested: true } }])(
  'an error body like %j is no obstacle',
  (body) => {
    expect(classifyOpenAi(body, 502)).toMatchObject({ code: 'server_error' })
    expect(classifyGemini(body, 503)).toMatchObject({ code: 'overloaded' })
  },
)

test('Gemini: a spend limit is told apart from a limit of the minute', () => {
  const spent = { status: 'RESOURCE_EXHAUSTED', message: 'You have reached your spend limit.' }
  expect(classifyGemini(spent, 429)).toMatchObject({ code: 'no_money' })
  const busy = { status: 'RESOURCE_EXHAUSTED', details: [{ retryDelay: '34s' }] }
  expect(classifyGemini(busy, 429)).toMatchObject({ code: 'rate_limited', retryAfterMs: 34_000 })
})

test('connections that were never made cost nothing, in the words of Node and of Deno', () => {
  const node = new TypeError('fetch failed', {
    cause: Object.assign(new Error('x'), { code: 'ECONNREFUSED' }),
  })
  const deno = new TypeError('fetch failed', {
    cause: new Error('error sending request for url (http://h/): client error (Connect): dns error: none'),
  })
  for (const error of [node, deno]) {
    expect(classifyThrown(error, { isOpen: false })).toMatchObject({ code: 'network', wasDispatched: false })
  }
  expect(classifyThrown(new TypeError('terminated'), { isOpen: true })).toMatchObject({
    code: 'cut',
    wasDispatched: true,
  })
  expect(classifyThrown('thrown', { isOpen: false })).toMatchObject({ code: 'network', wasDispatched: true })
})

test.each<[Record<string, string>, number | null]>([
  [{ 'retry-after-ms': '1500' }, 1_500],
  [{ 'x-ms-retry-after-ms': '20' }, 20],
  [{ 'retry-after-ms': '70', 'retry-after': '9' }, 70],
  [{ 'retry-after': '2' }, 2_000],
  [{ 'retry-after': '0.5' }, 500],
  [{ 'retry-after': 'Sat, 21 Nov 2026 14:00:07 GMT' }, 7_000],
  [{ 'retry-after': 'Sat, 21 Nov 2026 13:00:00 GMT' }, 0],
  [{ 'retry-after': 'soon' }, null],
  [{ 'retry-after-ms': '-5' }, null],
  [{}, null],
])('the headers %j ask for %s ms', (headers, ms) => {
  expect(retryAfterOf(new Headers(headers), Date.parse('2026-11-21T14:00:00Z'))).toBe(ms)
})

test.each([
  ['34s', 34_000],
  ['0.25s', 250],
  ['34', null],
  ['', null],
])('the duration "%s" is %s ms', (text, ms) => expect(parseDuration(text)).toBe(ms))

test.each([
  ['Incorrect API key provided: sk-proj-abc123. Find it at https://x.y', 'Incorrect API key provided'],
  ['Invalid value "my diary" in prompt', 'Invalid value …'],
  ['Refused for ada@example.org today', 'Refused for … today'],
  ['Request req_0a1b2c3d4e of org-77aa88bb failed', 'Request … of … failed'],
  ['The engine is overloaded', 'The engine is overloaded'],
])('of "%s" a log may have "%s"', (message, kept) => expect(scrub(message)).toBe(kept))

test('a message without end is cut', () =>
  expect(scrub('very '.repeat(1_000)).length).toBeLessThanOrEqual(120))
