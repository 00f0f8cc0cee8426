import { randomUUID } from 'node:crypto'
import { createClient } from '@supabase/supabase-js'
import pg from 'pg'
import type { Page } from 'playwright-core'
import WebSocket from 'ws'
import type { StackConnection } from '../../stack/start.ts'
import { launchBrowser, openWindow } from '../browser.ts'
import { report, withStack } from './harness.ts'

/**
 * The command palette in a real browser: from the press of a key to the first results on screen, with 10,000 tasks and,
 * beside it, with 10.
 */
const WORDS = ['garden', 'realistic', 'task 77', 'length about', 'grdn']
const ROUNDS = 6
const TARGET_MS = 50
const SIZES = { '10,000 tasks': 10_000, '10 tasks, for comparison': 10 } as const

/** Notes when the next key arrives and when the frame after the change of the list has been painted. As text: the loader marks functions. */
const PREPARE = `
  globalThis.painted = new Promise((resolve) => {
    document.addEventListener('keydown', (event) => {
      requestAnimationFrame(() => {
        const channel = new MessageChannel()
        channel.port1.onmessage = () => resolve(performance.now() - event.timeStamp)
        channel.port2.postMessage(null)
      })
    }, { capture: true, once: true })
  }); undefined
`

await withStack(
  async ({ connection }) => {
    const browser = await launchBrowser()
    const lines = []
    for (const [name, count] of Object.entries(SIZES)) {
      const { context, page } = await openWindow(browser, connection.webUrl)
      await enterWith(page, connection, count)
      const samples: number[] = []
      for (let round = -1; round < ROUNDS; round++) {
        for (const word of WORDS) {
          const taken = await typeInPalette(page, word)
          if (round >= 0) samples.push(...taken)
        }
      }
      lines.push({ name, samples, ...(count > 10 && { target: TARGET_MS }) })
      await context.close()
    }
    await browser.close()
    report('Command palette: key to first results painted', lines)
  },
  { web: 'built', seed: false },
)

/** Signs somebody with that many tasks in, and waits until the palette has loaded them. */
async function enterWith(page: Page, connection: StackConnection, count: number): Promise<void> {
  const [email, password] = [`${randomUUID()}@example.test`, randomUUID()]
  const { data } = await connect(connection).auth.signUp({ email, password })
  const database = new pg.Client({ connectionString: connection.adminDbUrl })
  await database.connect()
  await database.query('set session_replication_role = replica')
  await database.query(
    `insert into public.tasks (user_id, id, name, sort_order)
     select $1::uuid, md5($1::uuid::text || n)::uuid, 'Task ' || n || ' of a realistic length, about the garden', n
     from generate_series(1, $2::int) n`,
    [data.user!.id, count],
  )
  await database.end()
  await page.goto('/today')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Command palette' }).fill(`Task ${count} of`)
  await page.getByRole('option', { name: new RegExp(`^Task ${count} of`) }).waitFor()
}

function connect({ apiUrl, publishableKey }: StackConnection) {
  return createClient(apiUrl, publishableKey, {
    // Node 20 has no WebSocket of its own.
    realtime: { transport: WebSocket as unknown as typeof globalThis.WebSocket },
  })
}

/** Types the word letter by letter. @returns for each letter the milliseconds until its results were painted */
async function typeInPalette(page: Page, word: string): Promise<number[]> {
  const field = page.getByRole('combobox', { name: 'Command palette' })
  await field.fill('')
  const taken: number[] = []
  for (const letter of word) {
    await page.evaluate(PREPARE, randomUUID())
    await field.press(letter === ' ' ? 'Space' : letter)
    taken.push(await page.evaluate<number>('globalThis.painted'))
  }
  return taken
}
