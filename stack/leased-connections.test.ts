import { createPostgresConnection } from '@supabase/lite/postgres'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { leaseConnections, type Lease, type LeasedConnections } from './leased-connections.ts'

const MAX = 2

let leases: LeasedConnections
let admin: pg.Client

beforeEach(async () => {
  leases = leaseConnections(
    (onclose) =>
      createPostgresConnection({
        url: inject('stack').dbUrl,
        postgresOptions: { max: 1, onclose, onnotice: () => {} },
      }).driver,
    MAX,
  )
  admin = new pg.Client(inject('stack').adminDbUrl)
  await admin.connect()
})
afterEach(async () => {
  await leases.end()
  await admin.end()
})

async function backendOf(lease: Lease): Promise<number> {
  const [row] = (await lease.unsafe('select pg_backend_pid() as pid', [])) as [{ pid: number }]
  return row.pid
}

async function kill(pid: number): Promise<void> {
  await admin.query('select pg_terminate_backend($1)', [pid])
  await expect
    .poll(async () => (await admin.query('select from pg_stat_activity where pid = $1', [pid])).rowCount)
    .toBe(0)
}

describe('a leased connection', () => {
  it('is made anew for the next transaction once the schema is another', async () => {
    const before = await leases.reserve()
    const backend = await backendOf(before)
    leases.renew()
    expect(await backendOf(before)).toBe(backend)
    before.release()
    const after = await leases.reserve()
    expect(await backendOf(after)).not.toBe(backend)
    after.release()
  })

  it('is used again after it was given back', async () => {
    const first = await leases.reserve()
    const pid = await backendOf(first)
    first.release()
    expect(await backendOf(await leases.reserve())).toBe(pid)
  })

  it('belongs to one lease at a time; further ones wait', async () => {
    const first = await leases.reserve()
    const second = await leases.reserve()
    expect(await backendOf(first)).not.toBe(await backendOf(second))

    let isServed = false
    const third = leases.reserve().then((lease) => {
      isServed = true
      return lease
    })
    const pid = await backendOf(first)
    expect(isServed).toBe(false)
    first.release()
    expect(await backendOf(await third)).toBe(pid)
  })

  it('that is lost fails for the rest of its lease, so that no statement runs outside its transaction', async () => {
    const lease = await leases.reserve()
    const pid = await backendOf(lease)
    await lease.unsafe('begin', [])
    await kill(pid)
    await expect.poll(() => lease.unsafe('select 1', []).then(String, String)).toMatch(/Error/)
    await expect(lease.unsafe('rollback', [])).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' })
  })

  it('that is lost makes room for a new one', async () => {
    for (let round = 0; round < 2 * MAX; round++) {
      const lease = await leases.reserve()
      await kill(await backendOf(lease))
      await expect.poll(() => lease.unsafe('select 1', []).then(String, String)).toMatch(/Error/)
      lease.release()
    }
    const lease = await leases.reserve()
    expect(await backendOf(lease)).toEqual(expect.any(Number))
  })
})
