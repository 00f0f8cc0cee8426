import { assistantRequestSchema } from '../../../shared/assistant/answer.ts'
import { english, NOW, sceneOf } from '../../../shared/context/fixtures/scenes.ts'
import { adminClient, userClient } from '../_shared/clients.ts'
import { testRuntime } from '../_shared/test-runtime.ts'
import type { Heard } from './exchange.ts'
import { hear } from './rules.ts'

/** A question of somebody with a life, on a stack where nobody listens. */
export function heardOf(message: string, changes: Partial<Heard> = {}): Heard {
  const { env } = testRuntime()
  const request = assistantRequestSchema.parse({ message })
  const asked = { request, receivedAt: new Date(NOW), scene: sceneOf(english), ...changes }
  return {
    userId: '00000000-0000-4000-8000-00000000000a',
    own: userClient(env, new Request('http://localhost'), 'token'),
    admin: adminClient(env),
    interactionId: crypto.randomUUID(),
    messageId: crypto.randomUUID(),
    begunAt: 0,
    signal: new AbortController().signal,
    say: () => {},
    dispatching: () => {},
    report: () => {},
    thread: { id: crypto.randomUUID(), isNew: true, tier: null, provider: null, turns: [] },
    understood: hear(asked, asked.scene),
    ...asked,
  }
}
