import type { Page } from 'playwright-core'
import { createBigExport } from '../../shared/import/fixtures/big-export.ts'
import { launchBrowser, openWindow } from '../browser.ts'
import { report, time, withStack } from './harness.ts'

/**
 * An import of 10,000 Todoist rows in a real browser: from choosing the file to the preview, to the dry run, to the
 * last row. Meanwhile a clock in the page notes how long its thread was blocked; beside it the same clock at rest.
 */
const ROWS = 10_000
const ROUNDS = 3
const MAX_TOTAL_MS = 10_000
/** What a person feels as a hang. */
const MAX_BLOCK_MS = 200

await withStack(
  async ({ connection }) => {
    const browser = await launchBrowser()
    const file = { name: 'Big.csv', mimeType: 'text/csv', buffer: Buffer.from(createBigExport(ROWS)) }
    const samples = {
      preview: [] as number[],
      plan: [] as number[],
      apply: [] as number[],
      total: [] as number[],
    }
    const blocks: number[] = []
    const rests: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const { context, page } = await openWindow(browser, connection.webUrl)
      context.setDefaultTimeout(60_000)
      // The loader that runs this file marks functions by a helper that the page does not have.
      await page.addInitScript({ content: 'globalThis.__name = (value) => value' })
      await page.goto('/')
      await page.getByRole('button', { name: 'Import' }).click()
      await page.getByRole('heading', { name: 'Choose your files' }).waitFor()
      const heading = (name: string) => page.getByRole('heading', { name }).waitFor()

      const rest = await startClock(page)
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1_000)))
      rests.push(await rest())

      const clock = await startClock(page)
      const preview = await time(async () => {
        await page.getByLabel('Files to import').setInputFiles(file)
        await heading('Check what was found')
      })
      const plan = await time(async () => {
        await page.getByRole('button', { name: 'Show what would be added' }).click()
        await heading('This is what would happen')
      })
      const apply = await time(async () => {
        await page.getByRole('button', { name: /^Import \d/ }).click()
        await heading('Your tasks are here')
      })
      blocks.push(await clock())
      samples.preview.push(preview)
      samples.plan.push(plan)
      samples.apply.push(apply)
      samples.total.push(preview + plan + apply)
      await context.close()
    }
    await browser.close()

    report(
      `Import in the browser: ${ROWS.toLocaleString('en')} Todoist rows, ${ROUNDS} rounds`,
      [
        { name: 'choose to preview', samples: samples.preview },
        { name: 'preview to dry run', samples: samples.plan },
        { name: 'apply', samples: samples.apply },
        { name: 'all together', samples: samples.total, target: MAX_TOTAL_MS },
        { name: 'longest block of the page, at rest, for comparison', samples: rests },
      ],
      [{ name: 'Longest block of the page', value: Math.max(...blocks), unit: ' ms', atMost: MAX_BLOCK_MS }],
    )
  },
  { web: 'built', seed: false },
)

/** Starts a clock in the page. @returns the call that stops it and says the longest time it stood still, in ms */
async function startClock(page: Page): Promise<() => Promise<number>> {
  const clock = await page.evaluateHandle(() => {
    let last = performance.now()
    const state = { longest: 0, stop: () => clearInterval(timer) }
    const timer = setInterval(() => {
      const now = performance.now()
      state.longest = Math.max(state.longest, now - last)
      last = now
    }, 4)
    return state
  })
  return () =>
    clock.evaluate((state) => {
      state.stop()
      return state.longest
    })
}
