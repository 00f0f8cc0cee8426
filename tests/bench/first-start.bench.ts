import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, chmod, readdir, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { freeSettings } from '../../stack/ports.ts'
import { removeDataDir } from '../../stack/data-dir.ts'
import { PORTS, repositoryDir, type PortName, type Settings } from '../../stack/settings.ts'
import { report, time } from './harness.ts'

/**
 * What a person waits for: `npm start` on a fresh clone until the page answers, with the packages in npm's cache, and
 * the same once more on the data that is there. Beside it `npm ci` alone, which the first start has to do.
 */
const WARM_STARTS = 3
const PATIENCE_MS = 300_000
const run = promisify(execFile)

const folder = await mkdtemp(path.join(os.tmpdir(), 'aurum-first-start-'))
// Run by root, Postgres is another account, which must be able to enter.
await chmod(folder, 0o755)
const clone = path.join(folder, 'clone')
const dataDir = path.join(folder, 'data')
try {
  await run('git', ['clone', '--quiet', repositoryDir, clone])
  const settings = await freeSettings(dataDir)

  const first = [await timeStart(settings)]
  const warm: number[] = []
  for (let round = 0; round < WARM_STARTS; round++) warm.push(await timeStart(settings))

  await rm(path.join(clone, 'node_modules'), { recursive: true })
  const install = await time(() =>
    run('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'], { cwd: clone }),
  )
  if ((await readdir(path.join(clone, 'node_modules'))).length === 0)
    throw new Error('npm ci installed nothing')

  report('npm start until the page answers', [
    { name: 'fresh clone', samples: first, target: 60_000 },
    { name: 'warm restart', samples: warm, target: 5_000 },
    { name: 'npm ci alone, for comparison', samples: [install] },
  ])
} finally {
  await removeDataDir(dataDir)
  await rm(folder, { recursive: true, force: true })
}

/** Starts the clone, waits for its page, ends it in good order. @returns milliseconds until the page answered */
async function timeStart(settings: Settings): Promise<number> {
  const ports = Object.entries(PORTS).map(([name, { variable }]) => [
    variable,
    String(settings[name as PortName]),
  ])
  const child = spawn('npm', ['start'], {
    cwd: clone,
    env: { ...process.env, ...Object.fromEntries(ports), AURUM_DATA_DIR: settings.dataDir },
    // A group of its own, so that npm and what it starts can be ended together.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const ended = once(child, 'exit').then(() => {
    throw new Error(`npm start ended:\n${output}`)
  })
  ended.catch(() => {})
  try {
    return await time(() =>
      Promise.race([pageAnswers(`http://${settings.host}:${settings.webPort}/`), ended]),
    )
  } finally {
    await end(child)
  }
}

async function pageAnswers(url: string): Promise<void> {
  const giveUpAt = Date.now() + PATIENCE_MS
  while (Date.now() < giveUpAt) {
    // A limit for each: one signal for thousands of requests was seen to lose one, which then never ended.
    const isUp = await fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
      (response) => response.ok,
      () => false,
    )
    if (isUp) return
    await pause(20)
  }
  throw new Error('The page did not answer in time')
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return
  const gone = once(child, 'exit')
  process.kill(-child.pid, 'SIGTERM')
  await gone
}
