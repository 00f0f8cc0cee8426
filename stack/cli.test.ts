import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { repositoryDir } from './settings.ts'

const run = promisify(execFile)
const TIMEOUT_MS = 60_000
let home: string

beforeAll(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), 'aurum-cli-'))
})
afterAll(() => rm(home, { recursive: true, force: true }))

/** Runs the supabase CLI of this repository on the stack's database, with a home folder that knows no account. */
async function supabase(...args: string[]): Promise<string> {
  const { stdout } = await run(
    process.execPath,
    [
      path.join(repositoryDir, 'node_modules/supabase/dist/supabase.js'),
      ...args,
      `--remote=${inject('stack').dbUrl}`,
    ],
    {
      cwd: repositoryDir,
      timeout: TIMEOUT_MS - 5_000,
      maxBuffer: 32 * 1024 * 1024,
      env: { PATH: process.env.PATH, HOME: home, SUPABASE_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' },
    },
  )
  return stdout
}

test('the CLI finds every migration of the repository applied', { timeout: TIMEOUT_MS }, async () => {
  const { migrations } = JSON.parse(await supabase('migration', 'list', '--output-format', 'json')) as {
    migrations: { local: string; remote: string }[]
  }
  const files = (await readdir(path.join(repositoryDir, 'supabase/migrations'))).filter((file) =>
    file.endsWith('.sql'),
  )
  expect(migrations.map(({ remote }) => remote)).toEqual(files.map((file) => file.slice(0, 14)).sort())
  expect(migrations.filter(({ local, remote }) => local !== remote)).toEqual([])
})

test('the CLI has nothing left to apply', { timeout: TIMEOUT_MS }, async () => {
  expect(await supabase('migration', 'up', '--output-format', 'json')).not.toMatch(/\d{14}_/)
})

test('the CLI advises on the database', { timeout: TIMEOUT_MS }, async () => {
  const advice = JSON.parse(await supabase('db', 'advisors', '--output-format', 'json')) as {
    results: unknown[]
  }
  expect(Array.isArray(advice.results)).toBe(true)
})

test('the CLI writes the types of the tables', { timeout: TIMEOUT_MS }, async () => {
  const types = await supabase('gen', 'types', '--schema', 'public')
  expect(types).toContain('export type Database')
  expect(types).toContain('"pillars"')
})
