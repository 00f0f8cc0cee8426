import type { AssistantAnswer, AssistantEvent } from '../../../shared/assistant/answer.ts'

/** Says an answer that is there as a whole, in the events of one that comes bit by bit. */
export function sayAnswer(
  answer: Pick<AssistantAnswer, 'interaction_id' | 'thread_id' | 'source' | 'route' | 'answer' | 'commands'>,
  say: (event: AssistantEvent) => void,
): void {
  const { interaction_id, thread_id, source, route } = answer
  const nothingPaid = { prices: null, input_tokens: 0, cached_input_tokens: 0, ceiling_nano_usd: null }
  say({ event: 'route', data: { interaction_id, thread_id, source, route, ...nothingPaid } })
  if (answer.answer) say({ event: 'delta', data: { text: answer.answer } })
  for (const [index, command] of answer.commands.entries())
    say({ event: 'command', data: { command, index } })
}
