import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectAccessible } from './accessibility.ts'
import { expectFocus, expectNoSidewaysScroll, expectSoon } from './assertions.ts'
import { useBrowser } from './browser.ts'
import { meet, type Person, signIn, todayIn } from './people.ts'

const { visit } = useBrowser()

const TODAY = todayIn()

/** Somebody with four tasks: two of them due, one of these urgent. */
async function meetPlanner(): Promise<Person> {
  const person = await meet()
  const { client, id: user_id } = person
  await client
    .from('tasks')
    .insert([
      { user_id, name: 'Call Anna', due_on: TODAY, priority: 'urgent' },
      { user_id, name: 'Call Ben', due_on: TODAY },
      { user_id, name: 'Buy shoes', priority: 'urgent' },
      { user_id, name: 'Sleep', status: 'completed' },
    ])
    .throwOnError()
  return person
}

const box = (page: Page) => page.getByRole('textbox', { name: 'Filter', exact: true })
const names = (page: Page) => page.locator('[data-row-name]').allTextContents()
const expectNames = (page: Page, expected: string[]) =>
  expectSoon(async () => (await names(page)).sort(), expected)
const chips = (page: Page) => page.getByRole('group', { name: 'Conditions' })

async function openSaved(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: /^Saved filter/ }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

describe('a filter', { timeout: 60_000 }, () => {
  it('narrows the tasks as it is typed, stands in the address and survives a reload', async () => {
    const { page } = await visit()
    await signIn(page, await meetPlanner(), '/plan?view=list')
    await expectNames(page, ['Buy shoes', 'Call Anna', 'Call Ben'])

    await page.getByRole('heading', { level: 1 }).click()
    await page.keyboard.press('Shift+F')
    await expectFocus(box(page))
    await page.keyboard.type('due:today and not p1')
    await expectNames(page, ['Call Ben'])
    await expectSoon(async () => new URL(page.url()).searchParams.get('filter'), 'due:today and not p1')
    await page.reload()
    await expectNames(page, ['Call Ben'])
    await box(page).fill('is:done')
    await expectNames(page, ['Sleep'])
    await box(page).fill('call (p1 | p2)')
    await expectNames(page, ['Call Anna'])
    await expectAccessible(page, 'filtered list')

    await box(page).fill('nothing:')
    await box(page).fill('"nobody is called that"')
    await page.getByText('No task fits.').waitFor()
    await page.getByRole('button', { name: 'Show all tasks' }).click()
    await expectNames(page, ['Buy shoes', 'Call Anna', 'Call Ben'])
  })

  it('that cannot be read says where, and keeps showing what it showed', async () => {
    const { page } = await visit()
    await signIn(page, await meetPlanner(), '/plan?view=list&filter=due:today')
    await expectNames(page, ['Call Anna', 'Call Ben'])
    await box(page).fill('due:today and size:big')
    await page.getByText('There is no filter “size:”.').waitFor()
    expect(await page.locator('mark').textContent()).toBe('size')
    expect(await box(page).getAttribute('aria-invalid')).toBe('true')
    await expectNames(page, ['Call Anna', 'Call Ben'])
    await expectAccessible(page, 'filter with a fault')
  })

  it('is put together from conditions, and the text follows', async () => {
    const { page } = await visit()
    await signIn(page, await meetPlanner(), '/plan?view=list')
    await expectNames(page, ['Buy shoes', 'Call Anna', 'Call Ben'])
    const add = async (button: string, search: string) => {
      await page.getByRole('button', { name: button }).click()
      await expectFocus(page.getByRole('combobox', { name: 'Search conditions' }))
      await page.keyboard.type(search)
      await page.keyboard.press('Enter')
    }

    await add('Add condition', 'due: today')
    await expectSoon(() => box(page).inputValue(), 'due:today')
    await add('Add condition', 'urgent')
    await expectSoon(() => box(page).inputValue(), 'due:today and p1')
    await expectNames(page, ['Call Anna'])
    await chips(page).getByRole('button', { name: 'All of' }).click()
    await expectSoon(() => box(page).inputValue(), 'due:today or p1')
    await expectNames(page, ['Buy shoes', 'Call Anna', 'Call Ben'])

    await chips(page).getByRole('button', { name: 'Priority: Urgent', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Exclude' }).click()
    await chips(page).getByRole('button', { name: 'Any of' }).click()
    await expectSoon(() => box(page).inputValue(), 'due:today and not p1')
    await expectNames(page, ['Call Ben'])
    await page.getByRole('button', { name: 'Remove “Due: today”' }).click()
    await expectSoon(() => box(page).inputValue(), 'not p1')
    await expectAccessible(page, 'conditions')
  })

  it('is kept under a name, found again, renamed, moved and deleted with a way back', async () => {
    const person = await meetPlanner()
    await person.client
      .from('saved_filters')
      .insert({ user_id: person.id, name: 'Urgent', query: 'p1', sort_order: 1 })
      .throwOnError()
    const saved = async () => {
      const { data } = await person.client.from('saved_filters').select('name, query').order('sort_order')
      return data?.map(({ name, query }) => `${name}: ${query}`)
    }
    const { page } = await visit()
    await signIn(page, person, '/plan?view=list&filter=due:today')
    await expectNames(page, ['Call Anna', 'Call Ben'])

    await openSaved(page, 'Save this filter')
    await page.getByRole('textbox', { name: 'Name' }).fill('My day')
    await page.keyboard.press('Enter')
    await page.getByText('Saved filter “My day”').waitFor()
    await expectSoon(saved, ['Urgent: p1', 'My day: due:today'])
    await openSaved(page, 'Urgent')
    await expectNames(page, ['Buy shoes', 'Call Anna'])

    await openSaved(page, 'Arrange filters')
    const dialog = page.getByRole('dialog', { name: 'Arrange filters' })
    await dialog.getByRole('button', { name: 'Move “My day” up' }).click()
    await expectSoon(saved, ['My day: due:today', 'Urgent: p1'])
    await dialog.getByRole('button', { name: 'Rename “Urgent”' }).click()
    await page.getByRole('textbox', { name: 'Name of “Urgent”' }).fill('Burning')
    await page.keyboard.press('Enter')
    await expectSoon(saved, ['My day: due:today', 'Burning: p1'])
    await expectAccessible(page, 'arranging filters')
    await dialog.getByRole('button', { name: 'Delete “My day”' }).click()
    await expectSoon(saved, ['Burning: p1'])
    const toast = page.getByRole('listitem').filter({ hasText: 'Deleted filter “My day”' })
    await toast.getByRole('button', { name: 'Undo' }).click()
    await expectSoon(saved, ['My day: due:today', 'Burning: p1'])
  })

  it('speaks German with those who do, and is the same filter', async () => {
    const person = await meetPlanner()
    await person.client.from('user_profiles').update({ locale: 'de' }).eq('user_id', person.id).throwOnError()
    const { page } = await visit({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true })
    await signIn(page, person, '/plan?view=list&filter=due:today%20and%20p1')
    await page.getByRole('group', { name: 'Bedingungen' }).getByText('Fällig: heute').waitFor()
    await expectNames(page, ['Call Anna'])
    await page.getByRole('button', { name: 'Alle von' }).tap()
    await expectSoon(() => box(page).inputValue(), 'fällig:heute oder p1')
    await expectNames(page, ['Buy shoes', 'Call Anna', 'Call Ben'])
    await expectNoSidewaysScroll(page)
    await expectAccessible(page, 'filter on a phone')
  })
})
