import { spawn, type ChildProcess } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import {
  findAccount,
  findBinaries,
  findCluster,
  findRecordedCluster,
  makePrivateFolder,
  type Account,
  type Binaries,
} from './postgres-account.ts'
import { describeProcess, isAlive, processIdentity } from './processes.ts'
import type { Secrets } from './secrets.ts'
import { StackError } from './settings.ts'

/** A running Postgres. */
export interface RunningPostgres {
  /** As the superuser supabase_admin. */
  url: string
  pid: number
  stop(): Promise<void>
}

export interface PostgresOptions {
  dataDir: string
  port: number
  secrets: Secrets
  /** Called once when Postgres ends although nobody stopped it. */
  onExit?: (reason: string) => void
}

// Given on the command line, so that a change here reaches clusters made before it.
const SERVER_SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  wal_level: 'logical',
  max_connections: 100,
  shared_buffers: '128MB',
  effective_cache_size: '1GB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  random_page_cost: 1.1,
  max_wal_size: '1GB',
  // A slot of a client that never came back must not fill the disk.
  max_slot_wal_keep_size: '1GB',
  password_encryption: 'scram-sha-256',
  shared_preload_libraries: 'pg_stat_statements',
  lc_messages: 'C',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // With the statement, a log line would hold what people wrote.
  log_min_error_statement: 'panic',
}

/** The address of the database for one of its login roles. */
export function databaseUrl(port: number, role: string, password: string): string {
  return `postgresql://${role}:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`
}

/**
 * Starts the embedded Postgres 17 on `<dataDir>`, making the cluster on first use.
 * @throws StackError when another server uses this data, or when Postgres does not come up.
 */
export async function startPostgres({
  dataDir,
  port,
  secrets,
  onExit,
}: PostgresOptions): Promise<RunningPostgres> {
  const account = await findAccount()
  const cluster = await findCluster(dataDir, account)
  const owner = await ownerOf(cluster, account)
  const binaries = await findBinaries(owner)
  if (!(await exists(path.join(cluster, 'PG_VERSION')))) await makeCluster(cluster, binaries, owner, secrets)
  await clearLeftovers(cluster, dataDir)

  const options = Object.entries({ ...SERVER_SETTINGS, port }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ])
  const launch = () =>
    spawn(binaries.postgres, ['-D', cluster, ...options], {
      ...owner,
      cwd: cluster,
      // A session of its own: Ctrl-C at the terminal must reach us first, so that services stop before their database.
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
  const child = await launchUntilReady(launch, path.join(dataDir, 'postgres.log'))
  const pid = child.pid!
  await writeFile(pidFile(dataDir), (await processIdentity(pid)) ?? '')

  let isStopping = false
  const ended = new Promise<void>((resolve) => {
    child.once('exit', (code, signal) => {
      resolve()
      if (!isStopping) onExit?.(`Postgres ended (${signal ?? `exit code ${code}`})`)
    })
  })

  return {
    url: databaseUrl(port, 'supabase_admin', secrets.adminPassword),
    pid,
    async stop() {
      isStopping = true
      await endServer(pid, ended)
      await rm(pidFile(dataDir), { force: true })
    },
  }
}

const pidFile = (dataDir: string) => path.join(dataDir, 'postgres.pid')

const exists = (file: string) =>
  stat(file).then(
    () => true,
    () => false,
  )

// A cluster made by an ordinary user stays theirs when root starts it.
async function ownerOf(cluster: string, account: Account): Promise<Account> {
  if (!account) return null
  const info = await stat(cluster).catch(() => null)
  return info && info.uid !== 0 ? { uid: info.uid, gid: info.gid } : account
}

// Made beside its place and moved there when complete: a run killed half-way leaves no half cluster.
async function makeCluster(
  cluster: string,
  binaries: Binaries,
  account: Account,
  secrets: Secrets,
): Promise<void> {
  const draft = `${cluster}.new`
  // initdb reads the password from a file; inside the draft folder nobody else can read it.
  const data = path.join(draft, 'data')
  const passwordFile = path.join(draft, 'password')
  // The character classes of text search and trigrams come from the system, and not each knows C.UTF-8.
  for (const characters of ['C.UTF-8', 'en_US.UTF-8', 'C']) {
    await rm(draft, { recursive: true, force: true })
    await makePrivateFolder(draft, account)
    await writeFile(passwordFile, secrets.adminPassword)
    const child = spawn(
      binaries.initdb,
      [
        ...[
          '--pgdata',
          data,
          '--username',
          'supabase_admin',
          '--pwfile',
          passwordFile,
          '--auth',
          'scram-sha-256',
        ],
        ...['--encoding', 'UTF8', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
        ...['--locale', 'C', '--lc-ctype', characters],
      ],
      { ...account, cwd: draft, stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, LC_ALL: 'C' } },
    )
    const { code, errors } = await outcome(child)
    if (code === 0) {
      await rename(data, cluster)
      await rm(draft, { recursive: true, force: true })
      return
    }
    if (!errors.includes('invalid locale name')) {
      throw new StackError(`Postgres could not make its data folder ${cluster}:\n${errors.trim()}`)
    }
  }
}

function outcome(child: ChildProcess): Promise<{ code: number | null; errors: string }> {
  return new Promise((resolve, reject) => {
    let errors = ''
    child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, errors }))
  })
}

/** Ends, in good order, the server that a killed stack left running on this data folder. */
export async function endLeftoverServer(dataDir: string): Promise<void> {
  const cluster = (await findRecordedCluster(dataDir)) ?? path.join(dataDir, 'postgres')
  await clearLeftovers(cluster, dataDir)
}

/**
 * Clears what a killed run left. A server that an earlier stack of this data folder started and lost is ended
 * in good order; any other live one is left alone.
 */
async function clearLeftovers(cluster: string, dataDir: string): Promise<void> {
  const lock = path.join(cluster, 'postmaster.pid')
  const text = await readFile(lock, 'utf8').catch(() => null)
  if (text === null) return
  const pid = Number(text.split('\n')[0])
  const server = await describeProcess(pid)
  // Postgres itself judges the lock of a dead server best: it looks for processes that still use its memory.
  if (!server) return
  if (!server.command.includes('postgres') || (server.cwd ?? cluster) !== cluster) {
    // The number went to another process meanwhile, which would keep Postgres from starting.
    await rm(lock, { force: true })
    return
  }
  const recorded = await readFile(pidFile(dataDir), 'utf8').catch(() => null)
  if (recorded !== (await processIdentity(pid))) {
    throw new StackError(`Another Postgres (process ${pid}) uses ${cluster}. Stop it first.`)
  }
  await endServer(pid)
}

// SIGINT is Postgres's "fast" shutdown, SIGQUIT the immediate one, which costs a recovery at the next start.
async function endServer(pid: number, ended = untilGone(pid)): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (!isAlive(pid)) break
    process.kill(pid, signal)
    const patience = new Promise<'late'>((resolve) => setTimeout(resolve, 8_000, 'late').unref())
    if ((await Promise.race([ended, patience])) !== 'late') break
  }
}

async function untilGone(pid: number): Promise<void> {
  while (await processIdentity(pid)) await delay(20)
}

// Of a server killed with -9 the other processes live on for a moment, and Postgres rightly waits for their end.
async function launchUntilReady(launch: () => ChildProcess, logFile: string): Promise<ChildProcess> {
  const patienceEndsAt = Date.now() + 10_000
  for (;;) {
    const child = launch()
    const problem = await untilReady(child, logFile)
    if (!problem) return child
    if (!problem.includes('pre-existing shared memory block') || Date.now() > patienceEndsAt) {
      throw new StackError(`Postgres did not start:\n${problem}`)
    }
    await delay(50)
  }
}

// The log is the earliest sign that connections are taken, and tells why when they never are.
function untilReady(child: ChildProcess, logFile: string): Promise<string | null> {
  const log = createWriteStream(logFile)
  let tail = ''
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', () => resolve(tail.trim()))
    child.stderr?.on('data', (chunk: Buffer) => {
      log.write(chunk)
      tail = (tail + chunk.toString()).slice(-4_000)
      if (tail.includes('database system is ready to accept connections')) resolve(null)
    })
    child.stderr?.once('close', () => log.end())
  })
}
