import { randomUUID } from 'node:crypto'
import { createClient } from '@supabase/supabase-js'
import type { Browser, Page } from 'playwright-core'
import WebSocket from 'ws'
import { DEFAULT_RULES } from '../../shared/hrm/default-rules.ts'
import { evaluate } from '../../shared/hrm/evaluate.ts'
import { snapshotOf } from '../../shared/hrm/snapshot.ts'
import type { StackConnection } from '../../stack/start.ts'
import { launchBrowser, openWindow } from '../browser.ts'
import { bringSession } from '../session.ts'
import { time, report, withStack } from './harness.ts'
import { fillLifeOf } from './hrm-data.ts'

/**
 * The what-if sliders of the rules: from the key that moves one to the frame in which the tasks that would come first
 * stand in their new order, for a person with 5,000 tasks and one with 500. Each weight is kept meanwhile, as it is for
 * people. Beside it what would be the plain way: asking all rules anew.
 */
const MANY = 5_000
const FEW = 500
const PROJECTS = 14
const ROUNDS = 60
const WARM_UP = 4
/** A step may leave the first tasks as they are: then nothing comes, and the press is not counted. */
const NOTHING_COMES_MS = 1_000

declare global {
  interface Window {
    /** Begins to wait for the next key and its effect on the preview. */
    watchPreview(patienceMs: number): void
    /** The milliseconds from that key to the paint of its effect; null when there was none. */
    repainted: Promise<number | null>
  }
}

await withStack(
  async ({ connection }) => {
    const browser = await launchBrowser()
    const many = await samplesOf(browser, connection, MANY)
    const few = await samplesOf(browser, connection, FEW)
    await browser.close()

    report(`A weight is changed: key to the paint of what would come first`, [
      { name: `from end to end, ${MANY} tasks`, samples: many.ends, target: 100 },
      { name: `by a step, ${MANY} tasks`, samples: many.steps, target: 100 },
      { name: `from end to end, ${FEW} tasks`, samples: few.ends },
      { name: `by a step, ${FEW} tasks`, samples: few.steps },
      { name: `asking all rules anew, ${MANY} tasks`, samples: many.anew },
      { name: `asking all rules anew, ${FEW} tasks`, samples: few.anew },
    ])
    const most = (samples: number[]) => `${Math.max(...samples).toFixed(1)} ms`
    console.log(`longest of ${MANY}: ${most(many.ends)} from end to end, ${most(many.steps)} by a step`)
  },
  { web: 'built', seed: true },
)

async function samplesOf(browser: Browser, connection: StackConnection, tasks: number) {
  const person = await signUp(connection)
  await fillLifeOf(connection.adminDbUrl, person.id, { tasks, projects: PROJECTS })
  const { context, page } = await openWindow(browser, connection.webUrl)
  await bringSession(context, connection, person)
  // The loader that runs this file marks functions by a helper that the page does not have.
  await page.addInitScript({ content: `globalThis.__name = (value) => value; (${watch.toString()})()` })
  await page.goto('/settings/insights')
  await page.getByRole('list', { name: 'What would come first' }).getByRole('listitem').first().waitFor()
  await page.getByRole('slider', { name: 'Urgency of days' }).focus()
  const ends = await presses(page, (round) => (round % 2 === 0 ? 'Home' : 'End'))
  // Down from the upper end to the lower, and up again.
  const steps = await presses(page, (round) =>
    Math.floor(round / 18) % 2 === 0 ? 'ArrowLeft' : 'ArrowRight',
  )
  await context.close()
  return { ends, steps, anew: await askedAnew(person.client) }
}

async function presses(page: Page, keyOf: (round: number) => string): Promise<number[]> {
  const samples: number[] = []
  for (let round = 0; samples.length < WARM_UP + ROUNDS; round++) {
    if (round > 3 * ROUNDS) throw new Error('Most presses change nothing of what would come first')
    await page.evaluate((patience) => window.watchPreview(patience), NOTHING_COMES_MS)
    await page.keyboard.press(keyOf(round))
    const taken = await page.evaluate(() => window.repainted)
    if (taken !== null) samples.push(taken)
  }
  return samples.slice(WARM_UP)
}

/** How long the rules alone take in this process, without a screen. */
async function askedAnew(client: Client): Promise<number[]> {
  const snapshot = snapshotOf((await client.rpc('hrm_snapshot').throwOnError()).data)
  const samples: number[] = []
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    samples.push(await time(() => Promise.resolve(evaluate(snapshot, DEFAULT_RULES, { depth: 'minimal' }))))
  }
  return samples.slice(WARM_UP)
}

type Client = ReturnType<typeof clientOf>

function clientOf({ apiUrl, publishableKey }: StackConnection) {
  return createClient(apiUrl, publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false },
    // Node 20 has no WebSocket of its own.
    realtime: { transport: WebSocket as unknown as typeof globalThis.WebSocket },
  })
}

async function signUp(connection: StackConnection) {
  const client = clientOf(connection)
  const credentials = { email: `person-${randomUUID()}@example.com`, password: randomUUID() }
  const { data, error } = await client.auth.signUp(credentials)
  if (error || !data.user) throw error ?? new Error('Sign-up gave no user')
  return { ...credentials, id: data.user.id, client }
}

/** Runs in the page, before its scripts. */
function watch(): void {
  const preview = () => document.querySelector('section[aria-labelledby="what-if"] ol')?.textContent
  window.watchPreview = (patienceMs) => {
    window.repainted = new Promise((resolve) => {
      const before = preview()
      const begin = ({ timeStamp }: Event) => {
        const look = () => {
          if (performance.now() - timeStamp > patienceMs) {
            resolve(null)
            return
          }
          if (preview() === before) {
            requestAnimationFrame(look)
            return
          }
          // The first message after a frame's callbacks is handled when the frame has been painted.
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => resolve(performance.now() - timeStamp)
          port2.postMessage(null)
        }
        requestAnimationFrame(look)
      }
      document.addEventListener('keydown', begin, { capture: true, once: true })
    })
  }
}
