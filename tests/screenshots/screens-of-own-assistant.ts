import type { Page } from 'playwright-core'
import type { Screens } from './screens.ts'
import { arrive, open } from './steps.ts'

const field = (page: Page) => page.getByRole('textbox', { name: 'Message to the assistant' })

async function ask(page: Page, message: string): Promise<void> {
  await field(page).fill(message)
  await field(page).press('Enter')
  await page.getByRole('button', { name: 'Receipt of this answer' }).last().waitFor()
  await arrive(page)
}

/** Opens the panel over Today, at a new conversation. */
async function openPanel(page: Page): Promise<void> {
  await open(page, '/today')
  await page.keyboard.press('a')
  await field(page).waitFor()
}

/** The assistant: what rules answer, for pictures that no model has to be asked for. */
export const ASSISTANT_SCREENS: Screens = {
  assistant: openPanel,
  'assistant-answer': async (page) => {
    await openPanel(page)
    await ask(page, 'What should I do first?')
  },
  'assistant-proposal': async (page) => {
    await openPanel(page)
    await ask(page, 'add call the dentist tomorrow 9:00')
    await page.getByRole('button', { name: 'Apply', exact: true }).waitFor()
  },
  'assistant-edit': async (page) => {
    await page.getByRole('button', { name: 'Edit', exact: true }).click()
  },
  'assistant-receipt': async (page) => {
    await page.getByRole('button', { name: 'Receipt of this answer' }).last().click()
    await page.getByText('Nothing was sent to anybody.').waitFor()
  },
  'assistant-offline': async (page) => {
    await openPanel(page)
    await page.context().setOffline(true)
    await field(page).fill('A thought on the train')
  },
  'assistant-page': (page) => open(page, '/assistant'),
  'assistant-thread': async (page) => {
    await open(page, '/assistant')
    await ask(page, 'What is overdue?')
  },
}
