import { inspect } from 'node:util'

// Lite answers these as PostgREST does; every other SQLSTATE as a nameless 500.
const KNOWN_TO_LITE = /^(PT...|PGRST|21...|22...|42...|53...|55...|23502|23503|23505|25006)$/
const CONNECTION_LOST = /^(08...|57P0.|3D000|ECONN.*|CONNECT.*|EPIPE)$/

/** The statuses of PostgREST by SQLSTATE, the first match counts. */
const STATUSES: [RegExp, number][] = [
  [/^(0L|0P|28)/, 403],
  [/^P0001$/, 400],
  [/^(09|25|2D|38|39|3B|40|54|55|57|58|F0|HV|P0|XX)/, 500],
]

interface DatabaseError extends Error {
  code: string
  detail?: string
  hint?: string
}

const isDatabaseError = (error: unknown): error is DatabaseError =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'

/**
 * Has lite answer an error of the database with the status and body of PostgREST, by way of the form in which SQL can
 * ask for any answer: `raise sqlstate 'PGRST'`.
 */
export function asPostgrestError(error: unknown): unknown {
  if (!isDatabaseError(error) || KNOWN_TO_LITE.test(error.code)) return error
  const isLost = CONNECTION_LOST.test(error.code)
  const status = isLost ? 503 : (STATUSES.find(([codes]) => codes.test(error.code))?.[1] ?? 400)
  const body = isLost
    ? {
        code: 'PGRST001',
        message: 'Database client error. Retrying the connection.',
        details: null,
        hint: null,
      }
    : { code: error.code, message: error.message, details: error.detail ?? null, hint: error.hint ?? null }
  const asked = Object.assign(new Error(JSON.stringify(body)), {
    code: 'PGRST',
    detail: JSON.stringify({ status, headers: isLost ? { 'Retry-After': '1' } : {} }),
  })
  return printAs(asked, error)
}

/** Lite prints each error it answers, with the statement and the values people wrote; after this, in one line. */
export function printInOneLine(error: unknown): unknown {
  return error instanceof Error ? printAs(error, error) : error
}

function printAs(error: Error, { name, message, ...rest }: Error & { code?: unknown }): Error {
  const line = `[api] ${String(rest.code ?? name)} ${message}`
  return Object.defineProperty(error, inspect.custom, { value: () => line, configurable: true })
}
