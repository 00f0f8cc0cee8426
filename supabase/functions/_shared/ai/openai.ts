import OpenAI, { APIConnectionError, APIError, APIUserAbortError } from 'openai'
import type { ChatCompletionCreateParamsStreaming } from 'openai/resources/chat/completions'
import { AiCallError } from './call-error.ts'
import type { ChatEvent, ChatProvider, ChatRequest } from './chat.ts'
import { classifyOpenAi, classifyThrown } from './classify.ts'
import { finishOf, openAiChunkSchema, usageOf, type ToolCallDelta } from './openai-chunk.ts'
import { checkToolCall, finish, type RawToolCall } from './proposals.ts'
import type { ProviderAddress } from './provider-address.ts'
import { toToolSchema } from './tool-schema.ts'
import type { TokenUsage } from './usage.ts'

/** OpenAI, or any server that speaks its chat completions. */
export function openAiProvider({ apiKey, baseUrl }: ProviderAddress): ChatProvider {
  const baseURL = baseUrl ?? 'https://api.openai.com/v1'
  const client = new OpenAI({
    apiKey,
    baseURL,
    // Given, so that it reads no variables of the environment, which a function may not see.
    organization: null,
    project: null,
    adminAPIKey: null,
    webhookSecret: null,
    // One owner of retries, and it is not this one.
    maxRetries: 0,
    // It would print what it cannot parse.
    logLevel: 'off',
  })
  return {
    stream: (request, { signal }) => stream(client, request, signal),
    sent: (request) => ({ host: new URL(baseURL).host, body: JSON.stringify(toBody(request)) }),
  }
}

async function* stream(client: OpenAI, request: ChatRequest, signal: AbortSignal): AsyncGenerator<ChatEvent> {
  const own = new AbortController()
  const reader = new AnswerReader(request)
  let isOpen = false
  try {
    signal.throwIfAborted()
    const { data, response } = await client.chat.completions
      .create(toBody(request), { signal: AbortSignal.any([signal, own.signal]) })
      .withResponse()
    // Some gateways answer an error, or a page, with 200.
    if (!response.headers.get('content-type')?.includes('text/event-stream')) {
      throw new AiCallError('malformed')
    }
    isOpen = true
    yield { kind: 'open' }
    for await (const chunk of data) yield* reader.read(chunk)
    // The client ends its stream without a word when it is aborted.
    signal.throwIfAborted()
    yield* reader.end()
  } catch (error) {
    throw toCallError(error, signal, isOpen)
  } finally {
    // Whoever stops reading must not leave the provider writing.
    own.abort()
  }
}

function toCallError(error: unknown, signal: AbortSignal, isOpen: boolean): AiCallError {
  if (error instanceof AiCallError) return error
  if (signal.aborted || error instanceof APIUserAbortError) return new AiCallError('aborted')
  if (error instanceof APIConnectionError) return classifyThrown(error, { isOpen })
  if (error instanceof APIError) return classifyOpenAi(error.error, error.status, error.headers)
  return classifyThrown(error, { isOpen })
}

type Effort = ChatCompletionCreateParamsStreaming['reasoning_effort']

const END_OF_PREFIX = { prompt_cache_breakpoint: { mode: 'explicit' as const } }

function toBody(request: ChatRequest): ChatCompletionCreateParamsStreaming {
  const { model, system, messages, maxOutputTokens, temperature, effort, tools, output, prefixKey } = request
  const hint = prefixKey === undefined ? 'none' : model.prefix_hint
  const isMarked = hint === 'mark'
  return {
    model: model.api_name,
    ...(hint !== 'none' && { prompt_cache_key: prefixKey }),
    // Only what is marked is kept: what a person wrote is not, and nobody pays for keeping it.
    ...(isMarked && { prompt_cache_options: { mode: 'explicit' as const } }),
    messages: [
      { role: 'system', content: isMarked ? [{ type: 'text', text: system, ...END_OF_PREFIX }] : system },
      ...messages.map(({ role, text }) => ({ role, content: text })),
    ],
    stream: true,
    stream_options: { include_usage: true },
    ...(model.output_limit_field === 'max_completion_tokens'
      ? { max_completion_tokens: maxOutputTokens }
      : { max_tokens: maxOutputTokens }),
    ...(model.takes_temperature && temperature !== undefined && { temperature }),
    ...(effort !== undefined && model.efforts.includes(effort) && { reasoning_effort: effort as Effort }),
    ...(tools?.length && {
      tools: tools.map(({ name, description, input }) => ({
        type: 'function' as const,
        function: { name, description, parameters: toToolSchema(input) },
      })),
    }),
    ...(output && {
      response_format: {
        type: 'json_schema' as const,
        json_schema: { name: output.name, schema: toToolSchema(output.schema) },
      },
    }),
  }
}

/** Gathers what arrives in pieces: the arguments of tools, the reason of the end, the usage that comes after it. */
class AnswerReader {
  private text = ''
  private servedModel: string | null = null
  private finishReason: string | null = null
  private usage: TokenUsage | null = null
  private readonly toolCalls = new Map<number, RawToolCall & { input: string }>()

  constructor(private readonly request: ChatRequest) {}

  *read(raw: unknown): Generator<ChatEvent> {
    const result = openAiChunkSchema.safeParse(raw)
    if (!result.success) throw new AiCallError('malformed')
    const { model, usage, choices } = result.data
    this.servedModel = model || this.servedModel
    if (usage) this.usage = usageOf(usage)
    const choice = choices?.[0]
    if (!choice) return
    this.finishReason = choice.finish_reason ?? this.finishReason
    const { content, tool_calls: calls, refusal } = choice.delta ?? {}
    if (content) {
      this.text += content
      yield { kind: 'delta', text: content }
    } else if (refusal) this.finishReason = 'content_filter'
    for (const call of calls ?? []) this.addToolCall(call)
    // The first chunk has only a role: it is no sign that the model has begun.
    if (calls?.length) yield { kind: 'progress' }
  }

  *end(): Generator<ChatEvent> {
    if (this.finishReason === null) throw new AiCallError('cut', { usage: this.usage ?? undefined })
    const reason = finishOf(this.finishReason)
    // Arguments that the cap cut off are no arguments.
    const calls = reason === 'stop' ? this.toolCalls.values() : []
    for (const call of calls) yield checkToolCall(this.request, call)
    if (this.usage) yield { kind: 'usage', usage: this.usage }
    yield* finish(this.request, this.text, { finish: reason, servedModel: this.servedModel })
  }

  private addToolCall({ index, id, function: call }: ToolCallDelta): void {
    const known = this.toolCalls.get(index) ?? { id: '', name: '', input: '' }
    this.toolCalls.set(index, {
      id: id || known.id,
      name: call?.name || known.name,
      input: known.input + (call?.arguments ?? ''),
    })
  }
}
