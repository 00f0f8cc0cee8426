import { describe, expect, it } from 'vitest'
import type { AssistantAnswer, AssistantRoute, RouteEvent } from '../../../../../shared/assistant/answer.ts'
import { AskError, errorOf } from './ask-error.ts'
import { createExchanges } from './exchanges.ts'

const route: AssistantRoute = {
  tier: 'execution',
  score: 2,
  band: 'execution',
  ...{ reasons: [], decided_by: 'band', requested_model: 'm', served_model: null },
  ...{ degraded: false, degraded_for: null },
}
const routed: RouteEvent = {
  source: 'model',
  ...{ interaction_id: 'i', thread_id: 't', route },
  ...{ prices: null, input_tokens: 10, cached_input_tokens: 0, ceiling_nano_usd: null },
}
const answer: AssistantAnswer = {
  ...{ interaction_id: 'i', thread_id: 't', message_id: 'm', answer: 'Yes.', commands: [], navigation: null },
  source: 'model',
  ...{ rows: [], facts: [], route },
  usage: { input_tokens: 10, output_tokens: 2, cost_nano_usd: 5, estimated: false },
}
const question = { threadId: null, message: 'Shall I?', focus: null }

describe('a question to the assistant', () => {
  it('shows the answer as it comes, in the thread it was given', async () => {
    const seen: string[] = []
    const exchanges = createExchanges(async (_question, listener) => {
      listener.onRoute(routed)
      listener.onText('Y')
      listener.onText('es.')
      return answer
    })
    exchanges.store.subscribe(() => seen.push(exchanges.store.get()[0]!.text))
    expect(await exchanges.send(question)).toBe(answer)
    expect(seen).toEqual(['', '', 'Y', 'Yes.', 'Yes.'])
    expect(exchanges.store.get()).toMatchObject([{ state: 'done', threadId: 't', text: 'Yes.' }])
  })

  it('begins anew when another model has to answer', async () => {
    const exchanges = createExchanges(async (_question, listener) => {
      listener.onRoute(routed)
      listener.onText('Perh')
      listener.onRoute(routed)
      listener.onText('Yes.')
      throw new AskError('interrupted')
    })
    await exchanges.send(question)
    expect(exchanges.store.get()).toMatchObject([{ state: 'failed', text: 'Yes.' }])
  })

  it('keeps what was said when it is stopped', async () => {
    const exchanges = createExchanges(async (_question, listener, signal) => {
      listener.onRoute(routed)
      listener.onText('Well, ')
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
      return answer
    })
    const sent = exchanges.send(question)
    exchanges.stop(exchanges.store.get()[0]!.key)
    expect(await sent).toBeNull()
    expect(exchanges.store.get()).toMatchObject([{ state: 'stopped', text: 'Well, ', message: 'Shall I?' }])
  })

  it('is asked again by the same key', async () => {
    const keys: string[] = []
    const threads: (string | null)[] = []
    const exchanges = createExchanges(async ({ idempotencyKey, threadId }, listener) => {
      keys.push(idempotencyKey)
      threads.push(threadId)
      listener.onRoute(routed)
      if (keys.length === 1) throw new AskError('unavailable')
      return answer
    })
    await exchanges.send(question)
    const [failed] = exchanges.store.get()
    expect(failed?.error?.problem).toBe('unavailable')
    expect(await exchanges.again(failed!.key)).toBe(answer)
    expect(keys).toEqual([failed!.key, failed!.key])
    // By the same key with another body it would be another question.
    expect(threads).toEqual([null, null])
  })
})

describe('an answer that is an error', () => {
  const body = (code: string, details?: object) => ({ code, message: 'no', request_id: 'r', details })

  it('tells how long to wait, in seconds or until a day', () => {
    expect(errorOf(body('RATE_LIMITED'), '30')).toMatchObject({
      ...{ problem: 'rateLimited', wait: { seconds: 30 }, requestId: 'r' },
    })
    expect(errorOf(body('BUDGET_EXHAUSTED', { resets_at: '2026-12-01T00:00:00Z' }), null)).toMatchObject({
      ...{ problem: 'budget', wait: { resetsAt: '2026-12-01T00:00:00Z' } },
    })
  })

  it('tells answers that are used up from money that is', () => {
    const problemFor = (reason: string) => errorOf(body('BUDGET_EXHAUSTED', { reason }), null).problem
    expect(['budget', 'interactions', 'daily_interactions'].map(problemFor)).toEqual([
      ...['budget', 'monthAnswers', 'dayAnswers'],
    ])
  })

  it('is "unavailable" when it is not ours, and "unknown" when its code is new', () => {
    expect(errorOf('<html>', null).problem).toBe('unavailable')
    expect(errorOf(body('SOMETHING_NEW'), null).problem).toBe('unknown')
  })
})
