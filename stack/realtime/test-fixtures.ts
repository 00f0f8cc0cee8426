import { randomUUID } from 'node:crypto'
import {
  createClient,
  type RealtimeChannel,
  type RealtimeClientOptions,
  type SupabaseClient,
} from '@supabase/supabase-js'
import { SignJWT } from 'jose'
import { WebSocket, type RawData } from 'ws'
import { makeScratchDatabase, type ScratchDatabase } from '../scratch-database.ts'

/** The secrets that servers under test are started with. */
export const TEST_KEYS = {
  jwtSecret: 'a-secret-that-only-the-tests-of-realtime-know',
  publishableKey: 'sb_publishable_test_realtime',
  secretKey: 'sb_secret_test_realtime',
}

/** Rooms with members, some of whom may write, and policies as Supabase's documentation writes them. */
export const ROOMS_SQL = `
  create schema auth;
  grant usage on schema auth to anon, authenticated, service_role, postgres;
  create function auth.uid() returns uuid language sql stable as $$
    select nullif(current_setting('request.jwt.claims', true)::jsonb ->> 'sub', '')::uuid
  $$;
  set role postgres;
  create table public.members (user_id uuid, room text, can_write boolean, primary key (user_id, room));
  grant select on public.members to authenticated;
  create policy "Members read their rooms" on realtime.messages for select to authenticated using (
    extension in ('broadcast', 'presence') and exists (
      select from public.members m where m.user_id = (select auth.uid()) and m.room = (select realtime.topic())
    )
  );
  create policy "Writers write to their rooms" on realtime.messages for insert to authenticated with check (
    extension in ('broadcast', 'presence') and exists (
      select from public.members m
      where m.user_id = (select auth.uid()) and m.room = (select realtime.topic()) and m.can_write
    )
  );
  reset role;`

export interface RoomsDatabase extends ScratchDatabase {
  /** Lets a user into a room. */
  addMember(userId: string, room: string, canWrite?: boolean): Promise<void>
  removeMember(userId: string, room: string): Promise<void>
}

/** A database with realtime and rooms. */
export async function makeRoomsDatabase(adminDbUrl: string): Promise<RoomsDatabase> {
  const database = await makeScratchDatabase(adminDbUrl, ['20_realtime.sql'])
  await database.admin.query(ROOMS_SQL)
  return {
    ...database,
    async addMember(userId, room, canWrite = true) {
      await database.admin.query('insert into public.members values ($1, $2, $3)', [userId, room, canWrite])
    },
    async removeMember(userId, room) {
      await database.admin.query('delete from public.members where user_id = $1 and room = $2', [
        userId,
        room,
      ])
    },
  }
}

/** A token of a signed-in user, good for an hour unless told. */
export function signToken(
  userId: string,
  { secondsLeft = 3_600, secret = TEST_KEYS.jwtSecret } = {},
): Promise<string> {
  return new SignJWT({ role: 'authenticated', email: `${userId}@example.org`, jti: randomUUID() })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(userId)
    .setExpirationTime(Math.floor(Date.now() / 1000) + secondsLeft)
    .sign(new TextEncoder().encode(secret))
}

// The two describe the events of the same browser interface a little differently.
export const NODE_TRANSPORT = WebSocket as unknown as NonNullable<RealtimeClientOptions['transport']>

/** A real client, as whoever `token` names; without it as whoever the API key stands for. */
export function connectClient(
  url: string,
  token: { current: string | null },
  apiKey = TEST_KEYS.publishableKey,
): SupabaseClient {
  return createClient(url, apiKey, {
    accessToken: async () => token.current,
    realtime: { transport: NODE_TRANSPORT, reconnectAfterMs: () => 50 },
  })
}

/** Resolves when the channel is joined. @throws the error the client reports when it is not */
export function join(channel: RealtimeChannel): Promise<void> {
  return new Promise((resolve, reject) => {
    channel.subscribe((status, error) => {
      if (status === 'SUBSCRIBED') resolve()
      else reject(error ?? new Error(status))
    })
  })
}

type Message = [joinRef: string | null, ref: string | null, topic: string, event: string, payload: unknown]

/** A socket without a client library, to see what is on the wire. */
export class RawSocket {
  readonly received: unknown[] = []
  readonly closed: Promise<number>
  readonly #ws: WebSocket

  private constructor(ws: WebSocket) {
    this.#ws = ws
    this.closed = new Promise((resolve) => ws.on('close', resolve))
    ws.on('message', (data: RawData, isBinary: boolean) => {
      this.received.push(isBinary ? (data as Buffer) : (JSON.parse(data.toString()) as unknown))
    })
    ws.on('error', () => {})
  }

  /** @throws Error with the status and body of a refused handshake */
  static open(
    url: string,
    {
      apikey = TEST_KEYS.publishableKey as string | null,
      vsn = '2.0.0',
      path = '/realtime/v1/websocket',
      headers = {},
    } = {},
  ): Promise<RawSocket> {
    const address = new URL(path, url.replace('http', 'ws'))
    if (apikey !== null) address.searchParams.set('apikey', apikey)
    if (vsn) address.searchParams.set('vsn', vsn)
    const ws = new WebSocket(address, { headers })
    const socket = new RawSocket(ws)
    return new Promise((resolve, reject) => {
      ws.on('open', () => resolve(socket))
      ws.on('unexpected-response', (_request, response) => {
        let body = ''
        response.on('data', (chunk: Buffer) => (body += chunk.toString()))
        response.on('end', () => reject(new Error(`${response.statusCode} ${body}`)))
      })
    })
  }

  send(message: Message | Record<string, unknown> | Buffer | string): void {
    this.#ws.send(typeof message === 'string' || Buffer.isBuffer(message) ? message : JSON.stringify(message))
  }

  /** Joins a topic, `joinRef` being the reference of the join too. */
  joinTopic(topic: string, joinRef: string, config: object, accessToken?: string): void {
    this.send([joinRef, joinRef, topic, 'phx_join', { config, access_token: accessToken }])
  }

  close(): void {
    this.#ws.terminate()
  }
}
