import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest'
import { repositoryDir } from '../../stack/settings.ts'
import { launchBrowser, openWindow, type Visitor } from '../browser.ts'

/** Where a failed journey leaves pictures of its windows. */
const EVIDENCE = path.join(repositoryDir, '.aurum', 'failed-journeys')

/**
 * One browser for a test file. `visit()` opens windows that are closed with the test; a test in which a page
 * complained, be it on the console or by an uncaught error, fails.
 * @example const { visit } = useBrowser(); const { page } = await visit()
 */
export function useBrowser(): { visit(options?: BrowserContextOptions): Promise<Visitor> } {
  let browser: Browser | undefined
  const visitors: Visitor[] = []

  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterEach(async ({ task }) => {
    const finished = visitors.splice(0)
    if (task.result?.state === 'fail') await keepPictures(task.name, finished)
    await Promise.all(finished.map(({ context }) => context.close()))
    expect(finished.flatMap(({ complaints }) => complaints)).toEqual([])
  })
  afterAll(async () => {
    await browser?.close()
  })

  return {
    async visit(options) {
      const visitor = await openWindow(browser!, inject('stack').webUrl, options)
      visitors.push(visitor)
      return visitor
    },
  }
}

async function keepPictures(test: string, visitors: Visitor[]): Promise<void> {
  await mkdir(EVIDENCE, { recursive: true })
  const name = test.replace(/[^a-z0-9]+/gi, '-').slice(0, 80)
  const pictures = visitors.map(({ page }, index) =>
    page.screenshot({ path: path.join(EVIDENCE, `${name}-${index + 1}.png`) }),
  )
  // A window that has crashed has no picture; the test has failed for a reason of its own.
  await Promise.allSettled(pictures)
}
