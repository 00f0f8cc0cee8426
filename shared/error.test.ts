import { expect, test } from 'vitest'
import { ERROR_STATUS, errorBodySchema } from './error.ts'

test('every code is upper snake case and has an error status', () => {
  for (const [code, status] of Object.entries(ERROR_STATUS)) {
    expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(600)
  }
})

test('an error with a code of a later version is still read', () => {
  const body = { code: 'FROM_THE_FUTURE', message: 'No.', request_id: 'r1' }
  expect(errorBodySchema.parse(body)).toEqual(body)
})

test('an error without a request id is refused', () => {
  expect(errorBodySchema.safeParse({ code: 'INTERNAL', message: 'No.' }).success).toBe(false)
})
