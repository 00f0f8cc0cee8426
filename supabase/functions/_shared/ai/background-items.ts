import { z } from 'zod'
import type { Client } from '../clients.ts'

/** So long the things of one person wait for each other. */
export const WINDOW_MS = 100
const LEASE_SECONDS = 120

const claimedSchema = z.object({ lease_id: z.guid(), subject_ids: z.array(z.guid()) })

/** What became of things that were asked together. */
export interface Asked {
  interactionId: string
  costNanoUsd: number
  /** Those that came to nothing, for good. */
  failedIds?: readonly string[]
  /** Nobody could be asked this time: all of it waits again, three times at most. */
  again?: boolean
}

type Work = (subjectIds: readonly string[]) => Promise<Asked>

interface Kind {
  userId: string
  kind: string
  /** Of one call. */
  most: number
}

/**
 * Asks for small things of one person together: whatever is added within a moment, by any request, is one call. A
 * worker that dies loses its lease, and the next one takes over what it held.
 * @param work is given the ids that waited; what it throws puts them back
 */
export async function askTogether(
  admin: Client,
  { subjectIds, ...of }: Kind & { subjectIds: readonly string[] },
  work: Work,
): Promise<void> {
  await admin
    .rpc('enqueue_ai_items', { p_user_id: of.userId, p_kind: of.kind, p_subject_ids: [...subjectIds] })
    .throwOnError()
  await new Promise((resolve) => setTimeout(resolve, WINDOW_MS))
  await takeOver(admin, of, work)
}

/** Asks for what waits of one person, and for what a worker that died has held. */
export async function takeOver(admin: Client, { userId, kind, most }: Kind, work: Work): Promise<void> {
  const { data } = await admin
    .rpc('claim_ai_items', {
      ...{ p_user_id: userId, p_kind: kind, p_most: most, p_lease_seconds: LEASE_SECONDS },
    })
    .throwOnError()
  const { lease_id, subject_ids } = claimedSchema.parse(data)
  // Another one took them along.
  if (subject_ids.length === 0) return
  const finish = ({ interactionId, costNanoUsd, failedIds = [], again = false }: Asked) =>
    admin
      .rpc('finish_ai_items', {
        ...{ p_user_id: userId, p_lease_id: lease_id, p_interaction_id: interactionId },
        ...{ p_cost_nano_usd: costNanoUsd, p_failed_ids: [...failedIds], p_again: again },
      })
      .throwOnError()
  try {
    await finish(await work(subject_ids))
  } catch (error) {
    await admin
      .rpc('finish_ai_items', { p_user_id: userId, p_lease_id: lease_id, p_again: true })
      .throwOnError()
    throw error
  }
}
