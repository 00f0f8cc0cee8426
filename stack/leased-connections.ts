import type { PostgresConnection } from '@supabase/lite/postgres'

type Sql = PostgresConnection['driver']

/** What a transaction has of a connection, in the shape of `reserve()` of postgres.js as far as kysely uses it. */
export interface Lease {
  unsafe(query: string, parameters: Parameters<Sql['unsafe']>[1]): Promise<unknown>
  release(): void
}

export interface LeasedConnections {
  reserve(): Promise<Lease>
  end(): Promise<void>
}

interface Connection {
  sql: Sql
  isLost: boolean
}

/**
 * Connections that one transaction has at a time. `reserve()` of postgres.js 3.4 does not survive the loss of its
 * connection: the rollback that follows throws where nobody can catch it, and the dead connection is handed out
 * again. Here each is a pool of one, and the loss of it ends with its lease.
 * @param connect makes a pool of one connection, which calls `onclose` when it is lost
 */
export function leaseConnections(connect: (onclose: () => void) => Sql, max: number): LeasedConnections {
  const free: Connection[] = []
  const waiting: ((connection: Connection) => void)[] = []
  const all = new Set<Connection>()

  function open(): Connection {
    const connection: Connection = { sql: connect(() => lose(connection)), isLost: false }
    all.add(connection)
    return connection
  }

  function lose(connection: Connection): void {
    connection.isLost = true
    all.delete(connection)
  }

  function take(): Connection | Promise<Connection> {
    for (let connection = free.pop(); connection; connection = free.pop()) {
      if (!connection.isLost) return connection
      discard(connection)
    }
    return all.size < max ? open() : new Promise((resolve) => waiting.push(resolve))
  }

  function giveBack(connection: Connection): void {
    if (connection.isLost) discard(connection)
    const next = waiting.shift()
    if (next) next(connection.isLost ? open() : connection)
    else if (!connection.isLost) free.push(connection)
  }

  return {
    async reserve() {
      const connection = await take()
      return {
        async unsafe(query, parameters) {
          // A new connection would run the rest outside the transaction, without its role.
          if (connection.isLost) throw connectionLost()
          try {
            return await connection.sql.unsafe(query, parameters)
          } catch (error) {
            // The failed query is heard of before the closed connection.
            if (isFatal(error)) lose(connection)
            throw error
          }
        },
        release: () => giveBack(connection),
      }
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
