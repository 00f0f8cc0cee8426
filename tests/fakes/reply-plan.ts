import type { InputTokens } from './kept-prefixes.ts'
import { countTokens, piecesOf, type Answer } from './script.ts'

/** How an answer ends, whatever the provider's words for it. */
export type Ending =
  'whole' | 'length' | 'blocked' | 'stall' | 'cut' | 'silent' | 'error' | 'malformed' | 'mid_character'

export interface ReplyPlan {
  pieces: string[]
  ending: Ending
  usage: InputTokens & {
    outputTokens: number
    reasoningTokens: number
  }
}

const ENDINGS: Partial<Record<Answer['fault'], Ending>> = {
  slow_first_token: 'stall',
  stall: 'stall',
  cut: 'cut',
  silent_end: 'silent',
  error_mid_stream: 'error',
  error_event: 'error',
  malformed_json: 'malformed',
  wrong_shape: 'error',
  cut_mid_character: 'mid_character',
  safety_block: 'blocked',
  blocked_midway: 'blocked',
  length: 'length',
}

/** What is streamed for an answer: which words, and how it ends. */
export function planReply(answer: Answer, input: InputTokens, question: string): ReplyPlan {
  const text =
    answer.text ?? (answer.toolCalls.length > 0 ? '' : `You asked: ${askOf(question).trim().slice(0, 200)}`)
  const ending = ENDINGS[answer.fault] ?? 'whole'
  const all = piecesOf(text)
  const pieces = all.slice(0, countOfPieces(answer.fault, ending, all.length))
  const usage = answer.usage ?? {
    ...input,
    outputTokens: countTokens(spoken(pieces, answer), 'out'),
    reasoningTokens: 0,
  }
  return { pieces, ending, usage }
}

/** What the person asked, without the records our assistant puts before it. */
const askOf = (question: string): string => /<request>(.*)<\/request>/s.exec(question)?.[1] ?? question

function countOfPieces(fault: Answer['fault'], ending: Ending, available: number): number {
  if (fault === 'safety_block' || fault === 'slow_first_token') return 0
  return ending === 'whole' ? available : Math.ceil(available / 2)
}

/** Text and the arguments of tool calls: what a model has to write. */
export const spoken = (pieces: string[], answer: Answer): string =>
  pieces.join('') + answer.toolCalls.map(({ input }) => JSON.stringify(input)).join('')

/** What one who was cut off still pays: the prompt, whatever was kept of it, and what went out. */
export function usageSoFar({ inputTokens }: InputTokens, sent: string[]): ReplyPlan['usage'] {
  return {
    inputTokens,
    cachedInputTokens: 0,
    cacheWriteTokens: 0,
    outputTokens: countTokens(sent.join(''), 'out'),
    reasoningTokens: 0,
  }
}

/** The line a chat leaves in the ledger of a fake. */
export const chatEntry = (requestedModel: string, servedModel: string, usage: ReplyPlan['usage']) => ({
  endpoint: 'chat',
  requestedModel,
  servedModel,
  ...usage,
  audioMs: 0,
  characters: 0,
})
