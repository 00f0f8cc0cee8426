import type { LedgerEntry, ScriptedAnswer } from './script.ts'

/** A fake in another process. */
export interface FakeControl {
  /** Sets the next answers. With `when`, each is only for the request that has this in its body. */
  script(...answers: ScriptedAnswer[]): Promise<void>
  /** What it would bill for the requests so far that have this in their body. */
  ledger(about: string): Promise<LedgerEntry[]>
  /** Every body it was sent that has this in it. */
  bodies(about: string): Promise<string[]>
}

/** Speaks to a fake of `inject('fakes')`. Tests that run at the same time share it: tell requests apart by `when`. */
export function controlFake(url: string): FakeControl {
  const read = async <T>(path: string, about: string): Promise<T> =>
    (await fetch(`${url}/control/${path}?about=${encodeURIComponent(about)}`)).json() as Promise<T>
  return {
    async script(...answers) {
      const response = await fetch(`${url}/control/script`, { method: 'POST', body: JSON.stringify(answers) })
      if (!response.ok) throw new Error(await response.text())
    },
    ledger: (about) => read('ledger', about),
    bodies: (about) => read('bodies', about),
  }
}
