import {
  FunctionCallingMode,
  GoogleGenerativeAI,
  GoogleGenerativeAIFetchError,
  type FunctionDeclarationSchema,
  type GenerateContentRequest,
  type ResponseSchema,
} from '@google/generative-ai'
import { AiCallError } from './call-error.ts'
import type { ChatEvent, ChatProvider, ChatRequest } from './chat.ts'
import { classifyGemini, classifyThrown } from './classify.ts'
import { finishOf, geminiChunkSchema, usageOf } from './gemini-chunk.ts'
import { toGeminiSchema } from './gemini-schema.ts'
import { checkToolCall, finish } from './proposals.ts'
import type { ProviderAddress } from './provider-address.ts'
import type { TokenUsage } from './usage.ts'

/** Gemini. The one file that knows its library, whose support has ended: a successor replaces this file. */
export function geminiProvider(address: ProviderAddress): ChatProvider {
  const client = new GoogleGenerativeAI(address.apiKey)
  return {
    stream: (request, { signal }) => stream(client, address.baseUrl, request, signal),
    sent: (request) => ({
      host: new URL(address.baseUrl ?? PUBLIC_ADDRESS).host,
      body: JSON.stringify({ ...LIBRARY_BODY, ...toBody(request) }),
    }),
  }
}

// What the library adds, and the order in which it writes: what is noted as sent is so to the byte.
const LIBRARY_BODY = {
  generationConfig: undefined,
  safetySettings: [],
  tools: undefined,
  toolConfig: undefined,
  systemInstruction: undefined,
}

const PUBLIC_ADDRESS = 'https://generativelanguage.googleapis.com'

async function* stream(
  client: GoogleGenerativeAI,
  baseUrl: string | undefined,
  request: ChatRequest,
  signal: AbortSignal,
): AsyncGenerator<ChatEvent> {
  const own = new AbortController()
  const reader = new AnswerReader(request)
  let isOpen = false
  try {
    // The library takes no notice of a signal that has aborted before.
    signal.throwIfAborted()
    const model = client.getGenerativeModel({ model: request.model.api_name }, { baseUrl })
    // No timeout of the library's: it never clears the timer.
    const { stream: chunks, response } = await model.generateContentStream(toBody(request), {
      signal: AbortSignal.any([signal, own.signal]),
    })
    // The same answer once more, as a promise. Nobody waits for it, and unhandled its failure would end the process.
    response.catch(() => {})
    isOpen = true
    yield { kind: 'open' }
    for await (const chunk of reader.untilJunk(chunks)) yield* reader.read(chunk)
    signal.throwIfAborted()
    yield* reader.end()
  } catch (error) {
    throw toCallError(error, signal, isOpen, reader)
  } finally {
    own.abort()
  }
}

function toCallError(
  error: unknown,
  signal: AbortSignal,
  isOpen: boolean,
  reader: AnswerReader,
): AiCallError {
  if (error instanceof AiCallError) return error
  if (signal.aborted) return new AiCallError('aborted', { usage: reader.usage ?? undefined })
  if (error instanceof GoogleGenerativeAIFetchError) {
    const { status, errorDetails: details, message } = error
    // Its message begins with the address, and quotes the details.
    const words = /\] (.*)$/s.exec(message)?.[1] ?? ''
    const name = status === 400 ? 'INVALID_ARGUMENT' : undefined
    return classifyGemini({ status: name, message: words, details }, status)
  }
  if (isOpen && error instanceof Error && /pars(e|ing)/i.test(error.message))
    return new AiCallError('malformed')
  return classifyThrown(error, { isOpen })
}

function toBody(request: ChatRequest): GenerateContentRequest {
  const { model, system, messages, maxOutputTokens, temperature, tools, output } = request
  return {
    // As content, because the library passes a text on as it is, which the server refuses.
    systemInstruction: { role: 'system', parts: [{ text: system }] },
    contents: messages.map(({ role, text }) => ({
      role: role === 'assistant' ? 'model' : 'user',
      parts: [{ text }],
    })),
    generationConfig: {
      maxOutputTokens,
      candidateCount: 1,
      ...(model.takes_temperature && temperature !== undefined && { temperature }),
      ...(output && {
        responseMimeType: 'application/json',
        responseSchema: toGeminiSchema(output.schema) as unknown as ResponseSchema,
      }),
    },
    ...(tools?.length && {
      tools: [
        {
          functionDeclarations: tools.map(({ name, description, input }) => ({
            name,
            description,
            parameters: toGeminiSchema(input) as unknown as FunctionDeclarationSchema,
          })),
        },
      ],
      toolConfig: { functionCallingConfig: { mode: FunctionCallingMode.AUTO } },
    }),
  }
}

class AnswerReader {
  /** The last one counts: each is the sum so far. */
  usage: TokenUsage | null = null
  private text = ''
  private servedModel: string | null = null
  private finishReason: string | null = null
  private callCount = 0

  constructor(private readonly request: ChatRequest) {}

  /** What follows a complete answer is not read, and cannot spoil it. */
  async *untilJunk(chunks: AsyncIterable<unknown>): AsyncGenerator<unknown> {
    try {
      yield* chunks
    } catch (error) {
      if (this.finishReason === null) throw error
    }
  }

  *read(raw: unknown): Generator<ChatEvent> {
    const result = geminiChunkSchema.safeParse(raw)
    if (!result.success) throw new AiCallError('malformed')
    const { error, candidates, promptFeedback, usageMetadata, modelVersion } = result.data
    if (error !== undefined) throw classifyGemini(error)
    this.servedModel = modelVersion ?? this.servedModel
    if (usageMetadata) this.usage = usageOf(usageMetadata)
    if (promptFeedback?.blockReason) this.finishReason = promptFeedback.blockReason
    // Some chunks have no candidate, and after "only one" there is at most one.
    const [candidate] = candidates
    this.finishReason = candidate?.finishReason ?? this.finishReason
    for (const { text, thought, functionCall } of candidate?.content?.parts ?? []) {
      if (functionCall) {
        const id = `call_${this.callCount++}`
        yield checkToolCall(this.request, { id, name: functionCall.name, input: functionCall.args ?? {} })
      } else if (text && !thought) {
        this.text += text
        yield { kind: 'delta', text }
      } else if (thought) yield { kind: 'progress' }
    }
  }

  *end(): Generator<ChatEvent> {
    if (this.finishReason === null) throw new AiCallError('cut', { usage: this.usage ?? undefined })
    if (this.usage) yield { kind: 'usage', usage: this.usage }
    const reason = finishOf(this.finishReason)
    yield* finish(this.request, this.text, { finish: reason, servedModel: this.servedModel })
  }
}
