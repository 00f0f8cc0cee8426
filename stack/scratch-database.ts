import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { repositoryDir } from './settings.ts'

/** A database of its own beside the stack's, for tests that would disturb the stack's workers. */
export interface ScratchDatabase {
  /** As supabase_admin. */
  url: string
  /** A connection as supabase_admin. */
  admin: pg.Client
  /** Runs SQL as the role postgres. */
  asPostgres<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>
  drop(): Promise<void>
}

/** Makes an empty database with the given files of stack/sql. */
export async function makeScratchDatabase(adminDbUrl: string, sqlFiles: string[]): Promise<ScratchDatabase> {
  const name = `scratch_${randomUUID().replaceAll('-', '')}`
  const server = new pg.Client(adminDbUrl)
  await server.connect()
  await server.query(`create database ${name} owner postgres`)

  const url = new URL(adminDbUrl)
  url.pathname = `/${name}`
  const admin = new pg.Client(url.href)
  await admin.connect()
  await admin.query('create schema extensions')
  for (const file of sqlFiles) {
    await admin.query(await readFile(path.join(repositoryDir, 'stack', 'sql', file), 'utf8'))
  }

  return {
    url: url.href,
    admin,
    async asPostgres<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]) {
      await admin.query('set role postgres')
      try {
        return (await admin.query<Row>(sql, values)).rows
      } finally {
        await admin.query('reset role')
      }
    },
    async drop() {
      await admin.end()
      await server.query(`drop database ${name} with (force)`)
      await server.end()
    },
  }
}
