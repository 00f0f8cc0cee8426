import { z } from 'zod'
import { EventWriter } from './event-stream.ts'
import { jsonOf, sendJson, startFake, type Exchange, type Fake, type StartOptions } from './fake-server.ts'
import { failAsGemini } from './gemini-errors.ts'
import { chatEntry, planReply, spoken, usageSoFar, type ReplyPlan } from './reply-plan.ts'
import { textOfTool, toolSchema, type InputTokens } from './kept-prefixes.ts'

/** Gemini on this machine; `GEMINI_BASE_URL` is its `url`. */
export const startFakeGemini = (options: StartOptions = {}): Promise<Fake> =>
  startFake({ provider: 'gemini', answer, ...options })

const contentSchema = z.looseObject({ parts: z.array(z.looseObject({ text: z.string().optional() })) })
const bodySchema = z.looseObject({
  contents: z.array(contentSchema).min(1),
  systemInstruction: contentSchema.optional(),
  tools: z.array(z.looseObject({ functionDeclarations: z.array(toolSchema).default([]) })).default([]),
  generationConfig: z.looseObject({ maxOutputTokens: z.int().positive().optional() }).optional(),
})

// Its pages say 1,024 for some models, and people see nothing kept below three to six thousand.
const LEAST_KEPT = 4_096

const ADDRESS = /^\/v1(?:beta)?\/models\/([^:/?]+):(streamGenerateContent|generateContent)(\?.*)?$/

async function answer(exchange: Exchange): Promise<void> {
  const { request, response } = exchange
  if (!request.headers['x-goog-api-key']) return refuse(exchange, 403, 'PERMISSION_DENIED', 'No API key.')
  if (request.method === 'GET' && /^\/v1(beta)?\/models/.test(request.path)) {
    const names = ['gemini-2.5-flash-lite', 'gemini-3.5-flash-lite']
    return sendJson(response, 200, { models: names.map((name) => ({ name: `models/${name}` })) })
  }
  const [, model, task, query = ''] = ADDRESS.exec(request.path) ?? []
  if (!model || !task) return refuse(exchange, 404, 'NOT_FOUND', 'Unknown method.')
  if (await failAsGemini(exchange)) return
  const body = bodySchema.safeParse(jsonOf(request))
  if (!body.success) return refuse(exchange, 400, 'INVALID_ARGUMENT', z.prettifyError(body.error))
  const { systemInstruction, contents, tools } = body.data
  const schemas = tools.flatMap(({ functionDeclarations }) => functionDeclarations.map(textOfTool)).join('')
  const prompt = schemas + textOf([...(systemInstruction ? [systemInstruction] : []), ...contents])
  const input = exchange.kept.read(prompt, { by: 'beginning', least: LEAST_KEPT, step: 1 })
  const question = textOf(contents.slice(-1))
  if (task === 'generateContent')
    return sendJson(response, 200, answerWhole(exchange, model, input, question))
  if (query === '?alt=sse') return stream(exchange, model, input, question)
  // Not events, but the chunks as one list.
  sendJson(response, 200, [answerWhole(exchange, model, input, question)])
}

const textOf = (contents: z.output<typeof contentSchema>[]) =>
  contents.flatMap(({ parts }) => parts.map(({ text = '' }) => text)).join('')

const refuse = ({ response }: Exchange, code: number, status: string, message: string) =>
  sendJson(response, code, { error: { code, message, status } })

const toUsage = ({ inputTokens, cachedInputTokens, outputTokens, reasoningTokens }: ReplyPlan['usage']) => ({
  promptTokenCount: inputTokens,
  // Thoughts are billed as output and stand beside the candidates' tokens, not among them.
  candidatesTokenCount: outputTokens - reasoningTokens,
  totalTokenCount: inputTokens + outputTokens,
  ...(cachedInputTokens > 0 && { cachedContentTokenCount: cachedInputTokens }),
  ...(reasoningTokens > 0 && { thoughtsTokenCount: reasoningTokens }),
})

const FINISH: Partial<Record<ReplyPlan['ending'], string>> = { length: 'MAX_TOKENS', blocked: 'SAFETY' }

// What comes half-way, where a scenario has it.
const BROKEN = { error: { code: 503, message: 'The model is overloaded.', status: 'UNAVAILABLE' } }
const WRONG_SHAPE = { candidates: [{ content: { parts: 'Hi' } }] }
const MALFORMED = '{"candidates":[{"cont'

const functionParts = ({ answer }: Exchange) =>
  answer.toolCalls.map(({ name, input }) => ({ functionCall: { name, args: input } }))

const candidate = (parts: unknown[], finishReason?: string) => ({
  content: { role: 'model', parts },
  ...(finishReason && { finishReason }),
  index: 0,
})

function answerWhole(exchange: Exchange, model: string, input: InputTokens, question: string): object {
  const { answer } = exchange
  const plan = planReply(answer, input, question)
  const servedModel = answer.servedModel ?? model
  exchange.bill(chatEntry(model, servedModel, plan.usage))
  const parts = [
    ...(plan.pieces.length > 0 ? [{ text: plan.pieces.join('') }] : []),
    ...functionParts(exchange),
  ]
  return {
    ...(answer.fault === 'safety_block'
      ? { promptFeedback: { blockReason: 'SAFETY' } }
      : { candidates: [candidate(parts, FINISH[plan.ending] ?? 'STOP')] }),
    usageMetadata: toUsage(plan.usage),
    modelVersion: servedModel,
    responseId: 'fake',
  }
}

async function stream(
  exchange: Exchange,
  model: string,
  input: InputTokens,
  question: string,
): Promise<void> {
  const { answer } = exchange
  const plan = planReply(answer, input, question)
  const servedModel = answer.servedModel ?? model
  const writer = new EventWriter(exchange)
  const sent: string[] = []
  const tell = (usage: ReplyPlan['usage']) => {
    const told = answer.toldUsage === undefined ? toUsage(usage) : answer.toldUsage
    return told && { usageMetadata: told }
  }
  const bill = (usage: ReplyPlan['usage']) => exchange.bill(chatEntry(model, servedModel, usage))
  const chunk = (body: object) => writer.event({ ...body, modelVersion: servedModel, responseId: 'fake' })

  if (answer.fault === 'safety_block') {
    bill(plan.usage)
    await chunk({ promptFeedback: { blockReason: 'PROHIBITED_CONTENT' }, usageMetadata: toUsage(plan.usage) })
    return writer.end()
  }
  if (answer.fault === 'empty_choices') await chunk({ candidates: [] })
  for (const piece of plan.pieces) {
    if (exchange.signal.aborted) break
    sent.push(piece)
    // Cumulative, on every chunk: whoever adds them up bills far too much.
    await chunk({
      candidates: [candidate([{ text: piece }])],
      ...tell(usageSoFar(input, sent)),
    })
  }
  if (plan.ending !== 'whole' && !FINISH[plan.ending]) {
    bill(usageSoFar(input, sent))
    return writer.breakOff(plan.ending, answer.fault === 'wrong_shape' ? WRONG_SHAPE : BROKEN, MALFORMED)
  }
  if (exchange.signal.aborted) return bill(usageSoFar(input, [spoken(sent, answer)]))
  bill(plan.usage)
  const last = {
    candidates: [candidate(functionParts(exchange), FINISH[plan.ending] ?? 'STOP')],
    ...tell(plan.usage),
  }
  await chunk(last)
  if (answer.fault === 'duplicate_end') {
    await chunk({ ...last, candidates: [candidate([], FINISH[plan.ending] ?? 'STOP')] })
  }
  await writer.end()
}
