import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { Readable } from 'node:stream'
import pg from 'pg'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, expect, inject } from 'vitest'
import { functionEnvironment } from './function-environment.ts'
import { startFunctions, type RunningFunctions } from './functions.ts'
import { loadSecrets, type Secrets } from './secrets.ts'
import { repositoryDir } from './settings.ts'

// What cron sets off every minute, set off by hand; the mail server does what its addressee's name says.
export const stack = inject('stack')
export let database: pg.Pool
export let secrets: Secrets
let smtp: SMTPServer
let functions: RunningFunctions
/** Whom a mail was taken for, in order. */
export let delivered: string[]
/** What was in the last mail. */
export let lastMail: { subject?: string; text?: string; html?: string; headers: Record<string, string> }
/** Hears that a mail is under way that will never be taken. */
let onHanging: () => void = () => {}
/** Hears that a mail was taken, before its sender does. */
let onTaken: () => void = () => {}

export const query = async <Row extends object>(sql: string, values: unknown[] = []) =>
  (await database.query<Row>(sql, values)).rows

/** Has the tests of a file call the function by hand, with nothing left of others. */
export function callJobsByHand(): void {
  beforeAll(async () => {
    database = new pg.Pool({ connectionString: stack.dbUrl, max: 8 })
    await query(`select cron.alter_job(jobid, active := false) from cron.job where jobname = 'tick'`)
    secrets = await loadSecrets(stack.dataDir)
    smtp = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      onRcptTo({ address }, _, done) {
        if (address.startsWith('refused')) return done(Object.assign(new Error('no'), { responseCode: 550 }))
        if (address.startsWith('busy')) return done(Object.assign(new Error('later'), { responseCode: 451 }))
        done()
      },
      onData(stream, { envelope }, done) {
        const address = (envelope.rcptTo[0] as { address: string }).address
        if (address.startsWith('hanging')) {
          stream.resume()
          return onHanging()
        }
        void PostalMime.parse(Readable.toWeb(stream) as ReadableStream).then(
          ({ subject, text, html, headers }) => {
            lastMail = {
              subject,
              text,
              html,
              headers: Object.fromEntries(headers.map(({ key, value }) => [key, value])),
            }
            delivered.push(address)
            if (address.startsWith('dying')) onTaken()
            else done()
          },
        )
      },
    })
    smtp.on('error', () => {})
    smtp.listen(0, '127.0.0.1')
    await once(smtp.server, 'listening')
    functions = await startTheirs()
  })
  afterAll(async () => {
    await functions.stop()
    await new Promise<void>((resolve) => smtp.close(resolve))
    await query(`select cron.alter_job(jobid, active := true) from cron.job where jobname = 'tick'`)
    await database.end()
  })
  beforeEach(async () => {
    delivered = []
    await query(`delete from pgboss.job`)
    // Nobody of another test is in the way.
    await query(`update private.person_schedules set due_at = now() + interval '1 day'`)
    await query(
      `update private.ai_items set state = 'failed', leased_until = null where state in ('waiting', 'leased')`,
    )
  })
}

async function startTheirs(): Promise<RunningFunctions> {
  const smtpUrl = `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`
  return startFunctions({
    functionsDir: path.join(repositoryDir, 'supabase', 'functions'),
    env: await functionEnvironment({ ...stack, ...secrets, smtpUrl, source: {} }),
  })
}

/** Calls the function as cron does. */
export const call = (
  {
    token = secrets.jobsToken,
    body = { at: new Date().toISOString() },
  }: { token?: string; body?: object } = {},
  running = functions,
) =>
  fetch(`${running.url}/jobs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-jobs-token': token },
    body: JSON.stringify(body),
  })

/** Turns what is due into jobs, and has them done. */
export async function tick(): Promise<unknown> {
  await query('select private.enqueue_schedules(), private.enqueue_deliveries()')
  await query('select private.enqueue_deliveries()')
  return (await call()).json()
}

/** Somebody who wants mails, also at night. @returns their id and address */
export async function signUp(name: string): Promise<{ id: string; address: string }> {
  const id = randomUUID()
  const address = `${name}-${id}@example.test`
  await query('insert into auth.users (id, email) values ($1, $2)', [id, address])
  await query(
    'insert into public.notification_preferences (user_id, email_notifications, quiet_hours) values ($1, true, false)',
    [id],
  )
  return { id, address }
}

export const tell = (id: string, title = 'Ring Mum') =>
  query(`insert into public.notifications (user_id, type, title) values ($1, 'unblocked_task', $2)`, [
    id,
    title,
  ])

export const mailsOf = (id: string) =>
  query<{ state: string; reason: string | null; attempts: number }>(
    `select state, reason, attempts from public.notification_deliveries
     where user_id = $1 and channel = 'email' order by created_at, id`,
    [id],
  )
export const jobs = () =>
  query<{ name: string; state: string; retry_count: number; wait: number }>(
    `select name, state::text, retry_count, extract(epoch from start_after - now())::int as wait from pgboss.job`,
  )
/** As if so much time had passed for jobs whose function died. */
export const expire = () =>
  query(`with aged as (update pgboss.job set started_on = started_on - interval '1 hour' where state = 'active')
    update pgboss.queue set monitor_claim_on = null`)

export const makeDue = (id: string, kind: string) =>
  query(`update private.person_schedules set due_at = now() where user_id = $1 and kind = $2`, [id, kind])
export const plan = (id: string, name: string) =>
  query(`insert into public.tasks (user_id, name, due_on) values ($1, $2, current_date - 1)`, [id, name])

/** Kills the function while the one mail of somebody called hanging or dying is under way. */
export async function killWhileSending(
  meanwhile: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const doomed = await startTheirs()
  await query('select private.enqueue_schedules(), private.enqueue_deliveries()')
  await query('select private.enqueue_deliveries()')
  const isUnderWay = new Promise<void>((resolve) => (onHanging = onTaken = resolve))
  const answer = call({}, doomed)
  await isUnderWay
  await meanwhile()
  await query('select private.enqueue_deliveries()')
  process.kill((await doomed.processes()).jobs!, 'SIGKILL')
  expect((await answer).ok).toBe(false)
  await doomed.stop()
}

/** The tick that finds the death gives the job its pause; the one after it does the job. */
export async function ticksAfterDeath(): Promise<void> {
  await expire()
  for (let round = 0; round < 2; round++) {
    await query(`update pgboss.job set start_after = now() where state = 'retry'`)
    await tick()
  }
}
