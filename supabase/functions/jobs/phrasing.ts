import { z } from 'zod'
import { servicesOf as aiServicesOf } from '../_shared/ai/services.ts'
import { adminClient } from '../_shared/clients.ts'
import type { Env } from '../_shared/env.ts'
import { apiInsightStore } from '../_shared/hrm/insight-store.ts'
import { phraseLeftovers } from '../_shared/hrm/phrase.ts'
import type { Worker } from './queue.ts'

const dataSchema = z.object({ user_id: z.uuid() })

/** Has a model put into words what requests that died have left. */
export function phraser(env: Env, report: (thrown: unknown) => void): Worker {
  return async ({ data }) => {
    const admin = adminClient(env)
    const services = { admin, ai: aiServicesOf(env), store: apiInsightStore(admin) }
    await phraseLeftovers(services, dataSchema.parse(data).user_id, report)
  }
}
