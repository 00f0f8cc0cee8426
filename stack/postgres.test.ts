import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { afterEach, describe, expect, it } from 'vitest'
import { removeDataDir } from './data-dir.ts'
import { findFreePorts } from './ports.ts'
import { findAccount, findBinaries, findPackage, findRecordedCluster } from './postgres-account.ts'
import { databaseUrl, startPostgres, type PostgresOptions, type RunningPostgres } from './postgres.ts'
import { processIdentity } from './processes.ts'
import { loadSecrets } from './secrets.ts'
import { repositoryDir } from './settings.ts'

const run = promisify(execFile)
const isRoot = process.getuid?.() === 0
const cleanUps: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (let cleanUp = cleanUps.pop(); cleanUp; cleanUp = cleanUps.pop()) await cleanUp()
})

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'aurum-postgres-test-'))
  cleanUps.push(() => rm(folder, { recursive: true, force: true }))
  // The account Postgres runs as must be able to enter it; what happens otherwise has a test of its own.
  await chmod(folder, 0o755)
  return folder
}

async function makeOptions(parent?: string): Promise<PostgresOptions> {
  const dataDir = path.join(parent ?? (await makeFolder()), 'data')
  cleanUps.push(() => removeDataDir(dataDir))
  const [port] = await findFreePorts(1)
  return { dataDir, port: port!, secrets: await loadSecrets(dataDir) }
}

async function start(options: PostgresOptions): Promise<RunningPostgres> {
  const server = await startPostgres(options)
  cleanUps.push(() => server.stop())
  return server
}

async function query<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}

describe('the embedded Postgres', () => {
  it('is version 17, keeps logical WAL and sorts and folds letters of all languages', async () => {
    const { url } = await start(await makeOptions())
    const [row] = await query(
      url,
      `select current_setting('server_version_num')::int / 10000 as major, current_setting('wal_level') as wal,
              current_setting('fsync') as fsync, lower('ÄÖÜ') as folded,
              to_tsvector('simple', 'Größe')::text as words`,
    )
    expect(row).toEqual({ major: 17, wal: 'logical', fsync: 'on', folded: 'äöü', words: `'größe':1` })
  })

  it('takes nobody in without the password', async () => {
    const options = await makeOptions()
    await start(options)
    await expect(query(databaseUrl(options.port, 'supabase_admin', 'guess'), 'select 1')).rejects.toThrow(
      /password authentication failed/,
    )
  })

  it('keeps what was committed before it was stopped', async () => {
    const options = await makeOptions()
    const first = await start(options)
    await query(first.url, `create table kept as select 'here' as word`)
    await first.stop()
    const second = await start(options)
    expect(await query(second.url, 'select word from kept')).toEqual([{ word: 'here' }])
  })

  it('tells when it was killed, and starts again with what was committed', async () => {
    const options = await makeOptions()
    const died = new Promise<string>((resolve) => (options.onExit = resolve))
    const first = await start(options)
    await query(first.url, `create table kept as select 'here' as word`)
    process.kill(first.pid, 'SIGKILL')
    expect(await died).toMatch(/SIGKILL/)

    const second = await start(options)
    expect(await query(second.url, 'select word from kept')).toEqual([{ word: 'here' }])
  })

  it('leaves a server alone that another process runs on the same data', async () => {
    const options = await makeOptions()
    const first = await start(options)
    const [port] = await findFreePorts(1)
    await expect(startPostgres({ ...options, port: port! })).rejects.toThrow(
      `Another Postgres (process ${first.pid}) uses`,
    )
    expect(await query(first.url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('is not kept from starting by a lock whose number went to another process', async () => {
    const options = await makeOptions()
    const first = await start(options)
    await first.stop()
    await writeFile(path.join(options.dataDir, 'postgres', 'postmaster.pid'), `${process.pid}\n`)
    const second = await start(options)
    expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('says what is wrong when its port is taken', async () => {
    const first = await makeOptions()
    await start(first)
    const second = await makeOptions()
    await expect(startPostgres({ ...second, port: first.port })).rejects.toThrow(/Address already in use/)
  })

  /** Starts the server in a process of its own, which is killed as soon as the log of the server has the words. */
  async function loseServer(options: PostgresOptions, words: string): Promise<void> {
    const script = `
      import { startPostgres } from './stack/postgres.ts'
      await startPostgres(${JSON.stringify(options)})`
    const log = () => readFile(path.join(options.dataDir, 'postgres.log'), 'utf8').catch(() => '')
    const stack = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      cwd: repositoryDir,
      stdio: 'inherit',
    })
    await expect.poll(log, { interval: 5, timeout: 30_000 }).toContain(words)
    stack.kill('SIGKILL')
    await once(stack, 'exit')
  }

  it.each([
    ['while it was starting', 'starting PostgreSQL'],
    ['when it was ready', 'ready to accept connections'],
  ])('takes the place of one whose stack was killed %s', async (_, words) => {
    const options = await makeOptions()
    const first = await startPostgres(options)
    await query(first.url, `create table kept as select 'here' as word`)
    await first.stop()
    await writeFile(path.join(options.dataDir, 'postgres.log'), '')
    await loseServer(options, words)

    const lock = await readFile(path.join(options.dataDir, 'postgres', 'postmaster.pid'), 'utf8')
    const lost = await processIdentity(parseInt(lock))
    expect(lost).not.toBeNull()
    const second = await start(options)
    expect(await processIdentity(parseInt(lock))).not.toBe(lost)
    expect(await query(second.url, 'select word from kept')).toEqual([{ word: 'here' }])
  })
})

describe.runIf(isRoot)('the embedded Postgres, started by root', () => {
  async function makeClosedFolder(): Promise<string> {
    const folder = await makeFolder()
    await chmod(folder, 0o700)
    return folder
  }

  it('runs as an unprivileged account', async () => {
    const options = await makeOptions()
    const { pid } = await start(options)
    expect((await stat(`/proc/${pid}`)).uid).toBe((await findAccount())!.uid)
  })

  it('keeps its data elsewhere when the account cannot enter the data folder', async () => {
    const options = await makeOptions(await makeClosedFolder())
    const first = await start(options)
    await query(first.url, `create table kept as select 'here' as word`)
    await first.stop()
    const second = await start(options)
    expect(await query(second.url, 'select word from kept')).toEqual([{ word: 'here' }])
    await second.stop()

    const elsewhere = (await findRecordedCluster(options.dataDir))!
    expect(elsewhere.startsWith(options.dataDir)).toBe(false)
    await removeDataDir(options.dataDir)
    await expect(stat(elsewhere)).rejects.toThrow(/ENOENT/)
  })

  it('runs a copy of its programs when the account cannot enter node_modules', async () => {
    const closed = await makeClosedFolder()
    const clone = path.join(closed, 'postgres')
    const { root } = findPackage()
    await cp(root, clone, { recursive: true, verbatimSymlinks: true })
    const account = await findAccount()
    const binaries = await findBinaries(account, { root: clone, version: `test-${process.pid}` })
    cleanUps.push(() => rm(path.resolve(binaries.postgres, '..', '..'), { recursive: true, force: true }))

    expect(binaries.postgres.startsWith(closed)).toBe(false)
    const version = await run(binaries.postgres, ['--version'], { ...account, cwd: '/' })
    expect(version.stdout).toMatch(/^postgres \(PostgreSQL\) 17\./)
  })
})
