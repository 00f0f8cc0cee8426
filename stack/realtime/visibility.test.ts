import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { openVisibilityGate } from './visibility.ts'

const databaseUrl = inject('stack').adminDbUrl
const [early, late] = [new pg.Client(databaseUrl), new pg.Client(databaseUrl)]

beforeAll(() => Promise.all([early.connect(), late.connect()]))
afterAll(() => Promise.all([early.end(), late.end()]))

/** Begins a transaction. The number is the half of it that the WAL has. */
async function begin(client: pg.Client): Promise<number> {
  await client.query('begin')
  const { rows } = await client.query<{ xid: string }>('select pg_current_xact_id()::xid::text as xid')
  return Number(rows[0]!.xid)
}

test('messages wait until their transaction is visible, and for those before them', async () => {
  const delivered: string[] = []
  const failures: unknown[] = []
  const gate = openVisibilityGate<string>(
    databaseUrl,
    (message) => delivered.push(message),
    (error) => failures.push(error),
  )
  const [first, second] = [await begin(early), await begin(late)]
  gate.push({ xid: first, messages: ['a', 'b'] })
  gate.push({ xid: second, messages: ['c'] })
  await late.query('commit')
  // Long enough for the gate to have looked again.
  for (let round = 0; round < 20; round++) await late.query('select 1')
  expect(delivered).toEqual([])
  await early.query('commit')
  await vi.waitFor(() => expect(delivered).toEqual(['a', 'b', 'c']))
  expect(failures).toEqual([])
  await gate.close()
})

test('a database that is away is told of, once for all that is held back', async () => {
  const away = new URL(databaseUrl)
  away.port = '1'
  const failures: unknown[] = []
  const gate = openVisibilityGate<string>(away.href, expect.fail, (error) => failures.push(error))
  for (const xid of [1_000, 1_001]) gate.push({ xid, messages: ['a'] })
  await vi.waitFor(() => expect(failures).toEqual([expect.objectContaining({ code: 'ECONNREFUSED' })]))
  await gate.close()
})
