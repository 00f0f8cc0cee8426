import { createHash } from 'node:crypto'
import { HttpError } from '../http-error.ts'
import { canonicalJson } from './cache-key.ts'

/** What a key stands for: nothing yet, then work that is going on, then its outcome. */
export type Claim =
  | { state: 'claimed' }
  | { state: 'in_progress'; retryAfterSeconds: number }
  | { state: 'done'; outcome: unknown }
  /** The key was used for another request. */
  | { state: 'mismatch' }

export interface IdempotencyKey {
  userId: string
  key: string
  bodyHash: string
}

/** Kept in Postgres, where one unique row decides who works. */
export interface IdempotencyStore {
  /** `leaseMs`: when the isolate that works has died, the key may be claimed again, if it was not dispatched. */
  claim(key: IdempotencyKey, leaseMs: number): Promise<Claim>
  /** From here on the work has cost money, and the key is never free again. */
  markDispatched(key: IdempotencyKey): Promise<void>
  finish(key: IdempotencyKey, outcome: unknown): Promise<void>
  /** Frees a key whose work was refused before anything was sent. */
  release(key: IdempotencyKey): Promise<void>
}

/** Of a request's body, whatever the order of its keys. */
export const hashBody = (body: unknown): string =>
  createHash('sha256').update(canonicalJson(body)).digest('hex')

interface OnceOptions {
  store: IdempotencyStore
  key: IdempotencyKey
  leaseMs: number
}

/**
 * Does what a person asked for at most once for their key, however often the request arrives.
 * `work` awaits `dispatching()` right before it first sends anything to a provider.
 * @returns the outcome, and whether it is an earlier one
 * @throws HttpError CONFLICT when the key was used for another body or is being worked on; what `work` throws
 */
export async function once<T>(
  { store, key, leaseMs }: OnceOptions,
  work: (dispatching: () => Promise<void>) => Promise<T>,
): Promise<{ outcome: T; isReplay: boolean }> {
  const claim = await store.claim(key, leaseMs)
  if (claim.state === 'done') return { outcome: claim.outcome as T, isReplay: true }
  if (claim.state === 'mismatch') {
    throw new HttpError('CONFLICT', 'This idempotency key was used for another request.', {
      hint: 'Send a new key with a new request.',
    })
  }
  if (claim.state === 'in_progress') {
    throw new HttpError('CONFLICT', 'This request is being answered already.', {
      headers: { 'retry-after': String(claim.retryAfterSeconds) },
    })
  }
  let isDispatched = false
  try {
    const outcome = await work(async () => {
      if (!isDispatched) await store.markDispatched(key)
      isDispatched = true
    })
    await store.finish(key, outcome)
    return { outcome, isReplay: false }
  } catch (error) {
    // What was sent is paid for: such a key stays taken, and a person who tries again sends another.
    if (!isDispatched) await store.release(key)
    throw error
  }
}
