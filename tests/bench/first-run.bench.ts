import type { Page } from 'playwright-core'
import { launchBrowser, openWindow } from '../browser.ts'
import { report, withStack } from './harness.ts'

/**
 * A first run on the built site, scripted as a person does it who reads, thinks and types at a human pace: from the
 * first page to the first own task in Today, and on to a planned day. Beside it the same without any human pause: what
 * the app itself takes.
 */
const ROUNDS = 3
const KEY_MS = 200
const THINKING_MS = 1_500
const FIRST_TASK = { seconds: 60, clicks: 6 }
const DAY_PLAN_SECONDS = 180
const DAY = ['Write to Anna 9:00 20 min', 'Prepare the talk p1 90 min', 'Walk 18:00 30 min', 'Read 20 min']

interface Pace {
  keyMs: number
  thinkingMs: number
}

await withStack(
  async ({ connection }) => {
    const browser = await launchBrowser()
    const runs = { human: [] as Run[], hasty: [] as Run[] }
    for (let round = 0; round < ROUNDS; round++) {
      for (const [name, pace] of Object.entries({
        human: { keyMs: KEY_MS, thinkingMs: THINKING_MS },
        hasty: { keyMs: 0, thinkingMs: 0 },
      })) {
        const { context, page } = await openWindow(browser, connection.webUrl)
        runs[name as keyof typeof runs].push(await firstRun(page, pace))
        await context.close()
      }
    }
    await browser.close()
    report(
      `First run, ${KEY_MS} ms a key and ${THINKING_MS} ms before each click`,
      [
        {
          name: 'first page to first own task in Today',
          samples: runs.human.map(({ task }) => task),
          target: FIRST_TASK.seconds,
        },
        {
          name: 'first page to first day plan',
          samples: runs.human.map(({ plan }) => plan),
          target: DAY_PLAN_SECONDS,
        },
        {
          name: 'first own task without human pauses, for comparison',
          samples: runs.hasty.map(({ task }) => task),
        },
        {
          name: 'first day plan without human pauses, for comparison',
          samples: runs.hasty.map(({ plan }) => plan),
        },
      ],
      [
        {
          name: 'Clicks to the first own task',
          value: Math.max(...runs.human.map(({ clicks }) => clicks)),
          unit: '',
          atMost: FIRST_TASK.clicks,
        },
      ],
      's',
    )
  },
  { web: 'built', seed: false },
)

interface Run {
  /** Seconds until the first own task stood in Today. */
  task: number
  /** Seconds until a whole day did. */
  plan: number
  clicks: number
}

async function firstRun(page: Page, { keyMs, thinkingMs }: Pace): Promise<Run> {
  const beganAt = performance.now()
  const seconds = () => (performance.now() - beganAt) / 1_000
  let clicks = 0
  const click = async (name: string) => {
    const button = page.getByRole('button', { name, exact: true })
    await button.waitFor()
    await page.waitForTimeout(thinkingMs)
    await button.click()
    clicks += 1
  }
  const line = page.getByRole('combobox', { name: 'New task' })
  const write = async (text: string) => {
    await line.pressSequentially(text, { delay: keyMs })
    await line.press('Enter')
  }

  await page.goto('/')
  await page.getByText('Start mine').waitFor()
  await page.waitForTimeout(thinkingMs)
  await page.getByRole('button', { name: 'Start mine' }).click()
  clicks += 1
  await click('Start')
  await line.waitFor()
  await write('Call the dentist 14:00 10 min')
  const shown = (name: string) => page.locator('main').getByText(name, { exact: true })
  await shown('Call the dentist').waitFor()
  const task = seconds()
  const clicksToTask = clicks

  for (const text of DAY) await write(text)
  await page.keyboard.press('Escape')
  for (const name of ['Write to Anna', 'Prepare the talk', 'Walk', 'Read']) await shown(name).waitFor()
  await page
    .getByText(/planned/)
    .first()
    .waitFor()
  return { task, plan: seconds(), clicks: clicksToTask }
}
