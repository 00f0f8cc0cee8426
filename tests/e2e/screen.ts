import type { Locator, Page } from 'playwright-core'
import { type Person, signIn } from './people.ts'

/** The window of a small phone. */
export const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }

/** The checkbox of a task. */
export const check = (page: Page, name: string): Locator =>
  page.getByRole('checkbox', { name: `Complete “${name}”` })

/** What is said beside the screen. */
export const toast = (page: Page, sentence: string | RegExp): Locator =>
  page
    .getByRole('region', { name: /Messages/ })
    .getByRole('listitem')
    .filter({ hasText: sentence })

/** Takes back what a toast tells of. */
export const undoFromToast = (page: Page, sentence: string | RegExp): Promise<void> =>
  toast(page, sentence).getByRole('button', { name: 'Undo' }).click()

/** Signs in with the panel of a task open. */
export async function openTask(page: Page, person: Person, taskId: string, name: string): Promise<Locator> {
  await signIn(page, person, '/today')
  await page.goto(`/today?task=${taskId}`)
  const panel = page.getByRole('dialog', { name })
  await panel.getByRole('textbox', { name: 'Task name' }).waitFor()
  return panel
}
