import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { UserBroadcast } from './codec.ts'
import { describeDatabaseError, refusal, RealtimeError } from './errors.ts'
import { PgOutputReader, type InsertedRow } from './pgoutput.ts'
import { followPublication } from './replication-stream.ts'
import { openVisibilityGate, type CommittedTransaction } from './visibility.ts'

/** A message that a committed transaction left in realtime.messages. */
export interface DatabaseMessage {
  subTopic: string
  isPrivate: boolean
  broadcast: UserBroadcast
}

export interface ChangeFeedOptions {
  databaseUrl: string
  /** Called in commit order. */
  onMessage: (message: DatabaseMessage) => void
  /** Messages committed from now until the feed streams again are lost. */
  onLost: () => void
  log: (line: string) => void
}

export interface ChangeFeed {
  readonly isStreaming: boolean
  /** How often the feed was lost. */
  readonly losses: number
  /** Waits until the feed streams. @throws RealtimeError when it does not within the time. */
  ready(timeoutMs: number): Promise<void>
  stop(): Promise<void>
}

const PUBLICATION = 'supabase_realtime_messages_publication'
const SLOT_PREFIX = 'supabase_realtime_messages_replication_slot'
const RETRY_MS = [50, 100, 250, 500, 1_000]

/** Follows realtime.messages through the WAL, reconnecting for as long as it is not stopped. */
export function startChangeFeed({ databaseUrl, onMessage, onLost, log }: ChangeFeedOptions): ChangeFeed {
  const ending = new AbortController()
  const waiting = new Set<() => void>()
  let isStreaming = false
  let losses = 0
  let lastError: unknown = null

  const follow = async () => {
    const failed = new AbortController()
    const gate = openVisibilityGate(databaseUrl, onMessage, (error) => {
      lastError = error
      failed.abort()
    })
    try {
      await followPublication(
        {
          databaseUrl,
          slot: `${SLOT_PREFIX}_${randomBytes(6).toString('hex')}`,
          publication: PUBLICATION,
          onStreaming,
          onMessage: collectTransactions((transaction) => gate.push(transaction)),
        },
        AbortSignal.any([ending.signal, failed.signal]),
      )
    } finally {
      await gate.close()
    }
  }

  const onStreaming = () => {
    isStreaming = true
    lastError = null
    if (losses > 0) log('change feed streams again')
    for (const wake of waiting) wake()
  }

  const run = async () => {
    for (let failures = 0; !ending.signal.aborted; failures++) {
      try {
        await follow()
      } catch (error) {
        lastError = error
      }
      if (ending.signal.aborted) return
      if (isStreaming) {
        isStreaming = false
        losses++
        failures = 0
        log(`change feed lost: ${messageOf(lastError)}`)
        onLost()
      } else if (failures === RETRY_MS.length) {
        log(`change feed cannot connect: ${messageOf(lastError)}`)
      }
      const wait = RETRY_MS[Math.min(failures, RETRY_MS.length - 1)]
      await pause(wait, null, { signal: ending.signal }).catch(() => {})
    }
  }
  const running = run()

  return {
    get isStreaming() {
      return isStreaming
    },
    get losses() {
      return losses
    },
    async ready(timeoutMs) {
      if (isStreaming) return
      await new Promise<void>((resolve, reject) => {
        const wake = () => settle(resolve)
        const timer = setTimeout(() => settle(() => reject(whyNotReady(lastError))), timeoutMs)
        const settle = (finish: () => void) => {
          clearTimeout(timer)
          waiting.delete(wake)
          finish()
        }
        waiting.add(wake)
      })
    },
    async stop() {
      ending.abort()
      await running
    },
  }
}

/** Puts the messages of a pgoutput stream together by transaction; those that sent none are left out. */
function collectTransactions(
  push: (transaction: CommittedTransaction<DatabaseMessage>) => void,
): (message: Buffer) => void {
  const reader = new PgOutputReader()
  let xid = 0
  let messages: DatabaseMessage[] = []
  return (data) => {
    const event = reader.read(data)
    if (event?.kind === 'begin') xid = event.xid
    if (event?.kind === 'insert') messages.push(...parseRow(event.row))
    if (event?.kind !== 'commit' || messages.length === 0) return
    push({ xid, messages })
    messages = []
  }
}

// What hosted demands of a row before it broadcasts it.
function parseRow(row: InsertedRow): DatabaseMessage[] {
  const { id, topic, event, payload, binary_payload: binary } = row
  const isPrivate = row.private?.toString()
  if (!id || !topic || !event || !isPrivate || !row.inserted_at || !(payload ?? binary)) return []
  const meta = { id: id.toString() }
  // bytea comes as \x and hexadecimal digits; the JSON text is copied, as the buffer it lies in is reused.
  const body = binary ? Buffer.from(binary.toString('latin1', 2), 'hex') : Buffer.from(payload!)
  const encoding = binary ? 'binary' : 'json'
  const broadcast: UserBroadcast = { kind: 'user', event: event.toString(), encoding, body, meta }
  return [{ subTopic: topic.toString(), isPrivate: isPrivate === 't', broadcast }]
}

function whyNotReady(error: unknown): RealtimeError {
  const description = error === null ? null : describeDatabaseError(error)
  return description instanceof RealtimeError ? description : refusal('initializing', { cause: error })
}

const messageOf = (error: unknown) => {
  if (error instanceof pg.DatabaseError) return `${error.code} ${error.message}`
  return error instanceof Error ? error.message || error.name : String(error)
}
