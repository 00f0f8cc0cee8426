import { beforeEach, describe, expect, it } from 'vitest'
import {
  asAnonymous,
  asDatabase,
  asService,
  asUser,
  createUser,
  failureOf,
  insert,
  type Session,
} from './as-user.ts'

let owner: string
let admin: string
let member: string
let stranger: string
let organization: string

beforeEach(async () => {
  ;[owner, admin, member, stranger] = (await Promise.all([
    createUser(),
    createUser(),
    createUser(),
    createUser(),
  ])) as [string, string, string, string]
  organization = (await asUser(owner, (sql) => insert(sql, 'organizations', { user_id: owner, name: 'Us' })))
    .id
  await asUser(owner, async (sql) => {
    await insert(sql, 'organization_members', {
      user_id: admin,
      organization_id: organization,
      role: 'admin',
    })
    await insert(sql, 'organization_members', { user_id: member, organization_id: organization })
  })
})

const people = () => ({ owner, admin, member, stranger })
type Who = keyof ReturnType<typeof people>

const as = <Result>(who: Who, work: (sql: Session) => Promise<Result>) => asUser(people()[who], work)
const invite = (who: Who, user_id: string, role = 'member') =>
  failureOf(
    as(who, (sql) =>
      sql.query(
        'insert into public.organization_members (user_id, organization_id, role) values ($1, $2, $3)',
        [user_id, organization, role],
      ),
    ),
  )
const setRole = (who: Who, of: string, role: string) =>
  as(who, (sql) =>
    sql.count('update public.organization_members set role = $2 where user_id = $1', [of, role]),
  )
const remove = (who: Who, of: string) =>
  as(who, (sql) => sql.count('delete from public.organization_members where user_id = $1', [of]))
const roles = () =>
  asDatabase(async (sql) => {
    const rows = await sql.query<{ user_id: string; role: string }>(
      'select user_id, role from public.organization_members where organization_id = $1',
      [organization],
    )
    return Object.fromEntries(rows.map(({ user_id, role }) => [user_id, role]))
  })

describe('an organisation', () => {
  it('makes whoever founds it its owner', async () => {
    expect(await roles()).toEqual({ [owner]: 'owner', [admin]: 'admin', [member]: 'member' })
  })

  it.each([
    ['owner', 1, 3],
    ['admin', 1, 3],
    ['member', 1, 3],
    ['stranger', 0, 0],
  ] as const)('shows the %s %d organisation and %d members', async (who, organizations, members) => {
    expect(await as(who, (sql) => sql.count('select from public.organizations'))).toBe(organizations)
    expect(await as(who, (sql) => sql.count('select from public.organization_members'))).toBe(members)
  })

  it('is hidden from visitors and open to the service', async () => {
    for (const table of ['organizations', 'organization_members']) {
      expect(await failureOf(asAnonymous((sql) => sql.query(`select from public.${table}`)))).toBe('42501')
      expect(await asService((sql) => sql.count(`select from public.${table}`))).toBeGreaterThan(0)
    }
  })

  it.each([
    ['owner', 1],
    ['admin', 0],
    ['member', 0],
    ['stranger', 0],
  ] as const)('lets the %s rename and delete %d of it', async (who, count) => {
    expect(await as(who, (sql) => sql.count(`update public.organizations set name = 'Them'`))).toBe(count)
    expect(await as(who, (sql) => sql.count('delete from public.organizations'))).toBe(count)
  })

  it('goes with its memberships, and with its owner', async () => {
    await as('owner', (sql) => sql.query('delete from public.organizations'))
    expect(await roles()).toEqual({})
  })

  it('leaves when its owner’s account is deleted', async () => {
    await asDatabase((sql) => sql.query('delete from auth.users where id = $1', [owner]))
    expect(await roles()).toEqual({})
    expect(await as('member', (sql) => sql.count('select from public.organizations'))).toBe(0)
  })

  it('opens no window into the life of its members', async () => {
    await asUser(member, (sql) => insert(sql, 'tasks', { user_id: member, name: 'Private' }))
    for (const who of ['owner', 'admin'] as const)
      expect(await as(who, (sql) => sql.count('select from public.tasks'))).toBe(0)
  })
})

describe('members', () => {
  it.each([
    ['owner', null],
    ['admin', null],
    ['member', '42501'],
    ['stranger', '42501'],
  ] as const)('are added by managers only: the %s gets %s', async (who, code) => {
    expect(await invite(who, await createUser())).toBe(code)
  })

  it('cannot be added by a stranger who puts themselves in', async () => {
    expect(await invite('stranger', stranger, 'admin')).toBe('42501')
  })

  it('cannot be made owners, by nobody', async () => {
    expect(await invite('owner', stranger, 'owner')).toBe('42501')
    expect(await failureOf(setRole('owner', admin, 'owner'))).toBe('42501')
    expect(await failureOf(setRole('admin', admin, 'owner'))).toBe('42501')
  })

  it.each([
    ['owner', 1],
    ['admin', 1],
    ['member', 0],
    ['stranger', 0],
  ] as const)('get another role from managers only: from the %s %d', async (who, count) => {
    expect(await setRole(who, member, 'admin')).toBe(count)
  })

  it('cannot raise themselves', async () => {
    expect(await setRole('member', member, 'admin')).toBe(0)
    expect(await roles()).toMatchObject({ [member]: 'member' })
  })

  it('leave when they like, and are removed by managers only', async () => {
    expect(await remove('member', admin)).toBe(0)
    expect(await remove('stranger', member)).toBe(0)
    expect(await remove('member', member)).toBe(1)
    expect(await remove('owner', admin)).toBe(1)
  })

  it('keep their owner, who neither leaves nor is removed nor loses the role', async () => {
    expect(await failureOf(remove('owner', owner))).toBe('23514')
    expect(await failureOf(remove('admin', owner))).toBe('23514')
    expect(await failureOf(setRole('admin', owner, 'member'))).toBe('23514')
  })

  it('cannot be moved to another organisation or person', async () => {
    const other = await asUser(stranger, (sql) =>
      insert(sql, 'organizations', { user_id: stranger, name: 'Other' }),
    )
    const move = (column: string, value: string) =>
      failureOf(
        as('owner', (sql) =>
          sql.query(`update public.organization_members set ${column} = $1 where user_id = $2`, [
            value,
            member,
          ]),
        ),
      )
    expect(await move('organization_id', other.id)).toBe('42501')
    expect(await move('user_id', stranger)).toBe('42501')
    expect(await move('id', stranger)).toBe('42501')
  })

  it('are in an organisation once', async () => {
    expect(await invite('owner', member)).toBe('23505')
  })

  it('have no role we do not know', async () => {
    expect(await invite('owner', stranger, 'king')).toBe('23514')
  })
})
