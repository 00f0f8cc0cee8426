import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterEach, expect, inject } from 'vitest'
import { repositoryDir } from '../../stack/settings.ts'
import { launchBrowser, openWindow, type Visitor } from '../browser.ts'

/** Where a failed journey leaves pictures of its windows. */
const EVIDENCE = path.join(repositoryDir, '.aurum', 'failed-journeys')

/** Each process has one, for all files that it runs; it ends with its process. */
let browser: Promise<Browser> | undefined

async function browserOfProcess(): Promise<Browser> {
  if (!(await browser)?.isConnected()) browser = launchBrowser()
  return browser!
}

/**
 * A browser for a test file. `visit()` opens windows that are closed with the test; a test in which a page
 * complained, be it on the console or by an uncaught error, fails.
 * @example const { visit } = useBrowser(); const { page } = await visit()
 */
export function useBrowser(): { visit(options?: BrowserContextOptions): Promise<Visitor> } {
  const visitors: Visitor[] = []

  afterEach(async ({ task }) => {
    const finished = visitors.splice(0)
    if (task.result?.state === 'fail') await keepPictures(task.name, finished)
    await Promise.all(finished.map(({ context }) => context.close()))
    expect(finished.flatMap(({ complaints }) => complaints)).toEqual([])
  })

  return {
    async visit(options) {
      const visitor = await openWindow(await browserOfProcess(), inject('stack').webUrl, options)
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
