import type { IncomingMessage, ServerResponse } from 'node:http'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { App } from '@supabase/lite'
import { connectData } from './data-connection.ts'
import { errorResponse, isLoopbackHost, listen, meterBody, reply, toRequest } from './http.ts'
import { withRequestContext } from './request-context.ts'

export interface StudioOptions {
  port: number
  /** Address of the database as the role authenticator. */
  databaseUrl: string
}

const MAX_BODY_BYTES = 10 * 1024 * 1024
const assets = path.dirname(createRequire(import.meta.url).resolve('@supabase/lite/static/favicon.ico'))
const TYPES: Record<string, string> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.ico': 'image/x-icon',
}

/**
 * Starts the table browser that stands in for the dashboard of hosted: whoever uses this machine reads and edits all
 * rows with it, as service_role. It answers requests that name this machine and come from its own pages only.
 */
export async function startStudio({
  port,
  databaseUrl,
}: StudioOptions): Promise<{ url: string; stop(): Promise<void> }> {
  const data = await connectData(databaseUrl)
  const app = new App({
    connection: data.connection,
    api: { enabled: true, schemas: ['public'], max_rows: 1000 },
    auth: { enabled: false },
    storage: { enabled: false },
    studio: { enabled: true },
    options: { server: { admin: true } },
  })
  await app.init()
  await data.watchSchema()
  const studio = await listen(port, (incoming, response) => {
    reply(response, answer(app, incoming, response))
  })
  return {
    url: studio.url,
    async stop() {
      await studio.stop()
      await data.close()
    },
  }
}

async function answer(app: App, incoming: IncomingMessage, response: ServerResponse): Promise<Response> {
  const { host, origin } = incoming.headers
  if (!isLoopbackHost(host) || (origin && origin !== `http://${host}`)) {
    return errorResponse(403, { code: 'FORBIDDEN', message: 'The studio answers its own pages only.' })
  }
  const request = toRequest(incoming, response, `http://${host}`, meterBody(incoming, MAX_BODY_BYTES))
  const { pathname, searchParams } = new URL(request.url)
  if (pathname.startsWith('/static/')) return serveAsset(pathname.slice('/static/'.length))
  // It would tell the database's password.
  if (pathname === '/_system/info') return withoutConnection(await app.fetch(request))
  const context = {
    service: 'studio',
    method: request.method,
    path: pathname,
    headers: request.headers,
    query: searchParams,
  }
  return withRequestContext(context, () =>
    app.fetch(request, { peerAddress: incoming.socket.remoteAddress ?? null }),
  )
}

async function serveAsset(name: string): Promise<Response> {
  const file = path.join(assets, name)
  const type = TYPES[path.extname(file)]
  const content = type && file.startsWith(assets) ? await readFile(file).catch(() => null) : null
  if (!content) return errorResponse(404, { code: 'NOT_FOUND', message: 'There is no such file.' })
  return new Response(content, { headers: { 'content-type': type!, 'cache-control': 'max-age=3600' } })
}

async function withoutConnection(answer: Response): Promise<Response> {
  const info: unknown = await answer.json()
  return Response.json({ ...(info as object), connection: {} }, { status: answer.status })
}
