import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { repositoryDir, StackError } from './settings.ts'
import { runScript } from './sql-script.ts'

const MIGRATION_NAME = /^(\d{14})_(.+)\.sql$/

// The tables of the supabase CLI, so that `supabase migration list` and `db push` agree with us.
const HISTORY = `
  create schema if not exists supabase_migrations;
  create table if not exists supabase_migrations.schema_migrations (
    version text primary key, statements text[], name text
  );
  create table if not exists supabase_migrations.seed_files (path text primary key, hash text not null);
`

export interface MigrateOptions {
  /** Address of the database as the role postgres. */
  databaseUrl: string
  /** The folder that holds `migrations/` and `seed.sql`; `supabase/` of the repository unless told. */
  folder?: string
  /** Also run `seed.sql`, once in the life of a database. */
  seed?: boolean
}

/**
 * Applies the migrations that the database has not seen, in the order of their names, each in a transaction of
 * its own.
 * @returns the file names applied now
 * @throws StackError with file and line; the failed file has then changed nothing
 */
export async function migrate({
  databaseUrl,
  folder = path.join(repositoryDir, 'supabase'),
  seed = false,
}: MigrateOptions): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query(HISTORY)
    const pending = await pendingMigrations(client, path.join(folder, 'migrations'))
    for (const { file, version, name } of pending) {
      const sql = await readFile(path.join(folder, 'migrations', file), 'utf8')
      await applyFile(client, path.join('supabase', 'migrations', file), sql, (client) =>
        client.query(
          'insert into supabase_migrations.schema_migrations (version, statements, name) values ($1, $2, $3)',
          [version, [sql], name],
        ),
      )
    }
    if (seed) await runSeed(client, path.join(folder, 'seed.sql'))
    return pending.map(({ file }) => file)
  } finally {
    await client.end()
  }
}

interface Migration {
  file: string
  version: string
  name: string
}

async function pendingMigrations(client: pg.Client, folder: string): Promise<Migration[]> {
  const files = (await readdir(folder).catch(() => [])).filter((file) => file.endsWith('.sql')).sort()
  const migrations = files.map((file) => {
    const [, version, name] = MIGRATION_NAME.exec(file) ?? []
    if (!version || !name) throw new StackError(`${file} must be called <14 digits>_<name>.sql`)
    return { file, version, name }
  })
  const twin = migrations.find((one, index) => one.version === migrations[index + 1]?.version)
  if (twin)
    throw new StackError(`Two migrations have the version ${twin.version}; give one of them a later one`)

  const { rows } = await client.query<{ version: string }>(
    'select version from supabase_migrations.schema_migrations',
  )
  const applied = new Set(rows.map((row) => row.version))
  return migrations.filter(({ version }) => !applied.has(version))
}

async function runSeed(client: pg.Client, file: string): Promise<void> {
  const sql = await readFile(file, 'utf8').catch(() => null)
  if (sql === null) return
  const { rowCount } = await client.query('select from supabase_migrations.seed_files where path = $1', [
    SEED_PATH,
  ])
  if (rowCount) return
  const hash = createHash('sha256').update(sql).digest('hex')
  await applyFile(client, SEED_PATH, sql, (client) =>
    client.query('insert into supabase_migrations.seed_files (path, hash) values ($1, $2)', [
      SEED_PATH,
      hash,
    ]),
  )
}

const SEED_PATH = 'supabase/seed.sql'

async function applyFile(
  client: pg.Client,
  file: string,
  sql: string,
  record: (client: pg.Client) => Promise<unknown>,
): Promise<void> {
  await client.query('begin')
  try {
    await runScript(client, file, sql)
    // A file may leave its own role or search_path behind.
    await client.query('reset all; reset role')
    await record(client)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    await client.query('reset all; reset role')
  }
}
