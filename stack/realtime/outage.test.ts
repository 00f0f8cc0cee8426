import { randomUUID } from 'node:crypto'
import { EventEmitter, once } from 'node:events'
import { mkdtemp, readFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { removeDataDir } from '../data-dir.ts'
import { freeSettings } from '../ports.ts'
import { startPostgres, type RunningPostgres } from '../postgres.ts'
import { loadSecrets } from '../secrets.ts'
import { repositoryDir } from '../settings.ts'
import { startRealtime, type RunningRealtime } from './server.ts'
import { connectClient, join, ROOMS_SQL, signToken, TEST_KEYS } from './test-fixtures.ts'

let dataDir: string
let postgres: RunningPostgres
let realtime: RunningRealtime
let start: () => Promise<RunningPostgres>
let ended: Promise<unknown>

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'aurum-realtime-'))
  const [secrets, { dbPort: port }] = await Promise.all([loadSecrets(dataDir), freeSettings(dataDir)])
  start = () => {
    const exits = new EventEmitter()
    ended = once(exits, 'exit')
    return startPostgres({ dataDir, port, secrets, onExit: () => exits.emit('exit') })
  }
  postgres = await start()
  for (const file of ['00_roles.sql', '20_realtime.sql']) {
    await query(await readFile(path.join(repositoryDir, 'stack', 'sql', file), 'utf8'))
  }
  await query(ROOMS_SQL)
  realtime = await startRealtime({
    ...TEST_KEYS,
    databaseUrl: postgres.url,
    limits: { refusalDelayMs: 10, databaseWaitMs: 300 },
    log: () => {},
  })
})
afterAll(async () => {
  await realtime.stop()
  await postgres.stop()
  await removeDataDir(dataDir)
})

async function query(sql: string, values?: unknown[]): Promise<void> {
  const client = new pg.Client(postgres.url)
  await client.connect()
  await client.query(sql, values)
  await client.end()
}

test('the server outlives a killed database, and its clients come back', async () => {
  const [room, userId] = [`room:${randomUUID()}`, randomUUID()]
  await query('insert into public.members values ($1, $2, true)', [userId, room])
  const token = { current: await signToken(userId) }
  const client = connectClient(realtime.url, token)
  await client.realtime.setAuth()
  const channel = client.channel(room, { config: { private: true } })
  const received: unknown[] = []
  const statuses: string[] = []
  channel.on('broadcast', { event: '*' }, ({ payload }) => received.push(payload))
  channel.subscribe((status) => statuses.push(status))
  await vi.waitFor(() => expect(statuses).toEqual(['SUBSCRIBED']))

  process.kill(postgres.pid, 'SIGKILL')
  await ended
  await vi.waitFor(() => expect(statuses[1]).toBe('CHANNEL_ERROR'))
  expect(realtime.stats().feed).toEqual({ isStreaming: false, losses: 1 })

  const other = connectClient(realtime.url, token)
  await other.realtime.setAuth()
  const refused = other.channel(room, { config: { private: true } })
  await expect(join(refused)).rejects.toThrow('Realtime was unable to connect to the project database')
  await expect(refused.httpSend('e', {})).rejects.toThrow('Tenant database unavailable')
  await other.removeAllChannels()

  postgres = await start()
  await vi.waitFor(() => expect(statuses.at(-1)).toBe('SUBSCRIBED'), { timeout: 20_000 })
  await query('select realtime.send($1, $2, $3)', [{ id: 1 }, 'e', room])
  await vi.waitFor(() => expect(received).toEqual([{ id: 1 }]))
  await client.removeAllChannels()
})

test('a database that is not there at the start is an error, and nothing is left running', async () => {
  const away = new URL(postgres.url)
  away.port = '1'
  await expect(startRealtime({ ...TEST_KEYS, databaseUrl: away.href, log: () => {} })).rejects.toThrow(
    'Realtime cannot follow the database: connect ECONNREFUSED',
  )
})
