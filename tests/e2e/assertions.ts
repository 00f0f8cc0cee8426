import type { Locator, Page } from 'playwright-core'
import { expect, vi } from 'vitest'

export { settle } from '../browser.ts'

const PATIENCE = { timeout: 5_000, interval: 30 }

/** Waits until the focus is on exactly this element. */
export async function expectFocus(element: Locator): Promise<void> {
  await vi.waitFor(async () => {
    expect(await element.evaluate((node) => node === document.activeElement)).toBe(true)
  }, PATIENCE)
}

/** Waits until reading gives this value. */
export async function expectSoon<T>(read: () => Promise<T>, expected: T): Promise<void> {
  await vi.waitFor(async () => expect(await read()).toEqual(expected), PATIENCE)
}

/** Waits until the page is wider than nothing it shows: no sideways scrolling. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const [content, window] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ])
  expect(content).toBeLessThanOrEqual(window!)
}
