import { randomUUID } from 'node:crypto'
import type { RealtimeChannel, SupabaseClient } from '@supabase/supabase-js'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { startRealtime, type RunningRealtime } from './realtime/server.ts'
import {
  connectClient,
  join,
  makeRoomsDatabase,
  signToken,
  TEST_KEYS,
  type RoomsDatabase,
} from './realtime/test-fixtures.ts'

/** A person with a client of the real library. */
interface Person {
  id: string
  token: { current: string | null }
  client: SupabaseClient
}

let database: RoomsDatabase
let realtime: RunningRealtime
const clients: SupabaseClient[] = []

beforeAll(async () => {
  database = await makeRoomsDatabase(inject('stack').adminDbUrl)
  realtime = await startRealtime({
    ...TEST_KEYS,
    databaseUrl: database.url,
    limits: { refusalDelayMs: 10, maxPayloadBytes: 20_000 },
    log: () => {},
  })
})
afterAll(async () => {
  await realtime.stop()
  await database.drop()
})
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.removeAllChannels()))
})

async function connect(token: { current: string | null }, url = realtime.url): Promise<SupabaseClient> {
  const client = connectClient(url, token)
  clients.push(client)
  // Otherwise the first join may go out before the client has read its token.
  await client.realtime.setAuth()
  return client
}

async function makePerson(tokenOptions?: { secondsLeft?: number; secret?: string }): Promise<Person> {
  const id = randomUUID()
  const token = { current: await signToken(id, tokenOptions) }
  return { id, token, client: await connect(token) }
}

/** Two people in a room of their own, of whom the second may only read. */
async function makeRoom() {
  const room = `room:${randomUUID()}`
  const [ana, ben] = await Promise.all([makePerson(), makePerson()])
  await database.addMember(ana.id, room)
  await database.addMember(ben.id, room, false)
  return { room, ana, ben }
}

type Config = NonNullable<Parameters<SupabaseClient['channel']>[1]>['config']

function open({ client }: Person, room: string, config: Config = {}): RealtimeChannel {
  return client.channel(room, { config: { private: true, ...config } })
}

function collect(channel: RealtimeChannel, event = '*'): Record<string, unknown>[] {
  const received: Record<string, unknown>[] = []
  channel.on('broadcast', { event }, (message) => received.push(message))
  return received
}

const send = (payload: object, event: string, topic: string, isPrivate = true) =>
  database.asPostgres('select realtime.send($1, $2, $3, $4)', [payload, event, topic, isPrivate])

const payloads = (received: Record<string, unknown>[]) => received.map(({ payload }) => payload)

describe('joining', () => {
  test('a member joins the room', async () => {
    const { room, ana, ben } = await makeRoom()
    await join(open(ana, room))
    await join(open(ben, room))
    expect(realtime.stats()).toMatchObject({ sockets: 2, channels: 2, rooms: 1 })
  })

  test('a stranger may not read the topic', async () => {
    const { room } = await makeRoom()
    const stranger = await makePerson()
    await expect(join(open(stranger, room))).rejects.toThrow(
      `Unauthorized: You do not have permissions to read from this Channel topic: ${room}`,
    )
  })

  test('an anonymous visitor may not read the topic', async () => {
    const { room } = await makeRoom()
    const visitor = await connect({ current: null })
    await expect(join(visitor.channel(room, { config: { private: true } }))).rejects.toThrow('Unauthorized')
  })

  test('the secret key opens every room', async () => {
    const { room } = await makeRoom()
    const server = connectClient(realtime.url, { current: null }, TEST_KEYS.secretKey)
    clients.push(server)
    await join(server.channel(room, { config: { private: true } }))
  })

  test('a forged token is refused', async () => {
    const person = await makePerson({ secret: 'a secret that is not the one of the server' })
    await expect(join(open(person, 'room'))).rejects.toThrow(
      'JwtSignatureError: Failed to validate JWT signature',
    )
  })

  test('an expired token is refused', async () => {
    const person = await makePerson({ secondsLeft: -60 })
    await expect(join(open(person, 'room'))).rejects.toThrow(
      /InvalidJWTToken: Token has expired 6\d seconds ago/,
    )
  })

  test('a public channel is refused while only private ones are allowed', async () => {
    const person = await makePerson()
    await expect(join(open(person, 'room', { private: false }))).rejects.toThrow(
      'PrivateOnly: This project only allows private channels',
    )
  })

  test('a policy that fails lets nobody in', async () => {
    const person = await makePerson()
    await database.asPostgres(
      `create policy "Broken" on realtime.messages for select to authenticated
       using (realtime.topic() = 'broken' and 1 / (length(realtime.topic()) - 6) = 1)`,
    )
    await expect(join(open(person, 'broken'))).rejects.toThrow('Unauthorized')
    await database.asPostgres('drop policy "Broken" on realtime.messages')
  })

  test('probing the policies leaves no row behind', async () => {
    const { room, ana } = await makeRoom()
    const channel = open(ana, room, { broadcast: { ack: true } })
    await join(channel)
    await channel.send({ type: 'broadcast', event: 'e', payload: {} })
    expect(await database.asPostgres('select * from realtime.messages where topic = $1', [room])).toEqual([])
  })

  test('who leaves gets nothing any more and may come back', async () => {
    const { room, ana, ben } = await makeRoom()
    const left = open(ben, room)
    const missed = collect(left)
    const channel = open(ana, room, { broadcast: { ack: true } })
    await Promise.all([join(left), join(channel)])
    expect(await left.unsubscribe()).toBe('ok')
    await channel.send({ type: 'broadcast', event: 'e', payload: { x: 1 } })

    const back = open(ben, room)
    const received = collect(back)
    await join(back)
    await channel.send({ type: 'broadcast', event: 'e', payload: { x: 2 } })
    await vi.waitFor(() => expect(payloads(received)).toEqual([{ x: 2 }]))
    expect(missed).toEqual([])
  })
})

describe('tokens', () => {
  const closedWith = (channel: RealtimeChannel) =>
    new Promise<string>((resolve) => channel.on('system', {}, ({ message }) => resolve(message as string)))

  test('a channel goes on with a fresh token', async () => {
    const { room, ana, ben } = await makeRoom()
    const listening = open(ben, room)
    const received = collect(listening)
    const channel = open(ana, room, { broadcast: { ack: true } })
    await Promise.all([join(listening), join(channel)])
    ben.token.current = await signToken(ben.id)
    await ben.client.realtime.setAuth()
    await channel.send({ type: 'broadcast', event: 'e', payload: { x: 1 } })
    await vi.waitFor(() => expect(received).toHaveLength(1))
  })

  test('a fresh token that may read no longer closes the channel', async () => {
    const { room, ana } = await makeRoom()
    const channel = open(ana, room)
    const closed = closedWith(channel)
    await join(channel)
    await database.removeMember(ana.id, room)
    ana.token.current = await signToken(ana.id)
    await ana.client.realtime.setAuth()
    expect(await closed).toBe(`You do not have permissions to read from this Channel topic: ${room}`)
    await vi.waitFor(() => expect(channel.state).toBe('closed'))
  })

  test('a forged token closes the channel', async () => {
    const { room, ana } = await makeRoom()
    const channel = open(ana, room)
    const closed = closedWith(channel)
    await join(channel)
    ana.token.current = await signToken(ana.id, { secret: 'a secret that is not the one of the server' })
    await ana.client.realtime.setAuth()
    expect(await closed).toBe('Failed to validate JWT signature')
  })

  test('a token that expires closes the channel', async () => {
    const person = await makePerson({ secondsLeft: 2 })
    await database.addMember(person.id, 'short')
    const channel = open(person, 'short')
    const closed = closedWith(channel)
    await join(channel)
    expect(await closed).toMatch(/^Token has expired \d seconds ago$/)
    await vi.waitFor(() => expect(channel.state).toBe('closed'))
  })
})

describe('broadcast between clients', () => {
  test('reaches the others, and the sender only if it wants to', async () => {
    const { room, ana, ben } = await makeRoom()
    const [anas, bens] = [open(ana, room, { broadcast: { ack: true } }), open(ben, room)]
    const [own, received] = [collect(anas), collect(bens)]
    await Promise.all([join(anas), join(bens)])
    expect(await anas.send({ type: 'broadcast', event: 'moved', payload: { x: 1 } })).toBe('ok')
    await vi.waitFor(() =>
      expect(received).toEqual([{ type: 'broadcast', event: 'moved', payload: { x: 1 } }]),
    )
    expect(own).toEqual([])

    await anas.unsubscribe()
    const echoing = open(ana, room, { broadcast: { self: true } })
    const echoed = collect(echoing)
    await join(echoing)
    await echoing.send({ type: 'broadcast', event: 'moved', payload: { x: 2 } })
    await vi.waitFor(() => expect(payloads(echoed)).toEqual([{ x: 2 }]))
  })

  test('carries binary payloads', async () => {
    const { room, ana, ben } = await makeRoom()
    const [anas, bens] = [open(ana, room), open(ben, room)]
    const received = collect(bens)
    await Promise.all([join(anas), join(bens)])
    await anas.send({ type: 'broadcast', event: 'e', payload: new Uint8Array([0, 255, 7]).buffer })
    await vi.waitFor(() => expect(received).toHaveLength(1))
    expect([...new Uint8Array(received[0]!.payload as ArrayBuffer)]).toEqual([0, 255, 7])
  })

  test('keeps the order of the sender', async () => {
    const { room, ana, ben } = await makeRoom()
    const [anas, bens] = [open(ana, room), open(ben, room)]
    const received = collect(bens)
    await Promise.all([join(anas), join(bens)])
    const numbers = Array.from({ length: 50 }, (_, x) => ({ x }))
    for (const payload of numbers) void anas.send({ type: 'broadcast', event: 'e', payload })
    await vi.waitFor(() => expect(payloads(received)).toEqual(numbers))
  })

  test('without the right to write vanishes, and is not acknowledged', async () => {
    const { room, ana, ben } = await makeRoom()
    const [anas, bens] = [
      open(ana, room, { broadcast: { ack: true } }),
      open(ben, room, { broadcast: { ack: true } }),
    ]
    const received = collect(anas)
    await Promise.all([join(anas), join(bens)])
    const answer = await bens.send({ type: 'broadcast', event: 'e', payload: {} }, { timeout: 300 })
    expect(answer).toBe('timed out')
    expect(received).toEqual([])
  })

  test('with too large a payload is answered with an error', async () => {
    const { room, ana } = await makeRoom()
    const channel = open(ana, room, { broadcast: { ack: true } })
    await join(channel)
    const payload = { text: 'x'.repeat(20_000) }
    expect(await channel.send({ type: 'broadcast', event: 'e', payload })).toBe('error')
  })
})

describe('broadcast from the database', () => {
  async function listen(config?: Config) {
    const { room, ana } = await makeRoom()
    const channel = open(ana, room, config)
    const received = collect(channel)
    await join(channel)
    return { room, received, channel, person: ana }
  }

  test('carries payload, event and the id of the message', async () => {
    const { room, received } = await listen()
    await send({ name: 'Grüße' }, 'changed', room)
    const [row] = await database.asPostgres<{ id: string }>(
      'select id from realtime.messages where topic = $1',
      [room],
    )
    await vi.waitFor(() =>
      expect(received).toEqual([
        {
          type: 'broadcast',
          event: 'changed',
          payload: { name: 'Grüße', id: row!.id },
          meta: { id: row!.id },
        },
      ]),
    )
  })

  test('comes when the transaction commits and never when it is rolled back', async () => {
    const { room, received } = await listen()
    const insert = (x: number) =>
      database.admin.query('select realtime.send($1, $2, $3)', [{ x, id: 0 }, 'e', room])
    await database.admin.query('begin')
    await insert(1)
    await database.admin.query('rollback')
    await database.admin.query('begin')
    await insert(2)
    // Committed later, though it came first: nothing of the open transaction may be seen before.
    await database.asPostgres('select 1')
    expect(received).toEqual([])
    await database.admin.query('commit')
    await vi.waitFor(() => expect(payloads(received)).toEqual([{ x: 2, id: 0 }]))
  })

  test('keeps the order of the commits and of the statements within one', async () => {
    const { room, received } = await listen()
    for (let round = 0; round < 20; round++) {
      await database.asPostgres(
        `select realtime.send(jsonb_build_object('x', $1::int + step, 'id', 0), 'e', $2) from generate_series(0, 4) step`,
        [round * 5, room],
      )
    }
    await vi.waitFor(() => expect(received).toHaveLength(100))
    expect(payloads(received)).toEqual(Array.from({ length: 100 }, (_, x) => ({ x, id: 0 })))
  })

  test('tells of changed rows through a trigger', async () => {
    const { room, received } = await listen()
    await database.asPostgres(`create table public.notes (id int primary key, room text, body text)`)
    await database.asPostgres(
      `create function public.announce() returns trigger language plpgsql security definer set search_path = '' as $$
       begin
         perform realtime.broadcast_changes(
           coalesce(new.room, old.room), tg_op, tg_op, tg_table_name, tg_table_schema, new, old
         );
         return null;
       end $$`,
    )
    await database.asPostgres(
      `create trigger notes_announce after insert or update or delete on public.notes
       for each row execute function public.announce()`,
    )
    const note = { id: 1, room, body: 'a' }
    await database.asPostgres('insert into public.notes values (1, $1, $2)', [room, 'a'])
    await database.asPostgres(`update public.notes set body = 'b'`)
    await database.asPostgres('delete from public.notes')
    const of = (operation: string, record: object | null, old_record: object | null) => ({
      ...{
        schema: 'public',
        table: 'notes',
        operation,
        record,
        old_record,
        id: expect.any(String) as string,
      },
    })
    await vi.waitFor(() =>
      expect(payloads(received)).toEqual([
        of('INSERT', note, null),
        of('UPDATE', { ...note, body: 'b' }, note),
        of('DELETE', null, { ...note, body: 'b' }),
      ]),
    )
  })

  test('carries binary payloads', async () => {
    const { room, received } = await listen()
    await database.asPostgres('select realtime.send_binary($1, $2, $3)', [
      Buffer.from([0, 255, 7]),
      'e',
      room,
    ])
    await vi.waitFor(() => expect(received).toHaveLength(1))
    expect([...new Uint8Array(received[0]!.payload as ArrayBuffer)]).toEqual([0, 255, 7])
  })

  test('for the public room of a topic does not reach its private one', async () => {
    const { room, received } = await listen()
    await send({ id: 1 }, 'e', room, false)
    await send({ id: 2 }, 'e', room)
    await vi.waitFor(() => expect(payloads(received)).toEqual([{ id: 2 }]))
  })

  test('of a role that may not write is lost with a warning', async () => {
    const { room, received } = await listen()
    const warnings: (string | undefined)[] = []
    database.admin.on('notice', ({ message }) => warnings.push(message))
    await database.admin.query('set role authenticated')
    await database.admin.query('select realtime.send($1, $2, $3)', [{ id: 1 }, 'e', room])
    await database.admin.query('reset role')
    await send({ id: 2 }, 'e', room)
    await vi.waitFor(() => expect(payloads(received)).toEqual([{ id: 2 }]))
    expect(warnings).toEqual([expect.stringMatching(/^WarnSendingBroadcastMessage: .*row-level security/)])
  })

  test('announces that it is ready to whoever asks', async () => {
    const { room, ana } = await makeRoom()
    const channel = open(ana, room, { broadcast: { replication_ready: true } })
    const systems: unknown[] = []
    channel.on('system', {}, (message) => systems.push(message))
    await join(channel)
    await vi.waitFor(() =>
      expect(systems).toEqual([
        { extension: 'system', status: 'ok', message: 'Replication connection established', channel: room },
      ]),
    )
  })
})

describe('replay', () => {
  const replay = (limit?: number) => ({ broadcast: { replay: { since: Date.now() - 60_000, limit } } })

  test('gives the newest messages, oldest first, before what comes next', async () => {
    const { room, ana } = await makeRoom()
    const { fromDatabase } = realtime.stats()
    for (const id of [1, 2, 3]) await send({ id }, 'e', room)
    await database.asPostgres(
      `select realtime.send(jsonb_build_object('id', step), 'e', $1) from generate_series(4, 5) step`,
      [room],
    )
    await vi.waitFor(() => expect(realtime.stats().fromDatabase).toBe(fromDatabase + 5))
    const channel = open(ana, room, replay(3))
    const received = collect(channel)
    await join(channel)
    await send({ id: 6 }, 'e', room)
    await vi.waitFor(() => expect(payloads(received)).toEqual([3, 4, 5, 6].map((id) => ({ id }))))
    const isReplayed = received.map(({ meta }) => (meta as { replayed?: boolean }).replayed ?? false)
    expect(isReplayed).toEqual([true, true, true, false])
  })

  test('misses nothing and repeats nothing while messages keep coming', async () => {
    const { room, ana } = await makeRoom()
    let id = 0
    let isSending = true
    const sending = (async () => {
      while (isSending) await send({ id: ++id }, 'e', room)
    })()
    await vi.waitFor(() => expect(id).toBeGreaterThan(5))
    const channel = open(ana, room, replay(25))
    const received = collect(channel)
    await join(channel)
    const joinedAt = id
    await vi.waitFor(() => expect(id).toBeGreaterThan(joinedAt + 20))
    isSending = false
    await sending
    await vi.waitFor(() => expect(received.at(-1)?.payload).toEqual({ id }))
    const [first] = payloads(received) as { id: number }[]
    expect(payloads(received)).toEqual(
      Array.from({ length: id - first!.id + 1 }, (_, index) => ({ id: first!.id + index })),
    )
  })

  test('leaves out other topics, public messages and those before its time', async () => {
    const { room, ana } = await makeRoom()
    await send({ id: 1 }, 'e', room)
    await send({ id: 2 }, 'e', room, false)
    await send({ id: 3 }, 'e', 'room:other')
    const since = Date.now() + 1
    await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(since))
    await send({ id: 4 }, 'e', room)
    const channel = open(ana, room, { broadcast: { replay: { since } } })
    const received = collect(channel)
    await join(channel)
    await vi.waitFor(() => expect(payloads(received)).toEqual([{ id: 4 }]))
  })

  test('with impossible parameters is refused', async () => {
    const { room, ana } = await makeRoom()
    const channel = open(ana, room, { broadcast: { replay: { since: 0.5 } } })
    await expect(join(channel)).rejects.toThrow('UnableToReplayMessages: Replay params are not valid')
  })
})

describe('presence', () => {
  function watch({ client }: Person, room: string, key: string) {
    const channel = client.channel(room, { config: { private: true, presence: { key } } })
    const events: string[] = []
    channel
      .on('presence', { event: 'join' }, ({ key }) => events.push(`${key} came`))
      .on('presence', { event: 'leave' }, ({ key }) => events.push(`${key} went`))
      .on('presence', { event: 'sync' }, () => {})
    const seen = () =>
      Object.fromEntries(
        Object.entries(channel.presenceState<{ at: number }>()).map(([key, metas]) => [
          key,
          metas.map(({ at }) => at),
        ]),
      )
    return { channel, events, seen }
  }

  async function makeWatchedRoom() {
    const { room, ana, ben } = await makeRoom()
    await database.removeMember(ben.id, room)
    await database.addMember(ben.id, room)
    const [anas, bens] = [watch(ana, room, 'ana'), watch(ben, room, 'ben')]
    return { room, ana, ben, anas, bens }
  }

  test('people in a room see each other come and go', async () => {
    const { anas, bens } = await makeWatchedRoom()
    await join(anas.channel)
    expect(await anas.channel.track({ at: 1 })).toBe('ok')
    await join(bens.channel)
    await vi.waitFor(() => expect(bens.seen()).toEqual({ ana: [1] }))
    await bens.channel.track({ at: 2 })
    await vi.waitFor(() => expect(anas.seen()).toEqual({ ana: [1], ben: [2] }))
    expect(await bens.channel.untrack()).toBe('ok')
    await vi.waitFor(() => expect(anas.seen()).toEqual({ ana: [1] }))
    expect(anas.events.at(-1)).toBe('ben went')
  })

  test('who loses the connection is gone', async () => {
    const { anas, bens, ben } = await makeWatchedRoom()
    await Promise.all([join(anas.channel), join(bens.channel)])
    await bens.channel.track({ at: 1 })
    await vi.waitFor(() => expect(anas.seen()).toEqual({ ben: [1] }))
    await ben.client.realtime.disconnect()
    await vi.waitFor(() => expect(anas.seen()).toEqual({}))
  })

  test('without the right to write nobody is shown', async () => {
    const { room, ana, ben } = await makeRoom()
    const [anas, bens] = [watch(ana, room, 'ana'), watch(ben, room, 'ben')]
    await Promise.all([join(anas.channel), join(bens.channel)])
    expect(await bens.channel.track({ at: 1 })).toBe('error')
    expect(await anas.channel.track({ at: 2 })).toBe('ok')
    await vi.waitFor(() => expect(bens.seen()).toEqual({ ana: [2] }))
  })

  test('the sixth call within half a minute closes the channel', async () => {
    const { anas } = await makeWatchedRoom()
    const messages: unknown[] = []
    anas.channel.on('system', {}, ({ message }) => messages.push(message))
    await join(anas.channel)
    for (let at = 1; at <= 5; at++) expect(await anas.channel.track({ at })).toBe('ok')
    void anas.channel.track({ at: 6 })
    await vi.waitFor(() => expect(anas.channel.state).toBe('closed'))
    expect(messages).toEqual(['Client presence rate limit exceeded'])
  })
})

describe('connection', () => {
  test('a client whose connection drops comes back, and refetching makes up for what it missed', async () => {
    const { room, ana } = await makeRoom()
    const read = async () => {
      const rows = await database.asPostgres<{ id: number }>(
        `select (payload ->> 'id')::int as id from realtime.messages where topic = $1 order by inserted_at`,
        [room],
      )
      return rows.map(({ id }) => id)
    }
    let known: number[] = []
    const refetch = async () => void (known = await read())
    const channel = open(ana, room)
    channel.on('broadcast', { event: '*' }, refetch)
    let joins = 0
    channel.subscribe((status) => {
      if (status !== 'SUBSCRIBED') return
      joins++
      void refetch()
    })
    await vi.waitFor(() => expect(joins).toBe(1))

    expect(realtime.dropConnections()).toBeGreaterThan(0)
    await send({ id: 1 }, 'e', room)
    await vi.waitFor(() => expect(joins).toBe(2), { timeout: 10_000 })
    await vi.waitFor(() => expect(known).toEqual([1]))

    realtime.loseBroadcasts(1)
    await send({ id: 2 }, 'e', room)
    await send({ id: 3 }, 'e', room)
    await vi.waitFor(() => expect(known).toEqual([1, 2, 3]))
  })

  test('a channel comes back by itself when the database connection of the server is lost', async () => {
    const { room, ana } = await makeRoom()
    const channel = open(ana, room)
    const received = collect(channel)
    const statuses: string[] = []
    channel.subscribe((status) => statuses.push(status))
    await vi.waitFor(() => expect(statuses).toEqual(['SUBSCRIBED']))
    await database.admin.query(
      `select pg_terminate_backend(active_pid) from pg_replication_slots where database = current_database()`,
    )
    await vi.waitFor(() => expect(statuses).toEqual(['SUBSCRIBED', 'CHANNEL_ERROR', 'SUBSCRIBED']), {
      timeout: 10_000,
    })
    await send({ id: 1 }, 'e', room)
    await vi.waitFor(() => expect(payloads(received)).toEqual([{ id: 1 }]))
    expect(realtime.stats().feed).toEqual({ isStreaming: true, losses: 1 })
  })

  test('stopping the server closes its connections and leaves no slot behind', async () => {
    const { room, ana } = await makeRoom()
    const second = await startRealtime({ ...TEST_KEYS, databaseUrl: database.url, log: () => {} })
    const client = await connect(ana.token, second.url)
    await join(client.channel(room, { config: { private: true } }))
    const slots = () =>
      database.asPostgres('select slot_name from pg_replication_slots where database = current_database()')
    expect(await slots()).toHaveLength(2)
    await second.stop()
    expect(await slots()).toHaveLength(1)
  })
})

describe('HTTP', () => {
  async function listen() {
    const { room, ana, ben } = await makeRoom()
    const channel = open(ana, room)
    const received = collect(channel)
    await join(channel)
    return { room, received, ana, ben }
  }

  test('a client that did not join sends over HTTP', async () => {
    const { room, received, ana } = await listen()
    const other = await connect(ana.token)
    const channel = other.channel(room, { config: { private: true } })
    expect(await channel.httpSend('e', { x: 'Grüße' })).toEqual({ success: true })
    expect(await channel.httpSend('e', new Uint8Array([0, 255]))).toEqual({ success: true })
    await vi.waitFor(() => expect(received).toHaveLength(2))
    expect(received[0]).toEqual({ type: 'broadcast', event: 'e', payload: { x: 'Grüße' } })
    expect([...new Uint8Array(received[1]!.payload as ArrayBuffer)]).toEqual([0, 255])
  })

  test('without the right to write is forbidden', async () => {
    const { room, ben } = await listen()
    await expect(open(ben, room).httpSend('e', {})).rejects.toThrow('Unauthorized')
  })

  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${realtime.url}/realtime/v1/api/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  const bearer = ({ token }: Person) => ({ authorization: `Bearer ${token.current}` })

  test('a batch is sent, what its sender may not send is left out without a word', async () => {
    const { room, received, ana, ben } = await listen()
    const message = { topic: room, event: 'e', payload: { x: 1 }, private: true }
    const refused = await post('broadcast', { messages: [message] }, bearer(ben))
    expect([refused.status, await refused.text()]).toEqual([202, ''])
    const accepted = await post(
      'broadcast',
      { messages: [{ ...message, payload: { x: 2 }, id: '7' }] },
      bearer(ana),
    )
    expect(accepted.status).toBe(202)
    await vi.waitFor(() =>
      expect(received).toEqual([{ type: 'broadcast', event: 'e', payload: { x: 2 }, meta: { id: '7' } }]),
    )
  })

  test('a batch that is not valid is refused, field by field', async () => {
    const { ana } = await listen()
    const messages = [
      { topic: 'room', event: 'e', payload: {} },
      { topic: '', event: 5, payload: [], private: 'perhaps' },
      { topic: 'room', event: 'e', payload: { text: 'x'.repeat(20_000) } },
    ]
    const answer = await post('broadcast', { messages }, bearer(ana))
    expect([answer.status, await answer.json()]).toEqual([
      422,
      {
        errors: {
          messages: [
            {},
            {
              topic: ["can't be blank"],
              event: ['is invalid'],
              payload: ['is invalid'],
              private: ['is invalid'],
            },
            { payload: ['Payload size exceeds tenant limit'] },
          ],
        },
      },
    ])
    expect((await post('broadcast', {}, bearer(ana))).status).toBe(422)
    expect((await post('broadcast', '{', bearer(ana))).status).toBe(400)
  })

  test('without a key or with a forged one is unauthorized', async () => {
    const forged = await signToken(randomUUID(), { secret: 'a secret that is not the one of the server' })
    const attempts: Record<string, string>[] = [
      {},
      { apikey: 'sb_publishable_other' },
      { authorization: `Bearer ${forged}` },
    ]
    for (const headers of attempts) {
      const answer = await post('broadcast', { messages: [] }, headers)
      expect([answer.status, await answer.json()]).toEqual([401, { message: 'Unauthorized' }])
    }
  })

  test('takes JSON and bytes only', async () => {
    const answer = await post('broadcast/room/events/e', 'x', {
      apikey: TEST_KEYS.publishableKey,
      'content-type': 'text/plain',
    })
    expect(answer.status).toBe(415)
  })

  test('answers pings and preflights of any page', async () => {
    const ping = await fetch(`${realtime.url}/realtime/v1/api/ping`)
    expect(await ping.json()).toEqual({ message: 'Success' })
    expect((await fetch(`${realtime.url}/realtime/v1/api/unknown`)).status).toBe(404)
    const preflight = await fetch(`${realtime.url}/realtime/v1/api/broadcast`, { method: 'OPTIONS' })
    expect(preflight.status).toBe(204)
    expect(Object.fromEntries(preflight.headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-headers': 'authorization, apikey, content-type, x-client-info',
    })
  })
})
