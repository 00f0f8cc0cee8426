import type { IntrospectResult } from '@supabase/lite'
import { createPostgresConnection, type PostgresConnection } from '@supabase/lite/postgres'
import { leaseConnections } from './leased-connections.ts'
import { asPostgrestError, printInOneLine } from './postgrest-errors.ts'
import { currentRequest, type RequestContext } from './request-context.ts'

// As on hosted, so that a query too slow for production fails here first.
const STATEMENT_TIMEOUTS: Record<string, string> = { anon: '3s', authenticated: '8s' }

const RECENT_MS = 5_000
const MAX_TRANSACTIONS = 10

export interface DataConnection {
  connection: PostgresConnection
  /** From now on, lite's picture of the schema follows the database, whose event triggers tell of changes. */
  watchSchema(): Promise<void>
  /** Whether the database answers, and no connection to it was lost in the last seconds. */
  isSteady(): Promise<boolean>
  close(): Promise<void>
}

/** Whom lite acts for in a transaction. */
interface Caller {
  auth?: { uid?: unknown; role?: string; jwt?: object | null }
  storage?: { operation?: unknown }
}

type Transaction = PostgresConnection['kysely']
type ForeignKey = IntrospectResult['foreign_keys'][number]

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
  }
  const timeout = STATEMENT_TIMEOUTS[role] ?? '0'
  const calledFunction = /^\/rpc\/(\w+)$/.exec(request?.path ?? '')?.[1]
  await transaction
    .selectNoFrom(({ fn, val, selectFrom }) => [
      ...Object.entries(settings).map(([name, value], index) =>
        fn<string>('set_config', [val(name), val(value), val(true)]).as(`setting_${index}`),
      ),
      fn<string>('set_config', [
        val('statement_timeout'),
        // As PostgREST does: a limit set on a function holds for its request. Within the statement it would be too late.
        calledFunction
          ? fn.coalesce(
              selectFrom('pg_catalog.pg_proc as called')
                .select(({ ref }) => {
                  const limits = fn('array_to_string', [ref('called.proconfig'), val(',')])
                  return fn<string>('substring', [limits, val('statement_timeout=([^,]+)')]).as('limit')
                })
                .where('called.proname', '=', calledFunction)
                .where('called.pronamespace', '=', fn('to_regnamespace', [val('public')]))
                .limit(1),
              val(timeout),
            )
          : val(timeout),
        val(true),
      ]).as('time_limit'),
    ])
    .execute()
}

/** A schema as lite sees it, prepared for the questions of each request. */
interface Picture {
  /** Lite looks at the text of every view for every column of a request; it is for types that we have none of. */
  schema: IntrospectResult
  /** In the order in which lite is to try them. */
  foreignKeys: { key: ForeignKey; isOutside: boolean }[]
  returnTypes: Map<string, string | null | undefined>
}

function pictureOf(schema: IntrospectResult): Picture {
  const primaryKeys = new Map(schema.primary_keys.map(({ table, columns }) => [table, columns]))
  const keyOf = ({ table, foreign_key_group, foreign_key_name }: ForeignKey) =>
    `${table} ${foreign_key_group ?? foreign_key_name}`
  const outside = new Set(
    schema.foreign_keys.filter(({ table, column }) => !primaryKeys.get(table)?.includes(column)).map(keyOf),
  )
  // Of a key of several columns lite joins by the first: let that be the one that is in no other key, and not the owner.
  const sharing = (key: ForeignKey) =>
    schema.foreign_keys.filter(({ table, column }) => table === key.table && column === key.column).length
  return {
    schema: { ...schema, views: schema.views.map((view) => ({ ...view, sql: '' })) },
    foreignKeys: schema.foreign_keys
      .map((key) => ({ key, isOutside: outside.has(keyOf(key)), sharing: sharing(key) }))
      .sort((one, other) => one.sharing - other.sharing),
    returnTypes: new Map(schema.functions?.map(({ name, return_type }) => [name, return_type])),
  }
}

/**
 * Lite takes every table with keys to two others for their junction, so that hardly any embedding is unambiguous.
 * For PostgREST a junction's primary key holds both keys. Others are left out, unless the request names them.
 */
function withoutFalseJunctions(
  { schema, foreignKeys, returnTypes }: Picture,
  { path, query }: RequestContext,
): IntrospectResult {
  const name = path.replace(/^\/(rpc\/)?/, '')
  const mentioned = new Set(
    `${name} ${returnTypes.get(name) ?? ''} ${query.get('select') ?? ''}`.match(/\w+/g),
  )
  return {
    ...schema,
    foreign_keys: foreignKeys
      .filter(({ key, isOutside }) => !isOutside || mentioned.has(key.table))
      .map(({ key }) => key),
  }
}

// `timestamptz` as text and as JSON differ: "2026-11-21 08:00:00+00" and "2026-11-21T08:00:00+00:00".
const toIso = (text: string) =>
  text.replace(/^(\S+) (\d\d:\d\d:\d\d(?:\.\d+)?)(?:([+-]\d\d)(:\d\d)?)?$/, (_, day, time, hours, minutes) =>
    hours ? `${day}T${time}${hours}${minutes ?? ':00'}` : `${day}T${time}`,
  )

const toNumber = (text: string) => (Number.isFinite(Number(text)) ? Number(text) : text)

const type = (oid: number, parse: (text: string) => unknown) => ({
  to: oid,
  from: [oid],
  serialize: String,
  parse,
})

// Lite hands the JSON arguments of a function over as text, which its own driver would wrap once more.
function toJson(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value)
  try {
    JSON.parse(value)
    return value
  } catch {
    return JSON.stringify(value)
  }
}

const jsonType = (oid: number) => ({ ...type(oid, (text) => JSON.parse(text) as unknown), serialize: toJson })

/**
 * The database connection of lite, corrected where lite departs from PostgREST:
 * - lite grants the API roles everything in each schema that has RLS; here grants stay what the migrations say;
 * - lite sets `request.headers` for rpc only; here for tables too, and all settings in one round trip;
 * - instants, decimals, JSON arguments, embeddings and errors have the form they have on hosted.
 * @param databaseUrl address of the database as authenticator
 * @throws when the database does not answer
 */
export async function connectData(databaseUrl: string): Promise<DataConnection> {
  let lostAt = 0
  const noteLoss = () => {
    lostAt = Date.now()
  }
  const connect = (max: number, onclose = noteLoss) =>
    createPostgresConnection({
      url: databaseUrl,
      postgresOptions: {
        max,
        onnotice: () => {},
        onclose,
        connection: { application_name: 'aurum-api' },
        types: {
          timestamptz: type(1184, toIso),
          timestamp: type(1114, toIso),
          numeric: type(1700, toNumber),
          json: jsonType(114),
          jsonb: jsonType(3802),
        },
      },
    })
  const connection = connect(2)
  const normalizeDbError = connection.normalizeDbError.bind(connection)
  const introspect = connection.introspect.bind(connection)
  const isRest = () => currentRequest()?.service === 'rest'
  const pictures = new WeakMap<IntrospectResult, Picture>()
  function kept(schema: IntrospectResult): Picture {
    const picture = pictures.get(schema) ?? pictureOf(schema)
    pictures.set(schema, picture)
    return picture
  }
  const corrections: object = {
    ensureRlsContext: async () => true,
    applyJwtSessionContext: enterRequest,
    applyRpcRequestGucs: async () => {},
    normalizeDbError(error: unknown) {
      const normalized = printInOneLine(normalizeDbError(error))
      return isRest() ? asPostgrestError(normalized) : normalized
    },
    async introspect(options?: { useCache?: boolean }) {
      const schema = await introspect(options)
      // Lite takes a failure for an empty database, where nothing is found.
      if (!schema.functions) throw new Error('The schema of the database cannot be read.')
      const request = currentRequest()
      return request && isRest() ? withoutFalseJunctions(kept(schema), request) : schema
    },
  }
  Object.assign(connection, corrections)

  // Requests go on with the old picture until the new one is there.
  const reload = () => {
    leases.renew()
    introspect({ useCache: false }).catch(() => {})
  }
  const { driver } = connection
  // Asks for the types of arrays. A connection lost while it asks would end the process: the others copy the answer.
  await driver`select 1`
  const { parsers, serializers } = driver.options
  Object.assign(driver.options, { fetch_types: false })
  const lease = (onclose: () => void) => {
    const leased = connect(1, onclose).driver
    Object.assign(leased.options, { fetch_types: false })
    Object.assign(leased.options.parsers, parsers)
    Object.assign(leased.options.serializers, serializers)
    return leased
  }
  const leases = leaseConnections(lease, MAX_TRANSACTIONS, noteLoss)
  Object.assign(driver, { reserve: leases.reserve })
  return {
    connection,
    // Also when the connection that listens was lost, and with it perhaps a notice.
    watchSchema: async () => void (await driver.listen('pgrst', reload, reload)),
    async isSteady() {
      if (Date.now() - lostAt < RECENT_MS) return false
      return driver`select 1`.then(
        () => true,
        () => false,
      )
    },
    // Without a time limit it waits for ever for what a killed database left unanswered.
    async close() {
      await Promise.all([leases.end(), driver.end({ timeout: 2 })])
    },
  }
}
