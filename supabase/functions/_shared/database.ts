import pg from 'pg'

/** Postgres itself, with the rights of the role postgres: for scheduled work, which acts for everybody. */
export interface Database {
  query<Row extends object>(sql: string, values?: unknown[]): Promise<Row[]>
  /** What pg-boss wants of a database. */
  executeSql(sql: string, values?: unknown[]): Promise<{ rows: unknown[] }>
  close(): Promise<void>
}

const PATIENCE_MS = 10_000

/** Connects when first asked, with at most two connections. A connection that breaks fails its query, no more. */
export function openDatabase(url: string): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: 2,
    connectionTimeoutMillis: PATIENCE_MS,
    application_name: 'jobs',
  })
  pool.on('error', () => {})
  return {
    query: async <Row extends object>(sql: string, values?: unknown[]) =>
      (await pool.query<Row>(sql, values)).rows,
    executeSql: (sql, values) => pool.query<object>(sql, values),
    close: () => pool.end(),
  }
}
