import { beforeEach, describe, expect, it } from 'vitest'
import { asDatabase, asService, asUser, createUser } from './as-user.ts'
import { AMOUNT, cap, foundOrganization, reserve, settle } from './money.ts'

let person: string
beforeEach(async () => {
  person = await createUser()
})

describe('an alert', () => {
  const alertsOf = (id: string) =>
    asDatabase((sql) =>
      sql.query(
        'select metric, percent from public.ai_budget_alerts where scope_id = $1 order by metric, percent',
        [id],
      ),
    )
  const noticesOf = (id: string) =>
    asUser(id, (sql) =>
      sql.query(`select title from public.notifications where type = 'ai_budget' order by created_at`),
    )

  it('comes at 80, 95 and 100 percent of what is spent, each once, and tells the person', async () => {
    await cap('user', person, AMOUNT * 20)
    const spend = async (times: number) => {
      for (let n = 0; n < times; n++) await settle((await reserve(person)).hold_id)
    }
    await spend(15)
    expect(await alertsOf(person)).toEqual([])
    await spend(2)
    expect(await alertsOf(person)).toEqual([{ metric: 'money', percent: 80 }])
    await spend(3)
    expect((await alertsOf(person)).map(({ percent }) => percent)).toEqual([80, 95, 100])
    expect((await noticesOf(person)).map(({ title }) => title)).toEqual([
      "80 % of this month's AI budget is used",
      "95 % of this month's AI budget is used",
      "This month's AI budget is used up",
    ])
  })

  it('does not come for what is only held', async () => {
    await cap('user', person, AMOUNT)
    await reserve(person)
    expect(await alertsOf(person)).toEqual([])
  })

  it('of an organisation reaches those who manage it', async () => {
    const owner = await createUser()
    const organization = await foundOrganization(owner, [person])
    await cap('organization', organization, AMOUNT)
    await settle((await reserve(person, { organization })).hold_id)
    expect(await alertsOf(organization)).toHaveLength(3)
    expect(await noticesOf(owner)).toHaveLength(1)
    expect(await noticesOf(person)).toHaveLength(0)
  })

  it('speaks the language of the person', async () => {
    await asService((sql) =>
      sql.query(`update public.user_profiles set locale = 'de' where user_id = $1`, [person]),
    )
    await cap('user', person, AMOUNT)
    await settle((await reserve(person)).hold_id)
    expect(await noticesOf(person)).toEqual([{ title: 'Das KI-Budget für diesen Monat ist aufgebraucht' }])
  })
})
