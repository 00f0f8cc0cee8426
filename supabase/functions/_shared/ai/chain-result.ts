import type { Candidate } from './attempt.ts'
import type { AiCallError } from './call-error.ts'
import type { ChatEvent, FinishReason } from './chat.ts'

/** What answers when no model does: an earlier answer, then a sentence of our own. */
export interface Fallback {
  source: 'cache' | 'template'
  /** null when it has nothing to say. */
  answer(): Promise<string | null>
}

export type ChainResult =
  | {
      status: 'complete' | 'blocked'
      source: 'model' | Fallback['source']
      text: string
      finish: FinishReason
      output?: unknown
      /** Another than the primary model answered. */
      isDegraded: boolean
      candidate: Candidate | null
      servedModel: string | null
    }
  /** Something was said before it broke off. `error` has the class. */
  | { status: 'partial'; text: string; error: AiCallError; isDegraded: boolean; candidate: Candidate }
  /** Nothing was said. The error is the primary's. */
  | { status: 'failed'; error: AiCallError }
  | { status: 'aborted'; text: string }

export type ChainEvent =
  /** Before the first word: who is going to say it. */
  | {
      kind: 'answering'
      source: 'model' | Fallback['source']
      candidate: Candidate | null
      isDegraded: boolean
    }
  | Extract<ChatEvent, { kind: 'delta' | 'toolCall' | 'rejected' }>
  /** Always the last one. */
  | { kind: 'end'; result: ChainResult }

/** Passes on what one candidate says, and remembers whether it said anything. */
export class Speaker {
  text = ''
  hasSpoken = false
  private done: Extract<ChatEvent, { kind: 'done' }> | null = null

  constructor(
    private readonly candidate: Candidate,
    private readonly isDegraded: boolean,
  ) {}

  *say(event: ChatEvent): Generator<ChainEvent> {
    if (event.kind === 'done') this.done = event
    if (event.kind !== 'delta' && event.kind !== 'toolCall' && event.kind !== 'rejected') return
    if (!this.hasSpoken) {
      const { candidate, isDegraded } = this
      yield { kind: 'answering', source: 'model', candidate, isDegraded }
    }
    this.hasSpoken = true
    if (event.kind === 'delta') this.text += event.text
    yield event
  }

  result(): ChainResult {
    const { text, isDegraded, candidate, done } = this
    const { finish, servedModel, ...rest } = done!
    return {
      status: finish === 'blocked' ? 'blocked' : 'complete',
      source: 'model',
      text,
      finish,
      ...('output' in rest && { output: rest.output }),
      isDegraded,
      candidate,
      servedModel,
    }
  }

  brokenOff(error: AiCallError): ChainResult {
    const { text, isDegraded, candidate } = this
    return { status: 'partial', text, error, isDegraded, candidate }
  }
}
