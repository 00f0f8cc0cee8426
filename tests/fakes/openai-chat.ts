import { z } from 'zod'
import { EventWriter } from './event-stream.ts'
import { sendJson, type Exchange } from './fake-server.ts'
import { textOfTool, toolSchema, type InputTokens, type KeptPrefixes } from './kept-prefixes.ts'
import { openAiError } from './openai-errors.ts'
import { chatEntry, planReply, spoken, usageSoFar, type ReplyPlan } from './reply-plan.ts'

const partSchema = z.looseObject({
  text: z.string().optional(),
  prompt_cache_breakpoint: z.unknown().optional(),
})
const contentSchema = z.union([z.string(), z.array(partSchema)]).nullish()

export const chatBodySchema = z.looseObject({
  model: z.string(),
  messages: z.array(z.looseObject({ role: z.string(), content: contentSchema })),
  stream: z.boolean().default(false),
  stream_options: z.looseObject({ include_usage: z.boolean().default(false) }).nullish(),
  max_tokens: z.int().positive().nullish(),
  max_completion_tokens: z.int().positive().nullish(),
  temperature: z.number().nullish(),
  reasoning_effort: z.string().nullish(),
  tools: z.array(z.looseObject({ function: toolSchema.optional() })).nullish(),
  prompt_cache_key: z.string().nullish(),
  prompt_cache_options: z
    .strictObject({ mode: z.enum(['implicit', 'explicit']).default('implicit') })
    .nullish(),
})

type ChatBody = z.output<typeof chatBodySchema>

/** As it is read: the tools, then what is said, in order. */
function readPrompt(body: ChatBody, kept: KeptPrefixes): InputTokens {
  let prompt = (body.tools ?? []).map((tool) => (tool.function ? textOfTool(tool.function) : '')).join('')
  const marked: string[] = []
  for (const { content } of body.messages) {
    for (const part of typeof content === 'string' ? [{ text: content }] : (content ?? [])) {
      prompt += part.text ?? ''
      if ('prompt_cache_breakpoint' in part) marked.push(prompt)
    }
  }
  if (!MARKING.test(body.model)) return kept.read(prompt, { by: 'beginning', least: LEAST_KEPT, step: 128 })
  // Unless told otherwise it sets a mark behind the last message, and does not fall back to anything shorter.
  if (body.prompt_cache_options?.mode !== 'explicit') marked.push(prompt)
  const key = body.prompt_cache_key ?? null
  return kept.read(prompt, { by: 'mark', least: LEAST_KEPT, key, marked })
}

/** Families that keep what is marked, and charge for it; older ones keep what they have seen. */
const MARKING = /^gpt-(?:5\.[6-9]|[6-9])/
const LEAST_KEPT = 1_024

const questionOf = ({ messages }: ChatBody): string => textOf(messages.at(-1)?.content)

const textOf = (content: z.output<typeof contentSchema>): string =>
  typeof content === 'string' ? content : (content ?? []).map(({ text = '' }) => text).join('')

// What the newest models refuse, so that a wrong family flag is found here and not in production.
export function refusalOf(body: ChatBody): string | null {
  const { model, max_tokens, temperature, reasoning_effort, prompt_cache_options } = body
  if (prompt_cache_options && !MARKING.test(model)) return "Unsupported parameter: 'prompt_cache_options'."
  if (!/^(gpt-[5-9]|o\d)/.test(model)) return null
  if (max_tokens != null) return "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."
  if (temperature != null && reasoning_effort !== 'none') return "Unsupported value: 'temperature'."
  return null
}

const toUsage = (usage: ReplyPlan['usage']) => ({
  prompt_tokens: usage.inputTokens,
  completion_tokens: usage.outputTokens,
  total_tokens: usage.inputTokens + usage.outputTokens,
  prompt_tokens_details: {
    cached_tokens: usage.cachedInputTokens,
    cache_write_tokens: usage.cacheWriteTokens,
    audio_tokens: 0,
  },
  completion_tokens_details: { reasoning_tokens: usage.reasoningTokens, audio_tokens: 0 },
})

const FINISH: Partial<Record<ReplyPlan['ending'], string>> = { length: 'length', blocked: 'content_filter' }

// What comes half-way, where a scenario has it.
const BROKEN = openAiError({ type: 'server_error', code: null, message: 'It broke half-way.' })
const WRONG_SHAPE = { choices: [{ delta: { content: { text: 'Hi' } } }] }
const MALFORMED = '{"id":"chatcmpl-fake","choices":[{"del'

function finishOf({ ending }: ReplyPlan, { answer }: Exchange): string {
  return FINISH[ending] ?? (answer.toolCalls.length > 0 ? 'tool_calls' : 'stop')
}

const toToolCalls = ({ answer }: Exchange) =>
  answer.toolCalls.map(({ name, input }, index) => ({
    id: `call_${index}`,
    type: 'function' as const,
    function: { name, arguments: typeof input === 'string' ? input : JSON.stringify(input) },
  }))

/** `POST /v1/chat/completions` in one piece. */
export function answerChat(exchange: Exchange, body: ChatBody): void {
  const input = readPrompt(body, exchange.kept)
  const plan = planReply(exchange.answer, input, questionOf(body))
  const servedModel = exchange.answer.servedModel ?? body.model
  const calls = toToolCalls(exchange)
  exchange.bill(chatEntry(body.model, servedModel, plan.usage))
  sendJson(exchange.response, 200, {
    id: 'chatcmpl-fake',
    object: 'chat.completion',
    created: 1_800_000_000,
    model: servedModel,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: plan.pieces.join('') || null,
          refusal: null,
          ...(calls.length > 0 && { tool_calls: calls }),
        },
        finish_reason: finishOf(plan, exchange),
      },
    ],
    usage: toUsage(plan.usage),
  })
}

/** `POST /v1/chat/completions` with `stream: true`. */
export async function streamChat(exchange: Exchange, body: ChatBody): Promise<void> {
  const { answer } = exchange
  const input = readPrompt(body, exchange.kept)
  const plan = planReply(answer, input, questionOf(body))
  const servedModel = answer.servedModel ?? body.model
  const includesUsage = body.stream_options?.include_usage ?? false
  const writer = new EventWriter(exchange, { 'x-request-id': 'req_fake' })
  const told = answer.toldUsage === undefined ? toUsage(plan.usage) : answer.toldUsage
  const sent: string[] = []
  const chunk = (choices: unknown[], usage: unknown = null) =>
    writer.event({
      id: 'chatcmpl-fake',
      object: 'chat.completion.chunk',
      created: 1_800_000_000,
      model: servedModel,
      choices,
      ...(includesUsage && { usage }),
      obfuscation: 'x7Qz',
    })
  const choice = (delta: unknown, finish_reason: string | null = null) => [{ index: 0, delta, finish_reason }]

  if (answer.fault === 'empty_choices') await chunk([])
  await chunk(choice({ role: 'assistant', content: '', refusal: null }))
  for (const piece of plan.pieces) {
    if (exchange.signal.aborted) break
    await chunk(choice({ content: piece }))
    sent.push(piece)
  }
  if (plan.ending !== 'whole' && !FINISH[plan.ending]) {
    exchange.bill(chatEntry(body.model, servedModel, usageSoFar(input, sent)))
    const error = answer.fault === 'wrong_shape' ? WRONG_SHAPE : BROKEN
    return writer.breakOff(
      plan.ending,
      error,
      MALFORMED,
      answer.fault === 'error_event' ? 'error' : undefined,
    )
  }
  for (const [index, call] of toToolCalls(exchange).entries()) await streamToolCall(index, call)
  if (exchange.signal.aborted) {
    exchange.bill(chatEntry(body.model, servedModel, usageSoFar(input, [spoken(sent, answer)])))
    return
  }
  // Before the last bytes leave, or a reader who is quick would look into an empty ledger.
  exchange.bill(chatEntry(body.model, servedModel, plan.usage))
  for (let times = answer.fault === 'duplicate_end' ? 2 : 1; times > 0; times -= 1) {
    await chunk(choice({}, finishOf(plan, exchange)))
    if (includesUsage && told !== null) await chunk([], told)
  }
  await writer.event('[DONE]')
  await writer.end()

  async function streamToolCall(index: number, call: ReturnType<typeof toToolCalls>[number]): Promise<void> {
    const { name, arguments: text } = call.function
    await chunk(choice({ tool_calls: [{ index, ...call, function: { name, arguments: '' } }] }))
    for (const part of text.match(/.{1,8}/gsu) ?? []) {
      await chunk(choice({ tool_calls: [{ index, function: { arguments: part } }] }))
    }
  }
}
