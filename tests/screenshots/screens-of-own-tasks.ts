import { taskId, WALL_TEXTS } from './lives.ts'
import type { Screens } from './screens.ts'
import { arrive, open, openTask, write } from './steps.ts'

/** Today, the panel of a task, and what opens over them. */
export const TASK_SCREENS: Screens = {
  today: (page) => open(page, '/today'),
  'today-end': async (page) => {
    await open(page, '/today')
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
    await arrive(page)
  },
  'today-row': async (page) => {
    await open(page, '/today')
    await page.locator('li[data-row-key]').first().hover()
  },
  'today-menu': async (page) => {
    await open(page, '/today')
    await page
      .getByRole('button', { name: /^Put off/, includeHidden: true })
      .first()
      .click({ force: true })
    await page.getByRole('menu').waitFor()
  },
  toast: async (page) => {
    await open(page, '/today')
    // The database is not asked, so that the next window finds the plan as it was.
    await page.route('**/rest/v1/tasks*', (route) =>
      route.request().method() === 'PATCH' ? route.fulfill({ status: 204 }) : route.fallback(),
    )
    await page
      .getByRole('checkbox', { name: /^Complete/ })
      .first()
      .click()
    await page.getByText(/^Completed “/).waitFor()
  },
  task: async (page, life) => {
    await openTask(page, await taskId(life, WALL_TEXTS))
  },
  'task-end': async (page, life) => {
    const panel = await openTask(page, await taskId(life, WALL_TEXTS))
    await panel.getByRole('button', { name: 'History' }).click()
    await arrive(page)
    await panel.getByRole('button', { name: 'History' }).scrollIntoViewIfNeeded()
    await panel.evaluate((node) => {
      for (const part of node.querySelectorAll('div')) part.scrollTop = part.scrollHeight
    })
  },
  'task-notes': async (page, life) => {
    const panel = await openTask(page, await taskId(life, WALL_TEXTS))
    await panel.getByText('the strike of 1896', { exact: true }).first().click()
    await panel.getByRole('textbox', { name: 'Description' }).waitFor()
  },
  'task-reminder': async (page, life) => {
    const panel = await openTask(page, await taskId(life, WALL_TEXTS))
    await panel.getByRole('button', { name: /^Reminder/ }).click()
    await page.getByRole('menu').waitFor()
  },
  'task-repeat': async (page, life) => {
    const panel = await openTask(page, await taskId(life, 'Call Oma on Sunday'))
    await panel.getByRole('button', { name: 'Repeat' }).click()
    await page.getByRole('dialog', { name: 'Repeat' }).waitFor()
    await arrive(page)
  },
  'task-label': async (page, life) => {
    const panel = await openTask(page, await taskId(life, WALL_TEXTS))
    await panel.getByRole('combobox', { name: 'Add a label' }).fill('new')
    await page.getByRole('option', { name: 'Create “new”' }).waitFor()
  },
  'quick-add': async (page) => {
    await open(page, '/today')
    await write(page, 'Call the translator tomorrow 9:00 @calls p1 30 min')
    await page.getByRole('list', { name: 'Understood' }).waitFor()
  },
  'quick-add-names': async (page) => {
    await open(page, '/today')
    await write(page, 'Call the translator #')
    await page.getByRole('option').first().waitFor()
  },
  palette: async (page) => {
    await open(page, '/today')
    await page.keyboard.press('Control+k')
    await page.getByRole('option').first().waitFor()
    await arrive(page)
  },
  'palette-found': async (page) => {
    await open(page, '/today')
    await page.keyboard.press('Control+k')
    await page.getByRole('option').first().waitFor()
    await page.keyboard.type('harbour')
    await arrive(page)
  },
  keys: async (page) => {
    await open(page, '/today')
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keys' }).waitFor()
  },
  bell: async (page) => {
    await open(page, '/today')
    await page
      .getByRole('button', { name: /^Notifications: \d/ })
      .filter({ visible: true })
      .click()
    await page.getByRole('dialog', { name: 'Notifications' }).waitFor()
  },
}
