import type { PostgresConnection } from '@supabase/lite/postgres'

type Sql = PostgresConnection['driver']

/** What a transaction has of a connection, in the shape of `reserve()` of postgres.js as far as kysely uses it. */
export interface Lease {
  unsafe(query: string, parameters: Parameters<Sql['unsafe']>[1]): Promise<unknown>
  release(): void
}

export interface LeasedConnections {
  reserve(): Promise<Lease>
  /** Lets no transaction begin on a connection of before: what it has prepared may not fit the schema any more. */
  renew(): void
  end(): Promise<void>
}

interface Connection {
  sql: Sql
  isLost: boolean
  isOutdated: boolean
}

/**
 * What every request sends in the same words: its settings, and the call of a function. Prepared, it costs one round
 * trip instead of two and is read and planned once. Others come in as many shapes as there are lists of ids.
 */
const isRepeated = (query: string) => /^select (set_config\(|\* from public\.\w+\()/.test(query)

/**
 * Connections that one transaction has at a time. `reserve()` of postgres.js 3.4 does not survive the loss of its
 * connection: the rollback that follows throws where nobody can catch it, and the dead connection is handed out
 * again. Here each is a pool of one, and the loss of it ends with its lease.
 * @param connect makes a pool of one connection, which calls `onclose` when it is lost
 * @param onLost is told of each that was not given up on purpose
 */
export function leaseConnections(
  connect: (onclose: () => void) => Sql,
  max: number,
  onLost: () => void = () => {},
): LeasedConnections {
  const free: Connection[] = []
  const waiting: ((connection: Connection) => void)[] = []
  const all = new Set<Connection>()

  function open(): Connection {
    const connection: Connection = { sql: connect(() => lose(connection)), isLost: false, isOutdated: false }
    all.add(connection)
    return connection
  }

  function lose(connection: Connection): void {
    if (!connection.isOutdated) onLost()
    connection.isLost = true
    all.delete(connection)
  }

  function retire(connection: Connection): void {
    all.delete(connection)
    discard(connection)
  }

  function take(): Connection | Promise<Connection> {
    for (let connection = free.pop(); connection; connection = free.pop()) {
      if (!connection.isLost && !connection.isOutdated) return connection
      retire(connection)
    }
    return all.size < max ? open() : new Promise((resolve) => waiting.push(resolve))
  }

  function giveBack(connection: Connection): void {
    const isOver = connection.isLost || connection.isOutdated
    if (isOver) retire(connection)
    const next = waiting.shift()
    if (next) next(isOver ? open() : connection)
    else if (!isOver) free.push(connection)
  }

  return {
    async reserve() {
      const connection = await take()
      return {
        async unsafe(query, parameters) {
          // A new connection would run the rest outside the transaction, without its role.
          if (connection.isLost) throw connectionLost()
          try {
            return await connection.sql.unsafe(query, parameters, { prepare: isRepeated(query) })
          } catch (error) {
            // The failed query is heard of before the closed connection.
            if (isFatal(error)) lose(connection)
            throw error
          }
        },
        release: () => giveBack(connection),
      }
    },
    renew() {
      for (const connection of all) connection.isOutdated = true
    },
    async end() {
      await Promise.all([...all].map(({ sql }) => sql.end({ timeout: 2 })))
    },
  }
}

const discard = ({ sql }: Connection) => void sql.end({ timeout: 0 }).catch(() => {})

// All that is not an ordinary answer of the server.
const isFatal = (error: unknown) =>
  !(error instanceof Error && 'severity' in error) || error.severity === 'FATAL' || error.severity === 'PANIC'

const connectionLost = () =>
  Object.assign(new Error('The connection to the database was lost.'), { code: 'CONNECTION_CLOSED' })
