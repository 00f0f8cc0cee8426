import { describe, expect, test } from 'vitest'
import {
  call,
  callJobsByHand,
  delivered,
  expire,
  jobs,
  mailsOf,
  query,
  signUp,
  stack,
  tell,
  tick,
} from './jobs-scene.ts'

callJobsByHand()

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
