import { inspect } from 'node:util'
import { createPostgresConnection, type PostgresConnection } from '@supabase/lite/postgres'
import { currentRequest } from './request-context.ts'

// As on hosted, so that a query too slow for production fails here first.
const STATEMENT_TIMEOUTS: Record<string, string> = { anon: '3s', authenticated: '8s' }

/** Whom lite acts for in a transaction. */
interface Caller {
  auth?: { uid?: unknown; role?: string; jwt?: object | null }
  storage?: { operation?: unknown }
}

type Transaction = PostgresConnection['kysely']

async function enterRequest(transaction: Transaction, caller: Caller): Promise<void> {
  const request = currentRequest()
  const role = caller.auth?.role || 'anon'
  const settings: Record<string, string> = {
    role,
    'request.jwt.claims': JSON.stringify(caller.auth?.jwt ?? { role }),
    'request.jwt.claim.sub': String(caller.auth?.uid ?? ''),
    'request.jwt.claim.role': role,
    'request.headers': JSON.stringify(Object.fromEntries(request?.headers ?? [])),
    'request.method': request?.method ?? '',
    'request.path': request?.path ?? '',
    'response.status': '',
    'response.headers': '',
    'storage.operation': String(caller.storage?.operation ?? ''),
    statement_timeout: STATEMENT_TIMEOUTS[role] ?? '0',
  }
  await transaction
    .selectNoFrom(({ fn, val }) =>
      Object.entries(settings).map(([name, value], index) =>
        fn<string>('set_config', [val(name), val(value), val(true)]).as(`setting_${index}`),
      ),
    )
    .execute()
}

// Lite prints each error it answers; without this, with the statement and the values people wrote.
function printInOneLine(error: unknown): unknown {
  if (error instanceof Error) {
    const code = 'code' in error ? String(error.code) : error.name
    Object.defineProperty(error, inspect.custom, { value: () => `[api] ${code} ${error.message}` })
  }
  return error
}

/**
 * The database connection of lite, corrected where lite departs from PostgREST:
 * - lite grants the API roles everything in each schema that has RLS; here grants stay what the migrations say;
 * - lite sets `request.headers` for rpc only; here for tables too, and all settings in one round trip.
 * @param databaseUrl address of the database as authenticator
 */
export function connectData(databaseUrl: string): PostgresConnection {
  const connection = createPostgresConnection({
    url: databaseUrl,
    postgresOptions: { max: 10, onnotice: () => {}, connection: { application_name: 'aurum-api' } },
  })
  const normalizeDbError = connection.normalizeDbError.bind(connection)
  const corrections: object = {
    ensureRlsContext: async () => true,
    applyJwtSessionContext: enterRequest,
    applyRpcRequestGucs: async () => {},
    normalizeDbError: (error: unknown) => printInOneLine(normalizeDbError(error)),
  }
  Object.assign(connection, corrections)
  return connection
}
