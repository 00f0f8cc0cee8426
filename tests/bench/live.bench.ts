import type { Page } from 'playwright-core'
import { launchBrowser, openWindow } from '../browser.ts'
import type { StackConnection } from '../../stack/start.ts'
import { report, withStack } from './harness.ts'

/**
 * How soon a change made in one browser is painted in another of the same person. Beside it the moment the message
 * reaches the other browser's socket, in the same changes: what is between the two is refetch, render and paint.
 */
const CHANGES = 60
const WARM_UP = 5

interface Seen {
  heard: number
  painted: number
}

declare global {
  interface Window {
    /** Resolves when this name has been painted, with the times of socket and paint. */
    awaitName(name: string): Promise<Seen>
  }
}

await withStack(
  async ({ connection }) => {
    const browser = await launchBrowser()
    const [here, there] = await Promise.all([0, 1].map(() => openWindow(browser, connection.webUrl)))
    // The loader that runs this file marks functions by a helper that the page does not have.
    const content = `globalThis.__name = (value) => value; (${watch.toString()})()`
    await there!.page.addInitScript({ content })
    await Promise.all([here!, there!].map(({ page }) => signIn(page, connection)))

    const sockets: number[] = []
    const paints: number[] = []
    const name = here!.page.getByRole('list', { name: 'For today' }).locator('li button[title]').first()
    for (let change = -WARM_UP; change < CHANGES; change++) {
      const text = `Change ${change}`
      const seen = there!.page.evaluate((wanted) => window.awaitName(wanted), text)
      const committed = here!.page.waitForResponse(
        (response) => response.url().includes('/rest/v1/tasks') && response.request().method() === 'PATCH',
      )
      await name.click()
      await here!.page.keyboard.type(text)
      await here!.page.keyboard.press('Enter')
      const response = await committed
      await response.finished()
      // The commit lies between the request and its answer: counted from the request, nothing is left out.
      const sentAt = response.request().timing().startTime
      const { heard, painted } = await seen
      if (change < 0) continue
      sockets.push(heard - sentAt)
      paints.push(painted - sentAt)
    }
    await browser.close()

    report(`Live: a change in one browser to paint in the other, ${CHANGES} changes, from the request on`, [
      { name: 'painted', samples: paints, target: 100 },
      { name: 'message at the socket, for comparison', samples: sockets },
    ])
  },
  { web: 'built', seed: true },
)

async function signIn(page: Page, { demoEmail, demoPassword }: StackConnection): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(demoEmail)
  await page.getByLabel('Password').fill(demoPassword)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('list', { name: 'For today' }).waitFor()
  await page.getByRole('complementary').getByText('Live', { exact: true }).waitFor()
}

/** Runs in the page, before its scripts: notes when a message came and when a name was painted. */
function watch(): void {
  let heard = 0
  const now = () => performance.timeOrigin + performance.now()
  const Native = window.WebSocket
  window.WebSocket = class extends Native {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      this.addEventListener('message', ({ data }) => {
        const text = typeof data === 'string' ? data : new TextDecoder().decode(data as ArrayBuffer)
        if (text.includes('changed')) heard = now()
      })
    }
  }
  window.awaitName = (name) =>
    new Promise((resolve) => {
      const look = () => {
        const isThere = [...document.querySelectorAll('main li')].some((row) =>
          row.textContent?.includes(name),
        )
        if (!isThere) return
        observer.disconnect()
        // The first message after a frame's callbacks is handled when the frame has been painted.
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => resolve({ heard, painted: now() })
        requestAnimationFrame(() => port2.postMessage(null))
      }
      const observer = new MutationObserver(look)
      observer.observe(document.documentElement, { childList: true, subtree: true, characterData: true })
      look()
    })
}
