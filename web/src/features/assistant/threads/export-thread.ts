import { type Life, printCommand } from '../../../../../shared/commands.ts'
import { viewOfMessage } from '../answer-view.ts'
import type { Message } from '../queries.ts'

type Words = {
  locale: 'en' | 'de'
  you: string
  assistant: string
  states: Record<'proposed' | 'applied' | 'discarded', string>
  instant: (at: string) => string
}

/**
 * A conversation as plain text: who said what and when, and what became of what was proposed.
 * @param life what the proposals name; a row that is not in it is given by its id
 */
export function threadText(title: string, messages: readonly Message[], life: Life, words: Words): string {
  const turns = messages.map((message) => {
    const who = message.role === 'user' ? words.you : words.assistant
    const { text, commands, state } = viewOfMessage(message)
    return [
      `${who}, ${words.instant(message.created_at)}`,
      text,
      ...(commands.length > 0 && state !== 'none' ? [`${words.states[state]}:`] : []),
      ...commands.map((command) => `- ${printCommand(command, life, words.locale)}`),
    ]
      .filter(Boolean)
      .join('\n')
  })
  return `${[title, ...turns].join('\n\n')}\n`
}

/** A name for the file that every system takes. */
export const fileNameOf = (title: string, fallback: string): string => {
  const plain = title
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
  return `${plain || fallback}.txt`
}
