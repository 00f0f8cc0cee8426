import type { Client } from '../clients.ts'

/** On whose behalf models are asked, and how that is written down. */
export interface Caller {
  /** From the claims of a session or from the server's own tables, and from nowhere else. */
  userId: string
  /** For what the server writes; each of its rows bears `userId`. */
  admin: Client
  interactionId: string
  /** By `performance.now()`. */
  begunAt: number
  /** Called before something is first sent to a provider: the request is paid for from then on. */
  dispatching(): void
  /** Logs what went wrong beside the answer. */
  report(thrown: unknown): void
}

export const elapsedMs = ({ begunAt }: Pick<Caller, 'begunAt'>): number =>
  Math.round(performance.now() - begunAt)
