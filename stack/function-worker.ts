import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { pathToFileURL } from 'node:url'
import { denoEnvironment, findDeno, OFFLINE_FLAGS } from './deno.ts'
import { repositoryDir } from './settings.ts'

export interface WorkerOptions {
  name: string
  functionsDir: string
  /** All that the function can see of the environment. */
  env: Record<string, string>
  log: (line: string) => void
}

/** The process of one function. */
export interface Worker {
  url: string
  pid: number
  /** Resolves when the process has ended, for whatever reason. */
  ended: Promise<void>
  stop(): Promise<void>
}

const BOOT_PATIENCE_MS = 30_000
const STOP_PATIENCE_MS = 1_000
// As on hosted.
const MEMORY_MB = 256

/**
 * Starts a function in a process of its own, which can read this repository's sources and packages, see its own
 * environment, use the network, and nothing else.
 * @throws Error when it ends, or does not listen in time; what it said is in the log
 */
export async function startWorker({ name, functionsDir, env, log }: WorkerOptions): Promise<Worker> {
  const startedAt = performance.now()
  const folder = path.join(functionsDir, name)
  const config = path.join(folder, 'deno.json')
  const readable = [functionsDir, ...['shared', 'node_modules'].map((part) => path.join(repositoryDir, part))]
  const child = spawn(
    findDeno(),
    [
      ...[
        'serve',
        '--host',
        '127.0.0.1',
        '--port',
        '0',
        '--no-prompt',
        '--unstable-no-legacy-abort',
        ...OFFLINE_FLAGS,
      ],
      ...(existsSync(config) ? ['--config', config] : ['--no-config']),
      ...['--allow-net', `--allow-read=${readable.join(',')}`],
      // An empty list would allow everything.
      ...(Object.keys(env).length > 0 ? [`--allow-env=${Object.keys(env).join(',')}`] : []),
      // Packages look for variables of their own; to them, those are unset rather than forbidden.
      ...['--ignore-env', `--v8-flags=--max-old-space-size=${MEMORY_MB}`],
      path.join(repositoryDir, 'stack', 'function-main.ts'),
      pathToFileURL(path.join(folder, 'index.ts')).href,
    ],
    { cwd: functionsDir, env: { ...denoEnvironment(), ...env }, stdio: ['pipe', 'pipe', 'pipe'] },
  )
  // A function that dies first makes closing its stdin fail.
  child.stdin.on('error', () => {})
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })

  try {
    const url = await listening(child, (line) => log(`[functions/${name}] ${line}`))
    log(`[functions/${name}] ready in ${Math.round(performance.now() - startedAt)} ms`)
    return { url, pid: child.pid!, ended, stop: () => end(child, ended) }
  } catch (error) {
    await end(child, ended)
    throw error
  }
}

function listening(
  child: ChildProcessByStdio<Writable, Readable, Readable>,
  log: (line: string) => void,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('it did not listen in time')), BOOT_PATIENCE_MS)
    child.once('error', reject)
    child.once('close', (code, signal) => {
      clearTimeout(timer)
      reject(new Error(`it ended (${signal ?? `exit code ${code}`})`))
    })
    for (const output of [child.stdout, child.stderr]) {
      createInterface(output).on('line', (line) => {
        const url = /^deno serve: Listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(line)?.[1]
        if (!url) return log(line)
        clearTimeout(timer)
        resolve(url)
      })
    }
  })
}

async function end(
  child: ChildProcessByStdio<Writable, Readable, Readable>,
  ended: Promise<void>,
): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  // Its main module then exits; SIGTERM would wait for requests that may never finish.
  child.stdin.end()
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE_MS)
  await ended
  clearTimeout(timer)
}
