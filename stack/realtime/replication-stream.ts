import pg from 'pg'

export interface ReplicationOptions {
  databaseUrl: string
  slot: string
  publication: string
  /** Called once, when the slot delivers every transaction that commits from now on. */
  onStreaming: () => void
  /** One pgoutput message. The buffer is reused after the call. */
  onMessage: (message: Buffer) => void
}

const WAL_DATA = 'w'.charCodeAt(0)
const KEEPALIVE = 'k'.charCodeAt(0)
const STATUS_INTERVAL_MS = 10_000
const WAL_DATA_HEADER = 25
const CONNECT_TIMEOUT_MS = 5_000
const GOODBYE_MS = 1_000

/**
 * Follows a publication through a temporary slot, which vanishes with this connection and so can hold back no WAL
 * after it. Resolves when `signal` ended it; the slot is gone then.
 * @throws Error when the connection or the slot is lost
 */
export async function followPublication(options: ReplicationOptions, signal: AbortSignal): Promise<void> {
  const url = new URL(options.databaseUrl)
  url.searchParams.set('replication', 'database')
  url.searchParams.set('application_name', 'realtime_replication_connection')
  const client = new pg.Client({
    connectionString: url.href,
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  })
  // The query in progress is told of the same error.
  client.on('error', () => {})
  const cut = () => void client.end().catch(() => {})
  signal.addEventListener('abort', cut)
  try {
    await client.connect()
    await client.query(
      `CREATE_REPLICATION_SLOT "${options.slot}" TEMPORARY LOGICAL pgoutput (SNAPSHOT 'nothing')`,
    )
    signal.removeEventListener('abort', cut)
    await new Promise<void>((resolve, reject) => {
      client.query(new ReplicationQuery(options, signal, resolve, reject))
    })
  } catch (error) {
    if (!signal.aborted) throw error
  } finally {
    signal.removeEventListener('abort', cut)
    await client.end().catch(() => {})
  }
}

// pg hands the data of a running COPY to its query, but writes none: the answers go to the socket by hand.
class ReplicationQuery implements pg.Submittable {
  readonly #options: ReplicationOptions
  readonly #signal: AbortSignal
  readonly #resolve: () => void
  readonly #reject: (error: Error) => void
  #received = 0n
  #connection: pg.Connection | null = null
  #timer: NodeJS.Timeout | null = null

  constructor(
    options: ReplicationOptions,
    signal: AbortSignal,
    resolve: () => void,
    reject: (error: Error) => void,
  ) {
    this.#options = options
    this.#signal = signal
    this.#resolve = resolve
    this.#reject = reject
  }

  submit = (connection: pg.Connection): void => {
    const { slot, publication, onStreaming } = this.#options
    this.#connection = connection
    this.#timer = setInterval(() => this.#sendStatus(), STATUS_INTERVAL_MS)
    this.#timer.unref()
    connection.once('replicationStart', () => {
      onStreaming()
      this.#signal.addEventListener('abort', this.#finish)
      if (this.#signal.aborted) this.#finish()
    })
    connection.query(
      `START_REPLICATION SLOT "${slot}" LOGICAL 0/0 (proto_version '1', publication_names '${publication}')`,
    )
  }

  handleCopyData({ chunk }: { chunk: Buffer }): void {
    if (chunk[0] === WAL_DATA) {
      this.#acknowledge(chunk.readBigUInt64BE(1))
      this.#options.onMessage(chunk.subarray(WAL_DATA_HEADER))
    } else if (chunk[0] === KEEPALIVE) {
      this.#acknowledge(chunk.readBigUInt64BE(1))
      const wantsAnswer = chunk[17] === 1
      if (wantsAnswer) this.#sendStatus()
    }
  }

  handleError(error: Error): void {
    this.#end()
    this.#reject(error)
  }

  handleReadyForQuery(): void {
    this.#end()
    this.#resolve()
  }

  // The answer to our end of the COPY, or the server shuts down; then the connection closes after it.
  handleCommandComplete(): void {
    if (!this.#signal.aborted) this.handleError(new Error('The server ended the replication'))
  }

  // CopyDone: the server answers with its own, completes the command and is ready for the goodbye.
  readonly #finish = (): void => {
    this.#write(Buffer.from([0x63, 0, 0, 0, 4]))
    setTimeout(() => this.#connection?.stream.destroy(), GOODBYE_MS).unref()
  }

  #acknowledge(position: bigint): void {
    if (position > this.#received) this.#received = position
  }

  // CopyData around a standby status update: positions written, flushed and applied, time, no answer wanted.
  #sendStatus(): void {
    const frame = Buffer.alloc(39)
    frame.write('d', 0)
    frame.writeInt32BE(38, 1)
    frame.write('r', 5)
    for (const offset of [6, 14, 22]) frame.writeBigUInt64BE(this.#received, offset)
    this.#write(frame)
  }

  #write(frame: Buffer): void {
    const stream = this.#connection?.stream
    if (stream?.writable) stream.write(frame)
  }

  #end(): void {
    if (this.#timer) clearInterval(this.#timer)
    this.#signal.removeEventListener('abort', this.#finish)
  }
}
