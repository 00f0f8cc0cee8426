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
  await settle(page)
  // A message on its way out is see-through, and gone before it could be read.
  axe.exclude('[data-sonner-toast][data-removed="true"]')
  // Our pages have no frames, for whose sake the other mode opens a page for each look.
  const { violations } = await axe.setLegacyMode(true).analyze()
  // A menu stands outside the landmarks while it is open, as the pattern has it; the rule does not know menus.
  const hasMenu = (await page.getByRole('menu').count()) > 0
  return violations
    .filter(({ id, impact }) => GRAVE.has(impact) && !(hasMenu && id === 'region'))
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`))
}
