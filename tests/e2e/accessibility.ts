import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { settle } from './assertions.ts'

const GRAVE = new Set<string | null | undefined>(['moderate', 'serious', 'critical'])

/** Judges the page as it stands by the rules of axe, once nothing moves; the colours in light and in dark. */
export async function expectAccessible(page: Page, screen: string): Promise<void> {
  expect(await faultsOf(page, new AxeBuilder({ page })), screen).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  const colours = new AxeBuilder({ page }).withRules('color-contrast')
  expect(await faultsOf(page, colours), `${screen}, dark`).toEqual([])
  await page.emulateMedia({ colorScheme: 'light' })
}

async function faultsOf(page: Page, axe: AxeBuilder): Promise<string[]> {
  // A message on its way out is see-through, and gone before it could be read.
  axe.exclude('[data-sonner-toast][data-removed="true"]')
  // Our pages have no frames, for whose sake the other mode opens a page for each look.
  axe.setLegacyMode(true)
  // A message that comes while axe looks is see-through too: what moved meanwhile is looked at again.
  for (;;) {
    await settle(page)
    const before = await movements(page)
    const { violations } = await axe.analyze()
    if ((await movements(page)) !== before) continue
    // A menu stands outside the landmarks while it is open, as the pattern has it; the rule does not know menus.
    const hasMenu = (await page.getByRole('menu').count()) > 0
    return violations
      .filter(({ id, impact }) => GRAVE.has(impact) && !(hasMenu && id === 'region'))
      .flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
      )
  }
}

/** How many transitions and animations this page has begun, counted from the first call. */
const movements = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const counting = globalThis as typeof globalThis & { movements?: number }
    if (counting.movements === undefined) {
      counting.movements = 0
      const count = () => (counting.movements! += 1)
      for (const kind of ['transitionrun', 'animationstart']) document.addEventListener(kind, count, true)
    }
    return counting.movements
  })
