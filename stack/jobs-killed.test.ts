import { describe, expect, test } from 'vitest'
import {
  callJobsByHand,
  database,
  delivered,
  expire,
  jobs,
  killWhileSending,
  mailsOf,
  makeDue,
  plan,
  query,
  signUp,
  tell,
  tick,
  ticksAfterDeath,
} from './jobs-scene.ts'

callJobsByHand()

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
