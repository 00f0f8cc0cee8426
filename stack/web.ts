import { readdir, readFile } from 'node:fs/promises'
import http from 'node:http'
import path from 'node:path'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { promisify } from 'node:util'
import type { SiteEnvironment } from './build-site.ts'
import { repositoryDir } from './settings.ts'

const brotli = promisify(brotliCompress)

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}

const COMPRESSIBLE = /^(text|application|image\/svg)/

type Encoding = 'br' | 'gzip' | 'identity'

/** A web server and how to end it. */
export interface RunningWeb {
  url: string
  stop(): Promise<void>
}

/** Reads the headers that `_headers` asks a static host to send with every file. */
async function readHeaders(folder: string): Promise<Record<string, string>> {
  const text = await readFile(path.join(folder, '_headers'), 'utf8').catch(() => '')
  return Object.fromEntries(
    [...text.matchAll(/^ +([\w-]+): *(.+)$/gm)].map(([, name, value]) => [name!.toLowerCase(), value!]),
  )
}

/**
 * Serves a built site as a static host does: unknown paths without an extension get the page, hashed files are
 * kept for ever, text goes out compressed, `_headers` go out with everything.
 */
export async function startWeb({
  folder,
  host,
  port,
}: {
  folder: string
  host: string
  port: number
}): Promise<RunningWeb> {
  const files = new Set(
    (await readdir(folder, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map((entry) => path.join(entry.parentPath, entry.name)),
  )
  const headers = await readHeaders(folder)
  const cache = new Map<string, Promise<Buffer>>()

  // Only files that were there at the start are served, so no path can lead out of the folder.
  function findFile(pathname: string): string | null {
    const file = path.join(folder, pathname)
    if (files.has(file)) return file
    return path.extname(pathname) ? null : path.join(folder, 'index.html')
  }

  function read(file: string, encoding: Encoding): Promise<Buffer> {
    const key = `${encoding} ${file}`
    const known = cache.get(key)
    if (known) return known
    const body = readFile(file).then((raw) => compress(raw, encoding))
    cache.set(key, body)
    return body
  }

  const server = http.createServer(async (request, response) => {
    try {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost')
      const isRead = request.method === 'GET' || request.method === 'HEAD'
      const file = isRead ? findFile(decodeURIComponent(pathname)) : null
      if (!file) {
        response.writeHead(isRead ? 404 : 405).end()
        return
      }
      const type = TYPES[path.extname(file)] ?? 'application/octet-stream'
      const encoding = COMPRESSIBLE.test(type)
        ? chooseEncoding(request.headers['accept-encoding'])
        : 'identity'
      const body = await read(file, encoding)
      response.writeHead(200, {
        'content-type': type,
        'content-length': body.length,
        'cache-control': pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        ...headers,
        vary: 'accept-encoding',
        ...(encoding !== 'identity' && { 'content-encoding': encoding }),
      })
      response.end(request.method === 'HEAD' ? undefined : body)
    } catch {
      // A path that is no valid percent encoding.
      response.writeHead(400).end()
    }
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  return {
    url: `http://${host}:${port}`,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}

function chooseEncoding(accepted = ''): Encoding {
  if (/\bbr\b/.test(accepted)) return 'br'
  return /\bgzip\b/.test(accepted) ? 'gzip' : 'identity'
}

async function compress(raw: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'br') return brotli(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } })
  return encoding === 'gzip' ? promisify(gzip)(raw) : raw
}

/** Serves the sources with hot reload, for those who edit them. */
export async function startDevelopmentWeb({
  env,
  host,
  port,
}: {
  env: SiteEnvironment
  host: string
  port: number
}): Promise<RunningWeb> {
  const { createServer } = await import('vite')
  Object.assign(process.env, env)
  const server = await createServer({
    configFile: path.join(repositoryDir, 'vite.config.ts'),
    server: { host, port, strictPort: true },
    clearScreen: false,
  })
  await server.listen()
  return { url: `http://${host}:${port}`, stop: () => server.close() }
}
