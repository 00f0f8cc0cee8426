import { beforeEach, describe, expect, it } from 'vitest'
import { balanceSheet } from '../../shared/hrm/balance-sheet.ts'
import { snapshotOf as answered, snapshotSchema } from '../../shared/hrm/snapshot.ts'
import { asAnonymous, asUser, createUser, failureOf, insert, type Row } from './as-user.ts'
import { type Life, plantLife } from './life.ts'

// In Berlin it is the next day already.
const NOW = '2026-11-20T23:30:00Z'

let life: Life

beforeEach(async () => {
  life = await plantLife(await createUser({ time_zone: 'Europe/Berlin' }))
  // What came with the life has no fixed time.
  await run('delete from public.focus_sessions')
})

interface Balance {
  from_on: string
  until_on: string
  first_on: string | null
  unread_minutes: number
  pillars: { id: string; name: string; time_allocation_percentage: number | null }[]
  minutes: (Row & { on: string; minutes: number; pillar_id: string | null; sessions: Row[] })[]
  names: Record<string, string>
}

const run = (statement: string, values: unknown[] = []) =>
  asUser(life.user_id, (sql) => sql.query(statement, values))
const add = (table: string, row: Row) =>
  asUser(life.user_id, (sql) => insert(sql, table, { user_id: life.user_id, ...row }))
const lived = (started_at: string, minutes: number, more: Row = {}) =>
  add('focus_sessions', {
    started_at,
    ended_at: new Date(Date.parse(started_at) + minutes * 60_000).toISOString(),
    ...more,
  })
const ask = <Answer>(call: string, who: string) =>
  asUser(who, async (sql) => (await sql.one<{ seen: Answer }>(`select ${call} as seen`)).seen, { now: NOW })
const balanceOf = (days = 28, who = life.user_id) => ask<Balance>(`public.pillar_balance(${days})`, who)
const snapshotOf = async () =>
  snapshotSchema.parse(answered(await ask<unknown>('public.hrm_snapshot()', life.user_id)))

describe('the balance of pillars', () => {
  it('holds each focus session under its day and place, with the names that lead there', async () => {
    await lived('2026-11-19T08:00:00Z', 50, { task_id: life.task })
    await lived('2026-11-19T10:00:00Z', 25, { task_id: life.task })
    await lived('2026-11-20T08:00:00Z', 30)
    await lived('2026-11-20T09:00:00Z', 5, { task_id: life.task, kind: 'break' })
    const { minutes, names, pillars, from_on, until_on, first_on } = await balanceOf()
    expect({ from_on, until_on, first_on }).toEqual({
      ...{ from_on: '2026-10-25', until_on: '2026-11-21', first_on: '2026-11-19' },
    })
    expect(pillars).toMatchObject([{ id: life.pillar, name: 'Health', time_allocation_percentage: null }])
    expect(minutes).toMatchObject([
      { on: '2026-11-20', pillar_id: null, task_id: null, minutes: 30, sessions: [{ task_name: null }] },
      {
        ...{ on: '2026-11-19', pillar_id: life.pillar, area_id: life.area, project_id: life.project },
        ...{ task_id: life.task, minutes: 75 },
        sessions: [{ task_name: 'Run' }, { task_name: 'Run' }],
      },
    ])
    expect(names).toEqual({ [life.area]: 'Fitness', [life.project]: expect.any(String), [life.task]: 'Run' })
  })

  it('states the figures of the insights: the same minutes as the snapshot of the rules', async () => {
    const inbox = await add('tasks', { name: 'Stray' })
    const gone = await add('projects', { name: 'Gone', area_id: life.area, archived: true })
    const held = await add('tasks', { name: 'Held', project_id: gone.id })
    const secret = await add('tasks', { name: 'Secret', project_id: life.project, reading_level: 'nobody' })
    const places = [life.task, life.subTask, inbox.id, held.id, secret.id, null]
    for (const [place, task_id] of places.entries()) {
      for (const day of ['2026-10-24T22:10:00Z', '2026-10-24T21:50:00Z', '2026-11-18T23:10:00Z']) {
        await lived(day, 20.4 + place, { task_id })
      }
    }
    const [balance, snapshot] = [await balanceOf(), await snapshotOf()]
    const plain = balance.minutes.map(({ sessions, ...row }) => {
      expect(sessions.length).toBeGreaterThan(0)
      return row
    })
    const byKey = (a: Row, b: Row) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)
    expect(plain.sort(byKey)).toEqual(snapshot.minutes.sort(byKey))
    expect(balanceSheet(balance)).toEqual(balanceSheet(snapshot))
    // Both of Berlin's last 28 days, of what nobody may read.
    expect(balance.unread_minutes).toBe(49)
  })

  it('ends where a period ends, in the zone of the person', async () => {
    await lived('2026-11-14T22:59:00Z', 10)
    await lived('2026-11-14T23:00:00Z', 20)
    expect((await balanceOf(7)).minutes.map(({ minutes }) => minutes)).toEqual([20])
    await run(`update public.user_profiles set time_zone = 'America/Los_Angeles'`)
    expect((await balanceOf(7)).minutes.map(({ on, minutes }) => [on, minutes])).toEqual([['2026-11-14', 30]])
    expect((await balanceOf(4_000)).from_on).toBe('2026-08-21')
  })

  it('still knows in a quarter what was completed long ago', async () => {
    await lived('2026-09-01T08:00:00Z', 60, { task_id: life.task })
    await run(
      `update public.tasks set status = 'completed', completed_at = '2026-09-02T08:00:00Z' where id = $1`,
      [life.task],
    )
    expect((await balanceOf(91)).minutes).toMatchObject([{ task_id: life.task, minutes: 60 }])
  })

  it('is the business of its person alone', async () => {
    await lived('2026-11-19T08:00:00Z', 50, { task_id: life.task })
    expect(await balanceOf(28, await createUser())).toMatchObject({
      ...{ pillars: [], minutes: [], names: {}, first_on: null, unread_minutes: 0 },
    })
    const refused = asAnonymous((sql) => sql.query('select public.pillar_balance()'))
    expect(await failureOf(refused)).toBe('42501')
  })
})
