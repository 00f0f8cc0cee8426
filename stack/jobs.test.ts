import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { Readable } from 'node:stream'
import pg from 'pg'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { functionEnvironment } from './function-environment.ts'
import { startFunctions, type RunningFunctions } from './functions.ts'
import { loadSecrets, type Secrets } from './secrets.ts'
import { repositoryDir } from './settings.ts'

// What cron sets off every minute, set off by hand; the mail server does what its addressee's name says.
const stack = inject('stack')
let database: pg.Pool
let secrets: Secrets
let smtp: SMTPServer
let functions: RunningFunctions
/** Whom a mail was taken for, in order. */
let delivered: string[]
/** What was in the last mail. */
let lastMail: { subject?: string; text?: string; html?: string; headers: Record<string, string> }
/** Hears that a mail is under way that will never be taken. */
let onHanging: () => void = () => {}
/** Hears that a mail was taken, before its sender does. */
let onTaken: () => void = () => {}

const query = async <Row extends object>(sql: string, values: unknown[] = []) =>
  (await database.query<Row>(sql, values)).rows

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

async function startTheirs(): Promise<RunningFunctions> {
  const smtpUrl = `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`
  return startFunctions({
    functionsDir: path.join(repositoryDir, 'supabase', 'functions'),
    env: await functionEnvironment({ ...stack, ...secrets, smtpUrl, source: {} }),
  })
}

/** Calls the function as cron does. */
const call = (
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
async function tick(): Promise<unknown> {
  await query('select private.enqueue_schedules(), private.enqueue_deliveries()')
  await query('select private.enqueue_deliveries()')
  return (await call()).json()
}

/** Somebody who wants mails, also at night. @returns their id and address */
async function signUp(name: string): Promise<{ id: string; address: string }> {
  const id = randomUUID()
  const address = `${name}-${id}@example.test`
  await query('insert into auth.users (id, email) values ($1, $2)', [id, address])
  await query(
    'insert into public.notification_preferences (user_id, email_notifications, quiet_hours) values ($1, true, false)',
    [id],
  )
  return { id, address }
}

const tell = (id: string, title = 'Ring Mum') =>
  query(`insert into public.notifications (user_id, type, title) values ($1, 'unblocked_task', $2)`, [
    id,
    title,
  ])

const mailsOf = (id: string) =>
  query<{ state: string; reason: string | null; attempts: number }>(
    `select state, reason, attempts from public.notification_deliveries
     where user_id = $1 and channel = 'email' order by created_at, id`,
    [id],
  )
const jobs = () =>
  query<{ name: string; state: string; retry_count: number; wait: number }>(
    `select name, state::text, retry_count, extract(epoch from start_after - now())::int as wait from pgboss.job`,
  )
/** As if so much time had passed for jobs whose function died. */
const expire = () =>
  query(`with aged as (update pgboss.job set started_on = started_on - interval '1 hour' where state = 'active')
    update pgboss.queue set monitor_claim_on = null`)

const makeDue = (id: string, kind: string) =>
  query(`update private.person_schedules set due_at = now() where user_id = $1 and kind = $2`, [id, kind])
const plan = (id: string, name: string) =>
  query(`insert into public.tasks (user_id, name, due_on) values ($1, $2, current_date - 1)`, [id, name])

/** Kills the function while the one mail of somebody called hanging or dying is under way. */
async function killWhileSending(meanwhile: () => Promise<void> = () => Promise.resolve()): Promise<void> {
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
async function ticksAfterDeath(): Promise<void> {
  await expire()
  for (let round = 0; round < 2; round++) {
    await query(`update pgboss.job set start_after = now() where state = 'retry'`)
    await tick()
  }
}

describe('the jobs function', () => {
  test('obeys the scheduler alone, and nothing it does not understand', async () => {
    expect((await call({ token: '' })).status).toBe(401)
    expect((await call({ token: 'x'.repeat(43) })).status).toBe(401)
    expect((await call({ body: {} })).status).toBe(422)
    expect((await call({ body: { at: new Date().toISOString(), queue: 'deliver' } })).status).toBe(422)
    expect((await call()).status).toBe(200)
  })

  test('is called by the tick when a job waits, and by no other tick', async () => {
    const asked = () => query<{ ok: boolean }>('select private.tick() as ok')
    expect(await asked()).toEqual([{ ok: false }])
    const { id } = await signUp('tick')
    await tell(id)
    expect(await asked()).toEqual([{ ok: true }])
    // Through the net, to the function of the stack itself, which uses the mailbox.
    await expect.poll(() => mailsOf(id), { timeout: 20_000 }).toMatchObject([{ state: 'sent' }])
    const mails = (await (
      await fetch(`${stack.mailUrl}/api/messages?to=tick-${id}@example.test`)
    ).json()) as {
      subject: string
    }[]
    expect(mails.map(({ subject }) => subject)).toEqual(['Ring Mum'])
  })

  test('makes one mail of what is due at once', async () => {
    const { id, address } = await signUp('several')
    await tell(id, 'One')
    await tell(id, 'Two')
    expect(await tick()).toEqual({ done: 1, failed: 0 })
    expect(delivered).toEqual([address])
    expect(await mailsOf(id)).toMatchObject([{ state: 'sent' }, { state: 'sent' }])
  })

  test('does not mail what has been read meanwhile', async () => {
    const { id } = await signUp('read')
    await tell(id)
    await query('update public.notifications set is_read = true where user_id = $1', [id])
    await tick()
    expect(delivered).toEqual([])
    expect(await mailsOf(id)).toMatchObject([{ state: 'skipped', reason: 'read' }])
  })
})

describe('whatever happens to ticks, each mail goes once', () => {
  test('when one comes twice', async () => {
    const { id, address } = await signUp('twice')
    await tell(id)
    await tick()
    await tick()
    expect(delivered).toEqual([address])
  })

  test('when one comes hours late', async () => {
    const { id, address } = await signUp('late')
    await tell(id)
    await query(
      `update public.notification_deliveries set due_at = now() - interval '5 hours' where user_id = $1`,
      [id],
    )
    await tick()
    expect(delivered).toEqual([address])
  })

  test('when many run at the same time', async () => {
    const people = await Promise.all(Array.from({ length: 12 }, (_, index) => signUp(`many${index}`)))
    await Promise.all(people.map(({ id }) => tell(id)))
    await Promise.all(Array.from({ length: 4 }, tick))
    expect(delivered.toSorted()).toEqual(people.map(({ address }) => address).toSorted())
  })

  test('when the function is killed in the middle of its work', async () => {
    const hanging = await signUp('hanging')
    const people = await Promise.all(Array.from({ length: 7 }, (_, index) => signUp(`killed${index}`)))
    await tell(hanging.id)
    await killWhileSending(async () => {
      for (const { id } of people) await tell(id)
    })
    expect(await mailsOf(hanging.id)).toMatchObject([{ state: 'sending' }])

    await tick()
    expect(delivered.toSorted()).toEqual(people.map(({ address }) => address).toSorted())
    await ticksAfterDeath()
    expect(delivered).toHaveLength(people.length)
    expect(await mailsOf(hanging.id)).toMatchObject([
      { state: 'uncertain', reason: 'interrupted', attempts: 1 },
    ])
    expect((await jobs()).filter(({ state }) => state !== 'completed')).toEqual([])
  })

  test('when the function is killed after a mail was taken, before it could say so', async () => {
    const { id, address } = await signUp('dying')
    await tell(id)
    await killWhileSending()
    expect(delivered).toEqual([address])
    await ticksAfterDeath()
    expect(delivered).toEqual([address])
    expect(await mailsOf(id)).toMatchObject([{ state: 'uncertain', reason: 'interrupted', attempts: 1 }])
  })

  test('when a mail was taken and that cannot be written down', async () => {
    const { id, address } = await signUp('unwritten')
    await tell(id)
    await query(`create function private.refuse_to_write() returns trigger language plpgsql as
      $$ begin raise exception 'the disk is full'; end $$`)
    await query(`create trigger refuse_to_write before update on public.notification_deliveries
      for each row when (new.state = 'sent' and new.user_id = '${id}') execute function private.refuse_to_write()`)
    try {
      expect(await tick()).toEqual({ done: 0, failed: 1 })
    } finally {
      await query('drop function private.refuse_to_write cascade')
    }
    await ticksAfterDeath()
    expect(delivered).toEqual([address])
    expect(await mailsOf(id)).toMatchObject([{ state: 'uncertain' }])
  })

  test('when the tick itself is cut off before its end', async () => {
    const { id, address } = await signUp('cut')
    await plan(id, 'Run')
    await tell(id)
    await makeDue(id, 'weekly_digest')
    const doomed = await database.connect()
    const { rows } = await doomed.query<{ pid: number }>('select pg_backend_pid() as pid')
    doomed.on('error', () => {})
    await doomed.query('begin')
    await doomed.query('select private.enqueue_schedules(), private.enqueue_deliveries()')
    const ended = new Promise<void>((resolve) => doomed.once('end', () => resolve()))
    await query('select pg_terminate_backend($1)', [rows[0]!.pid])
    await ended
    doomed.release(true)
    expect(await jobs()).toEqual([])
    await tick()
    expect(delivered).toEqual([address, address])
    await tick()
    expect(delivered).toHaveLength(2)
  })

  test('when the function is killed before it began with a job', async () => {
    const { id, address } = await signUp('taken')
    await tell(id)
    await query('select private.enqueue_deliveries()')
    await query(`update pgboss.job set state = 'active', started_on = now()`)
    expect(await tick()).toEqual({ done: 0, failed: 0 })
    await expire()
    expect(await query('select private.is_job_waiting() as is_waiting')).toEqual([{ is_waiting: true }])
    await tick()
    await query(`update pgboss.job set start_after = now() where state = 'retry'`)
    await tick()
    expect(delivered).toEqual([address])
    expect(await jobs()).toMatchObject([{ state: 'completed', retry_count: 1 }])
  })
})

describe('a mail that cannot go', () => {
  test('is tried again, later each time', async () => {
    const { id } = await signUp('busy')
    await tell(id)
    expect(await tick()).toEqual({ done: 0, failed: 1 })
    expect(await mailsOf(id)).toMatchObject([{ state: 'queued', reason: 'busy', attempts: 1 }])
    const [first] = await jobs()
    expect(first).toMatchObject({ state: 'retry', wait: expect.any(Number) })
    expect(first!.wait).toBeGreaterThan(240)
    // A tick before its time leaves it alone.
    expect(await tick()).toEqual({ done: 0, failed: 0 })
  })

  test('is not tried again when it was refused for good', async () => {
    const { id } = await signUp('refused')
    await tell(id)
    expect(await tick()).toEqual({ done: 1, failed: 0 })
    expect(await mailsOf(id)).toMatchObject([{ state: 'failed', reason: 'refused' }])
  })

  test.each([
    ['its task is done', 'done', `update public.tasks set status = 'completed' where user_id = $1`],
    [
      'mails were ended in a mail program',
      'switched_off',
      'update public.notification_preferences set email_notifications = false where user_id = $1',
    ],
    [
      'its kind was switched off',
      'switched_off',
      'update public.notification_preferences set unblocked_task = false where user_id = $1',
    ],
    ['it was read', 'read', 'update public.notifications set is_read = true where user_id = $1'],
    ['it was deleted', 'read', 'delete from public.notifications where user_id = $1'],
  ])('is not tried again once %s', async (_, reason, change) => {
    const { id } = await signUp('busy')
    await plan(id, 'Run')
    await query(
      `insert into public.notifications (user_id, type, title, task_id)
       select user_id, 'unblocked_task', name, id from public.tasks where user_id = $1`,
      [id],
    )
    await tick()
    await query(change, [id])
    await query(`update pgboss.job set start_after = now() where state = 'retry'`)
    expect(await tick()).toEqual({ done: 1, failed: 0 })
    expect(await mailsOf(id)).toMatchObject([{ state: 'skipped', reason, attempts: 1 }])
  })

  test('waits for the morning when its next attempt falls into quiet hours', async () => {
    const { id } = await signUp('busy')
    await tell(id)
    await tick()
    await query(
      `update public.notification_preferences set quiet_hours = true,
         quiet_from = date_trunc('minute', now() at time zone 'UTC' - interval '1 hour')::time,
         quiet_until = date_trunc('minute', now() at time zone 'UTC' + interval '2 hours')::time
       where user_id = $1`,
      [id],
    )
    await query(`update pgboss.job set start_after = now() where state = 'retry'`)
    expect(await tick()).toEqual({ done: 1, failed: 0 })
    expect(await mailsOf(id)).toMatchObject([{ state: 'queued', attempts: 1 }])
    expect(
      await query(
        `select job_id, due_at > now() + interval '1 hour' as waits from public.notification_deliveries
         where user_id = $1 and channel = 'email'`,
        [id],
      ),
    ).toEqual([{ job_id: null, waits: true }])
    // When they end, it goes its way as if nothing had been.
    const address = `well-${id}@example.test`
    await query('update auth.users set email = $2 where id = $1', [id, address])
    await query('update public.notification_preferences set quiet_hours = false where user_id = $1', [id])
    await query('update public.notification_deliveries set due_at = now() where user_id = $1', [id])
    await tick()
    expect(delivered).toEqual([address])
  })

  test('that nobody can make sense of ends among the dead letters, and holds up nobody', async () => {
    const { id, address } = await signUp('behind')
    await query(`select private.enqueue_job('deliver', '{"user_id": "nobody", "channel": "pigeon"}')`)
    await tell(id)
    expect(await tick()).toEqual({ done: 1, failed: 1 })
    expect(delivered).toEqual([address])
    for (let attempt = 2; attempt <= 4; attempt++) {
      await query(`update pgboss.job set start_after = now() where state = 'retry'`)
      await tick()
    }
    const [letter] = await query<{ id: string; error: string }>('select id, error from private.dead_letters')
    expect(letter).toMatchObject({ error: 'INTERNAL: ZodError' })
    expect(await query('select private.redrive_dead_letter($1) as is_back', [letter!.id])).toEqual([
      { is_back: true },
    ])
    expect(await query('select private.redrive_dead_letter($1) as is_back', [letter!.id])).toEqual([
      { is_back: false },
    ])
    expect(await query('select * from private.dead_letters')).toEqual([])
  })

  test('ends among the dead letters, where an admin sees why and sends it on its way again', async () => {
    const { id, address } = await signUp('busy')
    await tell(id)
    for (let attempt = 1; attempt <= 4; attempt++) {
      await tick()
      await query(`update pgboss.job set start_after = now() where state = 'retry'`)
    }
    expect(await mailsOf(id)).toMatchObject([{ state: 'failed', reason: 'busy', attempts: 4 }])
    const letters = await query<object>('select queue, user_id, attempts, error from private.dead_letters')
    expect(letters).toEqual([{ queue: 'deliver', user_id: id, attempts: 4, error: 'busy' }])
    expect(JSON.stringify(await query('select * from pgboss.job'))).not.toContain(address)

    await query('update auth.users set email = $2 where id = $1', [id, `well-${id}@example.test`])
    expect(await query('select private.redrive_dead_letters() as redriven')).toEqual([{ redriven: 1 }])
    await tick()
    expect(delivered).toEqual([`well-${id}@example.test`])
    expect(await query('select * from private.dead_letters')).toEqual([])
  })
})

describe('a digest', () => {
  test.each([
    ['weekly_digest', 'hanging'],
    ['daily_digest', 'hanging'],
    ['weekly_digest', 'dying'],
    ['daily_digest', 'dying'],
  ])('(%s) that was cut off is not sent twice: %s', async (kind, name) => {
    const { id, address } = await signUp(name)
    await query('update public.notification_preferences set daily_digest = true where user_id = $1', [id])
    await plan(id, 'Run')
    await makeDue(id, kind)
    await killWhileSending()
    await ticksAfterDeath()
    expect(delivered).toEqual(name === 'dying' ? [address] : [])
    expect(await mailsOf(id)).toMatchObject([{ state: 'uncertain', attempts: 1 }])
    expect((await jobs()).map(({ state }) => state)).toEqual(['completed'])
  })

  test("of the week comes by itself, once, with the person's own words made harmless", async () => {
    const { id, address } = await signUp('weekly')
    await query(`update public.user_profiles set locale = 'de', display_name = 'Mia' where user_id = $1`, [
      id,
    ])
    await plan(id, '<script>alert(1)</script> & "Öl" wechseln')
    await makeDue(id, 'weekly_digest')
    await makeDue(id, 'daily_digest')
    await Promise.all([tick(), tick()])
    await tick()
    expect(delivered).toEqual([address])
    expect(lastMail.subject).toMatch(/^Deine Woche ab /)
    expect(lastMail.text).toContain('Hallo Mia,')
    expect(lastMail.text).toContain('- <script>alert(1)</script> & "Öl" wechseln')
    expect(lastMail.html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;Öl&quot; wechseln')
    expect(lastMail.html).not.toContain('<script>')
  })

  test('can be ended by one press in the mail program, without signing in, and by no forged address', async () => {
    const { id } = await signUp('ended')
    await plan(id, 'Run')
    await makeDue(id, 'weekly_digest')
    await tick()
    expect(lastMail.headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click')
    const address = /<([^>]+)>/.exec(lastMail.headers['list-unsubscribe']!)![1]!
    const weekly = async () =>
      (
        await query<{ weekly_digest: boolean }>(
          'select weekly_digest from public.notification_preferences where user_id = $1',
          [id],
        )
      )[0]!.weekly_digest
    const forged = new URL(address)
    forged.searchParams.set('kind', 'daily_digest')
    expect((await fetch(forged, { method: 'POST' })).status).toBe(403)
    expect((await fetch(address, { redirect: 'manual' })).status).toBe(303)
    expect(await weekly()).toBe(true)
    expect((await fetch(address, { method: 'POST', body: 'List-Unsubscribe=One-Click' })).status).toBe(200)
    expect(await weekly()).toBe(false)
    await query(`delete from public.notification_deliveries where user_id = $1`, [id])
    await makeDue(id, 'weekly_digest')
    delivered = []
    await tick()
    expect(delivered).toEqual([])
  })

  test('that has nothing to say does not come', async () => {
    const { id } = await signUp('empty')
    await makeDue(id, 'weekly_digest')
    await tick()
    expect(delivered).toEqual([])
    expect(await mailsOf(id)).toMatchObject([{ state: 'skipped', reason: 'nothing_to_say' }])
  })
})

describe('at night', () => {
  test('the rules look at each person once, however often the tick comes', async () => {
    const people = await Promise.all(['one', 'two', 'three'].map(signUp))
    const ids = people.map(({ id }) => id)
    await query(
      `insert into public.tasks (user_id, name, due_on) select id, 'Pay', current_date - 3 from unnest($1::uuid[]) id`,
      [ids],
    )
    await query(
      `update private.person_schedules set due_at = now() where kind = 'night' and user_id = any ($1)`,
      [ids],
    )
    await Promise.all([tick(), tick()])
    await tick()
    const runs = await query(
      'select user_id, trigger, status from public.hrm_runs where user_id = any ($1)',
      [ids],
    )
    expect(runs).toHaveLength(3)
    expect(runs).toContainEqual({ user_id: ids[0], trigger: 'schedule', status: 'finished' })
    const insights = await query('select distinct user_id from public.insights where user_id = any ($1)', [
      ids,
    ])
    expect(insights).toHaveLength(3)
  })

  test('a run that was killed after it had saved is repeated without a trace', async () => {
    const { id } = await signUp('again')
    await query(`insert into public.tasks (user_id, name, due_on) values ($1, 'Pay', current_date - 3)`, [id])
    await query(`update private.person_schedules set due_at = now() where kind = 'night' and user_id = $1`, [
      id,
    ])
    await tick()
    await query(
      `update pgboss.job set state = 'active', started_on = now(), completed_on = null where name = 'insights'`,
    )
    await expire()
    await tick()
    await query(`update pgboss.job set start_after = now() where state = 'retry'`)
    await tick()
    expect(await jobs()).toMatchObject([{ name: 'insights', state: 'completed', retry_count: 1 }])
    expect(await query('select status from public.hrm_runs where user_id = $1', [id])).toEqual([
      { status: 'finished' },
    ])
  })
})
