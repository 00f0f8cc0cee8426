import type { Page } from 'playwright-core'

/** Waits until everything asked for has arrived. Nothing polls, so the network falls silent. */
export const arrive = (page: Page) => page.waitForLoadState('networkidle')

/** Opens an address afresh and waits until the screen is whole. */
export async function open(page: Page, address: string): Promise<void> {
  // An address that differs only in what follows the `?` is opened anew as well.
  await page.goto('about:blank')
  await page.goto(address)
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor()
  await arrive(page)
}

/** Opens the panel of a task over Today. */
export async function openTask(page: Page, id: string) {
  await open(page, `/today?task=${id}`)
  const panel = page.getByRole('dialog').first()
  await panel.getByRole('checkbox').first().waitFor()
  await arrive(page)
  return panel
}

/** Opens the line for a new task and writes in it. */
export async function write(page: Page, line: string): Promise<void> {
  await page.keyboard.press('q')
  const field = page.getByRole('combobox', { name: 'New task' })
  await field.waitFor()
  await page.keyboard.type(line)
  await arrive(page)
}
