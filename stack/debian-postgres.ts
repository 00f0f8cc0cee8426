import { execFile, spawn } from 'node:child_process'
import { access, chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { bootstrap } from './bootstrap.ts'
import { findFreePorts } from './ports.ts'
import { findAccount, makePrivateFolder } from './postgres-account.ts'
import { databaseUrl } from './postgres.ts'
import { endServer } from './postgres-leftovers.ts'
import { loadSecrets } from './secrets.ts'

const run = promisify(execFile)

// Where Debian and its relatives put each version.
const PROGRAMS = '/usr/lib/postgresql'
const EXTENSIONS = '/usr/share/postgresql'

/** A Postgres of the system that has the real pg_cron. */
export interface DebianPostgres {
  /** The folder of its programs. */
  bin: string
  major: number
}

/** Finds the newest Postgres of the system that the package `postgresql-<version>-cron` was installed for, or null. */
export async function findPostgresWithCron(
  programs = PROGRAMS,
  extensions = EXTENSIONS,
): Promise<DebianPostgres | null> {
  const versions = await readdir(programs).catch((): string[] => [])
  for (const version of versions.toSorted((one, other) => Number(other) - Number(one))) {
    const bin = path.join(programs, version, 'bin')
    const needed = [
      path.join(bin, 'postgres'),
      path.join(bin, 'initdb'),
      path.join(extensions, version, 'extension', 'pg_cron.control'),
    ]
    const isThere = await Promise.all(needed.map((file) => access(file))).then(
      () => true,
      () => false,
    )
    if (isThere) return { bin, major: Number(version) }
  }
  return null
}

/** A hosted project in small, with the real pg_cron, on data of its own. */
export interface CronServer {
  /** As the role postgres. */
  dbUrl: string
  /** As the superuser supabase_admin. */
  adminDbUrl: string
  stop(): Promise<void>
}

/** Starts a server on a free port and makes it look like a hosted project before its first migration. */
export async function startPostgresWithCron({ bin, major }: DebianPostgres): Promise<CronServer> {
  const account = await findAccount()
  const folder = await mkdtemp(path.join(os.tmpdir(), 'aurum-pg-cron-'))
  // Run by root, Postgres is another account, which must be able to enter.
  await chmod(folder, 0o755)
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    const secrets = await loadSecrets(path.join(folder, 'secrets'))
    const work = path.join(folder, 'server')
    await makePrivateFolder(work, account)
    const passwordFile = path.join(work, 'password')
    await writeFile(passwordFile, secrets.adminPassword, { mode: 0o644 })
    const cluster = path.join(work, 'data')
    await run(
      path.join(bin, 'initdb'),
      [
        ...['--pgdata', cluster, '--username', 'supabase_admin', '--pwfile', passwordFile],
        ...['--auth', 'scram-sha-256', '--encoding', 'UTF8', '--locale', 'C.UTF-8', '--no-sync'],
      ],
      { ...account, cwd: work },
    )
    const [port] = await findFreePorts(1)
    const server = await launch(path.join(bin, 'postgres'), cluster, port!, account)
    const adminDbUrl = databaseUrl(port!, 'supabase_admin', secrets.adminPassword)
    const stop = async () => {
      await endServer(server.pid, server.ended)
      await remove()
    }
    try {
      await bootstrap(adminDbUrl, secrets, 'http://127.0.0.1:9', (file, sql) => adapt(file, sql, major))
    } catch (error) {
      await stop()
      throw error
    }
    return { dbUrl: databaseUrl(port!, 'postgres', secrets.postgresPassword), adminDbUrl, stop }
  } catch (error) {
    await remove()
    throw error
  }
}

function adapt(file: string, sql: string, major: number): string {
  if (file === '30_cron.sql') return HOSTED_CRON
  // Whether a membership is inherited was a matter of the member alone before version 16.
  return major < 16 ? sql.replace(/ with inherit (true|false);/g, ';') : sql
}

/** What hosted does when a project switches pg_cron on. */
const HOSTED_CRON = `
create extension pg_cron;
grant usage on schema cron to postgres with grant option;
grant all on all functions in schema cron to postgres with grant option;
grant all on all tables in schema cron to postgres with grant option;
revoke all on table cron.job from postgres;
grant select on table cron.job to postgres with grant option;
`

async function launch(
  postgres: string,
  cluster: string,
  port: number,
  account: Awaited<ReturnType<typeof findAccount>>,
): Promise<{ pid: number; ended: Promise<void> }> {
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    wal_level: 'logical',
    fsync: 'off',
    timezone: 'UTC',
    lc_messages: 'C',
    shared_preload_libraries: 'pg_cron,pg_stat_statements',
    'cron.database_name': 'postgres',
    // Hosted's way, and the one that needs no password.
    'cron.use_background_workers': 'on',
  }
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(postgres, ['-D', cluster, ...options], {
    ...account,
    cwd: cluster,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4_000)
      if (said.includes('ready to accept connections')) resolve()
    })
    child.once('error', reject)
    child.once('close', () => reject(new Error(`Postgres did not start:\n${said}`)))
  })
  return { pid: child.pid!, ended }
}
