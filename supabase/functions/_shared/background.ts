interface EdgeRuntime {
  waitUntil(work: Promise<unknown>): void
}

/**
 * Lets work come to its end though its request has been answered or left. Elsewhere than on hosted the process lives
 * on anyway. Failures are the work's own business.
 */
export function inBackground(work: Promise<unknown>): void {
  const settled = work.catch(() => {})
  const { EdgeRuntime: runtime } = globalThis as { EdgeRuntime?: EdgeRuntime }
  runtime?.waitUntil(settled)
}
