/** The longest a person is kept waiting for the same model; beyond it the next one is asked. */
export const MAX_WAIT_MS = 10_000

/**
 * When to come back, by the headers of an answer: milliseconds, seconds or a date.
 * @returns milliseconds from `now`, or null when they do not say
 */
export function retryAfterOf(headers: Headers | undefined, now = Date.now()): number | null {
  if (!headers) return null
  for (const name of ['retry-after-ms', 'x-ms-retry-after-ms']) {
    const ms = Number(headers.get(name) ?? Number.NaN)
    if (Number.isFinite(ms) && ms >= 0) return Math.ceil(ms)
  }
  const value = headers.get('retry-after')?.trim()
  if (!value) return null
  if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1000)
  const at = Date.parse(value)
  return Number.isNaN(at) ? null : Math.max(0, at - now)
}

/** Google's duration, such as "34s" or "0.5s". */
export function parseDuration(text: string): number | null {
  const seconds = /^(\d+(?:\.\d+)?)s$/.exec(text)?.[1]
  return seconds === undefined ? null : Math.ceil(Number(seconds) * 1000)
}
