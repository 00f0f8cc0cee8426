import { spawn, type ChildProcess } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { findAccount, findBinaries, findCluster, type Account } from './postgres-account.ts'
import { makeCluster } from './postgres-cluster.ts'
import { clearLeftovers, endServer, ownerSetting } from './postgres-leftovers.ts'
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
  shared_buffers: '256MB',
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
  await clearLeftovers(cluster)

  const settings = Object.entries({ ...SERVER_SETTINGS, port }).map(([name, value]) => `${name}=${value}`)
  const options = [...settings, await ownerSetting()].flatMap((setting) => ['-c', setting])
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
    },
  }
}

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

// Of a server killed with -9 the processes live on for a moment, itself too until somebody has buried it, and Postgres
// rightly waits for their end.
const GOES_BY = /pre-existing shared memory block|lock file "postmaster.pid" already exists/

async function launchUntilReady(launch: () => ChildProcess, logFile: string): Promise<ChildProcess> {
  const patienceEndsAt = Date.now() + 10_000
  for (;;) {
    const child = launch()
    const reason = await untilReady(child, logFile)
    if (!reason) return child
    if (!GOES_BY.test(reason) || Date.now() > patienceEndsAt) {
      throw new StackError(`Postgres did not start:\n${reason}`)
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
