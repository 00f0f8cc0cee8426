import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { settle } from './assertions.ts'

type Impact = string | null | undefined

/** Which rules look, all unless told, and which of what they find counts. */
interface Look {
  only?: string[]
  counts(impact: Impact): boolean
}

const GRAVE = new Set<Impact>(['moderate', 'serious', 'critical'])
const isGrave = (impact: Impact) => GRAVE.has(impact)

/** Judges the page as it stands by the rules of axe, once nothing moves; the colours in light and in dark. */
export async function expectAccessible(page: Page, screen: string): Promise<void> {
  expect(await faultsOf(page, { counts: isGrave }), screen).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  const colours = await faultsOf(page, { only: ['color-contrast'], counts: isGrave })
  expect(colours, `${screen}, dark`).toEqual([])
  await page.emulateMedia({ colorScheme: 'light' })
}

/** Judges the page by the rules of axe as it stands in light; here its smallest remarks count too. */
export async function expectFlawless(page: Page): Promise<void> {
  expect(await faultsOf(page, { counts: () => true })).toEqual([])
}

async function faultsOf(page: Page, { only, counts }: Look): Promise<string[]> {
  // A message that comes while axe looks is see-through too: what moved meanwhile is looked at again.
  for (;;) {
    await settle(page)
    const before = await movements(page)
    const { violations } = await (await axeFor(page, only)).analyze()
    if ((await movements(page)) !== before) continue
    // A menu stands outside the landmarks while it is open, as the pattern has it; the rule does not know menus.
    const hasMenu = (await page.getByRole('menu').count()) > 0
    return violations
      .filter(({ id, impact }) => counts(impact) && !(hasMenu && id === 'region'))
      .flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
      )
  }
}

async function axeFor(page: Page, only?: string[]): Promise<AxeBuilder> {
  const isThere = await page.evaluate(() => 'axe' in globalThis)
  // A megabyte of script that the page has already is not sent again.
  const axe = new AxeBuilder({ page, ...(isThere && { axeSource: 'void 0' }) })
  // To describe the thousand elements that are well takes longer than to judge them.
  axe.options({ resultTypes: ['violations'] })
  if (only) axe.withRules(only)
  // A message on its way out is see-through, and gone before it could be read.
  axe.exclude('[data-sonner-toast][data-removed="true"]')
  // Our pages have no frames, for whose sake the other mode opens a page for each look.
  return axe.setLegacyMode(true)
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
