import { startDatabaseWorker, type Query, type Shift } from './database-worker.ts'
import { sendQueued, type NetResponse, type QueuedRequest } from './net-request.ts'
import type { Stoppable } from './supervise.ts'

export interface NetOptions {
  /** As the superuser supabase_admin. */
  databaseUrl: string
  log?: (line: string) => void
}

const BATCH_SIZE = 200
const KEPT_FOR = '6 hours'

/**
 * Sends the requests of `net.http_request_queue` once their transaction has committed, and keeps the answers in
 * `net._http_response` for six hours. At most once: a request leaves the queue before it is sent, and one that
 * was under way when the worker or the server died is not sent again.
 * @throws when the first connection fails; later losses are retried until stopped
 */
export function startNet({ databaseUrl, log = () => {} }: NetOptions): Promise<Stoppable> {
  return startDatabaseWorker({ databaseUrl, name: 'pg_net', channel: 'net', log, begin: beginShift })
}

async function beginShift(query: Query): Promise<Shift> {
  const over = new AbortController()
  const sending = new Set<Promise<void>>()
  let turns = Promise.resolve()

  function takeBatch(): Promise<QueuedRequest[]> {
    return query<QueuedRequest>(
      `delete from net.http_request_queue where id in
         (select id from net.http_request_queue order by id limit $1)
       returning id, method, url, headers, convert_from(body, 'UTF8') as body, timeout_milliseconds`,
      [BATCH_SIZE - sending.size],
    )
  }

  async function drain(): Promise<void> {
    while (!over.signal.aborted && sending.size < BATCH_SIZE) {
      const batch = await takeBatch()
      if (batch.length === 0) return
      for (const request of batch) {
        const sent = sendQueued(request, over.signal)
          .then((answer) => record(query, request.id, answer))
          // Stopped, or the connection was lost: the answer is too, as with the original.
          .catch(() => {})
          .finally(() => {
            sending.delete(sent)
            wake()
          })
        sending.add(sent)
      }
    }
  }

  let isWoken = false
  function wake(): void {
    if (isWoken) return
    isWoken = true
    turns = turns
      .then(() => {
        isWoken = false
        return drain()
      })
      .then(() => dropOldResponses(query))
      // Fails when the connection is lost; the next shift looks into the queue again.
      .catch(() => {})
  }

  return {
    wake,
    async end() {
      over.abort()
      await turns
      await Promise.all(sending)
    },
  }
}

async function record(query: Query, id: string, answer: NetResponse): Promise<void> {
  await query(
    `insert into net._http_response (id, status_code, content_type, headers, content, timed_out, error_msg)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [id, answer.status, answer.contentType, answer.headers, answer.content, answer.isTimedOut, answer.error],
  )
}

async function dropOldResponses(query: Query): Promise<void> {
  await query('delete from net._http_response where created < now() - $1::interval', [KEPT_FOR])
}
