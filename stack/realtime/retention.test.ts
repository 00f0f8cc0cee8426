import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { startRealtime } from './server.ts'
import { makeRoomsDatabase, TEST_KEYS, type RoomsDatabase } from './test-fixtures.ts'

let database: RoomsDatabase

beforeAll(async () => {
  database = await makeRoomsDatabase(inject('stack').adminDbUrl)
})
afterAll(() => database.drop())

test('messages are kept for 72 hours', async () => {
  await database.admin.query(
    `insert into realtime.messages (topic, extension, inserted_at)
     select age || ' hours', 'broadcast', timezone('utc', now()) - make_interval(hours => age)
     from unnest(array[71, 73, 500]) age`,
  )
  const realtime = await startRealtime({ ...TEST_KEYS, databaseUrl: database.url, log: () => {} })
  await vi.waitFor(async () =>
    expect(await database.asPostgres('select topic from realtime.messages')).toEqual([{ topic: '71 hours' }]),
  )
  await realtime.stop()
})
