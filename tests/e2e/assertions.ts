import type { Locator, Page } from 'playwright-core'
import { expect, vi } from 'vitest'

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

/** Waits until nothing moves: what is measured or judged then is what stays. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const moving = () =>
      document
        .getAnimations()
        .filter((animation) => animation.effect?.getComputedTiming().iterations !== Infinity)
    do {
      await Promise.allSettled(moving().map(({ finished }) => finished))
      // What has just been put there starts to move with the next frames.
      for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame)
    } while (moving().length > 0)
  })
}
