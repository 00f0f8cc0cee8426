import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectFocus, expectSoon } from './assertions.ts'
import { useBrowser } from './browser.ts'
import { meet, meetRunner, signIn, statusOf, todayIn } from './people.ts'
import { undoFromToast } from './screen.ts'

const { visit } = useBrowser()

const row = (page: Page, name: string) => page.getByRole('row', { name })

/** The names in the tree in their order, each with its level. */
const outline = (page: Page) =>
  page.getByRole('row').evaluateAll((rows) =>
    rows.map((row) => {
      const name =
        row.querySelector('input')?.placeholder || row.querySelector('[role=gridcell]')?.textContent
      return `${row.getAttribute('aria-level')} ${name?.replace(/^[^\w]+/, '')}`
    }),
  )

async function choose(page: Page, name: string, action: string): Promise<void> {
  await row(page, name).hover()
  await page.getByRole('button', { name: `Actions for ${name}` }).click()
  await page.getByRole('menuitem', { name: action }).click()
}

describe('the plan', () => {
  it('grows from a pillar to a task, by typing', async () => {
    const person = await meet()
    const { page } = await visit()
    await signIn(page, person, '/plan')

    await page.getByRole('button', { name: 'Add a pillar' }).click()
    await page.keyboard.type('Health')
    await page.keyboard.press('Enter')
    // The next one can be typed at once; Escape ends it.
    await page.keyboard.type('Home')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')

    for (const [action, parent, name] of [
      ['Add area', 'Health', 'Running'],
      ['Add project', 'Running', 'Marathon'],
      ['Add task', 'Marathon', 'Buy shoes'],
    ] as const) {
      await choose(page, parent, action)
      await expectFocus(page.getByRole('textbox', { name: action.replace('Add', 'New') }))
      await page.keyboard.type(name)
      await page.keyboard.press('Enter')
      await page.keyboard.press('Escape')
      await row(page, name).waitFor()
    }
    await expectSoon(() => outline(page), ['1 Health', '2 Running', '3 Marathon', '4 Buy shoes', '1 Home'])

    await page.reload()
    await row(page, 'Home').waitFor()
    await expectSoon(() => outline(page), ['1 Health', '2 Running', '3 Marathon', '4 Buy shoes', '1 Home'])
    await row(page, 'Health').getByText('0 of 1').waitFor()
  })

  it('renames in place and edits everything else in a sheet', async () => {
    const { person, areaId } = await meetRunner([])
    const { page } = await visit()
    await signIn(page, person, '/plan')

    await row(page, 'Running').focus()
    await page.keyboard.press('F2')
    await page.keyboard.type('Long runs')
    await page.keyboard.press('Enter')
    await expectFocus(row(page, 'Long runs'))
    await page.keyboard.press('F2')
    await page.keyboard.type('Never kept')
    await page.keyboard.press('Escape')
    await expectFocus(row(page, 'Long runs'))

    await page.keyboard.press('Enter')
    const sheet = page.getByRole('dialog', { name: 'Edit area' })
    await sheet.getByLabel('Description').fill('Slow and far')
    await sheet.getByRole('radio', { name: 'Critical' }).check()
    await sheet.getByRole('button', { name: 'Save' }).click()
    await sheet.waitFor({ state: 'detached' })
    await expectFocus(row(page, 'Long runs'))
    await page.getByText('Changed “Long runs”').waitFor()
    await expectSoon(async () => {
      const { data } = await person.client
        .from('areas')
        .select('name, description, importance')
        .eq('id', areaId)
      return data
    }, [{ name: 'Long runs', description: 'Slow and far', importance: 5 }])
  })

  it('moves a project by keys alone', async () => {
    const { person } = await meetRunner(['Buy shoes'])
    const user_id = person.id
    await person.client.from('areas').insert({ user_id, name: 'Swimming' }).throwOnError()
    const { page } = await visit()
    await signIn(page, person, '/plan')

    await row(page, 'Health').focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await expectFocus(row(page, 'Marathon'))
    await page.keyboard.press('Shift+F10')
    await page.getByRole('menuitem', { name: 'Add task' }).waitFor()
    await page.keyboard.type('Move')
    await expectFocus(page.getByRole('menuitem', { name: 'Move …' }))
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Move “Marathon”' })
    await expectFocus(dialog.getByRole('combobox', { name: 'Search places' }))
    await page.keyboard.type('swim')
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })

    await expectSoon(
      () => outline(page),
      ['1 Health', '2 Running', '1 No pillar', '2 Swimming', '3 Marathon'],
    )
    await undoFromToast(page, 'Moved “Marathon” to Swimming')
    await expectSoon(
      () => outline(page),
      ['1 Health', '2 Running', '3 Marathon', '1 No pillar', '2 Swimming'],
    )
  })

  it('puts an area aside and brings it back', async () => {
    const { person } = await meetRunner([])
    const { page } = await visit()
    await signIn(page, person, '/plan')

    await choose(page, 'Running', 'Archive')
    await expectSoon(() => outline(page), ['1 Health'])
    await page.getByRole('button', { name: 'Show archived' }).click()
    await row(page, 'Running').getByText('Archived').waitFor()
    await choose(page, 'Running', 'Unarchive')
    await row(page, 'Running').getByText('Archived').waitFor({ state: 'detached' })
    await expectSoon(() => outline(page), ['1 Health', '2 Running', '3 Marathon'])
  })

  it('says what goes with it before something goes, and brings all of it back', async () => {
    const { person } = await meetRunner(['Buy shoes', 'Stretch'])
    const { page } = await visit()
    await signIn(page, person, '/plan')
    const whole = ['1 Health', '2 Running', '3 Marathon']
    await expectSoon(() => outline(page), whole)

    await row(page, 'Running').focus()
    await page.keyboard.press('Delete')
    const question = page.getByRole('dialog', { name: 'Delete “Running”?' })
    await question.getByText('One project goes with it, and 2 tasks.').waitFor()
    await question.getByRole('button', { name: 'Delete' }).click()
    await expectSoon(() => outline(page), ['1 Health'])

    await undoFromToast(page, 'Deleted “Running”')
    await expectSoon(() => outline(page), whole)
    await row(page, 'Marathon').getByText('0 of 2').waitFor()
  })
})

describe('the history', () => {
  it('tells each step, takes it back and brings it again', async () => {
    const { person } = await meetRunner(['Buy shoes'], { due_on: todayIn() })
    const { page } = await visit()
    await signIn(page, person)
    await page.getByRole('checkbox', { name: 'Complete “Buy shoes”' }).click()
    await page.getByText('Completed “Buy shoes”').waitFor()

    await page.getByRole('link', { name: 'History' }).click()
    const step = page
      .getByRole('main')
      .getByRole('listitem')
      .filter({ hasText: 'Completed task “Buy shoes”' })
    await step
      .first()
      .getByRole('button', { name: /^Show details/ })
      .click()
    await step.first().getByText('Status').waitFor()
    await step.first().getByRole('button', { name: 'Undo: Completed task “Buy shoes”' }).click()
    await expectSoon(() => statusOf(person, 'Buy shoes'), 'todo')
    await page.getByRole('button', { name: 'Redo: Completed task “Buy shoes”' }).click()
    await expectSoon(() => statusOf(person, 'Buy shoes'), 'completed')
  })

  it('leaves alone what was changed since, and says so', async () => {
    const { person, taskIds } = await meetRunner(['Buy shoes'], { due_on: todayIn() })
    const { page } = await visit()
    await signIn(page, person)
    await page.getByRole('button', { name: 'Buy shoes', exact: true }).click()
    await page.getByRole('textbox', { name: 'Name of “Buy shoes”' }).fill('Buy red shoes')
    await page.keyboard.press('Enter')
    await page.getByText('Changed “Buy red shoes”').waitFor()
    await person.client.from('tasks').update({ name: 'Buy blue shoes' }).eq('id', taskIds[0]!).throwOnError()
    await page.getByRole('checkbox', { name: 'Complete “Buy blue shoes”' }).waitFor()

    await page.getByRole('link', { name: 'History' }).click()
    await page.getByRole('button', { name: 'Undo: Renamed task “Buy red shoes”' }).click()
    const notice = page.getByRole('main').getByRole('status')
    await notice.getByText('“Buy red shoes” has been changed since. (Name)').waitFor()
    await notice.getByRole('button', { name: 'Undo these too' }).click()
    await expectSoon(async () => {
      const { data } = await person.client.from('tasks').select('name')
      return data
    }, [{ name: 'Buy shoes' }])
  })

  it('brings back a single row of what was deleted', async () => {
    const { person } = await meetRunner(['Buy shoes', 'Stretch'])
    await person.client.from('tasks').delete().eq('user_id', person.id).throwOnError()
    const { page } = await visit()
    await signIn(page, person, '/history')

    await page.getByRole('button', { name: /^Show details: Deleted task/ }).click()
    await page.getByRole('button', { name: 'Restore Stretch' }).click()
    await page.getByText('Restored “Stretch”').waitFor()
    const { data } = await person.client.from('tasks').select('name')
    expect(data).toEqual([{ name: 'Stretch' }])
  })
})
