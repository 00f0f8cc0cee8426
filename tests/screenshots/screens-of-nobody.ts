import type { Screens } from './screens.ts'
import { arrive } from './steps.ts'

/** What somebody sees who has no account yet. */
export const FOR_NOBODY: Screens = {
  welcome: async (page) => {
    await page.goto('/welcome')
    await page.getByRole('button', { name: 'Start mine' }).waitFor()
  },
  'start-mine': async (page) => {
    await page.goto('/welcome')
    await page.getByRole('button', { name: 'Start mine' }).click()
    await page.getByRole('button', { name: 'Start', exact: true }).waitFor()
  },
  'sign-in': async (page) => {
    await page.goto('/sign-in')
    await page.getByRole('heading', { level: 1 }).waitFor()
  },
  'sign-up': async (page) => {
    await page.goto('/sign-up')
    await page.getByRole('heading', { level: 1 }).waitFor()
  },
  'sign-up-faults': async (page) => {
    await page.goto('/sign-up')
    await page.getByRole('button', { name: 'Create an account' }).click()
    await page.getByText('Use at least 8 characters.').waitFor()
  },
  'reset-password': async (page) => {
    await page.goto('/reset-password')
    await page.getByRole('heading', { level: 1 }).waitFor()
  },
  'first-run': async (page) => {
    await page.goto('/welcome')
    await page.getByRole('button', { name: 'Start mine' }).click()
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    await page.getByRole('combobox', { name: 'New task' }).waitFor()
    await arrive(page)
  },
  'first-run-hint': async (page) => {
    await page.goto('/today')
    await page.getByText('Nothing asks for you today.').waitFor()
    // It is about keys, and comes after a while.
    if (page.viewportSize()!.width > 864) await page.getByRole('complementary', { name: 'Hint' }).waitFor()
    await arrive(page)
  },
}
