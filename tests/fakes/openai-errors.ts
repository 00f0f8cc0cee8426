import { failAsAnyServer } from './failures.ts'
import { sendJson, type Exchange } from './fake-server.ts'
import type { Fault } from './script.ts'

interface Problem {
  status: number
  type: string
  code: string | null
  message: string
}

const RATE_LIMIT: Problem = {
  status: 429,
  type: 'requests',
  code: 'rate_limit_exceeded',
  message: 'Rate limit reached for requests. Please try again in 20ms.',
}

const PROBLEMS: Partial<Record<Fault, Problem>> = {
  rate_limit: RATE_LIMIT,
  rate_limit_ms: RATE_LIMIT,
  rate_limit_seconds: RATE_LIMIT,
  rate_limit_date: RATE_LIMIT,
  daily_quota: {
    ...RATE_LIMIT,
    message: 'Rate limit reached for requests per day (RPD): Limit 200, Used 200.',
  },
  no_money: {
    status: 429,
    type: 'insufficient_quota',
    code: 'credit_balance_exhausted',
    message: 'You exceeded your current quota, please check your plan and billing details.',
  },
  overloaded: {
    status: 503,
    type: 'service_unavailable_error',
    code: 'server_is_overloaded',
    message: 'The engine is currently overloaded, please try again later.',
  },
  system_busy: { status: 429, type: 'rate_limit_error', code: 'slow_down', message: 'Slow down.' },
  server_error: { status: 500, type: 'server_error', code: null, message: 'The server had an error.' },
  unauthorized: {
    status: 401,
    type: 'invalid_request_error',
    code: 'invalid_api_key',
    message: 'Incorrect API key provided: sk-secret-of-ours. You can find your API key in your account.',
  },
  key_invalid: {
    status: 401,
    type: 'invalid_request_error',
    code: 'invalid_api_key',
    message: 'Incorrect API key provided.',
  },
  model_missing: {
    status: 404,
    type: 'invalid_request_error',
    code: 'model_not_found',
    message: 'The model does not exist or you do not have access to it.',
  },
  bad_request: {
    status: 400,
    type: 'invalid_request_error',
    code: 'invalid_value',
    message: 'Invalid value in your prompt.',
  },
}

export const openAiError = ({ type, code, message }: Omit<Problem, 'status'>) => ({
  error: { message, type, param: null, code },
})

/** Answers with the scripted failure, if it is one that comes before any answer. Tells whether it did. */
export async function failAsOpenAi(exchange: Exchange): Promise<boolean> {
  const { answer, response, request } = exchange
  if (await failAsAnyServer(exchange)) return true
  if (answer.fault === 'error_as_200') {
    sendJson(response, 200, openAiError({ type: 'server_error', code: null, message: 'It broke.' }))
    return true
  }
  const problem = PROBLEMS[answer.fault]
  if (!problem) return false
  // Real ones quote the prompt now and then, and so does this one.
  const quote = answer.fault === 'bad_request' ? ` You sent: ${request.body.toString().slice(0, 2_000)}` : ''
  sendJson(response, problem.status, openAiError({ ...problem, message: problem.message + quote }), {
    'x-request-id': 'req_fake',
    ...retryHeaders(answer.fault, answer.retryAfterMs),
  })
  return true
}

/** The three ways a provider says when to come back. */
export function retryHeaders(fault: Fault, retryAfterMs: number): Record<string, string> {
  if (fault === 'rate_limit_ms') return { 'retry-after-ms': String(retryAfterMs) }
  if (fault === 'rate_limit_seconds') return { 'retry-after': String(retryAfterMs / 1000) }
  if (fault === 'rate_limit_date') {
    return { 'retry-after': new Date(Date.now() + retryAfterMs).toUTCString() }
  }
  return {}
}
