import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { createClient, FunctionsHttpError } from '@supabase/supabase-js'
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest'
import WebSocket from 'ws'
import { errorBodySchema } from '../shared/error.ts'
import { functionCheck, listFunctions } from './deno.ts'
import { startFunctions, type RunningFunctions } from './functions.ts'
import { processIdentity } from './processes.ts'
import { repositoryDir } from './settings.ts'

const SOURCES: Record<string, string> = {
  echo: `export default { fetch: async (request: Request) => Response.json({
    url: new URL(request.url).pathname, method: request.method, body: await request.text(),
    header: request.headers.get('x-test'), given: process.env.GIVEN, home: process.env.HOME ?? null }) }`,
  stream: `const gates: (() => void)[] = []
    export default { fetch: (request: Request) => {
      if (new URL(request.url).pathname === '/stream/go') { gates.forEach((open) => open()); return new Response() }
      const body = new ReadableStream({ async start(out) {
        out.enqueue(new TextEncoder().encode('data: first\\n\\n'))
        await new Promise<void>((open) => gates.push(open))
        out.enqueue(new TextEncoder().encode('data: second\\n\\n'))
        out.close()
      } })
      return new Response(body, { headers: { 'content-type': 'text/event-stream' } }) } }`,
  crash: `export default { fetch: () => process.exit(3) }`,
  broken: `export default {`,
  empty: `export const fetch = () => new Response()`,
  silent: `export default { fetch: () => new Promise(() => {}) }`,
  nosy: `import { execFileSync } from 'node:child_process'
    import { readFileSync, writeFileSync } from 'node:fs'
    const attempt = (what: () => unknown) => { try { what(); return 'done' } catch (error) { return (error as Error).name } }
    export default { fetch: () => Response.json({ read: attempt(() => readFileSync('/etc/hostname')),
      write: attempt(() => writeFileSync(new URL('mine', import.meta.url), 'x')),
      run: attempt(() => execFileSync('/bin/true')) }) }`,
}

let folder: string
let functions: RunningFunctions
const log: string[] = []
const isUp = async (pid: number) => (await processIdentity(pid)) !== null

async function writeFunction(name: string, source: string): Promise<void> {
  await mkdir(path.join(folder, name), { recursive: true })
  await writeFile(path.join(folder, name, 'index.ts'), source)
}

const startThem = (options: { idleMs?: number } = {}) =>
  startFunctions({
    functionsDir: folder,
    env: { GIVEN: 'yes' },
    watch: true,
    patienceMs: 2_000,
    log: (line) => log.push(line),
    ...options,
  })

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'aurum-functions-'))
  for (const [name, source] of Object.entries(SOURCES)) await writeFunction(name, source)
  functions = await startThem()
})
afterAll(async () => {
  await functions.stop()
  await rm(folder, { recursive: true })
})

async function expectError(response: Response, status: number, code: string): Promise<void> {
  expect(response.status).toBe(status)
  expect(response.headers.get('sb-error-code')).toBe(code)
  expect(response.headers.get('access-control-allow-origin')).toBe('*')
  const body = errorBodySchema.parse(await response.json())
  expect(body.code).toBe(code)
  expect(response.headers.get('x-request-id')).toBe(body.request_id)
}

describe('a function', () => {
  test('sees its name first in the path, and the request as it was sent', async () => {
    const response = await fetch(`${functions.url}/echo/some/path?x=1`, {
      method: 'PUT',
      headers: { 'x-test': 'passed on' },
      body: 'ünïcode',
    })
    expect(await response.json()).toEqual({
      url: '/echo/some/path',
      method: 'PUT',
      body: 'ünïcode',
      header: 'passed on',
      given: 'yes',
      home: null,
    })
  })

  test('starts with its first request and stays up for the next', async () => {
    await fetch(`${functions.url}/echo`)
    const { echo } = await functions.processes()
    expect(echo).toEqual(expect.any(Number))
    await fetch(`${functions.url}/echo`)
    expect((await functions.processes()).echo).toBe(echo)
    expect(log.find((line) => line.startsWith('[functions/echo] ready in '))).toBeDefined()
  })

  test('can neither read, write nor run what is not its own', async () => {
    const response = await fetch(`${functions.url}/nosy`)
    expect(await response.json()).toEqual({
      read: 'NotCapable',
      write: 'NotCapable',
      run: expect.stringMatching(/Error|NotCapable/),
    })
  })

  test.each(['identity', 'gzip, br'])('streams: what it sends first arrives first (%s)', async (encoding) => {
    const response = await fetch(`${functions.url}/stream`, { headers: { 'accept-encoding': encoding } })
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
    expect((await reader.read()).value).toBe('data: first\n\n')
    await fetch(`${functions.url}/stream/go`)
    expect((await reader.read()).value).toBe('data: second\n\n')
  })
})

describe('failures', () => {
  test.each(['nowhere', '_shared', '..%2f..', ''])('there is no function "%s"', async (name) => {
    await expectError(await fetch(`${functions.url}/${name}`), 404, 'NOT_FOUND')
  })

  test('a function that cannot start is a boot error, and the log says why', async () => {
    await expectError(await fetch(`${functions.url}/broken`), 503, 'BOOT_ERROR')
    expect(log.filter((line) => line.startsWith('[functions/broken]')).join('\n')).toContain('index.ts')
  })

  test('a function without the right export is a boot error too', async () => {
    await expectError(await fetch(`${functions.url}/empty`), 503, 'BOOT_ERROR')
    expect(log.join('\n')).toContain('index.ts must have a default export with a fetch function')
  })

  test('a function that does not answer in time is given up', async () => {
    await expectError(await fetch(`${functions.url}/silent`), 504, 'IDLE_TIMEOUT')
  })

  test('a function that dies while it answers takes no other with it, and is back for the next request', async () => {
    await fetch(`${functions.url}/echo`)
    const before = await functions.processes()
    await expectError(await fetch(`${functions.url}/crash`), 500, 'WORKER_ERROR')
    await expectError(await fetch(`${functions.url}/crash`), 500, 'WORKER_ERROR')
    expect((await functions.processes()).echo).toBe(before.echo)
  })

  test('a killed function is back with the next request', async () => {
    await fetch(`${functions.url}/echo`)
    const { echo } = await functions.processes()
    process.kill(echo!, 'SIGKILL')
    await expect.poll(() => functions.processes()).not.toHaveProperty('echo')
    expect((await fetch(`${functions.url}/echo`)).status).toBe(200)
    expect((await functions.processes()).echo).not.toBe(echo)
  })

  test('a caller who leaves is noticed, and harms nobody', async () => {
    const leaving = new AbortController()
    const request = fetch(`${functions.url}/silent`, { signal: leaving.signal })
    await expect.poll(async () => (await functions.processes()).silent).toBeDefined()
    leaving.abort()
    await expect(request).rejects.toThrow('abort')
    expect((await fetch(`${functions.url}/echo`)).status).toBe(200)
  })
})

describe('life', () => {
  const version = (name: string) => async () => (await fetch(`${functions.url}/${name}`)).text()

  test('a change of its sources is served without a restart', async () => {
    await writeFunction('changing', `export default { fetch: () => new Response('one') }`)
    expect(await version('changing')()).toBe('one')
    await writeFunction('changing', `export default { fetch: () => new Response('two') }`)
    await expect.poll(version('changing')).toBe('two')
  })

  test('a change of what functions share reaches them all', async () => {
    await mkdir(path.join(folder, '_shared'))
    await writeFile(path.join(folder, '_shared', 'word.ts'), `export const word = 'old'`)
    for (const name of ['first', 'second']) {
      await writeFunction(
        name,
        `import { word } from '../_shared/word.ts'\nexport default { fetch: () => new Response(word) }`,
      )
      expect(await version(name)()).toBe('old')
    }
    await writeFile(path.join(folder, '_shared', 'word.ts'), `export const word = 'new'`)
    await expect.poll(version('first')).toBe('new')
    await expect.poll(version('second')).toBe('new')
  })

  test('a request that is under way when the sources change is finished', async () => {
    await writeFunction('slow', SOURCES.stream!.replaceAll('/stream/', '/slow/'))
    const response = await fetch(`${functions.url}/slow`)
    const { slow } = await functions.processes()
    await writeFunction('slow', `export default { fetch: () => new Response('new') }`)
    await expect.poll(version('slow')).toBe('new')
    expect(await isUp(slow!)).toBe(true)
    await response.body!.cancel()
    await expect.poll(() => isUp(slow!), { timeout: 5_000 }).toBe(false)
  })

  test('a function nobody calls is ended, and starts again when it is called', async () => {
    const idle = await startThem({ idleMs: 20 })
    await (await fetch(`${idle.url}/echo`)).text()
    await expect.poll(() => idle.processes()).toEqual({})
    expect((await fetch(`${idle.url}/echo`)).status).toBe(200)
    await idle.stop()
  })

  test('stopping ends every process', async () => {
    const stopping = await startThem()
    await fetch(`${stopping.url}/echo`)
    const { echo } = await stopping.processes()
    await stopping.stop()
    expect(await isUp(echo!)).toBe(false)
  })

  test('no process outlives a stack that was killed', async () => {
    const script = `
      import { startFunctions } from ${JSON.stringify(path.join(repositoryDir, 'stack', 'functions.ts'))}
      const functions = await startFunctions({ functionsDir: ${JSON.stringify(folder)}, env: {} })
      await fetch(functions.url + '/echo')
      console.log((await functions.processes()).echo)`
    const stack = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      cwd: repositoryDir,
    })
    onTestFinished(() => void stack.kill('SIGKILL'))
    const [line] = (await once(stack.stdout, 'data')) as [Buffer]
    const pid = Number(line.toString())
    expect(await isUp(pid)).toBe(true)
    stack.kill('SIGKILL')
    await expect.poll(() => isUp(pid), { timeout: 5_000 }).toBe(false)
  })
})

describe('the functions of this repository', () => {
  const functionsDir = path.join(repositoryDir, 'supabase', 'functions')

  test('pass the type check of Deno, offline', async () => {
    const { program, args, env } = functionCheck()
    expect(args.at(-1)).toContain('index.ts')
    await expect(promisify(execFile)(program, args, { cwd: repositoryDir, env })).resolves.toBeDefined()
  })

  test('import the versions of package.json, and nothing else', async () => {
    const manifest = JSON.parse(await readFile(path.join(repositoryDir, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>
      devDependencies: Record<string, string>
    }
    const versions = { ...manifest.devDependencies, ...manifest.dependencies }
    for (const name of listFunctions(functionsDir)) {
      const file = await readFile(path.join(functionsDir, name, 'deno.json'), 'utf8')
      const { imports } = JSON.parse(file) as { imports: Record<string, string> }
      for (const [bare, target] of Object.entries(imports)) {
        const [, wanted, version, below] = /^npm:((?:@[^/]+\/)?[^@/]+)@([^/]+)(\/.*)?$/.exec(target)!
        expect({ name, bare, version }).toEqual({
          name,
          bare: `${wanted}${below ?? ''}`,
          version: versions[wanted!],
        })
      }
    }
  })

  const connect = () =>
    createClient(inject('stack').apiUrl, inject('stack').publishableKey, {
      realtime: { transport: WebSocket as unknown as typeof globalThis.WebSocket },
    })

  test('health is asked through the gateway with the real client', async () => {
    const { data } = await connect().functions.invoke<unknown>('health', { method: 'GET' })
    expect(data).toEqual({
      status: 'ok',
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      checks: { database: { status: 'ok', latency_ms: expect.any(Number) } },
      providers: {
        openai: expect.any(Boolean),
        anthropic: expect.any(Boolean),
        gemini: expect.any(Boolean),
        elevenlabs: expect.any(Boolean),
      },
    })
  })

  test('a refusal reaches the real client as it was written', async () => {
    const { error } = await connect().functions.invoke('health', { method: 'POST', body: {} })
    expect(error).toBeInstanceOf(FunctionsHttpError)
    const response = (error as FunctionsHttpError).context as Response
    expect(response.status).toBe(405)
    expect(errorBodySchema.parse(await response.json())).toMatchObject({ code: 'METHOD_NOT_ALLOWED' })
  })

  test('a function that does not exist is told by the gateway, with CORS', async () => {
    const { apiUrl, publishableKey } = inject('stack')
    const response = await fetch(`${apiUrl}/functions/v1/nowhere`, { headers: { apikey: publishableKey } })
    await expectError(response, 404, 'NOT_FOUND')
  })

  test('a browser may send our change headers and read the request id', async () => {
    const { apiUrl } = inject('stack')
    const preflight = await fetch(`${apiUrl}/functions/v1/health`, {
      method: 'OPTIONS',
      headers: { origin: 'http://localhost:5173', 'access-control-request-method': 'GET' },
    })
    const allowed = preflight.headers.get('access-control-allow-headers')
    for (const name of ['x-request-id', 'x-change-source', 'x-change-batch', 'authorization'])
      expect(allowed).toContain(name)
    const response = await fetch(`${apiUrl}/functions/v1/health`)
    expect(response.headers.get('access-control-expose-headers')).toContain('x-request-id')
  })
})
