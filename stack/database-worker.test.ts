import { mkdtemp, readFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startCron } from './cron.ts'
import { removeDataDir } from './data-dir.ts'
import { startNet } from './net.ts'
import { findFreePorts } from './ports.ts'
import { startPostgres, type RunningPostgres } from './postgres.ts'
import { loadSecrets } from './secrets.ts'
import { repositoryDir } from './settings.ts'

// A Postgres of its own, because it is killed.
let dataDir: string
let port: number
let postgres: RunningPostgres

async function boot(): Promise<RunningPostgres> {
  return startPostgres({ dataDir, port, secrets: await loadSecrets(dataDir) })
}

async function run(sql: string): Promise<pg.QueryResultRow[]> {
  const client = new pg.Client(postgres.url)
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'aurum-worker-'))
  port = (await findFreePorts(1))[0]!
  postgres = await boot()
  for (const file of ['00_roles.sql', '30_cron.sql', '40_net.sql']) {
    await run(await readFile(path.join(repositoryDir, 'stack', 'sql', file), 'utf8'))
  }
})
afterEach(async () => {
  await postgres.stop()
  await removeDataDir(dataDir)
})

test('jobs and requests go on after Postgres was killed and has come back', async () => {
  const log: string[] = []
  const options = { databaseUrl: postgres.url, log: (line: string) => log.push(line) }
  const workers = [await startCron(options), await startNet(options)]
  await run(`select cron.schedule('steady', '1 second', 'select 1')`)

  process.kill(postgres.pid, 'SIGKILL')
  await expect.poll(() => log, { timeout: 10_000 }).toHaveLength(2)
  postgres = await boot()

  await expect
    .poll(() => run('select status from cron.job_run_details'), { timeout: 10_000 })
    .toContainEqual({ status: 'succeeded' })
  await run(`select net.http_get('http://127.0.0.1:${(await findFreePorts(1))[0]}')`)
  await expect
    .poll(() => run('select error_msg from net._http_response'), { timeout: 10_000 })
    .toEqual([{ error_msg: "Couldn't connect to server" }])

  for (const worker of workers) await worker.stop()
})
