import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { asDatabase, asUser, createUser, failureOf, type RequestOptions, type Row } from './as-user.ts'

let person: string

beforeEach(async () => {
  person = await createUser()
})

const read = (id = person) => asUser(id, (sql) => sql.one('select * from public.user_profiles'))
const change = (row: Row, options?: RequestOptions) =>
  asUser(
    person,
    (sql) =>
      sql.query(
        `update public.user_profiles set ${Object.keys(row)
          .map((column, i) => `${column} = $${i + 1}`)
          .join(', ')}`,
        Object.values(row),
      ),
    options,
  )

async function signUp(told: unknown): Promise<Row> {
  const id = randomUUID()
  await asDatabase((sql) =>
    sql.query('insert into auth.users (id, email, raw_user_meta_data) values ($1, $2, $3)', [
      id,
      `${id}@example.test`,
      JSON.stringify(told),
    ]),
  )
  return read(id)
}

describe('signing up', () => {
  it('makes a profile with sensible beginnings', async () => {
    expect(await read()).toMatchObject({
      user_id: person,
      username: null,
      time_zone: 'UTC',
      locale: 'en',
      week_start: 1,
      uses_24h: true,
      theme: 'system',
      tier: 'free',
      onboarding_state: 'new',
      level: 1,
      total_points: 0,
    })
  })

  it('listens to what the browser tells about its place and language', async () => {
    expect(
      await signUp({ time_zone: 'Europe/Berlin', locale: 'de', full_name: 'Ada Lovelace' }),
    ).toMatchObject({
      time_zone: 'Europe/Berlin',
      locale: 'de',
      display_name: 'Ada Lovelace',
    })
  })

  it.each([
    ['an unknown place', { time_zone: 'Mars/Olympus' }],
    ['a rule instead of a place', { time_zone: 'XYZ-3' }],
    ['an empty place', { time_zone: '' }],
    ['a number for a place', { time_zone: 5 }],
    ['a place far too long', { time_zone: 'A/'.repeat(100_000) }],
    ['an unknown language', { locale: 'tlh' }],
    ['a name far too long', { full_name: 'x'.repeat(100_000) }],
    ['an object for a name', { full_name: { first: 'Ada' } }],
    ['nothing at all', null],
    ['a list', ['x']],
    ['a wish to be more', { tier: 'premium', user_id: randomUUID() }],
  ])('never fails, whatever is told: %s', async (_, told) => {
    expect(await signUp(told)).toMatchObject({ time_zone: 'UTC', locale: 'en', tier: 'free' })
  })
})

describe('the time zone', () => {
  it.each([
    'UTC',
    'Europe/Berlin',
    'America/Argentina/Buenos_Aires',
    'America/Port-au-Prince',
    'Etc/GMT+5',
    'Japan',
  ])('can be %s', async (time_zone) => {
    await change({ time_zone })
    expect(await read()).toMatchObject({ time_zone })
  })
  it.each([
    'Mars/Olympus',
    'XYZ-3',
    '+02:00',
    'berlin',
    '',
    '../etc/passwd',
    'Europe/Berlin; drop table tasks',
  ])('cannot be "%s"', async (time_zone) => {
    expect(await failureOf(change({ time_zone }))).toBe('22023')
  })
})

describe('the username', () => {
  const at = (now: string) => ({ now })
  const name = () => `u${randomUUID().slice(0, 12)}`

  it('can change once in seven days', async () => {
    const [first, second, third] = [name(), name(), name()]
    await change({ username: first }, at('2026-11-01T12:00:00Z'))
    expect(await failureOf(change({ username: second }, at('2026-11-08T11:59:59Z')))).toBe('23514')
    await change({ username: second }, at('2026-11-08T12:00:00Z'))
    expect(await failureOf(change({ username: third }, at('2026-11-09T12:00:00Z')))).toBe('23514')
    expect(await read()).toMatchObject({ username: second })
  })

  it('does not count other changes, nor one to the same name', async () => {
    const username = name()
    await change({ username }, at('2026-11-01T12:00:00Z'))
    await change({ username, theme: 'dark' }, at('2026-11-02T12:00:00Z'))
    expect(await read()).toMatchObject({ theme: 'dark' })
  })

  it('cannot be one that somebody has, in whatever case', async () => {
    const username = name()
    await change({ username })
    person = await createUser()
    expect(await failureOf(change({ username: username.toUpperCase() }))).toBe('23505')
  })

  it.each(['ab', 'x'.repeat(31), 'with space', 'näme', 'a/b', ''])('cannot be "%s"', async (username) => {
    expect(await failureOf(change({ username }))).toBe('23514')
  })
})

describe('a profile', () => {
  it.each([
    { locale: 'fr' },
    { theme: 'pink' },
    { week_start: 7 },
    { onboarding_state: 'lost' },
    { birth_on: '1500-01-01' },
    { monthly_alignment_goal: 0 },
    { display_name: 'x'.repeat(121) },
  ])('refuses %j', async (row) => {
    expect(await failureOf(change(row))).toBe('23514')
  })

  it('notes when it was changed, and only when it was', async () => {
    const before = await read()
    await change({ theme: 'system' })
    expect((await read()).updated_at).toBe(before.updated_at)
    await change({ theme: 'dark' })
    expect((await read()).updated_at).not.toBe(before.updated_at)
  })
})
