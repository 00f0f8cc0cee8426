import { execFileSync, spawn } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { removeDataDir } from '../../stack/data-dir.ts'
import { freeSettings } from '../../stack/ports.ts'
import { PORTS, repositoryDir, type PortName, type Settings } from '../../stack/settings.ts'
import { report } from './harness.ts'

const WARM_ROUNDS = 5

/** Seconds from `npm start` until the page answers; the stack is stopped again. */
async function timeStart(folder: string, settings: Settings): Promise<number> {
  const ports = (Object.keys(PORTS) as PortName[]).map((name) => [
    PORTS[name].variable,
    String(settings[name]),
  ])
  const beganAt = performance.now()
  const child = spawn('npm', ['start', '--silent'], {
    cwd: folder,
    env: { ...process.env, ...Object.fromEntries(ports), AURUM_DATA_DIR: settings.dataDir },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  while (!(await answers(`http://${settings.host}:${settings.webPort}/`))) {
    if (child.exitCode !== null) throw new Error(`npm start ended with exit code ${child.exitCode}`)
    await delay(10)
  }
  const seconds = (performance.now() - beganAt) / 1000
  child.kill('SIGTERM')
  await ended
  return seconds
}

const answers = (url: string) =>
  fetch(url).then(
    (response) => response.ok,
    () => false,
  )

const parent = await mkdtemp(path.join(os.tmpdir(), 'aurum-startup-'))
await chmod(parent, 0o755)
const clone = path.join(parent, 'clone')
const settings = await freeSettings(path.join(parent, 'data'))
try {
  execFileSync('git', ['clone', '--quiet', repositoryDir, clone])
  const fresh = await timeStart(clone, settings)
  const warm: number[] = []
  for (let round = 0; round < WARM_ROUNDS; round++) warm.push(await timeStart(clone, settings))
  report(
    'npm start until the page answers',
    [
      { name: 'fresh clone, packages in the npm cache', samples: [fresh], target: 60 },
      { name: 'again on the same data', samples: warm, target: 5 },
    ],
    [],
    's',
  )
} finally {
  await removeDataDir(settings.dataDir)
  await rm(parent, { recursive: true, force: true })
}
