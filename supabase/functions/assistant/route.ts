import { routeRequestSchema, type RouteAnswer } from '../../../shared/assistant/answer.ts'
import { decide, readMoment } from '../_shared/ai/routing.ts'
import { servicesOf } from '../_shared/ai/services.ts'
import { takeRates } from '../_shared/rates.ts'
import { serve } from '../_shared/serve.ts'
import { requestRates } from '../_shared/ai/rates.ts'

/** POST /functions/v1/assistant/route: where a message would go now. Asks no model, and holds and spends nothing. */
export const route = serve(
  { auth: 'user', path: '/route', input: routeRequestSchema },
  async ({ message, prior }, { env, request, user }): Promise<RouteAnswer> => {
    const services = servicesOf(env)
    await takeRates(services.admin, requestRates(user.sub, request))
    const decision = decide(await readMoment(services, user.sub), services, { message, prior })
    const { score, band, tier, reasons, modelId: model } = decision
    return { score, band, tier, reasons, model }
  },
)
