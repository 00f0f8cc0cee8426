import chromiumPackage from '@sparticuz/chromium'
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core'

/** Flags for a browser that runs as any user, talks to this machine only and is the same on every machine. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--font-render-hinting=none',
]

/** A headless Chromium that comes from npm. `CHROMIUM_PATH` names another one. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH ?? (await chromiumPackage.executablePath())
  return chromium.launch({ executablePath, args: FLAGS, headless: true })
}

export interface Visitor {
  context: BrowserContext
  page: Page
  /** What the page complained about so far; a good journey leaves it empty. */
  complaints: string[]
  /**
   * Strikes the complaints that a test provoked on purpose.
   * @throws Error when there was none of that kind: then the test did not provoke what it says
   */
  forgive(kind: RegExp): void
}

/** Opens a window of its own, as a new device would: no cookies, no cache. */
export async function openWindow(
  browser: Browser,
  baseURL: string,
  options: BrowserContextOptions = {},
): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1280, height: 860 },
    // A worker answers for the network, where tests could not see or change what goes over it.
    serviceWorkers: 'block',
    ...options,
  })
  context.setDefaultTimeout(30_000)
  const complaints: string[] = []
  context.on('weberror', (event) => complaints.push(`uncaught: ${event.error().message}`))
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()} ${message.location().url}`)
  })
  return {
    context,
    page: await context.newPage(),
    complaints,
    forgive(kind) {
      const others = complaints.filter((complaint) => !kind.test(complaint))
      if (others.length === complaints.length) throw new Error(`Nothing complained about ${String(kind)}`)
      complaints.splice(0, complaints.length, ...others)
    },
  }
}

/** Waits until nothing moves: what is measured or judged then is what stays. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    // No function of its own in here: the loader of the command line would give it a name by a helper the page lacks.
    let moving: Animation[]
    do {
      // What has just been put there starts to move with the next frames.
      for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame)
      moving = document
        .getAnimations()
        .filter((animation) => animation.effect?.getComputedTiming().iterations !== Infinity)
      await Promise.allSettled(moving.map(({ finished }) => finished))
    } while (moving.length > 0)
  })
}
