import { beforeEach, describe, expect, it } from 'vitest'
import { asDatabase, asUser, createUser, failureOf } from './as-user.ts'
import { AMOUNT, cap, foundOrganization, periodOf, periodsOf, reserve, settle } from './money.ts'

let owner: string
let member: string
let organization: string
beforeEach(async () => {
  ;[owner, member] = (await Promise.all([createUser(), createUser()])) as [string, string]
  organization = await foundOrganization(owner, [member])
})

const choose = (person: string, payer: string | null) =>
  asUser(person, (sql) =>
    sql.query(
      `insert into public.ai_settings (user_id, organization_id) values ($1, $2)
      on conflict (user_id) do update set organization_id = excluded.organization_id`,
      [person, payer],
    ),
  )
const payerOf = (person: string) =>
  asUser(person, (sql) =>
    sql.one<{ organization_id: string | null }>('select organization_id from public.ai_settings'),
  )

describe('the organisation a person lets pay', () => {
  it('is held and charged beside the person', async () => {
    await cap('organization', organization, AMOUNT * 10)
    await choose(member, organization)
    const { hold_id } = await reserve(member)
    expect(await periodOf(organization)).toMatchObject({ reserved_nano_usd: AMOUNT, spent_nano_usd: 0 })
    await settle(hold_id)
    for (const scope of [organization, member]) {
      expect(await periodOf(scope)).toMatchObject({ reserved_nano_usd: 0, spent_nano_usd: AMOUNT })
    }
  })

  it('refuses what does not fit its budget, whatever the person has left', async () => {
    await cap('organization', organization, AMOUNT)
    await Promise.all([choose(member, organization), choose(owner, organization)])
    const answers = await Promise.all([member, owner, member, owner].map((person) => reserve(person)))
    expect(answers.filter(({ status }) => status === 'reserved')).toHaveLength(1)
    expect(answers.find(({ status }) => status === 'refused')).toMatchObject({
      ...{ reason: 'budget', scope: 'organization', limit: AMOUNT },
    })
  })

  it('shows with its budget where the person looks', async () => {
    await cap('organization', organization, 500)
    await choose(member, organization)
    const { state } = await asUser(member, (sql) =>
      sql.one<{ state: { scopes: object[] } }>('select public.ai_budget_state() as state'),
    )
    expect(state.scopes).toMatchObject([{ scope: 'user' }, { scope: 'organization', limit_nano_usd: 500 }])
  })

  it('pays for nothing without a budget', async () => {
    await choose(member, organization)
    expect(await reserve(member)).toMatchObject({ status: 'reserved' })
    expect(await periodsOf(organization)).toEqual([])
  })

  it('is none of which the person is no member', async () => {
    const stranger = await createUser()
    expect(await failureOf(choose(stranger, organization))).toBe('23503')
    await choose(member, organization)
    await asUser(stranger, (sql) => sql.query('update public.ai_settings set organization_id = null'))
    expect(await payerOf(member)).toEqual({ organization_id: organization })
  })

  it('stops paying when the person leaves it', async () => {
    await cap('organization', organization, AMOUNT * 10)
    await choose(member, organization)
    await asDatabase((sql) =>
      sql.query('delete from public.organization_members where organization_id = $1 and user_id = $2', [
        organization,
        member,
      ]),
    )
    expect(await payerOf(member)).toEqual({ organization_id: null })
    await reserve(member)
    expect(await periodsOf(organization)).toEqual([])
  })
})
