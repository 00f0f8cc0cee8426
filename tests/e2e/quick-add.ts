import type { Page } from 'playwright-core'

/** The line in which a new task is written. */
export const taskLine = (page: Page) => page.getByRole('combobox', { name: 'New task' })

export const openLineOfToday = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Add a task for today' }).click()
  await taskLine(page).waitFor()
}

/** Writes a task in the line that is open, and closes it. */
export async function writeTask(page: Page, line: string): Promise<void> {
  await taskLine(page).fill(line)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await taskLine(page).waitFor({ state: 'detached' })
}

/** Adds a task for today as a person does: opens the line, writes, closes it. */
export async function addForToday(page: Page, line: string): Promise<void> {
  await openLineOfToday(page)
  await writeTask(page, line)
}
