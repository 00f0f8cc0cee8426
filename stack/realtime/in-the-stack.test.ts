import { randomUUID } from 'node:crypto'
import { createClient, type RealtimeChannel, type SupabaseClient } from '@supabase/supabase-js'
import { afterEach, expect, inject, test, vi } from 'vitest'
import { join, NODE_TRANSPORT, RawSocket } from './test-fixtures.ts'

const stack = inject('stack')
const clients: SupabaseClient[] = []

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.removeAllChannels()))
})

/** Signs up as somebody new, the way the app does. */
async function signUp(): Promise<{ client: SupabaseClient; userId: string }> {
  const client = createClient(stack.apiUrl, stack.publishableKey, {
    auth: { persistSession: false },
    realtime: { transport: NODE_TRANSPORT },
  })
  clients.push(client)
  const credentials = { email: `${randomUUID()}@example.test`, password: randomUUID() }
  const { data, error } = await client.auth.signUp(credentials)
  if (error || !data.user) throw error ?? new Error('Nobody was signed up')
  await client.realtime.setAuth()
  return { client, userId: data.user.id }
}

const privately = (client: SupabaseClient, topic: string): RealtimeChannel =>
  client.channel(topic, { config: { private: true } })

test('a person hears of their own changes as they are made', async () => {
  const { client, userId } = await signUp()
  const channel = privately(client, `user:${userId}:plan`)
  const received: unknown[] = []
  channel.on('broadcast', { event: 'changed' }, ({ payload }) => received.push(payload))
  await join(channel)
  const id = randomUUID()
  await client.from('tasks').insert({ user_id: userId, id, name: 'Water the plants' }).throwOnError()
  await client.from('tasks').update({ status: 'completed' }).eq('id', id).throwOnError()
  await vi.waitFor(() => {
    expect(received).toEqual([
      expect.objectContaining({ table: 'tasks', operation: 'INSERT', ids: [id] }),
      expect.objectContaining({ table: 'tasks', operation: 'UPDATE', ids: [id] }),
    ])
  })
})

test('a stranger cannot listen to the plan of a person, and nobody to public channels', async () => {
  const [ana, ben] = await Promise.all([signUp(), signUp()])
  await expect(join(privately(ben.client, `user:${ana.userId}:plan`))).rejects.toThrow('Unauthorized')
  await expect(join(ben.client.channel('anything'))).rejects.toThrow('PrivateOnly')
})

test('everybody who is signed in hears announcements, and none may make them', async () => {
  const { client } = await signUp()
  await join(privately(client, 'system:announcements'))
  await expect(privately(client, 'system:announcements').httpSend('announced', {})).rejects.toThrow(
    'Unauthorized',
  )
})

test('a person sees on which devices they are, and no stranger does', async () => {
  const { client, userId } = await signUp()
  const channel = client.channel(`user:${userId}:plan`, {
    config: { private: true, presence: { key: 'desk' } },
  })
  channel.on('presence', { event: 'sync' }, () => {})
  await join(channel)
  expect(await channel.track({ since: 1 })).toBe('ok')
  await vi.waitFor(() => expect(channel.presenceState()).toMatchObject({ desk: [{ since: 1 }] }))
})

test('a refused handshake says why through the gateway', async () => {
  await expect(RawSocket.open(stack.apiUrl, { apikey: 'sb_publishable_other' })).rejects.toThrow(/^401/)
  await expect(RawSocket.open(stack.apiUrl, { apikey: null })).rejects.toThrow(/^401/)
})
