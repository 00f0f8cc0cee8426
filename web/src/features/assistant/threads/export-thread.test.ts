import { expect, it } from 'vitest'
import type { Life } from '../../../../../shared/commands.ts'
import type { Message } from '../queries.ts'
import { fileNameOf, threadText } from './export-thread.ts'

const id = '00000000-0000-4000-8000-000000000001'
const message = (values: Partial<Message>) => ({ role: 'user', commands: [], ...values }) as Message

const life: Life = {
  ...{ pillars: [], areas: [], projects: [], tasks: [], task_labels: [], task_dependencies: [] },
  labels: [{ id, name: 'calls' }],
}
const words = {
  ...{ locale: 'en' as const, you: 'You', assistant: 'Assistant', instant: (at: string) => at },
  states: { proposed: 'Proposed', applied: 'Applied', discarded: 'Discarded' },
}

it('a conversation is saved as it was said, with what became of what was proposed', () => {
  const messages = [
    message({ text: 'delete the label calls', created_at: '9:00' }),
    message({
      ...{ role: 'assistant', text: 'I would delete it.', created_at: '9:01', commands_state: 'applied' },
      commands: [{ type: 'delete', entity: 'label', ids: [id] }],
    }),
  ]
  expect(threadText('Labels', messages, life, words)).toBe(
    [
      'Labels\n',
      'You, 9:00\ndelete the label calls\n',
      'Assistant, 9:01\nI would delete it.\nApplied:\n- delete label "calls"\n',
    ].join('\n'),
  )
})

it('its file has a name that every system takes', () => {
  expect(fileNameOf('Über „Health“: what/why?', 'Conversation')).toBe('Uber-Health-what-why.txt')
  expect(fileNameOf('???', 'Conversation')).toBe('Conversation.txt')
})
