import type { z } from 'zod'
import { requireJobsToken, requireUser, type Claims } from './authenticate.ts'
import { userClient, type Client } from './clients.ts'
import { corsHeaders } from './cors.ts'
import type { Env } from './env.ts'
import { HttpError, toHttpError } from './http-error.ts'
import { readInput } from './input.ts'
import { describeError, type Log } from './log.ts'

/** Who may call: a signed-in person, our scheduler, or anybody. */
export type Auth = 'user' | 'jobs' | 'none'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export interface ServeOptions<A extends Auth, S extends z.core.$ZodType> {
  auth: A
  /** Of the JSON body, or of the query of a GET. Without it a body is not read. */
  input?: S
  /** POST unless told. */
  methods?: Method[]
  /** Below the function's own name: `/`, unless told. */
  path?: string
  /** 1 MB unless told. */
  maxBytes?: number
}

export interface Context {
  request: Request
  requestId: string
  env: Env
  /** Logs what went wrong after the answer had begun, and says what the caller is to be told of it. */
  report(thrown: unknown): HttpError
}

export interface UserContext extends Context {
  user: Claims
  /** With the caller's rights. */
  supabase: Client
}

type ContextOf<A extends Auth> = A extends 'user' ? UserContext : Context

/** What a handler works with; tests bring their own. */
export interface Runtime {
  env: Env
  log: Log
}

export type Handler = (request: Request, runtime: Runtime) => Promise<Response>

/** A handler of one address. */
export type Route = Handler & { readonly path: string }

const ONE_MEGABYTE = 1_000_000

/**
 * Makes a function of a rule: checks caller and input, answers with what `rule` returns (a Response, or a value
 * that becomes JSON), and turns whatever is thrown into the one error body. CORS and a request id are on every
 * answer, and each leaves one line in the log.
 *
 * @example
 * export const handler = serve({ auth: 'user', input: z.object({ name: z.string() }) }, async (input, { supabase }) => {
 *   const { data } = await supabase.rpc('build_digest', input).throwOnError()
 *   return { digest: data }
 * })
 */
export function serve<A extends Auth, S extends z.core.$ZodType = z.core.$ZodUndefined>(
  options: ServeOptions<A, S>,
  rule: (input: z.output<S>, context: ContextOf<A>) => unknown,
): Route {
  const { auth, input, methods = ['POST'], path = '/', maxBytes = ONE_MEGABYTE } = options

  async function answer(request: Request, context: Context): Promise<Response> {
    if (subPath(request) !== path) throw new HttpError('NOT_FOUND', 'There is nothing at this address.')
    if (!methods.some((method) => method === request.method)) {
      const allow = [...methods, 'OPTIONS'].join(', ')
      throw new HttpError('METHOD_NOT_ALLOWED', `Use ${methods.join(' or ')}.`, { headers: { allow } })
    }
    const full = await authenticate(auth, context)
    const value = input ? await readInput(request, input, maxBytes) : undefined
    const result = await rule(value as z.output<S>, full as ContextOf<A>)
    if (result instanceof Response) return result
    return result === undefined ? new Response(null, { status: 204 }) : Response.json(result)
  }

  const handle: Handler = async (request, { env, log }) => {
    const requestId = requestIdOf(request)
    if (request.method === 'OPTIONS') return complete(new Response(null, { status: 204 }), requestId)

    const startedAt = performance.now()
    const note = (status: number, error: HttpError | null) =>
      log({
        timestamp: new Date().toISOString(),
        level: status >= 500 ? 'error' : status >= 400 ? 'warn' : 'info',
        function: functionName(request),
        request_id: requestId,
        method: request.method,
        // An address we do not serve may hold anything.
        path: subPath(request) === path ? path : '(other)',
        status,
        duration_ms: Math.round(performance.now() - startedAt),
        ...describe(error),
      })
    const report = (thrown: unknown) => {
      const error = toHttpError(thrown)
      note(error.status, error)
      return error
    }
    try {
      const response = await answer(request, { request, requestId, env, report })
      note(response.status, null)
      return complete(response, requestId)
    } catch (thrown) {
      const error = report(thrown)
      const { status, headers } = error
      return complete(Response.json(error.toBody(requestId), { status, headers }), requestId)
    }
  }
  return Object.assign(handle, { path })
}

/** Several addresses of one function; the first one answers for those that there are not. */
export function serveAll(...routes: readonly [Route, ...Route[]]): Handler {
  return (request, runtime) => {
    const route = routes.find(({ path }) => path === subPath(request)) ?? routes[0]
    return route(request, runtime)
  }
}

function describe(error: HttpError | null) {
  if (!error) return {}
  return { code: error.code, ...(error.code === 'INTERNAL' && { error: describeError(error.cause) }) }
}

async function authenticate(auth: Auth, context: Context): Promise<Context | UserContext> {
  const { env, request } = context
  if (auth === 'jobs') requireJobsToken(env, request)
  if (auth !== 'user') return context
  const { token, claims } = await requireUser(env, request)
  return { ...context, user: claims, supabase: userClient(env, request, token) }
}

// On every platform the path begins with the function's name.
const functionName = (request: Request) => new URL(request.url).pathname.split('/')[1] ?? ''
const subPath = (request: Request) =>
  new URL(request.url).pathname.replace(/^\/[^/]*/, '').replace(/\/$/, '') || '/'

function requestIdOf(request: Request): string {
  const given = request.headers.get('x-request-id') ?? ''
  return /^[\w.:-]{1,100}$/.test(given) ? given : crypto.randomUUID()
}

function complete(response: Response, requestId: string): Response {
  const headers = new Headers(response.headers)
  for (const [name, value] of Object.entries({ ...corsHeaders, 'x-request-id': requestId }))
    headers.set(name, value)
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers })
}
