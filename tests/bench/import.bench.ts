import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import Papa from 'papaparse'
import type { Page } from 'playwright-core'
import WebSocket from 'ws'
import { createBigExport } from '../../shared/import/fixtures/big-export.ts'
import { countRows, toChunks } from '../../shared/import/import-rows.ts'
import { defaultMapping } from '../../shared/import/mapping.ts'
import { planImport } from '../../shared/import/detect-format.ts'
import type { StackConnection } from '../../stack/start.ts'
import { launchBrowser, openWindow } from '../browser.ts'
import { report, time, withStack } from './harness.ts'

/**
 * How long a person waits for 10,000 Todoist rows, in a real browser on the built site: from the chosen file to the
 * dry run, and from there to the last row stored; and whether the page answers meanwhile. Beside it the same chunks
 * sent by a script, which is what the database and the API take of it.
 */
const ROWS = 10_000
const ROUNDS = 3
const TOTAL_TARGET_MS = 10_000
/** The longest the page may leave a click waiting. */
const FROZEN_TARGET_MS = 200
const PATIENCE_MS = 120_000

const FILE_NAME = 'Everything [1234567].csv'
const TEXT = createBigExport(ROWS)

interface Person {
  id: string
  email: string
  password: string
  client: SupabaseClient
}

async function meet({ apiUrl, publishableKey }: StackConnection): Promise<Person> {
  const client = createClient(apiUrl, publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false },
    // Node 20 has no WebSocket of its own.
    realtime: { transport: WebSocket as unknown as typeof globalThis.WebSocket },
  })
  const [email, password] = [`importer-${randomUUID()}@example.com`, randomUUID()]
  const { data, error } = await client.auth.signUp({ email, password })
  if (error || !data.user) throw error ?? new Error('Sign-up gave no user.')
  return { id: data.user.id, email, password, client }
}

const heading = (page: Page, name: string) =>
  page.getByRole('heading', { level: 2, name }).waitFor({ timeout: PATIENCE_MS })

async function signIn(page: Page, { email, password }: Person): Promise<void> {
  await page.goto('/import')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await heading(page, 'Choose your files')
}

/** Notes the longest time in which the page could not have answered a click. */
const watchFrozen = (page: Page) =>
  page.evaluate(() => {
    const seen = window as unknown as { longestTask: number }
    seen.longestTask = 0
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.longestTask = Math.max(seen.longestTask, duration)
    }).observe({ entryTypes: ['longtask'] })
  })

const longestTask = (page: Page) =>
  page.evaluate(() => (window as unknown as { longestTask: number }).longestTask)

interface Round {
  preview: number
  apply: number
  total: number
  frozen: number
  undo: number
}

async function importInBrowser(page: Page, person: Person, file: string): Promise<Round> {
  await signIn(page, person)
  await watchFrozen(page)
  const preview = await time(async () => {
    await page.getByLabel('Files to import').setInputFiles(file)
    await heading(page, 'Check what was found')
    await page.getByRole('button', { name: 'Show what would be added' }).click()
    await heading(page, 'This is what would happen')
  })
  const apply = await time(async () => {
    await page.getByRole('button', { name: /^Import [\d,]+ tasks$/ }).click()
    await heading(page, 'Your tasks are here')
  })
  const frozen = await longestTask(page)
  const { count } = await person.client
    .from('tasks')
    .select('id', { count: 'exact', head: true })
    .throwOnError()
  if ((count ?? 0) < ROWS * 0.8) throw new Error(`Only ${count} tasks arrived.`)
  const undo = await time(async () => {
    await page.getByRole('button', { name: 'Undo the import' }).click()
    await heading(page, 'The import was undone')
  })
  return { preview, apply, total: preview + apply, frozen, undo }
}

async function importByScript({
  id: userId,
  client,
}: Person): Promise<{ plan: number; send: number; rows: number }> {
  const rows = Papa.parse<string[]>(TEXT).data
  const mapping = defaultMapping([FILE_NAME])
  const input = {
    files: [{ name: FILE_NAME, rows }],
    mapping,
    now: new Date(),
    timeZone: 'Europe/Berlin',
    userId,
  }
  const beganAt = performance.now()
  const result = planImport(input)
  const plan = performance.now() - beganAt
  if (!result.ok) throw new Error(result.problems[0]?.code)
  const importId = randomUUID()
  const row = { id: importId, user_id: userId, source: 'todoist', file_name: FILE_NAME, row_count: 1 }
  await client.from('imports').insert(row).throwOnError()
  const send = await time(async () => {
    for (const chunk of toChunks(result.plan.rows)) {
      await client
        .rpc('import_chunk', { p_import_id: importId, p_rows: chunk })
        .setHeader('x-change-source', 'import')
        .setHeader('x-change-batch', importId)
        .throwOnError()
    }
  })
  return { plan, send, rows: countRows(result.plan.rows) }
}

await withStack(
  async ({ connection }) => {
    // From the disk, as people choose it: bytes handed over by the test would themselves hold the page up.
    const folder = await mkdtemp(path.join(os.tmpdir(), 'aurum-import-'))
    const file = path.join(folder, FILE_NAME)
    await writeFile(file, TEXT)
    const browser = await launchBrowser()
    const rounds: Round[] = []
    const scripted: Awaited<ReturnType<typeof importByScript>>[] = []
    try {
      for (let round = 0; round < ROUNDS; round++) {
        const { page, context } = await openWindow(browser, connection.webUrl)
        rounds.push(await importInBrowser(page, await meet(connection), file))
        await context.close()
        scripted.push(await importByScript(await meet(connection)))
      }
    } finally {
      await browser.close()
      await rm(folder, { recursive: true })
    }
    const samples = (of: keyof Round) => rounds.map((round) => round[of])
    report(
      `Import: ${ROWS.toLocaleString('en')} Todoist rows, ${scripted[0]!.rows.toLocaleString('en')} rows of ours`,
      [
        { name: 'file to dry run', samples: samples('preview') },
        { name: 'dry run to done', samples: samples('apply') },
        { name: 'together', samples: samples('total'), target: TOTAL_TARGET_MS },
        { name: 'longest frozen', samples: samples('frozen'), target: FROZEN_TARGET_MS },
        { name: 'undo', samples: samples('undo') },
        { name: 'by script: plan', samples: scripted.map(({ plan }) => plan) },
        { name: 'by script: send', samples: scripted.map(({ send }) => send) },
      ],
    )
  },
  { web: 'built', seed: false },
)
