import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { Browser, Page } from 'playwright-core'
import type { StackConnection } from '../../stack/start.ts'
import { launchBrowser, openWindow } from '../browser.ts'
import { report, withStack } from './harness.ts'

/**
 * How soon an input is painted for a person with 10,000 tasks, beside the same input for one with 10: ticking and
 * typing in the list of all tasks, moving a row by key in Today, which shows the 1,000 that matter most. Counted in the
 * page, from the event to the frame in which its effect is on screen.
 */
const MANY = 10_000
const FEW = 10
const ROUNDS = 30
const WARM_UP = 3

type Effect = 'ticked' | 'moved' | 'typed'

declare global {
  interface Window {
    /** Begins to wait for the next such event and its effect on the row of a task. */
    watchFor(event: 'click' | 'keydown', effect: Effect, key: string): void
    /** The milliseconds from that event to the paint of its effect. */
    taken: Promise<number>
  }
}

await withStack(
  async ({ connection }) => {
    const browser = await launchBrowser()
    const many = await samplesOf(browser, connection, MANY)
    const few = await samplesOf(browser, connection, FEW)
    await browser.close()

    report(`A list of ${MANY} tasks: input to paint, beside a list of ${FEW}`, [
      { name: `ticking, ${MANY}`, samples: many.tick, target: 50 },
      { name: `ticking, ${FEW}`, samples: few.tick },
      { name: `moving by key, ${MANY}`, samples: many.move, target: 50 },
      { name: `moving by key, ${FEW}`, samples: few.move },
      { name: `typing in place, ${MANY}`, samples: many.type, target: 50 },
      { name: `typing in place, ${FEW}`, samples: few.type },
    ])
  },
  { web: 'built', seed: false },
)

async function samplesOf(browser: Browser, connection: StackConnection, count: number) {
  const person = await signUp(connection)
  await fill(connection, person.id, count)
  const { context, page } = await openWindow(browser, connection.webUrl)
  // The loader that runs this file marks functions by a helper that the page does not have.
  await page.addInitScript({ content: `globalThis.__name = (value) => value; (${watch.toString()})()` })
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(person.email)
  await page.getByLabel('Password').fill(person.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  const move = await moveByKey(page)
  await page.goto('/plan?view=list')
  const type = await typeInPlace(page)
  const tick = await tickRows(page)
  await context.close()
  return { move, type, tick }
}

/** Back and forth, so that each press moves the row by one. */
async function moveByKey(page: Page): Promise<number[]> {
  const row = page.getByRole('list', { name: 'For today' }).locator('> li').nth(2)
  const key = await keyOf(row)
  await page.locator(`li[data-row-key="${key}"] [data-row-focus]`).focus()
  return rounds(async (round) => {
    await page.evaluate((id) => window.watchFor('keydown', 'moved', id), key)
    await page.keyboard.press(round % 2 === 0 ? 'Alt+ArrowUp' : 'Alt+ArrowDown')
    return page.evaluate(() => window.taken)
  })
}

async function typeInPlace(page: Page): Promise<number[]> {
  const row = page.locator('li[data-row-key]:has([data-row-name])').first()
  const key = await keyOf(row)
  await row.locator('[data-row-name]').click()
  const samples = await rounds(async () => {
    await page.evaluate((id) => window.watchFor('keydown', 'typed', id), key)
    await page.keyboard.press('x')
    return page.evaluate(() => window.taken)
  })
  await page.keyboard.press('Escape')
  return samples
}

/** Ticks a row and takes it back, again and again: a done one may leave the list. */
async function tickRows(page: Page): Promise<number[]> {
  return rounds(async () => {
    const row = page.locator('li[data-row-key]:has([data-row-name])').nth(3)
    const key = await keyOf(row)
    await page.evaluate((id) => window.watchFor('click', 'ticked', id), key)
    await page.locator(`li[data-row-key="${key}"] input[type=checkbox][data-row-focus]`).click()
    const milliseconds = await page.evaluate(() => window.taken)
    await page.keyboard.press('z')
    await page.locator(`li[data-row-key="${key}"] [data-row-name]:not(.line-through)`).waitFor()
    return milliseconds
  })
}

async function rounds(run: (round: number) => Promise<number>): Promise<number[]> {
  const samples: number[] = []
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    const taken = await run(round + WARM_UP)
    if (round >= 0) samples.push(taken)
  }
  return samples
}

async function keyOf(row: { getAttribute(name: string): Promise<string | null> }): Promise<string> {
  const key = await row.getAttribute('data-row-key')
  if (!key) throw new Error('The list has no such row')
  return key
}

async function signUp({ apiUrl, publishableKey }: StackConnection) {
  const email = `person-${randomUUID()}@example.com`
  const password = randomUUID()
  const answer = await fetch(`${apiUrl}/auth/v1/signup`, {
    method: 'POST',
    headers: { apikey: publishableKey, 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  const { user } = (await answer.json()) as { user: { id: string } }
  return { id: user.id, email, password }
}

/** One project with so many tasks due today, past every trigger. */
async function fill({ adminDbUrl }: StackConnection, userId: string, count: number): Promise<void> {
  const database = new pg.Client({ connectionString: adminDbUrl })
  await database.connect()
  try {
    await database.query('set session_replication_role = replica')
    await database.query(
      `with project as (
         insert into public.projects (user_id, name, status) values ($1, 'Garden', 'in_progress') returning id
       )
       insert into public.tasks (user_id, project_id, name, due_on, duration_minutes, sort_order)
       select $1, project.id, 'Task ' || n || ' of a realistic length, about the garden', current_date, 15, n
       from project, generate_series(1, $2::int) n`,
      [userId, count],
    )
    await database.query('analyze public.tasks')
  } finally {
    await database.end()
  }
}

/** Runs in the page, before its scripts. */
function watch(): void {
  const rowOf = (key: string) => document.querySelector(`li[data-row-key="${key}"]`)
  const stateOf: Record<Effect, (key: string) => unknown> = {
    ticked: (key) => rowOf(key)?.querySelector('[data-row-name]')?.className.includes('line-through') ?? true,
    moved: (key) => rowOf(key)?.getAttribute('data-index'),
    typed: () => (document.activeElement as HTMLInputElement).value,
  }
  window.watchFor = (event, effect, key) => {
    window.taken = new Promise((resolve) => {
      const before = stateOf[effect](key)
      const begin = ({ timeStamp }: Event) => {
        const look = () => {
          if (stateOf[effect](key) === before) {
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
      document.addEventListener(event, begin, { capture: true, once: true })
    })
  }
}
