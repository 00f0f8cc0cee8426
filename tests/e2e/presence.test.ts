import type { Page } from 'playwright-core'
import { describe, it } from 'vitest'
import { useBrowser } from './browser.ts'
import { meet, signIn } from './people.ts'

const { visit } = useBrowser()

const elsewhere = (page: Page) =>
  page.getByRole('complementary').getByText('Also open on another device', { exact: true })

describe('presence', () => {
  it('tells that the plan is open on another device, until it is closed there; a stranger is none', async () => {
    const [person, stranger] = [await meet(), await meet()]
    const here = await visit()
    await signIn(here.page, person)
    const other = await visit()
    await signIn(other.page, stranger)
    const there = await visit()
    await signIn(there.page, person)
    await elsewhere(here.page).waitFor()
    await elsewhere(there.page).waitFor()
    await there.page.close()
    await elsewhere(here.page).waitFor({ state: 'detached' })
    await elsewhere(other.page).waitFor({ state: 'detached' })
  })

  it('does not take a second tab for another device', async () => {
    const person = await meet()
    const { page, context } = await visit()
    await signIn(page, person)
    const tab = await context.newPage()
    await tab.goto('/today')
    await tab.getByRole('complementary').getByText('Live', { exact: true }).waitFor()
    await elsewhere(tab).waitFor({ state: 'detached' })
  })
})
