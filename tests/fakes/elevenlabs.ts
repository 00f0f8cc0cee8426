import { z } from 'zod'
import { sayAsPcm } from './audio.ts'
import { sendJson, startFake, waitForDeparture, type Exchange, type Fake } from './fake-server.ts'
import { sendAudio } from './openai-audio.ts'
import type { Fault, ScriptedAnswer } from './script.ts'

/** ElevenLabs on this machine; `ELEVENLABS_BASE_URL` is its `url`. */
export const startFakeElevenLabs = (
  options: { port?: number; defaults?: ScriptedAnswer } = {},
): Promise<Fake> => startFake({ provider: 'elevenlabs', answer, ...options })

interface Problem {
  code: number
  status: string
  message: string
}

const TOO_MANY = {
  code: 429,
  status: 'too_many_concurrent_requests',
  message: 'Too many concurrent requests.',
}

const PROBLEMS: Partial<Record<Fault, Problem>> = {
  unauthorized: { code: 401, status: 'invalid_api_key', message: 'Invalid API key' },
  key_invalid: { code: 401, status: 'invalid_api_key', message: 'Invalid API key' },
  // The same 401 as a wrong key: only the status tells.
  no_money: { code: 401, status: 'quota_exceeded', message: 'This request exceeds your quota.' },
  daily_quota: { code: 401, status: 'quota_exceeded', message: 'This request exceeds your quota.' },
  rate_limit: TOO_MANY,
  rate_limit_ms: TOO_MANY,
  rate_limit_seconds: TOO_MANY,
  rate_limit_date: TOO_MANY,
  system_busy: { code: 429, status: 'system_busy', message: 'Our systems are experiencing heavy traffic.' },
  overloaded: { code: 503, status: 'unavailable', message: 'Try again later.' },
  server_error: { code: 500, status: 'internal_error', message: 'It broke.' },
  model_missing: { code: 400, status: 'model_not_found', message: 'No such model.' },
  bad_request: { code: 400, status: 'max_character_limit_exceeded', message: 'The text is too long.' },
}

const MAX_CHARACTERS: Record<string, number> = { eleven_flash_v2_5: 40_000, eleven_v3: 5_000 }

const bodySchema = z.looseObject({
  text: z.string().min(1),
  model_id: z.string().default('eleven_multilingual_v2'),
})

async function answer(exchange: Exchange): Promise<void> {
  const { request, response, answer } = exchange
  if (!request.headers['xi-api-key']) return refuse(exchange, PROBLEMS.unauthorized!)
  if (!/^\/v1\/text-to-speech\/[^/]+\/stream(\?|$)/.test(request.path)) {
    return sendJson(response, 404, { detail: 'Not Found' })
  }
  if (answer.fault === 'slow_first_byte') return waitForDeparture(exchange)
  if (answer.fault === 'refused') return void response.destroy()
  const problem = PROBLEMS[answer.fault]
  if (problem) return refuse(exchange, problem)
  const { text, model_id } = bodySchema.parse(JSON.parse(request.body.toString()))
  if (text.length > (MAX_CHARACTERS[model_id] ?? 10_000)) return refuse(exchange, PROBLEMS.bad_request!)
  exchange.bill({
    endpoint: 'speech',
    requestedModel: model_id,
    servedModel: model_id,
    inputTokens: 0,
    cachedInputTokens: 0,
    cacheWriteTokens: 0,
    outputTokens: 0,
    reasoningTokens: 0,
    audioMs: 0,
    characters: text.length,
  })
  response.writeHead(200, {
    'content-type': 'audio/pcm',
    'current-concurrent-requests': '1',
    'maximum-concurrent-requests': '5',
    'character-cost': String(text.length),
  })
  await sendAudio(exchange, sayAsPcm(text))
}

const refuse = ({ response }: Exchange, { code, status, message }: Problem) =>
  sendJson(response, code, { detail: { status, message } })
