import { randomUUID } from 'node:crypto'
import { watch, type FSWatcher } from 'node:fs'
import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import path from 'node:path'
import type { Duplex } from 'node:stream'
import { corsHeaders } from '@supabase/supabase-js/cors'
import { proxyUpgrade } from 'httpxy'
import { ERROR_STATUS, type ErrorBody, type ErrorCode } from '../shared/error.ts'
import { makeFunctionPool, type FunctionPool } from './function-pool.ts'
import { listen } from './http.ts'
import { repositoryDir } from './settings.ts'

export interface FunctionsOptions {
  /** The folder of supabase/functions. */
  functionsDir: string
  /** All that functions see of the environment: see `functionEnvironment`. */
  env: Record<string, string>
  /** Load a function anew when its sources, `_shared` or `shared` change; false unless told. */
  watch?: boolean
  log?: (line: string) => void
  /** A function nobody calls for this long is ended; 10 minutes unless told. */
  idleMs?: number
  /** A function that has not begun to answer after this long gets a 504; 150 s, as on hosted, unless told. */
  patienceMs?: number
}

export interface RunningFunctions {
  url: string
  /** Process ids of the functions that are up, by name. */
  processes(): Promise<Record<string, number>>
  stop(): Promise<void>
}

/**
 * Serves Edge Functions at `/<name>/…`, each in a Deno process of its own, started by its first request. One that
 * dies takes no other with it, and is back with the next request.
 */
export async function startFunctions(options: FunctionsOptions): Promise<RunningFunctions> {
  const { functionsDir, env, log = () => {}, idleMs = 600_000, patienceMs = 150_000 } = options
  const pool = makeFunctionPool({ functionsDir, env, log, idleMs })
  const server = await listen(0, (incoming, response) => void answer(incoming, response, pool, patienceMs))
  server.server.on('upgrade', (request: IncomingMessage, socket, head) => {
    void upgrade(request, socket, head, pool)
  })
  const watchers = options.watch ? watchSources(functionsDir, pool) : []
  return {
    url: server.url,
    processes: () => pool.processes(),
    async stop() {
      for (const watcher of watchers) watcher.close()
      await server.stop()
      await pool.stop()
    },
  }
}

const nameIn = (request: IncomingMessage) => /^\/([^/?#]+)/.exec(request.url ?? '')?.[1] ?? ''

async function answer(
  incoming: IncomingMessage,
  response: ServerResponse,
  pool: FunctionPool,
  patienceMs: number,
): Promise<void> {
  const name = nameIn(incoming)
  if (!pool.has(name)) return refuse(incoming, response, 'NOT_FOUND', 'Requested function was not found')
  let line
  try {
    line = await pool.connect(name)
  } catch {
    const hint = 'The log of the stack says why.'
    return refuse(incoming, response, 'BOOT_ERROR', 'Function failed to start', hint)
  }
  try {
    const failure = await forward(incoming, response, line.socket, patienceMs)
    if (failure === 'IDLE_TIMEOUT') refuse(incoming, response, failure, 'The function did not answer in time')
    if (failure === 'WORKER_ERROR')
      refuse(incoming, response, failure, 'The function ended before it answered')
  } finally {
    line.release()
  }
}

/** Passes a request on and streams the answer back. Resolves with why nothing was answered, or null. */
function forward(
  incoming: IncomingMessage,
  response: ServerResponse,
  socket: Socket,
  patienceMs: number,
): Promise<'IDLE_TIMEOUT' | 'WORKER_ERROR' | null> {
  return new Promise((resolve) => {
    const { method, url: path, headers } = incoming
    const outgoing = http.request({ method, path, headers, createConnection: () => socket })
    const timer = setTimeout(() => {
      resolve('IDLE_TIMEOUT')
      outgoing.destroy()
    }, patienceMs)
    outgoing.once('response', (answered) => {
      clearTimeout(timer)
      response.writeHead(answered.statusCode!, answered.statusMessage, endToEnd(answered))
      // The first event of a stream must not wait for a second one.
      response.flushHeaders()
      answered.on('error', () => response.destroy())
      answered.pipe(response)
    })
    outgoing.on('error', () => resolve('WORKER_ERROR'))
    response.once('close', () => {
      clearTimeout(timer)
      outgoing.destroy()
      // A function may refuse a body unread; left in the connection, it would hold up the next request there.
      incoming.unpipe(outgoing)
      incoming.resume()
      resolve(null)
    })
    incoming.pipe(outgoing)
  })
}

// The connection to us and the one to the function are two; Node manages either.
const HOP_BY_HOP = new Set(['connection', 'keep-alive', 'transfer-encoding'])

function endToEnd({ rawHeaders }: IncomingMessage): string[] {
  const kept: string[] = []
  for (let index = 0; index < rawHeaders.length; index += 2) {
    if (!HOP_BY_HOP.has(rawHeaders[index]!.toLowerCase()))
      kept.push(rawHeaders[index]!, rawHeaders[index + 1]!)
  }
  return kept
}

function refuse(
  incoming: IncomingMessage,
  response: ServerResponse,
  code: ErrorCode,
  message: string,
  hint?: string,
): void {
  if (response.headersSent || response.destroyed) return
  const requestId = incoming.headers['x-request-id']?.toString() ?? randomUUID()
  const body: ErrorBody = { code, message, ...(hint && { hint }), request_id: requestId }
  response.writeHead(ERROR_STATUS[code], {
    ...corsHeaders,
    'content-type': 'application/json',
    'sb-error-code': code,
    'x-request-id': requestId,
  })
  response.end(JSON.stringify(body))
}

async function upgrade(
  request: IncomingMessage,
  client: Duplex,
  head: Buffer,
  pool: FunctionPool,
): Promise<void> {
  const name = nameIn(request)
  client.on('error', () => client.destroy())
  try {
    if (!pool.has(name)) throw new Error(`there is no function ${name}`)
    const { socket, url, release } = await pool.connect(name)
    socket.destroy()
    client.once('close', release)
    await proxyUpgrade(url, request, client, head)
  } catch {
    client.destroy()
  }
}

function watchSources(functionsDir: string, pool: FunctionPool): FSWatcher[] {
  const onChange = (folder: string) => (_: string, file: string | null) => {
    if (file?.endsWith('.test.ts')) return
    const name = folder === functionsDir ? file?.split(path.sep)[0] : undefined
    // Without a name, or in _shared, it may concern every function.
    pool.retire(name?.startsWith('_') ? undefined : name)
  }
  return [functionsDir, path.join(repositoryDir, 'shared')].map((folder) => {
    const watcher = watch(folder, { recursive: true }, onChange(folder))
    // A folder that vanishes is no reason to end the stack.
    watcher.on('error', () => {})
    return watcher
  })
}
