import { failAsAnyServer } from './failures.ts'
import { sendJson, type Exchange } from './fake-server.ts'
import { retryHeaders } from './openai-errors.ts'
import type { Answer, Fault } from './script.ts'

interface Problem {
  code: number
  status: string
  message: string
  details?: unknown[]
}

const EXHAUSTED = { code: 429, status: 'RESOURCE_EXHAUSTED', message: 'You exceeded your current quota.' }
const quota = (quotaId: string) => ({
  '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
  violations: [{ quotaMetric: 'generativelanguage.googleapis.com/generate_content_requests', quotaId }],
})
const retryInfo = (ms: number) => ({
  '@type': 'type.googleapis.com/google.rpc.RetryInfo',
  retryDelay: `${ms / 1000}s`,
})
const PER_MINUTE = quota('GenerateRequestsPerMinutePerProjectPerModel')

function problemOf({ fault, retryAfterMs }: Answer): Problem | null {
  const waiting = { ...EXHAUSTED, details: [PER_MINUTE, retryInfo(retryAfterMs)] }
  const problems: Partial<Record<Fault, Problem>> = {
    rate_limit: { ...EXHAUSTED, details: [PER_MINUTE] },
    rate_limit_ms: waiting,
    rate_limit_seconds: waiting,
    rate_limit_date: waiting,
    daily_quota: {
      ...EXHAUSTED,
      details: [quota('GenerateRequestsPerDayPerProjectPerModel'), retryInfo(retryAfterMs)],
    },
    no_money: { ...EXHAUSTED, message: 'Your prepayment credits are depleted. Please manage your billing.' },
    overloaded: { code: 503, status: 'UNAVAILABLE', message: 'The model is overloaded.' },
    system_busy: { code: 503, status: 'UNAVAILABLE', message: 'The model is overloaded.' },
    server_error: { code: 500, status: 'INTERNAL', message: 'An internal error has occurred.' },
    unauthorized: {
      code: 403,
      status: 'PERMISSION_DENIED',
      message: 'Method does not allow unregistered callers.',
    },
    key_invalid: {
      code: 400,
      status: 'INVALID_ARGUMENT',
      message: 'API key not valid. Please pass a valid API key.',
      details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID' }],
    },
    model_missing: { code: 404, status: 'NOT_FOUND', message: 'The model is not found.' },
    bad_request: { code: 400, status: 'INVALID_ARGUMENT', message: 'Request contains an invalid argument.' },
  }
  return problems[fault] ?? null
}

/** Answers with the scripted failure, if it is one that comes before any answer. Tells whether it did. */
export async function failAsGemini(exchange: Exchange): Promise<boolean> {
  const { answer, response, request } = exchange
  if (await failAsAnyServer(exchange)) return true
  if (answer.fault === 'error_as_200') {
    sendJson(response, 200, { error: { code: 500, message: 'It broke.', status: 'INTERNAL' } })
    return true
  }
  const problem = problemOf(answer)
  if (!problem) return false
  const quote = answer.fault === 'bad_request' ? ` You sent: ${request.body.toString().slice(0, 2_000)}` : ''
  const error = { ...problem, message: problem.message + quote }
  sendJson(response, problem.code, { error }, retryHeaders(answer.fault, answer.retryAfterMs))
  return true
}
