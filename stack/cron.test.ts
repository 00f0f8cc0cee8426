import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { startCron } from './cron.ts'
import { makeScratchDatabase, type ScratchDatabase } from './scratch-database.ts'
import type { Stoppable } from './supervise.ts'

interface Run {
  jobid: string
  runid: string
  job_pid: number
  database: string
  username: string
  command: string
  status: string
  return_message: string
  start_time: Date
  end_time: Date
}

let database: ScratchDatabase

beforeAll(async () => {
  database = await makeScratchDatabase(inject('stack').adminDbUrl, ['30_cron.sql'])
})
afterAll(() => database.drop())

const runs = () => database.asPostgres<Run>('select * from cron.job_run_details order by runid')
const patience = { timeout: 10_000, interval: 20 }

describe('scheduling', () => {
  const schedule = (expression: string) =>
    database.asPostgres('select cron.schedule($1, $2)', [expression, 'select 1'])
  const jobs = () => database.asPostgres('select * from cron.job order by jobid')

  afterEach(() => database.admin.query('delete from cron.job'))

  test('a job carries the columns of pg_cron', async () => {
    await database.asPostgres(`select cron.schedule('nightly', '0 3 * * *', 'select 1')`)
    expect(await jobs()).toEqual([
      {
        jobid: expect.any(String),
        schedule: '0 3 * * *',
        command: 'select 1',
        nodename: 'localhost',
        nodeport: Number(new URL(database.url).port),
        database: new URL(database.url).pathname.slice(1),
        username: 'postgres',
        active: true,
        jobname: 'nightly',
      },
    ])
  })

  test('scheduling a name again changes that job and keeps its number', async () => {
    const [first] = await database.asPostgres<{ id: string }>(
      `select cron.schedule('a', '0 3 * * *', 'select 1') as id`,
    )
    const [second] = await database.asPostgres<{ id: string }>(
      `select cron.schedule('a', '5 seconds', 'select 2') as id`,
    )
    expect(second).toEqual(first)
    expect(await jobs()).toMatchObject([{ schedule: '5 seconds', command: 'select 2' }])
  })

  test('a job is taken off by name or number, once', async () => {
    await database.asPostgres(`select cron.schedule('a', '0 3 * * *', 'select 1')`)
    expect(await database.asPostgres(`select cron.unschedule('a')`)).toEqual([{ unschedule: true }])
    await expect(database.asPostgres(`select cron.unschedule('a')`)).rejects.toThrow(
      "could not find valid entry for job 'a'",
    )
    await expect(database.asPostgres('select cron.unschedule(0)')).rejects.toThrow(
      'could not find valid entry for job 0',
    )
  })

  test('altering a job changes only what is given', async () => {
    await database.asPostgres(`select cron.schedule('a', '0 3 * * *', 'select 1')`)
    await database.asPostgres('select cron.alter_job(jobid, active := false) from cron.job')
    expect(await jobs()).toMatchObject([{ schedule: '0 3 * * *', command: 'select 1', active: false }])
    await expect(database.asPostgres('select cron.alter_job(jobid) from cron.job')).rejects.toThrow(
      'no updates specified',
    )
  })

  test('nobody but a superuser schedules for another role', async () => {
    const forOther = `select cron.schedule_in_database('a', '* * * * *', 'select 1', current_database(), 'supabase_admin')`
    await expect(database.asPostgres(forOther)).rejects.toThrow(
      'must be superuser to create a job for another role',
    )
    await expect(
      database.asPostgres(
        `insert into cron._own_job (schedule, command, username) values ('* * * * *', 'select 1', 'supabase_admin')`,
      ),
    ).rejects.toThrow('violates check option')
    await database.admin.query(forOther)
    await expect(
      database.asPostgres('select cron.alter_job(jobid, username := $1) from cron.job', ['postgres']),
    ).rejects.toThrow('must be superuser to alter username')
  })

  test("the project's role cannot write to the table of jobs", async () => {
    await expect(database.asPostgres(`update cron.job set command = 'select 2'`)).rejects.toThrow(
      'permission denied',
    )
  })

  test.each([
    ['* * * * *'],
    ['0 3 $ * *'],
    ['10-30/10,59 */6 1,15 jan,Mar-may mon-FRI'],
    ['0 0 * * 7'],
    ['1 second'],
    ['59 Seconds'],
    ['@daily'],
  ])('"%s" is a schedule', async (expression) => {
    await schedule(expression)
    expect(await jobs()).toHaveLength(1)
  })

  test.each([
    [''],
    ['* * * *'],
    ['* * * * * *'],
    ['60 * * * *'],
    ['* 24 * * *'],
    ['* * 0 * *'],
    ['* * * 13 *'],
    ['* * * * 8'],
    ['*/0 * * * *'],
    ['*/60 * * * *'],
    ['5/10 * * * *'],
    ['30-10 * * * *'],
    ['1,,2 * * * *'],
    ['a * * * *'],
    ['0 11 $5 * *'],
    ['$ * * * *'],
    ['* * * mon *'],
    ['0 seconds'],
    ['60 seconds'],
    ['-1 seconds'],
    ['5 secondc'],
    ['@never'],
  ])('"%s" is refused as a schedule', async (expression) => {
    await expect(schedule(expression)).rejects.toThrow(`invalid schedule: ${expression}`)
  })

  test.each([
    ['*/15 9-17 * * mon-fri', '2026-11-20T09:45:00Z', true],
    ['*/15 9-17 * * mon-fri', '2026-11-20T09:46:00Z', false],
    ['*/15 9-17 * * mon-fri', '2026-11-21T09:45:00Z', false],
    ['0 0 $ * *', '2026-02-28T00:00:00Z', true],
    ['0 0 $ * *', '2028-02-28T00:00:00Z', false],
    ['0 0 $ * *', '2028-02-29T00:00:00Z', true],
    ['0 0 * * 7', '2026-11-22T00:00:00Z', true],
    ['0 0 * * 0', '2026-11-22T00:00:00Z', true],
    // With a day and a weekday, either will do; with "*/2" as the day, both must.
    ['0 0 13 * fri', '2026-11-20T00:00:00Z', true],
    ['0 0 13 * fri', '2026-12-13T00:00:00Z', true],
    ['0 0 */2 * fri', '2026-11-20T00:00:00Z', false],
    ['30 2 * 3 *', '2026-03-29T02:30:00Z', true],
    ['@hourly', '2026-11-21T05:00:00Z', true],
    ['5 seconds', '2026-11-21T05:00:00Z', false],
  ])('"%s" at %s: %s', async (expression, at, isDue) => {
    const { rows } = await database.admin.query('select cron._is_due($1, $2) as due', [expression, at])
    expect(rows).toEqual([{ due: isDue }])
  })
})

describe('running', () => {
  let cron: Stoppable
  // A clock that goes at the normal pace, and can be put to just before any minute.
  let offsetMs = 0
  const now = () => Date.now() + offsetMs
  const putClockTo = (iso: string) => (offsetMs = Date.parse(iso) - Date.now())

  beforeEach(async () => {
    await database.admin.query('truncate cron.job, cron.job_run_details')
    putClockTo('2026-11-20T08:59:59.700Z')
    cron = await startCron({ databaseUrl: database.url, now })
  })
  afterEach(() => cron.stop())

  test('a job runs on its minute, as its role, and leaves a record', async () => {
    await database.asPostgres(`select cron.schedule('0 9 * * *', 'create table made_by_cron (id int)')`)
    await database.asPostgres(`select cron.schedule('1 9 * * *', 'select 1')`)
    await expect.poll(runs, patience).toMatchObject([{ status: 'succeeded' }])
    const [run] = await runs()
    expect(run).toMatchObject({
      username: 'postgres',
      command: 'create table made_by_cron (id int)',
      return_message: 'CREATE TABLE',
      job_pid: expect.any(Number),
    })
    expect(run!.end_time.getTime()).toBeGreaterThanOrEqual(run!.start_time.getTime())
    const owner = `select tableowner from pg_tables where tablename = 'made_by_cron'`
    expect(await database.asPostgres(owner)).toEqual([{ tableowner: 'postgres' }])
  })

  test('an interval job runs again and again, one run at a time', async () => {
    await database.asPostgres(`select cron.schedule('busy', '1 second', 'select pg_sleep(1.2)')`)
    await expect
      .poll(async () => (await runs()).filter((run) => run.status === 'succeeded').length, patience)
      .toBe(2)
    const [first, second] = await runs()
    expect(second!.start_time.getTime()).toBeGreaterThanOrEqual(first!.end_time.getTime())
    expect(first!.return_message).toBe('1 row')
  })

  test('a command of several statements is one transaction', async () => {
    await database.asPostgres('create table steps (step int)')
    await database.asPostgres(
      `select cron.schedule('1 second', 'insert into steps values (1); select 1 / 0')`,
    )
    await expect
      .poll(runs, patience)
      .toContainEqual(
        expect.objectContaining({ status: 'failed', return_message: 'ERROR:  division by zero\n' }),
      )
    expect(await database.asPostgres('select * from steps')).toEqual([])
  })

  test('unscheduling a job ends its run', async () => {
    await database.asPostgres(`select cron.schedule('endless', '1 second', 'select pg_sleep(600)')`)
    await expect.poll(runs, patience).toMatchObject([{ status: 'running' }])
    await database.asPostgres(`select cron.unschedule('endless')`)
    await expect.poll(runs, patience).toMatchObject([{ status: 'failed', return_message: 'job canceled' }])
  })

  test('a paused job does not run', async () => {
    await database.asPostgres(`select cron.schedule('paused', '0 9 * * *', 'select 1')`)
    await database.asPostgres(`select cron.alter_job(jobid, active := false) from cron.job`)
    await database.asPostgres(`select cron.schedule('other', '0 9 * * *', 'select 2')`)
    await expect.poll(runs, patience).toMatchObject([{ command: 'select 2', status: 'succeeded' }])
  })

  test('runs that a restart cut off are marked, and missed minutes are not made up', async () => {
    await cron.stop()
    await database.asPostgres(`select cron.schedule('hourly', '0 * * * *', 'select 1')`)
    await database.admin.query(
      `insert into cron.job_run_details (jobid, username, status) values (1, 'postgres', 'running')`,
    )
    putClockTo('2026-11-20T11:59:59.700Z')
    cron = await startCron({ databaseUrl: database.url, now })
    await expect.poll(runs, patience).toMatchObject([
      { status: 'failed', return_message: 'server restarted' },
      { status: 'succeeded', command: 'select 1' },
    ])
  })

  test('a second runner stands by, and takes over when the first stops', async () => {
    const second = await startCron({ databaseUrl: database.url, now })
    await database.asPostgres(`select cron.schedule('1 second', 'select 1')`)
    await expect.poll(runs, patience).not.toHaveLength(0)
    await cron.stop()
    await database.admin.query('truncate cron.job_run_details')
    await expect.poll(runs, patience).not.toHaveLength(0)
    await second.stop()
  })

  test('a lost connection is made again', async () => {
    const { rows } = await database.admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'pg_cron' and datname = current_database()`,
    )
    expect(rows).toHaveLength(1)
    await database.asPostgres(`select cron.schedule('1 second', 'select 1')`)
    await expect.poll(runs, patience).not.toHaveLength(0)
  })
})

test('a runner that cannot reach its database says so at once', async () => {
  await expect(startCron({ databaseUrl: 'postgresql://nobody:wrong@127.0.0.1:1/postgres' })).rejects.toThrow(
    'ECONNREFUSED',
  )
})
