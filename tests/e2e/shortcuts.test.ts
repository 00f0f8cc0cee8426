import { describe, expect, it } from 'vitest'
import { expectAccessible } from './accessibility.ts'
import { expectFocus, expectSoon } from './assertions.ts'
import { useBrowser } from './browser.ts'
import { meet, meetRunner, signIn, todayIn } from './people.ts'
import { taskLine } from './quick-add.ts'

const { visit } = useBrowser()

describe('keys', () => {
  it('lead to the screens, one after the other', async () => {
    const person = await meet()
    const { page } = await visit()
    await signIn(page, person)
    for (const [keys, name] of [
      ['gp', 'Plan'],
      ['gh', 'History'],
      ['gs', 'Settings'],
      ['gt', 'Today'],
    ] as const) {
      await page.keyboard.type(keys)
      await page.getByRole('heading', { level: 1, name }).waitFor()
    }
  })

  it('are letters in fields, and nothing in dialogs and menus', async () => {
    const { person } = await meetRunner(['Buy shoes'], { due_on: todayIn() })
    const { page } = await visit()
    await signIn(page, person, '/settings')
    const name = page.getByLabel('Name', { exact: true })
    await name.focus()
    await page.keyboard.type('q?')
    expect(await name.inputValue()).toBe('q?')
    expect(await taskLine(page).count()).toBe(0)
    await page.getByLabel('Time zone').focus()
    await page.keyboard.press('q')
    expect(await taskLine(page).count()).toBe(0)

    await page.getByRole('heading', { level: 1 }).focus()
    await page.keyboard.press('?')
    const sheet = page.getByRole('dialog', { name: 'Keys' })
    await sheet.waitFor()
    await page.keyboard.press('q')
    expect(await taskLine(page).count()).toBe(0)
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'detached' })

    await page.getByRole('button', { name: /^Account/ }).click()
    await page.getByRole('menu').waitFor()
    await page.keyboard.press('q')
    expect(await taskLine(page).count()).toBe(0)
  })

  it('are listed on the sheet with what they do, also on a German keyboard', async () => {
    const person = await meet()
    await person.client.from('user_profiles').update({ locale: 'de' }).eq('user_id', person.id).throwOnError()
    const { page } = await visit()
    await signIn(page, person)
    // On a German keyboard the question mark is Shift and the key beside the 0.
    await page.dispatchEvent('body', 'keydown', { key: '?', code: 'Minus', shiftKey: true, bubbles: true })
    const sheet = page.getByRole('dialog', { name: 'Tasten' })
    await sheet.getByText('Eine Aufgabe hinzufügen').waitFor()
    await sheet.getByText('Strg').first().waitFor()
    await expectAccessible(page, 'keys')
  })

  it('do not disturb who composes a word', async () => {
    const person = await meet()
    const { page } = await visit()
    await signIn(page, person)
    await page.dispatchEvent('body', 'keydown', { key: 'q', isComposing: true, bubbles: true })
    await page.dispatchEvent('body', 'keydown', { key: 'Process', bubbles: true })
    expect(await taskLine(page).count()).toBe(0)
    await page.keyboard.press('q')
    await expectFocus(taskLine(page))
  })
})

describe('signing out', () => {
  it('works without a network, within the page', async () => {
    const person = await meet()
    const { page, context, forgive } = await visit()
    await signIn(page, person)
    for (const part of ['sign-in', 'menu-surface']) {
      await expectSoon(
        () =>
          page.evaluate(
            (name) => performance.getEntriesByType('resource').some((entry) => entry.name.includes(name)),
            part,
          ),
        true,
      )
    }
    await context.setOffline(true)
    await page.getByRole('button', { name: /^Account/ }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()
    forgive(/ERR_INTERNET_DISCONNECTED|Failed to fetch|WebSocket/)
  })
})
