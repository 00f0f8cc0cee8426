import { describe, expect, test } from 'vitest'
import { hashBody, once, type Claim, type IdempotencyKey, type IdempotencyStore } from './idempotency.ts'

/** What the table does, for one process: the first claim of a key wins. */
function memoryStore(): IdempotencyStore & { expire(): void } {
  const rows = new Map<string, { bodyHash: string; claim: Claim }>()
  const nameOf = ({ userId, key }: IdempotencyKey) => JSON.stringify([userId, key])
  return {
    claim(key) {
      const row = rows.get(nameOf(key))
      if (row) return Promise.resolve(row.bodyHash === key.bodyHash ? row.claim : { state: 'mismatch' })
      rows.set(nameOf(key), { bodyHash: key.bodyHash, claim: { state: 'in_progress', retryAfterSeconds: 2 } })
      return Promise.resolve({ state: 'claimed' })
    },
    finish(key, outcome) {
      rows.set(nameOf(key), { bodyHash: key.bodyHash, claim: { state: 'done', outcome } })
      return Promise.resolve()
    },
    release(key) {
      rows.delete(nameOf(key))
      return Promise.resolve()
    },
    expire() {
      for (const row of rows.values()) if (row.claim.state === 'in_progress') row.claim = { state: 'lost' }
    },
  }
}

const keyOf = (body: unknown, userId = 'ada', key = 'k1'): IdempotencyKey => ({
  userId,
  key,
  bodyHash: hashBody(body),
})

/** A provider that counts its calls. */
function counted() {
  let calls = 0
  const work = (dispatching: () => void) => {
    dispatching()
    calls += 1
    return Promise.resolve({ answer: `number ${calls}` })
  }
  return { work, count: () => calls }
}

test('a request that arrives again gets the same answer, and nobody is asked twice', async () => {
  const options = { store: memoryStore(), key: keyOf({ message: 'Hi', thread: 1 }), leaseMs: 1_000 }
  const { work, count } = counted()
  expect(await once(options, work)).toEqual({ outcome: { answer: 'number 1' }, isReplay: false })
  const turned = { ...options, key: keyOf({ thread: 1, message: 'Hi' }) }
  expect(await once(turned, work)).toEqual({ outcome: { answer: 'number 1' }, isReplay: true })
  expect(count()).toBe(1)
})

test('of fifty at once one is answered, and the others are told to come back', async () => {
  const options = { store: memoryStore(), key: keyOf({}), leaseMs: 1_000 }
  const { work, count } = counted()
  const results = await Promise.allSettled(Array.from({ length: 50 }, () => once(options, work)))
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as object] : []))
  for (const reason of refused) expect(reason).toMatchObject({ status: 409, headers: { 'retry-after': '2' } })
  expect(count()).toBe(1)
})

test('the same key with another body is a conflict', async () => {
  const store = memoryStore()
  const { work, count } = counted()
  await once({ store, key: keyOf({ message: 'a' }), leaseMs: 1_000 }, work)
  await expect(once({ store, key: keyOf({ message: 'b' }), leaseMs: 1_000 }, work)).rejects.toMatchObject({
    code: 'CONFLICT',
  })
  expect(count()).toBe(1)
})

test("one person's key is none of another's", async () => {
  const store = memoryStore()
  const { work, count } = counted()
  await once({ store, key: keyOf({}), leaseMs: 1_000 }, work)
  await once({ store, key: keyOf({}, 'grace'), leaseMs: 1_000 }, work)
  expect(count()).toBe(2)
})

test('work that failed before it cost anything may be tried again', async () => {
  const options = { store: memoryStore(), key: keyOf({}), leaseMs: 1_000 }
  await expect(once(options, () => Promise.reject(new Error('no budget')))).rejects.toThrow('no budget')
  const { work } = counted()
  expect(await once(options, work)).toMatchObject({ isReplay: false })
})

test('work that failed behind that is not done again, not even when its worker is gone', async () => {
  const store = memoryStore()
  const options = { store, key: keyOf({}), leaseMs: 1_000 }
  const failing = (dispatching: () => void) => {
    dispatching()
    return Promise.reject(new Error('cut'))
  }
  await expect(once(options, failing)).rejects.toThrow('cut')
  const { work, count } = counted()
  await expect(once(options, work)).rejects.toMatchObject({ code: 'CONFLICT' })
  store.expire()
  await expect(once(options, work)).rejects.toMatchObject({ code: 'CONFLICT', hint: expect.any(String) })
  expect(count()).toBe(0)
})

describe('a store that fails behind the claim', () => {
  const failing = (): IdempotencyStore => ({
    ...memoryStore(),
    finish: () => Promise.reject(new Error('no connection')),
    release: () => Promise.reject(new Error('no connection')),
  })

  test('costs nobody the answer that is there', async () => {
    const options = { store: failing(), key: keyOf({}), leaseMs: 1_000 }
    expect(await once(options, counted().work)).toEqual({ outcome: { answer: 'number 1' }, isReplay: false })
  })

  test('does not hide why the work failed', async () => {
    const options = { store: failing(), key: keyOf({}), leaseMs: 1_000 }
    await expect(once(options, () => Promise.reject(new Error('no budget')))).rejects.toThrow('no budget')
  })
})
