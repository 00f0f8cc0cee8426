import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectFocus, expectSoon } from './assertions.ts'
import { useBrowser } from './browser.ts'
import { meet, meetRunner, signIn, todayIn } from './people.ts'
import { addForToday, openLineOfToday, taskLine } from './quick-add.ts'

const { visit } = useBrowser()

const TEN_MEGABYTES = 10 * 1024 * 1024

/** Puts text into the focused field as a paste does: at once, through the field's own limits. */
const paste = (page: Page, text: string) =>
  page.evaluate((pasted) => document.execCommand('insertText', false, pasted), text)

describe('the forms of the account', () => {
  it('say what is wrong, put the caret there and keep what was typed', async () => {
    const { page } = await visit()

    await page.goto('/sign-in')
    await page.getByLabel('Password').fill('secret')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('Enter an e-mail address such as name@example.com.').waitFor()
    await expectFocus(page.getByLabel('E-mail'))
    expect(await page.getByLabel('Password').inputValue()).toBe('secret')
    await page.getByLabel('Password').fill('')
    await page.getByLabel('E-mail').fill('anna@example.com')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('Enter your password.').waitFor()
    await expectFocus(page.getByLabel('Password'))

    await page.goto('/sign-up')
    await page.getByLabel('E-mail').fill('anna@example')
    await page.getByLabel('New password').fill('short')
    await page.getByRole('button', { name: 'Create an account' }).click()
    await expectFocus(page.getByLabel('E-mail'))
    await page.getByText('Use at least 8 characters.').waitFor()
    // The sentence belongs to its field for those who cannot see where it stands.
    expect(await page.getByLabel('New password').getAttribute('aria-invalid')).toBe('true')
    expect(await page.getByLabel('New password').inputValue()).toBe('short')

    await page.goto('/reset-password')
    await page.getByRole('button', { name: 'Send mail' }).click()
    await expectFocus(page.getByLabel('E-mail'))
  })
})

describe('the forms of the plan', () => {
  it('do not take a level without a name, nor shares and days that cannot be', async () => {
    const { person, pillarId, projectId } = await meetRunner([])
    const { page } = await visit()
    await signIn(page, person, '/plan')

    await page.getByRole('row', { name: 'Health' }).focus()
    await page.keyboard.press('Enter')
    const pillar = page.getByRole('dialog', { name: 'Edit pillar' })
    await pillar.getByLabel('Description').fill('What keeps me going')
    await pillar.getByLabel('Name').fill('   ')
    await pillar.getByLabel('Share of your time').fill('150')
    await pillar.getByRole('button', { name: 'Save' }).click()
    await pillar.getByText('Give it a name.').waitFor()
    await pillar.getByText('Enter a number from 0 to 100.').waitFor()
    await expectFocus(pillar.getByLabel('Name'))
    expect(await pillar.getByLabel('Description').inputValue()).toBe('What keeps me going')
    await pillar.getByLabel('Name').fill('Body')
    await pillar.getByLabel('Share of your time').fill('12,5')
    await pillar.getByRole('button', { name: 'Save' }).click()
    await pillar.waitFor({ state: 'detached' })
    await expectSoon(async () => {
      const columns = 'name, description, time_allocation_percentage'
      const { data } = await person.client.from('pillars').select(columns).eq('id', pillarId)
      return data
    }, [{ name: 'Body', description: 'What keeps me going', time_allocation_percentage: 12.5 }])

    await page.getByRole('row', { name: 'Marathon' }).focus()
    await page.keyboard.press('Enter')
    const project = page.getByRole('dialog', { name: 'Edit project' })
    await project.getByLabel('Deadline').fill('0026-05-04')
    await project.getByRole('button', { name: 'Save' }).click()
    await project.getByText('Enter a year from 1900 to 2199.').waitFor()
    await expectFocus(project.getByLabel('Deadline'))
    await project.getByLabel('Deadline').fill('2027-05-04')
    await project.getByRole('button', { name: 'Save' }).click()
    await expectSoon(async () => {
      const { data } = await person.client.from('projects').select('deadline_on').eq('id', projectId)
      return data
    }, [{ deadline_on: '2027-05-04' }])
  })

  it('keep a name when it is emptied, cut off or refused', async () => {
    const { person } = await meetRunner(['Buy shoes'], { due_on: todayIn() })
    const { page } = await visit()
    await signIn(page, person)
    const name = page.getByRole('button', { name: 'Buy shoes', exact: true })
    for (const [typed, end] of [
      ['', 'Enter'],
      ['   ', 'Enter'],
      ['Never kept', 'Escape'],
    ] as const) {
      await name.click()
      await page.getByRole('textbox', { name: 'Name of “Buy shoes”' }).fill(typed)
      await page.keyboard.press(end)
      await expectFocus(name)
    }
  })

  it('survive ten megabytes in a field', async () => {
    const person = await meet()
    const { page } = await visit()
    await signIn(page, person)
    await openLineOfToday(page)
    await paste(page, 'a'.repeat(TEN_MEGABYTES))
    await page.keyboard.press('Enter')
    await page.getByText('That is too long for the name of a task').waitFor()
    await taskLine(page).fill('a'.repeat(500))
    await page.keyboard.press('Enter')
    await page
      .getByText(/^Added “a+/)
      .first()
      .waitFor()
    await expectSoon(async () => {
      const { data } = await person.client.from('tasks').select('name')
      return data?.map(({ name }) => String(name).length)
    }, [500])
  })

  it('take any characters as they are', async () => {
    const person = await meet()
    const { page } = await visit()
    await signIn(page, person)
    const odd = `<img src=x onerror=alert(1)> '; drop table tasks; -- {name} “🦊” \u202Eabc %s`
    await addForToday(page, odd)
    await page.getByRole('button', { name: odd, exact: true }).waitFor()
    await page.getByText(`Added “${odd}”`).waitFor()
    await expectSoon(async () => (await person.client.from('tasks').select('name')).data, [{ name: odd }])

    // Searching for it is a search, not a command.
    await page.getByRole('button', { name: `Details of “${odd}”` }).click()
    const blockers = page.getByRole('combobox', { name: 'Add a task this waits for' })
    for (const text of ['%', `x'),or(id.gt.0`, '_,"\\']) {
      await blockers.fill(text)
      await blockers.press('End')
    }
    await blockers.fill('nothing called this')
    await page.getByText('No open task is called that.').waitFor()
  })
})

describe('the panel of a task', () => {
  it('keeps only days and lengths that can be', async () => {
    const { person, taskIds } = await meetRunner(['Buy shoes'], { due_on: todayIn(), duration_minutes: 30 })
    const { page } = await visit()
    await signIn(page, person)
    await page.goto(`/today?task=${taskIds[0]}`)
    const panel = page.getByRole('dialog', { name: 'Buy shoes' })
    const duration = panel.getByLabel('Duration')
    for (const wrong of ['-5', '99999', '0']) {
      await duration.fill(wrong)
      await duration.press('Enter')
      await expectSoon(() => duration.inputValue(), '30')
    }
    const deadline = panel.getByLabel('Deadline')
    await deadline.fill('0001-01-01')
    await deadline.blur()
    await expectSoon(() => deadline.inputValue(), '')
    await panel.getByRole('textbox', { name: 'Task name' }).fill('')
    await panel.getByRole('textbox', { name: 'Task name' }).blur()
    await expectSoon(() => panel.getByRole('textbox', { name: 'Task name' }).inputValue(), 'Buy shoes')
    const { data } = await person.client.from('tasks').select('name, duration_minutes, deadline_on').single()
    expect(data).toEqual({ name: 'Buy shoes', duration_minutes: 30, deadline_on: null })
  })

  it('refuses tasks that wait for each other in a circle', async () => {
    const { person, taskIds } = await meetRunner(['Buy shoes', 'Save money'], { due_on: todayIn() })
    const { page, forgive } = await visit()
    await signIn(page, person)
    const waitFor = async (id: string, name: string) => {
      await page.goto(`/today?task=${id}`)
      await page.getByRole('combobox', { name: 'Add a task this waits for' }).fill(name)
      await page.getByRole('option', { name }).click()
    }
    await waitFor(taskIds[0]!, 'Save money')
    await page.getByText('Waits for “Save money” now').waitFor()
    await waitFor(taskIds[1]!, 'Buy shoes')
    await page.getByText('These tasks would wait for each other in a circle.').waitFor()
    await expectSoon(() => page.getByRole('button', { name: 'Stop waiting for “Buy shoes”' }).count(), 0)
    forgive(/task_dependencies/)
  })

  it('asks for a day that is still to come when a task is put off', async () => {
    const { person } = await meetRunner(['Buy shoes'], { due_on: todayIn() })
    const { page } = await visit()
    await signIn(page, person)
    await page.getByRole('button', { name: 'Put off “Buy shoes”' }).click()
    await page.getByRole('menuitem', { name: 'Pick a day …' }).click()
    const dialog = page.getByRole('dialog', { name: 'Put off “Buy shoes”' })
    await dialog.getByLabel('Day').fill('2020-01-01')
    await dialog.getByRole('button', { name: 'Put off' }).click()
    await dialog.getByText('Choose a day from today on.').waitFor()
    await expectFocus(dialog.getByLabel('Day'))
    await dialog.getByLabel('Day').fill(todayIn('UTC', 3))
    await dialog.getByRole('button', { name: 'Put off' }).click()
    await page.getByText(/^Put off “Buy shoes”: /).waitFor()
    await page.getByText('Nothing asks for you today.').waitFor()
  })
})
