import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { removeDataDir } from './data-dir.ts'
import { freeSettings } from './ports.ts'
import { processIdentity } from './processes.ts'
import { PORTS, repositoryDir, type PortName, type Settings } from './settings.ts'
import { startStack } from './start.ts'

const run = promisify(execFile)

const READY_MS = 60_000
const cleanUps: (() => Promise<unknown>)[] = []
let parentDir: string

beforeAll(async () => {
  parentDir = await mkdtemp(path.join(os.tmpdir(), 'aurum-lifecycle-'))
  await chmod(parentDir, 0o755)
  const stack = await startStack({ settings: await freeSettings(usedDataDir()), web: 'none' })
  await stack.stop()
})
afterEach(async () => {
  for (let cleanUp = cleanUps.pop(); cleanUp; cleanUp = cleanUps.pop()) await cleanUp()
})
afterAll(() => rm(parentDir, { recursive: true, force: true }))

/** Data of a stack that ran once: most tests begin with a copy, as people mostly do. */
const usedDataDir = () => path.join(parentDir, 'used')

async function makeSettings(data: 'used' | 'fresh' = 'used'): Promise<Settings> {
  const settings = await freeSettings(path.join(parentDir, randomUUID()))
  // Of all tools only cp keeps the owner, who is not always us.
  if (data === 'used') await run('cp', ['-a', usedDataDir(), settings.dataDir])
  cleanUps.push(() => removeDataDir(settings.dataDir))
  return settings
}

/** A command of run.mjs in a process of its own, as a person types it. */
class Command {
  readonly child: ChildProcess
  readonly ended: Promise<number | string>
  stdout = ''
  stderr = ''

  constructor(settings: Settings, ...args: string[]) {
    const ports = (Object.keys(PORTS) as PortName[]).map((name) => [
      PORTS[name].variable,
      String(settings[name]),
    ])
    this.child = spawn(process.execPath, ['stack/run.mjs', ...args], {
      cwd: repositoryDir,
      env: { ...process.env, ...Object.fromEntries(ports), AURUM_DATA_DIR: settings.dataDir },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.child.stdout!.on('data', (chunk: Buffer) => (this.stdout += chunk.toString()))
    this.child.stderr!.on('data', (chunk: Buffer) => (this.stderr += chunk.toString()))
    this.ended = new Promise((resolve) => {
      this.child.once('close', (code, signal) => resolve(code ?? signal ?? 'unknown'))
    })
    cleanUps.push(async () => {
      this.child.kill('SIGTERM')
      await this.ended
    })
  }

  get pid(): number {
    return this.child.pid!
  }

  async untilReady(): Promise<this> {
    await expect
      .poll(() => this.stdout.includes('is running') || this.child.exitCode !== null, { timeout: READY_MS })
      .toBe(true)
    expect(this.stdout, this.stderr).toContain('Aurum Life is running')
    return this
  }
}

const start = (settings: Settings) => new Command(settings, 'start', '--no-web').untilReady()

async function finish(
  settings: Settings,
  ...args: string[]
): Promise<{ code: number | string; out: string; err: string }> {
  const command = new Command(settings, ...args)
  const code = await command.ended
  return { code, out: command.stdout, err: command.stderr }
}

type Status = Record<'api_url' | 'db_url' | 'publishable_key' | 'demo_email' | 'demo_password', string>

async function statusOf(settings: Settings): Promise<Status> {
  const { code, out, err } = await finish(settings, 'status', '--json')
  expect(code, err).toBe(0)
  return JSON.parse(out) as Status
}

async function query<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client(url)
  // The server may be killed meanwhile.
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}

function signIn({ api_url, publishable_key, demo_email, demo_password }: Status): Promise<Response> {
  return fetch(`${api_url}/auth/v1/token?grant_type=password`, {
    method: 'POST',
    headers: { apikey: publishable_key, 'content-type': 'application/json' },
    body: JSON.stringify({ email: demo_email, password: demo_password }),
  })
}

async function postgresPid({ dataDir }: Settings): Promise<number> {
  return Number((await readFile(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0])
}

/** A process and all below it, with what tells each from a later one of the same number. */
async function familyOf(root: number): Promise<Map<number, string>> {
  const parents = new Map<number, number>()
  for (const name of await readdir('/proc')) {
    const stat = /^\d+$/.test(name) ? await readFile(`/proc/${name}/stat`, 'utf8').catch(() => null) : null
    if (stat) parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]))
  }
  const family = new Map<number, string>()
  const add = async (pid: number): Promise<void> => {
    family.set(pid, (await processIdentity(pid)) ?? 'gone')
    for (const [child, parent] of parents) if (parent === pid) await add(child)
  }
  await add(root)
  return family
}

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    // Some end by themselves when the one above them is gone.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

async function livingOf(family: Map<number, string>): Promise<number[]> {
  const identities = await Promise.all(
    [...family].map(async ([pid, identity]) => [pid, (await processIdentity(pid)) === identity]),
  )
  return identities.filter(([, isAlive]) => isAlive).map(([pid]) => Number(pid))
}

describe('a running stack', () => {
  it('brings Postgres back when it is killed, with all that was committed', async () => {
    const settings = await makeSettings()
    const stack = await start(settings)
    const status = await statusOf(settings)
    await query(status.db_url, `create table kept as select 'here' as word`)
    const killed = await postgresPid(settings)
    process.kill(killed, 'SIGKILL')

    await expect.poll(() => stack.stdout, { timeout: READY_MS }).toContain('Postgres is back')
    expect(await postgresPid(settings)).not.toBe(killed)
    expect(await query(status.db_url, 'select word from kept')).toEqual([{ word: 'here' }])
    await expect.poll(async () => (await signIn(status)).status, { timeout: READY_MS }).toBe(200)
  })

  it('ends with a sentence when Postgres cannot be brought back', async () => {
    const settings = await makeSettings()
    const stack = await start(settings)
    const family = await familyOf(stack.pid)
    await rm(path.join(settings.dataDir, 'postgres', 'global', 'pg_control'))
    process.kill(await postgresPid(settings), 'SIGKILL')

    expect(await stack.ended).toBe(1)
    expect(stack.stderr).toMatch(/Postgres failed 6 times in a row; the last time: Postgres did not start/)
    expect(await livingOf(family)).toEqual([])
  })

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'stops on %s with exit code 0 and leaves no process behind',
    async (signal) => {
      const stack = await start(await makeSettings())
      const family = await familyOf(stack.pid)
      expect(family.size).toBeGreaterThan(2)
      stack.child.kill(signal)
      expect(await stack.ended).toBe(0)
      expect(await livingOf(family)).toEqual([])
    },
  )

  it('goes on and ends in good order when nobody reads its output any more', async () => {
    const settings = await makeSettings()
    const stack = await start(settings)
    stack.child.stdout!.destroy()
    stack.child.stderr!.destroy()
    const killed = await postgresPid(settings)
    process.kill(killed, 'SIGKILL')
    // Each step of mending it is a line that finds no reader.
    await expect.poll(() => postgresPid(settings).catch(() => killed), { timeout: READY_MS }).not.toBe(killed)
    stack.child.kill('SIGTERM')
    expect(await stack.ended).toBe(0)
  })

  it('starts again on its data after everything was killed at once', async () => {
    const settings = await makeSettings()
    const first = await start(settings)
    const { db_url } = await statusOf(settings)
    await query(db_url, `create table kept as select 'here' as word`)
    for (const pid of (await familyOf(first.pid)).keys()) killNow(pid)
    await first.ended

    await start(settings)
    expect(await query(db_url, 'select word from kept')).toEqual([{ word: 'here' }])
  })

  it('starts again on its data after it was killed and its children were not', async () => {
    const settings = await makeSettings()
    const first = await start(settings)
    const family = await familyOf(first.pid)
    const { db_url } = await statusOf(settings)
    await query(db_url, `create table kept as select 'here' as word`)
    first.child.kill('SIGKILL')
    await first.ended

    await start(settings)
    expect(await query(db_url, 'select word from kept')).toEqual([{ word: 'here' }])
    await expect.poll(() => livingOf(family), { timeout: READY_MS }).toEqual([])
  })

  it('keeps a second one off its data', async () => {
    const settings = await makeSettings()
    const first = await start(settings)
    const second = await finish(
      { ...(await makeSettings('fresh')), dataDir: settings.dataDir },
      'start',
      '--no-web',
    )
    expect(second.code).toBe(1)
    expect(second.err).toContain(`A stack already runs on ${settings.dataDir} (process ${first.pid}).`)
    expect((await signIn(await statusOf(settings))).status).toBe(200)
  })

  it('runs beside another, each with its own data and keys', async () => {
    const [one, other] = await Promise.all([makeSettings('used'), makeSettings('fresh')])
    await Promise.all([start(one), start(other)])
    const [oneStatus, otherStatus] = await Promise.all([statusOf(one), statusOf(other)])
    expect((await signIn(oneStatus)).status).toBe(200)
    expect((await signIn(otherStatus)).status).toBe(200)
    expect((await signIn({ ...otherStatus, demo_password: oneStatus.demo_password })).status).toBe(400)
    expect((await signIn({ ...otherStatus, publishable_key: oneStatus.publishable_key })).status).toBe(401)
  })
})

describe('starting', () => {
  it('with taken ports names the variable of each, and changes nothing', async () => {
    const settings = await makeSettings('fresh')
    for (const name of Object.keys(PORTS) as PortName[]) {
      const squatter = net.createServer().listen(settings[name], settings.host)
      await once(squatter, 'listening')
      cleanUps.push(() => new Promise((resolve) => squatter.close(resolve)))
    }
    const { code, err } = await finish(settings, 'start', '--no-web')
    expect(code).toBe(1)
    for (const name of Object.keys(PORTS) as PortName[]) {
      expect(err).toContain(`Port ${settings[name]} (${PORTS[name].variable}) is taken.`)
    }
    expect(await readdir(settings.dataDir)).toEqual([])
  })

  it('in a folder that holds something else is refused', async () => {
    const settings = { ...(await makeSettings('fresh')), dataDir: repositoryDir }
    const { code, err } = await finish(settings, 'start', '--no-web')
    expect(code).toBe(1)
    expect(err).toContain(`${repositoryDir} holds files that are not Aurum Life's.`)
  })
})

describe('the commands beside a stack', () => {
  it('say how to reach it, as JSON on request', async () => {
    const settings = await makeSettings()
    await start(settings)
    expect(await statusOf(settings)).toEqual({
      api_url: `http://127.0.0.1:${settings.apiPort}`,
      db_url: expect.stringMatching(
        `^postgresql://postgres:\\w+@127.0.0.1:${settings.dbPort}/postgres$`,
      ) as string,
      web_url: `http://127.0.0.1:${settings.webPort}`,
      mail_url: `http://127.0.0.1:${settings.mailPort}`,
      studio_url: `http://127.0.0.1:${settings.studioPort}`,
      publishable_key: expect.stringMatching(/^sb_publishable_/) as string,
      secret_key: expect.stringMatching(/^sb_secret_/) as string,
      demo_email: 'demo@aurum.life',
      demo_password: expect.any(String) as string,
    })
  })

  it('say so when none runs', async () => {
    const { code, out, err } = await finish(await makeSettings('fresh'), 'status', '--json')
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toContain('No stack runs on')
  })

  it('wipe its data, but not under a running stack', async () => {
    const settings = await makeSettings()
    const stack = await start(settings)
    const { db_url } = await statusOf(settings)
    await query(db_url, 'create table kept ()')
    const refused = await finish(settings, 'reset')
    expect(refused.code).toBe(1)
    expect(refused.err).toContain('Stop it first')

    stack.child.kill('SIGTERM')
    await stack.ended
    expect((await finish(settings, 'reset')).code).toBe(0)
    await start(settings)
    const { db_url: newUrl } = await statusOf(settings)
    expect(await query(newUrl, `select to_regclass('kept') as kept`)).toEqual([{ kept: null }])
  })

  it('name each other when there is no such command', async () => {
    const { code, err } = await finish(await makeSettings('fresh'), 'fly')
    expect(code).toBe(1)
    expect(err).toContain('start|status|reset')
  })
})
