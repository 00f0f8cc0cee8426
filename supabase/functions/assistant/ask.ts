import { z } from 'zod'
import { assistantRequestSchema, type AssistantAnswer } from '../../../shared/assistant/answer.ts'
import { sceneSchema, type Scene } from '../../../shared/assistant/scene.ts'
import { hashBody, once } from '../_shared/ai/idempotency.ts'
import { postgresIdempotency } from '../_shared/ai/postgres-idempotency.ts'
import { servicesOf, type Services } from '../_shared/ai/services.ts'
import { invalidSession } from '../_shared/authenticate.ts'
import { inBackground } from '../_shared/background.ts'
import type { Client } from '../_shared/clients.ts'
import { eventStream, wantsEvents } from '../_shared/event-stream.ts'
import { takeRates } from '../_shared/rates.ts'
import { serve } from '../_shared/serve.ts'
import { answer } from './answer.ts'
import type { Exchange } from './exchange.ts'
import { LEASE_MS } from './limits.ts'
import { requestRates } from '../_shared/ai/rates.ts'
import { hear } from './rules.ts'
import { sayAnswer } from './say.ts'
import { readThread } from './thread.ts'

/**
 * POST /functions/v1/assistant: answers by rules, from the cache or by a model, as one JSON value or, for who accepts
 * `text/event-stream`, as events. Commands are proposed and never applied.
 */
export const ask = serve({ auth: 'user', input: assistantRequestSchema }, async (request, context) => {
  const { env, user, supabase: own } = context
  const services = servicesOf(env)
  const exchange = {
    ...{ request, own, admin: services.admin, userId: user.sub, report: context.report },
    interactionId: crypto.randomUUID(),
    messageId: crypto.randomUUID(),
    receivedAt: new Date(),
    begunAt: performance.now(),
  }
  if (!wantsEvents(context.request)) {
    const quiet = { open: () => {}, say: () => {}, signal: context.request.signal }
    return converse({ ...exchange, ...quiet }, context.request, services)
  }
  return eventStream(context, async ({ open, send: say, signal }) => {
    const work = converse({ ...exchange, open, say, signal }, context.request, services)
    // Who leaves must still be settled for.
    inBackground(work)
    say({ event: 'done', data: await work })
  })
})

interface Opening extends Omit<Exchange, 'dispatching'> {
  /** All is in order, and the answer begins. */
  open(): void
}

async function converse(
  { open, ...opening }: Opening,
  httpRequest: Request,
  services: Services,
): Promise<AssistantAnswer> {
  const { request, userId, own, admin } = opening
  const rates = requestRates(userId, httpRequest)

  async function work(dispatching: () => void): Promise<AssistantAnswer> {
    const [thread, scene] = await Promise.all([readThread(own, request.thread_id), readScene(own)])
    open()
    const understood = hear(opening, scene)
    return answer({ ...opening, dispatching, thread, scene, understood }, services)
  }
  const { idempotency_key: key, ...body } = request
  if (key === undefined) {
    await takeRates(admin, rates)
    return work(() => {})
  }
  const { outcome, isReplay } = await once(
    {
      store: postgresIdempotency(admin, rates),
      key: { userId, key, bodyHash: hashBody(body) },
      leaseMs: LEASE_MS,
    },
    work,
  )
  if (isReplay) sayAnswer(outcome, opening.say)
  return outcome
}

const ownerSchema = z.object({ profile: z.unknown() })

async function readScene(own: Client): Promise<Scene> {
  const { data } = await own.rpc('assistant_scene').throwOnError()
  const isGone = ownerSchema.safeParse(data).data?.profile === null
  if (isGone) throw invalidSession()
  return sceneSchema.parse(data)
}
