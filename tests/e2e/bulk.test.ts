import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectAccessible } from './accessibility.ts'
import { expectFocus, expectNoSidewaysScroll, expectSoon } from './assertions.ts'
import { useBrowser } from './browser.ts'
import { meetRunner, type SmallLife, signIn, todayIn } from './people.ts'
import { check, undoFromToast } from './screen.ts'

const { visit } = useBrowser()

const FOUR = ['Buy shoes', 'Call Anna', 'Stretch', 'Write']
const ADDRESS = '/plan?view=list&sort=name'

const bar = (page: Page) => page.getByRole('toolbar', { name: 'Selected tasks' })
const selected = (page: Page) => page.locator('[data-selected] [data-row-name]').allTextContents()

async function rowsOf({ person }: SmallLife, columns: string) {
  const { data } = await person.client.from('tasks').select(columns).order('name').throwOnError()
  return data
}

describe('several tasks', { timeout: 60_000 }, () => {
  it('are selected by x, Shift with the arrows, Ctrl+A and presses, and let go by Escape', async () => {
    const life = await meetRunner(FOUR)
    const { page } = await visit()
    await signIn(page, life.person, ADDRESS)
    await check(page, 'Call Anna').focus()
    await page.keyboard.press('x')
    await expectSoon(() => selected(page), ['Call Anna'])
    await page.keyboard.press('Shift+ArrowDown')
    await expectFocus(check(page, 'Stretch'))
    await expectSoon(() => selected(page), ['Call Anna', 'Stretch'])
    await bar(page).getByText('2 selected').waitFor()
    await expectAccessible(page, 'tasks selected')
    await page.keyboard.press('Control+a')
    await expectSoon(() => selected(page), FOUR)
    await page.keyboard.press('Escape')
    await expectSoon(() => selected(page), [])

    await page.getByRole('button', { name: 'Buy shoes', exact: true }).click({ modifiers: ['Control'] })
    await page.getByRole('button', { name: 'Stretch', exact: true }).click({ modifiers: ['Shift'] })
    await expectSoon(() => selected(page), ['Buy shoes', 'Call Anna', 'Stretch'])
    await page.getByRole('checkbox', { name: 'Select “Call Anna”' }).uncheck()
    await expectSoon(() => selected(page), ['Buy shoes', 'Stretch'])
    expect(await page.getByRole('dialog').count()).toBe(0)
  })

  it('get a priority, a day, a project and a label, and lose them in one step each', async () => {
    const life = await meetRunner(FOUR)
    const { client, id: user_id } = life.person
    await client.from('projects').insert({ user_id, name: 'Spring', area_id: life.areaId }).throwOnError()
    await client.from('labels').insert({ user_id, name: 'errand' }).throwOnError()
    const { page } = await visit()
    await signIn(page, life.person, ADDRESS)
    await check(page, 'Buy shoes').focus()
    await page.keyboard.press('x')
    await page.keyboard.press('Shift+ArrowDown')
    await bar(page).getByText('2 selected').waitFor()

    await bar(page).getByRole('button', { name: 'Priority' }).click()
    await page.getByRole('menuitem', { name: 'High' }).click()
    await expectSoon(
      async () => (await rowsOf(life, 'priority'))?.map((row) => Object.values(row)[0]),
      ['high', 'high', 'medium', 'medium'],
    )
    await undoFromToast(page, '2 tasks: priority High')
    await expectSoon(
      async () => (await rowsOf(life, 'priority'))?.map((row) => Object.values(row)[0]),
      ['medium', 'medium', 'medium', 'medium'],
    )

    await bar(page).getByRole('button', { name: 'Day' }).click()
    await page.getByRole('menuitem', { name: 'Tomorrow' }).click()
    const tomorrow = todayIn('UTC', 1)
    await expectSoon<unknown>(
      async () => (await rowsOf(life, 'due_on'))?.map((row) => Object.values(row)[0]),
      [tomorrow, tomorrow, null, null],
    )

    const worn = async () => (await client.from('task_labels').select('id').throwOnError()).data.length
    await bar(page).getByRole('button', { name: 'Labels' }).click()
    await page.getByRole('menuitem', { name: 'errand' }).click()
    await expectSoon(worn, 2)
    await bar(page).getByRole('button', { name: 'Labels' }).click()
    await page.getByRole('menuitem', { name: 'Remove errand' }).click()
    await expectSoon(worn, 0)

    await bar(page).getByRole('button', { name: 'Move' }).click()
    await expectFocus(page.getByRole('combobox', { name: 'Search places' }))
    await page.keyboard.type('spring')
    await page.keyboard.press('Enter')
    await page.getByText('Moved 2 tasks to Spring').waitFor()
    await page.getByRole('heading', { level: 2, name: /Spring/ }).waitFor()
    await undoFromToast(page, 'Moved 2 tasks to Spring')
    await page.getByRole('heading', { level: 2, name: /Spring/ }).waitFor({ state: 'detached' })
  })

  it('are done and deleted together, and come back together', async () => {
    const life = await meetRunner(FOUR)
    const { page } = await visit()
    await signIn(page, life.person, ADDRESS)
    await check(page, 'Stretch').focus()
    await page.keyboard.press('x')
    await page.keyboard.press('Shift+ArrowDown')
    await bar(page).getByText('2 selected').waitFor()
    await page.keyboard.press('d')
    await check(page, 'Stretch').waitFor({ state: 'detached' })
    await undoFromToast(page, '2 tasks: Completed')
    await check(page, 'Stretch').waitFor()

    await check(page, 'Buy shoes').focus()
    await page.keyboard.press('Control+a')
    await bar(page).getByText('4 selected').waitFor()
    await page.keyboard.press('Delete')
    await page.getByText('Deleted 4 tasks').waitFor()
    await expectSoon(async () => (await rowsOf(life, 'id'))?.length, 0)
    await undoFromToast(page, 'Deleted 4 tasks')
    await expectSoon(async () => (await rowsOf(life, 'id'))?.length, 4)
    await check(page, 'Buy shoes').waitFor()
  })

  it('move together on the board when one of them is moved', async () => {
    const life = await meetRunner(FOUR)
    const { page } = await visit()
    await signIn(page, life.person, '/plan?view=board&sort=name')
    await page.getByRole('button', { name: 'Call Anna', exact: true }).focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Shift+ArrowDown')
    await bar(page).getByText('2 selected').waitFor()
    await page.keyboard.press('Alt+ArrowRight')
    await page.getByText('2 tasks: In progress').waitFor()
    const statuses = async () => (await rowsOf(life, 'status'))?.map((row) => Object.values(row)[0])
    await expectSoon(statuses, ['todo', 'in_progress', 'in_progress', 'todo'])
  })

  it('are selected by a long press on a phone, and more by a tap each', async () => {
    const life = await meetRunner(FOUR)
    const { page } = await visit({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true })
    await signIn(page, life.person, ADDRESS)
    const name = page.getByRole('button', { name: 'Stretch', exact: true })
    await name.waitFor()
    const { x, y } = (await name.boundingBox())!
    const touch = await page.context().newCDPSession(page)
    const touchPoints = [{ x: x + 10, y: y + 10 }]
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints })
    await bar(page).getByText('1 selected').waitFor()
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    await page.getByRole('button', { name: 'Write', exact: true }).tap()
    await expectSoon(() => selected(page), ['Stretch', 'Write'])
    expect(await page.getByRole('dialog').count()).toBe(0)
    await expectNoSidewaysScroll(page)
    await expectAccessible(page, 'tasks selected on a phone')
    await bar(page).getByRole('button', { name: 'Complete' }).tap()
    await expectSoon(
      async () => (await rowsOf(life, 'status'))?.map((row) => Object.values(row)[0]),
      ['todo', 'todo', 'completed', 'completed'],
    )
  })

  it('may be a thousand: one step there, one step back', { timeout: 120_000 }, async () => {
    const life = await meetRunner([])
    const { client, id: user_id } = life.person
    const tasks = Array.from({ length: 1_000 }, (_, index) => ({
      ...{ user_id, id: randomUUID(), project_id: life.projectId },
      ...{ name: `Task ${index}`, sort_order: index },
    }))
    await client.from('tasks').insert(tasks).throwOnError()
    const { page } = await visit()
    await signIn(page, life.person, '/plan?view=list&sort=manual')
    await check(page, 'Task 0').focus()
    await page.keyboard.press('Control+a')
    await bar(page).getByText('1,000 selected').waitFor()
    await bar(page).getByRole('button', { name: 'Priority' }).click()
    await page.getByRole('menuitem', { name: 'Urgent' }).click()
    await page.getByText('1,000 tasks: priority Urgent').waitFor()
    const urgent = async () => {
      const rows = client.from('tasks').select('id', { count: 'exact', head: true })
      return (await rows.eq('priority', 'urgent').throwOnError()).count
    }
    await expectSoon(urgent, 1_000)
    await undoFromToast(page, '1,000 tasks: priority Urgent')
    await page.getByText(/Undone/).waitFor()
    await expectSoon(urgent, 0)
  })
})
