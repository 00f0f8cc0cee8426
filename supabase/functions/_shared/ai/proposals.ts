import { storable } from '../../../../shared/context/data-text.ts'
import type { ChatEvent, ChatRequest } from './chat.ts'

/** A tool call as it arrived: its arguments are JSON text or already a value, depending on the dialect. */
export interface RawToolCall {
  id: string
  name: string
  input: unknown
}

/** Lets a model's proposal through only when a tool of that name was offered and takes this input. */
export function checkToolCall({ tools = [] }: ChatRequest, { id, name, input }: RawToolCall): ChatEvent {
  const tool = tools.find((each) => each.name === name)
  // Google's library has parsed it already.
  const value = parseJson(typeof input === 'string' ? input || '{}' : JSON.stringify(input))
  const result = tool?.input.safeParse(value)
  // The name is the model's own word as well, and might be anything.
  if (!tool || !result?.success) return { kind: 'rejected', what: 'toolCall', name: tool?.name ?? 'unknown' }
  return { kind: 'toolCall', id, name, input: result.data }
}

/** The one JSON value that was asked for, or null when the text is not one that fits. */
export function checkOutput({ output }: ChatRequest, text: string): { value: unknown } | null {
  const result = output?.schema.safeParse(parseJson(text))
  return result?.success ? { value: result.data } : null
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, (_, value: unknown) => (typeof value === 'string' ? storable(value) : value))
  } catch {
    return undefined
  }
}

/** `done`, with the checked output, after a `rejected` where there should be one and it does not fit. */
export function* finish(
  request: ChatRequest,
  text: string,
  done: Omit<Extract<ChatEvent, { kind: 'done' }>, 'kind' | 'output'>,
): Generator<ChatEvent> {
  const checked = request.output && done.finish !== 'blocked' ? checkOutput(request, text) : null
  if (request.output && !checked) yield { kind: 'rejected', what: 'output', name: request.output.name }
  yield { kind: 'done', ...done, ...(checked && { output: checked.value }) }
}
