const BUCKETS = 12

/** Counts events over a sliding window and tells when their average passes the allowed rate. */
export class RateMeter {
  readonly #perSecond: number
  readonly #windowSeconds: number
  readonly #now: () => number
  readonly #counts = new Array<number>(BUCKETS).fill(0)
  #bucket: number
  #sum = 0

  constructor(perSecond: number, windowSeconds: number, now: () => number = Date.now) {
    this.#perSecond = perSecond
    this.#windowSeconds = windowSeconds
    this.#now = now
    this.#bucket = this.#bucketNow()
  }

  add(count = 1): void {
    this.#forgetOld()
    this.#counts[this.#bucket % BUCKETS]! += count
    this.#sum += count
  }

  /** Whether `extra` more events would still be within the rate. */
  hasRoomFor(extra: number): boolean {
    this.#forgetOld()
    return this.#sum + extra <= this.#perSecond * this.#windowSeconds
  }

  #bucketNow(): number {
    return Math.floor((this.#now() / 1000 / this.#windowSeconds) * BUCKETS)
  }

  #forgetOld(): void {
    const current = this.#bucketNow()
    const passed = Math.min(current - this.#bucket, BUCKETS)
    for (let step = 1; step <= passed; step++) {
      const index = (this.#bucket + step) % BUCKETS
      this.#sum -= this.#counts[index]!
      this.#counts[index] = 0
    }
    this.#bucket = current
  }
}

/** Allows a number of calls in a window that starts with the first of them. */
export class CallWindow {
  readonly #maxCalls: number
  readonly #windowMs: number
  readonly #now: () => number
  #calls = 0
  #endsAt = 0

  constructor(maxCalls: number, windowSeconds: number, now: () => number = Date.now) {
    this.#maxCalls = maxCalls
    this.#windowMs = windowSeconds * 1000
    this.#now = now
  }

  /** Takes one call; false when none is left in this window. */
  take(): boolean {
    const now = this.#now()
    if (now > this.#endsAt) {
      this.#calls = 0
      this.#endsAt = now + this.#windowMs
    }
    if (this.#calls >= this.#maxCalls) return false
    this.#calls++
    return true
  }
}
