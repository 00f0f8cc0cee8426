import type { Page } from 'playwright-core'
import { projectId } from './lives.ts'
import type { Screens } from './screens.ts'
import { arrive, open } from './steps.ts'

const openRow = async (page: Page) => {
  await open(page, '/plan')
  const row = page.getByRole('row', { name: 'Open the harbour exhibition' })
  await row.hover()
  return row
}

const actions = (page: Page) =>
  page.getByRole('button', { name: 'Actions for Open the harbour exhibition' }).first()

/** Plan with its four views, and the page of a project. */
export const PLAN_SCREENS: Screens = {
  plan: (page) => open(page, '/plan'),
  'plan-open': async (page) => {
    const row = await openRow(page)
    await row.getByRole('button', { name: /^Expand/ }).click()
    await arrive(page)
  },
  'plan-menu': async (page) => {
    await openRow(page)
    await actions(page).click()
    await page.getByRole('menu').waitFor()
  },
  'plan-edit': async (page) => {
    await openRow(page)
    await actions(page).click()
    await page.getByRole('menuitem', { name: 'Edit' }).click()
    await page.getByRole('dialog').waitFor()
  },
  'plan-delete': async (page) => {
    await openRow(page)
    await actions(page).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await page.getByRole('dialog').waitFor()
  },
  'plan-list': (page) => open(page, '/plan?view=list'),
  'plan-board': (page) => open(page, '/plan?view=board'),
  'plan-matrix': (page) => open(page, '/plan?view=matrix'),
  'plan-place': async (page) => {
    await open(page, '/plan?view=list')
    await page.getByRole('button', { name: /^Part of the plan/ }).click()
    await page.getByRole('combobox', { name: 'Search places' }).waitFor()
  },
  filter: (page) => open(page, '/plan?view=list&filter=p1%20or%20(%40calls%20and%20not%20is%3Adone)'),
  'filter-fault': (page) => open(page, '/plan?view=list&filter=due%3Atoday%20and%20size%3Abig'),
  'filter-condition': async (page) => {
    await open(page, '/plan?view=list&filter=p1')
    await page.getByRole('button', { name: 'Add condition' }).click()
    await page.getByRole('combobox', { name: 'Search conditions' }).waitFor()
  },
  'filter-saved': async (page) => {
    await open(page, '/plan?view=list&filter=p1')
    await page.getByRole('button', { name: /^Saved filter/ }).click()
    await page.getByRole('menu').waitFor()
  },
  'filter-nothing': async (page) => {
    await open(page, '/plan?view=list&filter=nobody%20is%20called%20that')
    await page.getByText('No task fits.').waitFor()
  },
  bulk: async (page) => {
    await open(page, '/plan?view=list&sort=name')
    await page
      .getByRole('checkbox', { name: /^Complete/ })
      .first()
      .focus()
    await page.keyboard.press('x')
    await page.keyboard.press('Shift+ArrowDown')
    await page.getByText('2 selected').waitFor()
  },
  project: async (page, life) => open(page, `/project/${await projectId(life, 'Mila turns eight')}`),
  'project-end': async (page, life) => {
    await open(page, `/project/${await projectId(life, 'Mila turns eight')}`)
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
  },
}
