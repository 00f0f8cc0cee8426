import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'
import { KeptPrefixes, type TokenCount } from './kept-prefixes.ts'
import { answerSchema, ROUGH_COUNT, type Answer, type LedgerEntry, type ScriptedAnswer } from './script.ts'

/** A request as the provider saw it, for tests to look into. */
export interface SeenRequest {
  method: string
  path: string
  headers: Record<string, string>
  body: Buffer
  /** By the clock of this process, in milliseconds. */
  arrivedAt: number
}

/** One request on its way through a fake. */
export interface Exchange {
  request: SeenRequest
  response: ServerResponse
  answer: Answer
  /** Aborted when the client goes away before the answer is complete. */
  signal: AbortSignal
  bill(entry: Omit<LedgerEntry, 'provider' | 'fault'>): void
  /** What it has kept of the prompts before this one. */
  kept: KeptPrefixes
}

export interface Fake {
  url: string
  /** Sets the answers of the next requests, first come first served. After them everything is `ok`. */
  script(...answers: ScriptedAnswer[]): void
  readonly requests: readonly SeenRequest[]
  readonly ledger: readonly LedgerEntry[]
  /** Resolves once a client has gone before its answer was complete. */
  abandoned(): Promise<void>
  /** Forgets script, requests, ledger and what it kept of prompts. */
  reset(): void
  stop(): Promise<void>
}

/** What every fake can be told at its start. */
export interface StartOptions {
  /** An ephemeral one unless told. */
  port?: number
  /** What is not said by a scripted answer; for a demo, some time between two words. */
  defaults?: ScriptedAnswer
  /** Of what it is sent; by the number of bytes unless told. */
  count?: TokenCount
}

interface FakeOptions extends StartOptions {
  provider: string
  answer(exchange: Exchange): Promise<void>
}

/**
 * A provider of AI on 127.0.0.1. Beside its own endpoints it has `POST /control/script` (a list of answers),
 * `GET /control/ledger`, `GET /control/requests` (counts, no contents), `GET /control/bodies` (the contents) and
 * `POST /control/reset`. Ledger and bodies take `?about=…`: those of requests that have this in their body.
 */
export async function startFake({
  provider,
  answer,
  port = 0,
  defaults = {},
  count = ROUGH_COUNT,
}: FakeOptions): Promise<Fake> {
  const kept = new KeptPrefixes(count)
  let scripted: Answer[] = []
  let requests: SeenRequest[] = []
  let ledger: LedgerEntry[] = []
  let billedBodies: string[] = []
  const departures = new EventTarget()

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(incoming)
    if (request.path.startsWith('/control/')) return control(request, response)
    requests.push(request)
    // Catalogues cost nothing, and scripts are about calls that do.
    const next = request.method === 'GET' ? undefined : takeScripted(request.body.toString())
    const abort = new AbortController()
    response.once('close', () => {
      if (response.writableFinished) return
      abort.abort()
      departures.dispatchEvent(new Event('departure'))
    })
    const current = next ?? answerSchema.parse(defaults)
    await answer({
      request,
      response,
      answer: current,
      kept,
      signal: abort.signal,
      bill(entry) {
        ledger.push({ provider, fault: current.fault, ...entry })
        billedBodies.push(request.body.toString())
      },
    })
  }

  function takeScripted(body: string): Answer | undefined {
    const at = scripted.findIndex(({ when }) => when === undefined || body.includes(when))
    return at < 0 ? undefined : scripted.splice(at, 1)[0]
  }

  function control(request: SeenRequest, response: ServerResponse): void {
    const url = new URL(request.path, 'http://localhost')
    const about = url.searchParams.get('about') ?? ''
    if (request.path === '/control/script') {
      const answers = z.array(answerSchema).safeParse(JSON.parse(request.body.toString() || '[]'))
      if (!answers.success) return sendJson(response, 422, { problem: z.prettifyError(answers.error) })
      scripted.push(...answers.data)
    } else if (request.path === '/control/reset') fake.reset()
    else if (url.pathname === '/control/ledger') {
      const entries = ledger.filter((_, at) => billedBodies[at]!.includes(about))
      return sendJson(response, 200, entries)
    } else if (url.pathname === '/control/bodies') {
      const bodies = requests.map(({ body }) => body.toString()).filter((body) => body.includes(about))
      return sendJson(response, 200, bodies)
    } else if (request.path === '/control/requests') {
      return sendJson(
        response,
        200,
        requests.map(({ method, path }) => ({ method, path })),
      )
    } else return sendJson(response, 404, { problem: 'There is nothing here.' })
    sendJson(response, 200, { left: scripted.length })
  }

  const server = createServer((incoming, response) => {
    handle(incoming, response).catch(() => response.destroy())
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')

  const fake: Fake = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    script: (...answers) => {
      scripted.push(...answers.map((each) => answerSchema.parse({ ...defaults, ...each })))
    },
    get requests() {
      return requests
    },
    get ledger() {
      return ledger
    },
    abandoned: async () => {
      await once(departures, 'departure')
    },
    reset() {
      scripted = []
      requests = []
      ledger = []
      billedBodies = []
      kept.forget()
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return fake
}

async function readRequest(incoming: IncomingMessage): Promise<SeenRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
  )
  return {
    method: incoming.method ?? 'GET',
    path: incoming.url ?? '/',
    headers,
    body: Buffer.concat(chunks),
    arrivedAt: performance.now(),
  }
}

/** The body of a request as a value; undefined when it is no JSON. */
export function jsonOf({ body }: SeenRequest): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify(body))
}

/** Holds the line until the client hangs up. */
export async function waitForDeparture({ signal }: Exchange): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort')
}
