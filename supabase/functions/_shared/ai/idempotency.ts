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
  /** Whoever worked on it died, and may have spent money: nobody works on it again. */
  | { state: 'lost' }

export interface IdempotencyKey {
  userId: string
  key: string
  bodyHash: string
}

/** Kept in Postgres, where one unique row decides who works. The hold on the budget is such a row. */
export interface IdempotencyStore {
  /** After `leaseMs` without an end the key is `lost`. May throw what refuses the work, such as an empty budget. */
  claim(key: IdempotencyKey, leaseMs: number): Promise<Claim>
  finish(key: IdempotencyKey, outcome: unknown): Promise<void>
  /** Frees a key whose work failed before anything was sent. */
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
 * Does what a person asked for at most once for their key, however often the request arrives. `work` calls
 * `dispatching` right before it first sends anything to a provider: from there on the key is never free again.
 * @returns the outcome, and whether it is an earlier one
 * @throws HttpError CONFLICT when the key was used for another body, is being worked on or is lost; what `work` throws
 */
export async function once<T>(
  { store, key, leaseMs }: OnceOptions,
  work: (dispatching: () => void) => Promise<T>,
): Promise<{ outcome: T; isReplay: boolean }> {
  const claim = await store.claim(key, leaseMs)
  if (claim.state === 'done') return { outcome: claim.outcome as T, isReplay: true }
  if (claim.state !== 'claimed') throw refusalOf(claim)
  let isDispatched = false
  let outcome: T
  try {
    outcome = await work(() => {
      isDispatched = true
    })
  } catch (error) {
    // What was sent is paid for: its key stays taken, and one who tries again sends another.
    if (!isDispatched) await store.release(key).catch(() => {})
    throw error
  }
  // An answer that is there is given, also when it cannot be kept for those who repeat the request.
  await store.finish(key, outcome).catch(() => {})
  return { outcome, isReplay: false }
}

function refusalOf(claim: Exclude<Claim, { state: 'claimed' | 'done' }>): HttpError {
  if (claim.state === 'in_progress') {
    return new HttpError('CONFLICT', 'This request is being answered already.', {
      headers: { 'retry-after': String(claim.retryAfterSeconds) },
    })
  }
  const hint = 'Send it again with a new key.'
  return claim.state === 'lost'
    ? new HttpError('CONFLICT', 'This request was cut off before it was answered.', { hint })
    : new HttpError('CONFLICT', 'This idempotency key was used for another request.', { hint })
}
