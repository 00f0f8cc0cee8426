import { z } from 'zod'
import { durationMsOf, sayAsPcm, sayAsWav } from './audio.ts'
import { EventWriter } from './event-stream.ts'
import { sendJson, waitForDeparture, type Exchange } from './fake-server.ts'
import { openAiError } from './openai-errors.ts'
import { countTokens, piecesOf } from './script.ts'

const NOTHING = {
  inputTokens: 0,
  cachedInputTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 0,
  reasoningTokens: 0,
  audioMs: 0,
  characters: 0,
}

// What gpt-4o-transcribe counts: ten tokens a second.
const AUDIO_TOKENS_PER_SECOND = 10

/** `POST /v1/audio/transcriptions`: multipart, billed by seconds for whisper-1 and by tokens for the rest. */
export async function answerTranscription(exchange: Exchange): Promise<void> {
  const { request, response, answer } = exchange
  const form = await new Response(new Uint8Array(request.body), {
    headers: { 'content-type': request.headers['content-type'] ?? '' },
  }).formData()
  const file = form.get('file')
  const model = String(form.get('model') ?? '')
  if (!(file instanceof File) || model === '') {
    const problem = { type: 'invalid_request_error', code: null, message: 'file and model are needed' }
    return sendJson(response, 400, openAiError(problem))
  }
  const audio = Buffer.from(await file.arrayBuffer())
  const audioMs = durationMsOf(audio)
  const text = answer.text ?? 'Move dentist to Friday at three.'
  const isBySecond = model === 'whisper-1'
  const inputTokens = isBySecond ? 0 : Math.ceil((audioMs * AUDIO_TOKENS_PER_SECOND) / 1000)
  const outputTokens = isBySecond ? 0 : countTokens(text, 'out')
  const usage = isBySecond
    ? { type: 'duration', seconds: Math.ceil(audioMs / 1000) }
    : {
        type: 'tokens',
        input_tokens: inputTokens,
        input_token_details: { text_tokens: 0, audio_tokens: inputTokens },
        output_tokens: outputTokens,
        total_tokens: inputTokens + outputTokens,
      }
  const servedModel = answer.servedModel ?? model
  exchange.bill({
    ...NOTHING,
    endpoint: 'transcription',
    requestedModel: model,
    servedModel,
    inputTokens,
    outputTokens,
    audioMs,
  })
  // whisper-1 takes no notice of the wish to stream.
  if (isBySecond || form.get('stream') !== 'true') return sendJson(response, 200, { text, usage })
  const writer = new EventWriter(exchange)
  for (const delta of piecesOf(text)) await writer.event({ type: 'transcript.text.delta', delta })
  await writer.event({ type: 'transcript.text.done', text, usage })
  await writer.end()
}

const speechSchema = z.looseObject({
  model: z.string(),
  input: z.string().min(1).max(4_096),
  voice: z.string(),
  response_format: z.enum(['mp3', 'opus', 'aac', 'flac', 'wav', 'pcm']).default('mp3'),
  stream_format: z.enum(['audio', 'sse']).default('audio'),
})

/** `POST /v1/audio/speech`: a tone as long as the words, in the containers that need no codec. */
export async function answerSpeech(exchange: Exchange): Promise<void> {
  const { request, response, answer } = exchange
  const body = speechSchema.safeParse(JSON.parse(request.body.toString()))
  if (!body.success) {
    const problem = { type: 'invalid_request_error', code: null, message: z.prettifyError(body.error) }
    return sendJson(response, 400, openAiError(problem))
  }
  const { model, input, response_format: format } = body.data
  const audio = format === 'wav' ? sayAsWav(input) : sayAsPcm(input)
  const isByCharacter = model.startsWith('tts-1')
  const usage = {
    input_tokens: isByCharacter ? 0 : countTokens(input, 'in'),
    output_tokens: isByCharacter ? 0 : Math.ceil(audio.length / 4_800),
  }
  exchange.bill({
    ...NOTHING,
    endpoint: 'speech',
    requestedModel: model,
    servedModel: answer.servedModel ?? model,
    inputTokens: usage.input_tokens,
    outputTokens: usage.output_tokens,
    characters: input.length,
  })
  if (body.data.stream_format === 'sse' && !isByCharacter) {
    const writer = new EventWriter(exchange)
    for (const part of partsOf(audio)) {
      await writer.event({ type: 'speech.audio.delta', audio: part.toString('base64') })
    }
    const total_tokens = usage.input_tokens + usage.output_tokens
    await writer.event({ type: 'speech.audio.done', usage: { ...usage, total_tokens } })
    return writer.end()
  }
  response.writeHead(200, { 'content-type': format === 'wav' ? 'audio/wav' : 'application/octet-stream' })
  await sendAudio(exchange, audio)
}

/** A body of sound, as the script has it: whole, stalled or cut in the middle. */
export async function sendAudio(exchange: Exchange, audio: Buffer): Promise<void> {
  const { answer, response } = exchange
  const isBroken = answer.fault === 'stall' || answer.fault === 'cut'
  for (const part of partsOf(isBroken ? audio.subarray(0, audio.length / 2) : audio)) {
    if (exchange.signal.aborted) return
    await new Promise<void>((resolve) => response.write(part, () => setImmediate(resolve)))
  }
  if (answer.fault === 'stall') return waitForDeparture(exchange)
  if (answer.fault === 'cut') return void response.destroy()
  response.end()
}

const PART_BYTES = 9_600

function* partsOf(audio: Buffer): Generator<Buffer> {
  for (let start = 0; start < audio.length; start += PART_BYTES)
    yield audio.subarray(start, start + PART_BYTES)
}

const embeddingsSchema = z.looseObject({
  model: z.string(),
  input: z.union([z.string(), z.array(z.string())]),
  dimensions: z.int().positive().default(1_536),
  encoding_format: z.enum(['float', 'base64']).default('float'),
})

/** `POST /v1/embeddings`: the same text has the same vector, of length one. */
export function answerEmbeddings(exchange: Exchange): void {
  const { request, response, answer } = exchange
  const body = embeddingsSchema.parse(JSON.parse(request.body.toString()))
  const inputs = [body.input].flat()
  const inputTokens = answer.usage?.inputTokens ?? countTokens(inputs.join(''), 'in')
  const model = answer.servedModel ?? body.model
  exchange.bill({
    ...NOTHING,
    endpoint: 'embeddings',
    requestedModel: body.model,
    servedModel: model,
    inputTokens,
  })
  const data = inputs.map((text, index) => {
    const vector = embed(text, body.dimensions)
    const embedding =
      body.encoding_format === 'base64'
        ? Buffer.from(Float32Array.from(vector).buffer).toString('base64')
        : vector
    return { object: 'embedding', index, embedding }
  })
  sendJson(response, 200, {
    object: 'list',
    data,
    model,
    usage: { prompt_tokens: inputTokens, total_tokens: inputTokens },
  })
}

function embed(text: string, dimensions: number): number[] {
  const vector = new Array<number>(dimensions).fill(0)
  for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? ['']) {
    let hash = 7
    for (const letter of word) hash = (hash * 31 + letter.codePointAt(0)!) % 1_000_003
    vector[hash % dimensions]! += 1
  }
  const length = Math.hypot(...vector)
  return vector.map((value) => value / length)
}
