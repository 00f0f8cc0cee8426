import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'

// The way scheduled work takes on every platform: cron, then Vault for where and with which token, then net.
const JOB = 'ask for health'

let database: pg.Client

beforeAll(async () => {
  database = new pg.Client(inject('stack').dbUrl)
  await database.connect()
})
afterAll(async () => {
  await database.query('select cron.unschedule(jobid) from cron.job where jobname = $1', [JOB])
  await database.end()
})

test('a scheduled job reaches a function of this project', async () => {
  await database.query(`select cron.schedule($1, '1 second', $2)`, [
    JOB,
    `select net.http_get(
       url := (select decrypted_secret from vault.decrypted_secrets where name = 'project_url') || '/functions/v1/health',
       headers := '{"x-request-id": "from-the-schedule"}')`,
  ])
  const answers = async () => {
    const { rows } = await database.query<{ status_code: number; body: { status: string } }>(
      `select status_code, content::jsonb as body from net._http_response
       where headers ->> 'x-request-id' = 'from-the-schedule'`,
    )
    return rows
  }
  await expect
    .poll(async () => (await answers()).length, { timeout: 20_000, interval: 50 })
    .toBeGreaterThan(0)
  expect((await answers())[0]).toMatchObject({ status_code: 200, body: { status: 'ok' } })

  const { rows: runs } = await database.query(
    `select status, return_message, username from cron.job_run_details
     where jobid = (select jobid from cron.job where jobname = $1) and status = 'succeeded'`,
    [JOB],
  )
  expect(runs).toContainEqual({ status: 'succeeded', return_message: '1 row', username: 'postgres' })
})

test('the token of the scheduler is in Vault, for the jobs function to know its caller', async () => {
  const { rows } = await database.query<{ decrypted_secret: string }>(
    `select decrypted_secret from vault.decrypted_secrets where name = 'jobs_token'`,
  )
  expect(rows[0]?.decrypted_secret.length).toBeGreaterThanOrEqual(32)
})
