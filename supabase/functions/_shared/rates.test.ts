import { expect, test } from 'vitest'
import { addressOf } from './rates.ts'

test.each<[Record<string, string>, string | null]>([
  [{ 'x-forwarded-for': '203.0.113.7, 10.0.0.1' }, '203.0.113.7'],
  [{ 'x-forwarded-for': ' 2001:db8::1 ' }, '2001:db8::1'],
  // What the platform's own edge says cannot be said by the sender.
  [{ 'cf-connecting-ip': '203.0.113.7', 'x-forwarded-for': '198.51.100.1' }, '203.0.113.7'],
  [{ 'x-forwarded-for': '' }, null],
  [{}, null],
])('the address of a request with %j is %s', (headers, address) => {
  expect(addressOf(new Request('http://localhost', { headers }))).toBe(address)
})
