import { inject } from 'vitest'
import type { Page } from 'playwright-core'
import { controlFake } from '../fakes/control.ts'
import type { ScriptedAnswer } from '../fakes/script.ts'
import { expectFocus } from './assertions.ts'

/** Where one writes to the assistant. */
export const field = (page: Page) => page.getByRole('textbox', { name: 'Message to the assistant' })
export const panel = (page: Page) => page.getByRole('dialog', { name: 'Assistant' })
/** What was said; the same is told to screen readers beside it. */
export const conversation = (page: Page) => page.getByRole('list', { name: 'Conversation', exact: true })
export const proposal = (page: Page) => page.getByRole('region', { name: 'Proposal' })
export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
export const byRules = (page: Page) => page.getByText('Answered by rules, at no cost')

/** Opens the assistant beside the screen, by its key. */
export async function openAssistant(page: Page): Promise<void> {
  await page.keyboard.press('a')
  await field(page).waitFor()
  await expectFocus(field(page))
}

/** Asks once the answer before has come to its end. */
export async function ask(page: Page, message: string): Promise<void> {
  await field(page).fill(message)
  await button(page, 'Send').waitFor()
  await field(page).press('Enter')
}

const fakes = () => {
  const { gemini, openAi } = inject('fakes')
  return [gemini, openAi].map(controlFake)
}

/** What whoever is asked about this word will answer. */
export const scriptModels = (word: string, answer: ScriptedAnswer) =>
  Promise.all(fakes().map((fake) => fake.script({ when: word, ...answer })))

/** All that went out to a model about this word. */
export const sentAbout = async (word: string): Promise<string[]> =>
  (await Promise.all(fakes().map((fake) => fake.bodies(word)))).flat()
