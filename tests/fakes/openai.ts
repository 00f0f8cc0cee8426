import { jsonOf, sendJson, startFake, type Exchange, type Fake, type StartOptions } from './fake-server.ts'
import { answerEmbeddings, answerSpeech, answerTranscription } from './openai-audio.ts'
import { answerChat, chatBodySchema, refusalOf, streamChat } from './openai-chat.ts'
import { failAsOpenAi, openAiError } from './openai-errors.ts'

const MODELS = [
  'gpt-6.1-sol',
  'gpt-6-luna',
  'gpt-4o-mini-transcribe',
  'whisper-1',
  'gpt-4o-mini-tts',
  'tts-1',
]

/** OpenAI on this machine; `OPENAI_BASE_URL` is its `url` and `/v1`. */
export const startFakeOpenAi = (options: StartOptions = {}): Promise<Fake> =>
  startFake({ provider: 'openai', answer, ...options })

async function answer(exchange: Exchange): Promise<void> {
  const { request, response } = exchange
  if (!request.headers.authorization?.startsWith('Bearer ')) {
    const problem = { type: 'invalid_request_error', code: null, message: 'You provided no API key.' }
    return refuse(exchange, 401, problem)
  }
  const endpoint = request.path.replace(/^\/v1/, '')
  if (endpoint === '/models' && request.method === 'GET') {
    const data = MODELS.map((id) => ({ id, object: 'model', created: 1_790_000_000, owned_by: 'openai' }))
    return sendJson(response, 200, { object: 'list', data })
  }
  if (await failAsOpenAi(exchange)) return
  if (endpoint === '/chat/completions') return chat(exchange)
  if (endpoint === '/audio/transcriptions') return answerTranscription(exchange)
  if (endpoint === '/audio/speech') return answerSpeech(exchange)
  if (endpoint === '/embeddings') return answerEmbeddings(exchange)
  const problem = { type: 'invalid_request_error', code: null, message: 'Unknown request URL.' }
  refuse(exchange, 404, problem)
}

const refuse = ({ response }: Exchange, status: number, problem: Parameters<typeof openAiError>[0]) =>
  sendJson(response, status, openAiError(problem), { 'x-request-id': 'req_fake' })

async function chat(exchange: Exchange): Promise<void> {
  const body = chatBodySchema.safeParse(jsonOf(exchange.request))
  const refusal = body.success ? refusalOf(body.data) : 'The body is not as it should be.'
  if (!body.success || refusal) {
    const problem = { type: 'invalid_request_error', code: 'unsupported_parameter', message: refusal ?? '' }
    return refuse(exchange, 400, problem)
  }
  return body.data.stream ? streamChat(exchange, body.data) : answerChat(exchange, body.data)
}
