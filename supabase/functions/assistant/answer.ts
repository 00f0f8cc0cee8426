import type { AssistantAnswer } from '../../../shared/assistant/answer.ts'
import type { Services } from '../_shared/ai/services.ts'
import { askModel } from './ask-model.ts'
import { NO_COST, NO_ROUTE, type Draft, type Heard } from './exchange.ts'
import { recordFree } from './record.ts'
import { replyByRules, replyByTemplate } from './rules.ts'
import { sayAnswer } from './say.ts'
import { keepTurns } from './thread.ts'
import { WORDS } from './words.ts'

/** Answers by the cheapest that is good enough, and writes down what was said. */
export async function answer(heard: Heard, services: Services): Promise<AssistantAnswer> {
  const free = answerWithoutModel(heard)
  if (!free) return finish(heard, await askModel(heard, services))
  const { interactionId: interaction_id, thread } = heard
  sayAnswer({ ...free, interaction_id, thread_id: thread.id }, heard.say)
  const [answered] = await Promise.all([finish(heard, free), recordFree(heard, free)])
  return answered
}

function answerWithoutModel({ understood, scene, request, receivedAt }: Heard): Draft | null {
  const nobody = { usage: NO_COST, route: NO_ROUTE, provider: null }
  const reply = replyByRules(understood, scene, receivedAt)
  if (reply) return { ...nobody, ...reply, source: 'rules' }
  const { is_on, features_off } = scene.settings
  const words = WORDS[scene.profile.locale]
  const because =
    !is_on || features_off.includes(request.feature)
      ? words.switchedOff
      : request.prefer === 'rules'
        ? words.rulesOnly
        : null
  if (because === null) return null
  return { ...nobody, ...replyByTemplate(understood, scene, because), source: 'template' }
}

async function finish(heard: Heard, draft: Draft): Promise<AssistantAnswer> {
  const { answer: text, commands, navigation, rows, facts, route, usage, source } = draft
  const answered: AssistantAnswer = {
    ...{ interaction_id: heard.interactionId, thread_id: heard.thread.id, message_id: heard.messageId },
    ...{ answer: text, commands, navigation, rows, facts, route, usage, source },
  }
  // One who stopped it before it said anything has asked nothing.
  if (text || commands.length > 0) await keepTurns(heard, draft, answered)
  return answered
}
