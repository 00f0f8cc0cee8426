import { expect, test } from 'vitest'
import type { AssistantEvent } from '../../../shared/assistant/answer.ts'
import type { ChangeCommand } from '../../../shared/commands.ts'
import { NO_ROUTE } from './exchange.ts'
import { sayAnswer } from './say.ts'

const ids = { interaction_id: crypto.randomUUID(), thread_id: crypto.randomUUID() }
const command: ChangeCommand = { type: 'complete', entity: 'task', ids: [crypto.randomUUID() as string] }

function said(answer: string, commands: Parameters<typeof sayAnswer>[0]['commands']): AssistantEvent[] {
  const events: AssistantEvent[] = []
  sayAnswer({ ...ids, answer, commands, source: 'rules', route: NO_ROUTE }, (event) => events.push(event))
  return events
}

test('an answer that is there is said as one that comes bit by bit, at no price', () => {
  expect(said('1 change.', [command, command])).toMatchObject([
    {
      event: 'route',
      data: { ...ids, source: 'rules', prices: null, ceiling_nano_usd: null, input_tokens: 0 },
    },
    { event: 'delta', data: { text: '1 change.' } },
    { event: 'command', data: { command, index: 0 } },
    { event: 'command', data: { command, index: 1 } },
  ])
})

test('nothing is said of what there is not', () => {
  expect(said('', []).map(({ event }) => event)).toEqual(['route'])
})
