import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { App, getStorageSchemaSql } from '@supabase/lite'
import { createPostgresConnection } from '@supabase/lite/postgres'
import pg from 'pg'
import type { Secrets } from './secrets.ts'
import { repositoryDir } from './settings.ts'
import { runScript } from './sql-script.ts'
import { placeVaultKey, saveSecrets } from './vault.ts'

const sqlDir = path.join(repositoryDir, 'stack', 'sql')

// From this file on, the SQL may refer to the schemas auth and storage.
const FIRST_AFTER_AUTH = '15_'

/** What runs in place of a file of stack/sql: its own text unless told. */
export type AdaptSql = (file: string, sql: string) => string

/**
 * Makes a bare cluster look like a hosted project: roles, extensions, the schemas of Auth and Storage, and the
 * stand-ins for realtime, cron, net and vault. Runs on every start and changes nothing the second time.
 *
 * The files of stack/sql run in the order of their names, as supabase_admin.
 * @param adminUrl address of the database as supabase_admin
 * @param projectUrl what scheduled SQL calls; in Vault as `project_url`, beside `jobs_token`
 * @param adapt for a Postgres that has some of it already
 * @throws StackError with file and line of the SQL that failed
 */
export async function bootstrap(
  adminUrl: string,
  secrets: Secrets,
  projectUrl: string,
  adapt: AdaptSql = (_, sql) => sql,
): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await placeVaultKey(client, secrets.vaultKey)
    const files = (await readdir(sqlDir)).filter((file) => file.endsWith('.sql')).sort()
    for (const file of files.filter((file) => file < FIRST_AFTER_AUTH)) await runFile(client, file, adapt)
    await setPasswords(client, secrets)
    await makeAuthAndStorage(adminUrl, client)
    for (const file of files.filter((file) => file >= FIRST_AFTER_AUTH)) await runFile(client, file, adapt)
    await saveSecrets(client, {
      project_url: projectUrl,
      jobs_token: secrets.jobsToken,
      vapid_public_key: secrets.vapidPublicKey,
    })
  } finally {
    await client.end()
  }
}

async function runFile(client: pg.Client, file: string, adapt: AdaptSql): Promise<void> {
  const sql = await readFile(path.join(sqlDir, file), 'utf8')
  await runScript(client, path.join('stack', 'sql', file), adapt(file, sql))
}

async function setPasswords(client: pg.Client, secrets: Secrets): Promise<void> {
  const passwords = { postgres: secrets.postgresPassword, authenticator: secrets.authenticatorPassword }
  for (const [role, password] of Object.entries(passwords)) {
    await client.query(`alter role ${role} with password ${client.escapeLiteral(password)}`)
  }
}

async function makeAuthAndStorage(adminUrl: string, client: pg.Client): Promise<void> {
  const connection = createPostgresConnection({
    url: adminUrl,
    postgresOptions: { max: 1, onnotice: () => {} },
  })
  try {
    await new App({ connection, auth: { enabled: true } }).ensureSystemSchema()
  } finally {
    await connection.close()
  }
  // Lite makes this schema itself only with a flag that must be set before its import.
  await client.query(getStorageSchemaSql())
}
