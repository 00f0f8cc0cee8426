import type pg from 'pg'
import type { UserBroadcast } from './codec.ts'
import { refusal } from './errors.ts'

const MOST = 25
const LATEST_INSTANT = 8.64e15

// Rows of one transaction share their time; their place in the table tells which came first.
const NEWEST = `
  select id, event, payload::text as payload, binary_payload
  from realtime.messages
  where topic = $1 and private and extension = 'broadcast' and event is not null
    and inserted_at >= timezone('utc', to_timestamp($2::float8 / 1000))
    and inserted_at < timezone('utc', now() + interval '1 minute')
  order by inserted_at desc, ctid desc
  limit $3`

interface StoredMessage {
  id: string
  event: string
  payload: string | null
  binary_payload: Buffer | null
}

/**
 * The newest stored broadcasts of a private topic, oldest first.
 * @param since unix milliseconds
 * @param limit 1 to 25; 25 when not given
 * @throws RealtimeError when the parameters or the query do not hold
 */
export async function readReplay(
  pool: pg.Pool,
  subTopic: string,
  { since, limit = MOST }: { since?: unknown; limit?: unknown },
): Promise<UserBroadcast[]> {
  const isValid =
    Number.isInteger(since) && Number.isInteger(limit) && Math.abs(since as number) <= LATEST_INSTANT
  if (!isValid) throw refusal('replayInvalid')
  const count = Math.max(1, Math.min(limit as number, MOST))
  const { rows } = await pool.query<StoredMessage>(NEWEST, [subTopic, since, count]).catch(() => {
    throw refusal('replayFailed')
  })
  return rows.reverse().flatMap(({ id, event, payload, binary_payload }) => {
    const body = binary_payload ?? (payload === null ? null : Buffer.from(payload))
    if (!body) return []
    const encoding = binary_payload ? 'binary' : 'json'
    return [{ kind: 'user' as const, event, encoding, body, meta: { replayed: true as const, id } }]
  })
}
