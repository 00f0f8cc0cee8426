import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deterministicId, sha1 } from './deterministic-id.ts'

const ada = '6f0b7e5c-2f0d-4b8e-9d55-0c7a3f1d2e4b'
const bob = '0d1c2b3a-4f5e-4a6b-8c7d-9e0f1a2b3c4d'

describe('an id made from a name', () => {
  it('is the same every time for the same owner and name', () => {
    expect(deterministicId(ada, ['todoist', 'task', 'Buy milk', 0])).toBe(
      deterministicId(ada, ['todoist', 'task', 'Buy milk', 0]),
    )
  })

  it('is a version 5 UUID', () => {
    expect(deterministicId(ada, ['x'])).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    )
  })

  it('differs between owners, and between names that only look alike when joined', () => {
    const ids = [
      deterministicId(ada, ['ab']),
      deterministicId(bob, ['ab']),
      deterministicId(ada, ['a', 'b']),
      deterministicId(ada, ['a,b']),
      deterministicId(ada, ['ab', 0]),
    ]
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('refuses a namespace that is no UUID', () => {
    expect(() => deterministicId('me', ['x'])).toThrow(RangeError)
  })

  it('hashes any bytes exactly as SHA-1 does', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(Buffer.from(sha1(bytes)).toString('hex')).toBe(createHash('sha1').update(bytes).digest('hex'))
      }),
    )
  })
})
