import { readEnv } from './env.ts'
import { logToConsole } from './log.ts'
import type { Handler } from './serve.ts'

/**
 * The default export of a function's index.ts.
 * @throws Error that lists what the environment lacks, so that a function set up wrongly never answers
 */
export function boot(handler: Handler): { fetch(request: Request): Promise<Response> } {
  const runtime = { env: readEnv(), log: logToConsole }
  return { fetch: (request) => handler(request, runtime) }
}
