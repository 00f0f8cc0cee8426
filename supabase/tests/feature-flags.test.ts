import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { asAnonymous, asDatabase, asService, asUser } from './as-user.ts'

const CALL = 'select public.is_feature_enabled($1) as is_on'

async function addFlag(enabled: boolean, rollout_percentage: number): Promise<string> {
  const key = `flag_${randomUUID().replaceAll('-', '_')}`
  await asService((sql) =>
    sql.query('insert into public.feature_flags (key, enabled, rollout_percentage) values ($1, $2, $3)', [
      key,
      enabled,
      rollout_percentage,
    ]),
  )
  return key
}

/** For how many of 1,000 made-up people a feature is on. */
const reach = (key: string) =>
  asDatabase(async (sql) => {
    const { count } = await sql.one<{ count: number }>(
      `select count(*) filter (where set_config('request.jwt.claims', json_build_object('sub', gen_random_uuid())::text, true) <> ''
        and public.is_feature_enabled($1)) as count from generate_series(1, 1000)`,
      [key],
    )
    return count
  })

describe('a feature', () => {
  it('that nobody has heard of is off', async () => {
    expect(await asAnonymous((sql) => sql.one(CALL, ['nowhere']))).toEqual({ is_on: false })
  })

  it.each([
    [true, 100, true],
    [true, 0, false],
    [false, 100, false],
    [false, 50, false],
  ])('enabled %s for %d %% of people is on: %s', async (enabled, percentage, isOn) => {
    const key = await addFlag(enabled, percentage)
    expect(await asUser(randomUUID(), (sql) => sql.one(CALL, [key]))).toEqual({ is_on: isOn })
    expect(await asAnonymous((sql) => sql.one(CALL, [key]))).toEqual({ is_on: isOn })
  })

  it('stays on or off for one person', async () => {
    const key = await addFlag(true, 50)
    const person = randomUUID()
    const answers = new Set<unknown>()
    for (let n = 0; n < 5; n++)
      answers.add((await asUser(person, (sql) => sql.one<{ is_on: boolean }>(CALL, [key]))).is_on)
    expect(answers.size).toBe(1)
  })

  it('reaches about as many people as its percentage says', async () => {
    // Of 1,000 people at 30 %, six standard deviations are 87.
    const count = await reach(await addFlag(true, 30))
    expect(Math.abs(count - 300)).toBeLessThan(87)
  })
})
