import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectAccessible } from './accessibility.ts'
import { expectFocus, expectSoon } from './assertions.ts'
import { useBrowser } from './browser.ts'
import { meetRunner, signIn, todayIn } from './people.ts'
import { taskLine } from './quick-add.ts'

const { visit } = useBrowser()

const palette = (page: Page) => page.getByRole('combobox', { name: 'Command palette' })
const option = (page: Page, name: string | RegExp) => page.getByRole('option', { name })
const active = (page: Page) => page.getByRole('option', { selected: true })

const open = async (page: Page) => {
  await page.keyboard.press('Control+k')
  await palette(page).waitFor()
}

describe('the command palette', () => {
  it('goes to screens and gives the focus back when it is closed', async () => {
    const { person } = await meetRunner(['Buy shoes'], { due_on: todayIn() })
    const { page } = await visit()
    await signIn(page, person)
    const add = page.getByRole('button', { name: 'Add a task for today' })
    await add.focus()
    await open(page)
    await expectFocus(palette(page))
    await option(page, /^Go to Plan/).waitFor()
    await expectAccessible(page, 'palette')
    await page.keyboard.press('Escape')
    await expectFocus(add)
    await open(page)
    await page.keyboard.type('histo')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'History' }).waitFor()
  })

  it('finds a task and does with it what is asked, and undo takes it back', async () => {
    const { person, taskIds } = await meetRunner(['Buy shoes', 'Stretch'], { due_on: todayIn() })
    const { page } = await visit()
    await signIn(page, person)
    const read = async () => {
      const { data } = await person.client
        .from('tasks')
        .select('due_on, due_time, status')
        .eq('id', taskIds[0]!)
      return data?.[0]
    }
    await open(page)
    await page.keyboard.type('shoes')
    await option(page, /^Buy shoes/).waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.type('tomorrow 9:00')
    await expectSoon(async () => /^Schedule for .*09:00/.test((await active(page).textContent()) ?? ''), true)
    await page.keyboard.press('Enter')
    await expectSoon(read, { due_on: todayIn('UTC', 1), due_time: '09:00:00', status: 'todo' })

    await open(page)
    await page.keyboard.type('shoes')
    await option(page, /^Buy shoes/).waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.type('complete')
    await page.keyboard.press('Enter')
    await expectSoon(async () => (await read())?.status, 'completed')
    await open(page)
    await page.keyboard.type('undo')
    await page.keyboard.press('Enter')
    await expectSoon(async () => (await read())?.status, 'todo')
  })

  it('opens tasks and projects, and makes a task of what finds nothing', async () => {
    const { person } = await meetRunner(['Buy shoes'], { due_on: todayIn() })
    const { page } = await visit()
    await signIn(page, person)
    await open(page)
    await page.keyboard.type('maratho')
    await option(page, /^Marathon/).click()
    await page.getByRole('heading', { level: 1, name: 'Plan' }).waitFor()
    await open(page)
    await page.keyboard.type('Feed the cat')
    await option(page, 'Add task “Feed the cat”').click()
    await expectSoon(() => taskLine(page).inputValue(), 'Feed the cat')
    await page.keyboard.press('Escape')
    await taskLine(page).waitFor({ state: 'detached' })
    await open(page)
    await page.keyboard.type('shoes')
    await option(page, /^Buy shoes/).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Buy shoes' }).waitFor()
  })

  it('changes the theme and the language', async () => {
    const { person } = await meetRunner([])
    const { page } = await visit()
    await signIn(page, person)
    await open(page)
    await page.keyboard.type('dark')
    await page.keyboard.press('Enter')
    await expectSoon(() => page.evaluate(() => document.documentElement.dataset.theme), 'dark')
    await open(page)
    await page.keyboard.type('deutsch')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Heute' }).waitFor()
    await expectSoon(
      async () => (await person.client.from('user_profiles').select('theme, locale')).data?.[0],
      { theme: 'dark', locale: 'de' },
    )
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('de')
  })
})
