import type { Browser, Page, Response } from 'playwright-core'
import type { StackConnection } from '../../stack/start.ts'
import { launchBrowser, openWindow } from '../browser.ts'
import { report, withStack } from './harness.ts'

/**
 * What a first visit costs on the built site, with an empty cache and a processor slowed four times: the JavaScript
 * that comes over the wire until the screen is there, compressed, and when its largest part is painted.
 */
const VISITS = 7
const SLOWDOWN = 4
const KILOBYTE = 1_000

interface Visit {
  scriptKilobytes: number
  largestPaintMs: number
}

await withStack(
  async ({ connection }) => {
    const browser = await launchBrowser()
    const signedIn = await storageAfterSignIn(browser, connection)
    const welcome: Visit[] = []
    const today: Visit[] = []
    // The first of each warms the server up, not the browser.
    for (let visit = -1; visit < VISITS; visit++) {
      const first = await measure(browser, connection, undefined, '/welcome', (page) =>
        page.getByRole('button', { name: 'Start mine' }).waitFor(),
      )
      const second = await measure(browser, connection, signedIn, '/today', (page) =>
        page.getByRole('list', { name: 'For today' }).waitFor(),
      )
      if (visit < 0) continue
      welcome.push(first)
      today.push(second)
    }
    await browser.close()

    const paints = (visits: readonly Visit[]) => visits.map(({ largestPaintMs }) => largestPaintMs)
    const largest = (visits: readonly Visit[]) =>
      Math.max(...visits.map(({ scriptKilobytes }) => scriptKilobytes))
    report(
      `First load: largest contentful paint with an empty cache, processor slowed ${SLOWDOWN} times`,
      [
        { name: 'the welcome screen', samples: paints(welcome), target: 2_000 },
        { name: 'Today, signed in', samples: paints(today), target: 2_000 },
      ],
      [
        { name: 'JavaScript of the welcome screen', value: largest(welcome), unit: ' kB', atMost: 150 },
        { name: 'JavaScript of Today, signed in', value: largest(today), unit: ' kB', atMost: 150 },
      ],
    )
  },
  { web: 'built', seed: true },
)

type StorageState = Awaited<ReturnType<Awaited<ReturnType<typeof openWindow>>['context']['storageState']>>

async function storageAfterSignIn(
  browser: Browser,
  { webUrl, demoEmail, demoPassword }: StackConnection,
): Promise<StorageState> {
  const { context, page } = await openWindow(browser, webUrl)
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(demoEmail)
  await page.getByLabel('Password').fill(demoPassword)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('list', { name: 'For today' }).waitFor()
  const state = await context.storageState()
  await context.close()
  return state
}

async function measure(
  browser: Browser,
  { webUrl }: StackConnection,
  storageState: StorageState | undefined,
  path: string,
  isThere: (page: Page) => Promise<void>,
): Promise<Visit> {
  // What a worker fetches for later is no part of the first load.
  const { context, page } = await openWindow(browser, webUrl, { storageState, serviceWorkers: 'block' })
  const devTools = await context.newCDPSession(page)
  await devTools.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN })
  const scripts: Response[] = []
  const collect = (response: Response) => {
    if (response.request().resourceType() === 'script') scripts.push(response)
  }
  page.on('response', collect)
  await page.goto(path)
  await isThere(page)
  page.off('response', collect)
  const sizes = await Promise.all(scripts.map((script) => script.request().sizes()))
  const scriptBytes = sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0)
  const largestPaintMs = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const observer = new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? 0))
        observer.observe({ type: 'largest-contentful-paint', buffered: true })
      }),
  )
  if (process.env.AURUM_BENCH_VERBOSE) {
    scripts.forEach((script, index) =>
      console.log(`${path} ${sizes[index]!.responseBodySize} ${new URL(script.url()).pathname}`),
    )
  }
  await context.close()
  return { scriptKilobytes: scriptBytes / KILOBYTE, largestPaintMs }
}
