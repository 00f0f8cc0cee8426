import { describe, expect, test } from 'vitest'
import { callJobsByHand, delivered, jobs, mailsOf, plan, query, signUp, tell, tick } from './jobs-scene.ts'

callJobsByHand()

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
