import { describe, expect, test } from 'vitest'
import {
  callJobsByHand,
  delivered,
  jobs,
  killWhileSending,
  lastMail,
  mailsOf,
  makeDue,
  plan,
  query,
  signUp,
  tick,
  ticksAfterDeath,
} from './jobs-scene.ts'

callJobsByHand()

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
    delivered.length = 0
    await tick()
    expect(delivered).toEqual([])
  })

  test('can be ended by whoever has left: its address goes on answering', async () => {
    const { id } = await signUp('left')
    await plan(id, 'Run')
    await makeDue(id, 'weekly_digest')
    await tick()
    const address = /<([^>]+)>/.exec(lastMail.headers['list-unsubscribe']!)![1]!
    await query('delete from auth.users where id = $1', [id])
    expect((await fetch(address, { method: 'POST', body: 'List-Unsubscribe=One-Click' })).status).toBe(200)
  })

  test('that has nothing to say does not come', async () => {
    const { id } = await signUp('empty')
    await makeDue(id, 'weekly_digest')
    await tick()
    expect(delivered).toEqual([])
    expect(await mailsOf(id)).toMatchObject([{ state: 'skipped', reason: 'nothing_to_say' }])
  })
})
