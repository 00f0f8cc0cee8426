import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { findPostgresWithCron, startPostgresWithCron, type CronServer } from './debian-postgres.ts'
import { migrate } from './migrate.ts'

// All our migrations on a server with the real pg_cron, which our stand-in (30_cron.sql, cron.ts) takes the place of
// elsewhere. What is proven there is said of the stand-in by cron.test.ts.

const found = await findPostgresWithCron()
let server: CronServer
let database: pg.Client

beforeAll(async () => {
  if (!found) return
  server = await startPostgresWithCron(found)
  await migrate({ databaseUrl: server.dbUrl })
  database = new pg.Client(server.dbUrl)
  await database.connect()
})
afterAll(async () => {
  await database?.end()
  await server?.stop()
})
const query = async <Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []) =>
  (await database.query<Row>(sql, values)).rows

interface Listed {
  jobname: string
  schedule: string
  command: string
  username: string
  database: string
  active: boolean
}
const LIST = 'select jobname, schedule, command, username, database, active from cron.job order by jobname'

describe('the real pg_cron', () => {
  beforeEach(({ skip }) => skip(!found, "needs Debian's postgresql-15-cron, which is not installed here"))

  test('takes every job of our migrations, as the stand-in does, for the role and database of the project', async () => {
    const jobs = await query<Listed>(LIST)
    expect(jobs.map(({ jobname, schedule }) => `${schedule} ${jobname}`)).toEqual(
      expect.arrayContaining([
        '* * * * * tick',
        '*/5 * * * * deliver-due-notices',
        '7 * * * * expire-insights',
        '0 2 * * * forget-notices',
      ]),
    )
    expect(
      new Set(jobs.map(({ username, database, active }) => [username, database, active].join())),
    ).toEqual(new Set(['postgres,postgres,true']))
    const standIn = new pg.Client(inject('stack').dbUrl)
    await standIn.connect()
    try {
      const names = jobs.map(({ jobname }) => jobname)
      const { rows } = await standIn.query<Listed>(LIST)
      // Another test may have paused a job there, or be running one of its own.
      const ours = rows
        .filter(({ jobname }) => names.includes(jobname))
        .map((job) => ({ ...job, active: true }))
      expect(ours).toEqual(jobs)
    } finally {
      await standIn.end()
    }
  })

  test('does not take what is no schedule, and changes a job when its name is scheduled again', async () => {
    await expect(query(`select cron.schedule('nonsense', '60 * * * *', 'select 1')`)).rejects.toThrow(
      'invalid schedule',
    )
    const id = () => query(`select jobid, schedule from cron.job where jobname = 'tick'`)
    const [before] = await id()
    await query(`select cron.schedule('tick', '*/2 * * * *', 'select private.tick()')`)
    expect(await id()).toEqual([{ ...before, schedule: '*/2 * * * *' }])
  })

  test('does every one of them: none fails, a reminder is given, and the function is called', async () => {
    const [person] = await query<{ id: string }>(
      `insert into auth.users (id, email) values (gen_random_uuid(), 'cron@example.test') returning id`,
    )
    await query(
      `insert into public.tasks (user_id, name, remind_at) values ($1, 'Ring Mum', now() - interval '1 minute')`,
      [person!.id],
    )
    await query('update private.person_schedules set due_at = now() where user_id = $1', [person!.id])
    const [extension] = await query<{ knows_seconds: boolean }>(
      `select string_to_array(split_part(extversion, '-', 1), '.')::int[] >= array[1, 5] as knows_seconds
     from pg_extension where extname = 'pg_cron'`,
    )
    // Where it knows no seconds, the next minute is soon enough.
    await query('select cron.alter_job(jobid, schedule := $1) from cron.job', [
      extension!.knows_seconds ? '1 second' : '* * * * *',
    ])
    const [jobs] = await query<{ count: number }>('select count(*)::int as count from cron.job')

    const ended = () =>
      query<{ jobname: string; status: string; return_message: string }>(
        `select distinct on (jobname) jobname, status, return_message
       from cron.job_run_details join cron.job using (jobid)
       where status in ('succeeded', 'failed') order by jobname, runid`,
      )
    await expect
      .poll(async () => (await ended()).length, { timeout: 90_000, interval: 250 })
      .toBe(jobs!.count)
    expect((await ended()).filter(({ status }) => status !== 'succeeded')).toEqual([])

    const notices = await query('select type, title from public.notifications where user_id = $1', [
      person!.id,
    ])
    expect(notices).toEqual([{ type: 'task_reminder', title: 'Ring Mum' }])
    expect(
      await query(`select data -> 'user_ids' as people from pgboss.job where name = 'insights'`),
    ).toEqual([{ people: [person!.id] }])
    const calls = await query<{ method: string; url: string }>(
      'select method, url from net.http_request_queue order by id limit 1',
    )
    expect(calls).toEqual([{ method: 'POST', url: 'http://127.0.0.1:9/functions/v1/jobs' }])
  }, 100_000)
})

test('the real pg_cron is found for the newest Postgres that has it, and not where there is none', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'aurum-programs-'))
  try {
    const put = async (file: string) => {
      await mkdir(path.dirname(path.join(folder, file)), { recursive: true })
      await writeFile(path.join(folder, file), '')
    }
    const find = () => findPostgresWithCron(path.join(folder, 'lib'), path.join(folder, 'share'))
    expect(await find()).toBeNull()
    for (const version of ['9', '15', '17']) {
      await put(`lib/${version}/bin/postgres`)
      await put(`lib/${version}/bin/initdb`)
    }
    expect(await find()).toBeNull()
    await put('share/9/extension/pg_cron.control')
    await put('share/15/extension/pg_cron.control')
    expect(await find()).toEqual({ bin: path.join(folder, 'lib/15/bin'), major: 15 })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
