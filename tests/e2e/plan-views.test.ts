import { randomUUID } from 'node:crypto'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectAccessible } from './accessibility.ts'
import { expectFocus, expectNoSidewaysScroll, expectSoon } from './assertions.ts'
import { useBrowser } from './browser.ts'
import { meetRunner, type SmallLife, signIn, todayIn } from './people.ts'
import { PHONE, undoFromToast } from './screen.ts'

const { visit } = useBrowser()

const TODAY = todayIn()

const column = (page: Page, name: string) => page.getByRole('region', { name: new RegExp(`^${name}`) })
const card = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const view = (page: Page, name: string) => page.getByRole('radio', { name })

async function taskOf({ person }: SmallLife, name: string) {
  const { data } = await person.client
    .from('tasks')
    .select('status, priority, due_on')
    .eq('name', name)
    .single()
    .throwOnError()
  return data
}

/** A drag as a hand makes it, never still: it ends when the target shows that it would take what is dragged. */
async function dragOnto(page: Page, what: Locator, target: Locator, hint: string): Promise<void> {
  await what.locator('xpath=ancestor-or-self::*[@draggable="true"]').waitFor()
  const from = (await what.boundingBox())!
  await page.mouse.move(from.x + from.width / 3, from.y + 20)
  await page.mouse.down()
  await page.mouse.move(from.x + from.width / 3 + 8, from.y + 24, { steps: 3 })
  const onto = (await target.boundingBox())!
  let x = onto.x + onto.width / 3
  await expectSoon(async () => {
    await page.mouse.move(x++, onto.y + 22)
    return target.getAttribute('data-over')
  }, hint)
  await page.mouse.up()
}

describe('the plan', { timeout: 60_000 }, () => {
  it('is a tree, a list, a board or a matrix, by press, by key and by address', async () => {
    const life = await meetRunner(['Buy shoes'])
    const { page } = await visit()
    await signIn(page, life.person, '/plan')
    await page.getByRole('treegrid').waitFor()

    await view(page, 'List').check()
    await page.getByRole('list', { name: 'List' }).getByText('Buy shoes').waitFor()
    expect(page.url()).toContain('view=list')
    await page.getByRole('heading', { level: 1 }).click()
    await page.keyboard.press('3')
    await column(page, 'To do').getByText('Buy shoes').waitFor()
    await page.keyboard.press('4')
    await column(page, 'Let go').getByText('Buy shoes').waitFor()
    await page.reload()
    await column(page, 'Let go').getByText('Buy shoes').waitFor()
    await page.goBack()
    await column(page, 'To do').waitFor()
    await page.keyboard.press('1')
    await page.getByRole('treegrid').waitFor()
    expect(page.url()).not.toContain('view=')
  })

  it('is a list under projects, days or priorities, and remembers how in its address', async () => {
    const life = await meetRunner([])
    const { client, id: user_id } = life.person
    await client
      .from('tasks')
      .insert([
        { user_id, name: 'Call Anna', due_on: TODAY, priority: 'urgent' },
        { user_id, name: 'Buy shoes', project_id: life.projectId, due_on: todayIn('UTC', -2) },
        { user_id, name: 'Stretch', project_id: life.projectId },
      ])
      .throwOnError()
    const { page } = await visit()
    await signIn(page, life.person, '/plan?view=list')
    const sections = () => page.getByRole('main').getByRole('heading', { level: 2 }).allTextContents()
    await expectSoon(sections, ['Inbox11 task', '🚀MarathonRunning › Health22 tasks'])

    await page.getByLabel('Group by').selectOption('Day')
    await expectSoon(sections, ['Overdue11 task', 'Today11 task', 'No day11 task'])
    await page.getByLabel('Group by').selectOption('Priority')
    await expectSoon(sections, ['Urgent11 task', 'Medium22 tasks'])
    await page.getByRole('button', { name: /^Medium/ }).click()
    await page.getByText('Stretch').waitFor({ state: 'detached' })
    expect(page.url()).toContain('group=priority')
    await page.reload()
    await expectSoon(sections, ['Urgent11 task', 'Medium22 tasks'])
    await expectAccessible(page, 'list')
  })

  it('is shown in part: one area, with what hangs under it', async () => {
    const life = await meetRunner(['Buy shoes'])
    await life.person.client
      .from('tasks')
      .insert({ user_id: life.person.id, name: 'Call Anna' })
      .throwOnError()
    const { page } = await visit()
    await signIn(page, life.person, '/plan?view=list')
    await page.getByText('Call Anna').waitFor()

    await page.getByRole('button', { name: 'Part of the plan: Whole plan' }).click()
    await expectFocus(page.getByRole('combobox', { name: 'Search places' }))
    await page.keyboard.type('runn')
    await page.keyboard.press('Enter')
    await page.getByText('Call Anna').waitFor({ state: 'detached' })
    await page.getByText('Buy shoes').waitFor()
    expect(page.url()).toContain(life.areaId)
    await page.getByRole('button', { name: 'Show the whole plan' }).click()
    await page.getByText('Call Anna').waitFor()
  })
})

describe('the tree', { timeout: 60_000 }, () => {
  const row = (page: Page, name: string) => page.getByRole('row', { name })
  const names = (page: Page) =>
    page
      .getByRole('row')
      .evaluateAll((rows) =>
        rows.map((row) => `${row.getAttribute('aria-level')} ${row.getAttribute('data-key')?.split(':')[0]}`),
      )

  it('takes a project that is dragged to another area, and what is moved by Alt and arrows', async () => {
    const life = await meetRunner([])
    const { client, id: user_id } = life.person
    await client.from('pillars').insert({ user_id, name: 'Work' }).throwOnError()
    await client
      .from('areas')
      .insert({ user_id, name: 'Swimming', pillar_id: life.pillarId, sort_order: 1 })
      .throwOnError()
    const { page } = await visit()
    await signIn(page, life.person, '/plan')
    await expectSoon(() => names(page), ['1 pillar', '2 area', '3 project', '2 area', '1 pillar'])

    await dragOnto(page, row(page, 'Marathon'), row(page, 'Swimming'), 'into')
    await expectSoon(() => names(page), ['1 pillar', '2 area', '2 area', '3 project', '1 pillar'])
    await page.getByText('Moved “Marathon” to Swimming').waitFor()

    await row(page, 'Swimming').focus()
    await page.keyboard.press('Alt+ArrowUp')
    await expectSoon(() => names(page), ['1 pillar', '2 area', '3 project', '2 area', '1 pillar'])
    await expectFocus(row(page, 'Swimming'))
    await page.reload()
    await expectSoon(() => names(page), ['1 pillar', '2 area', '3 project', '2 area', '1 pillar'])
    await row(page, 'Health').focus()
    await page.keyboard.press('Alt+ArrowDown')
    await expectSoon(() => names(page), ['1 pillar', '1 pillar', '2 area', '3 project', '2 area'])
    await undoFromToast(page, 'Moved “Health”')
    await expectSoon(() => names(page), ['1 pillar', '2 area', '3 project', '2 area', '1 pillar'])
  })
})

describe('the board', { timeout: 60_000 }, () => {
  it('moves a card by keys, says so and keeps the focus on it', async () => {
    const life = await meetRunner(['Buy shoes', 'Stretch'])
    const { page } = await visit()
    await signIn(page, life.person, '/plan?view=board')
    await card(page, 'Buy shoes').focus()

    await page.keyboard.press('Alt+ArrowRight')
    await column(page, 'In progress').getByText('Buy shoes').waitFor()
    await expectFocus(card(page, 'Buy shoes'))
    await page.getByText('“Buy shoes”: In progress').waitFor()
    await expectSoon(async () => (await taskOf(life, 'Buy shoes')).status, 'in_progress')

    await page.keyboard.press('ArrowLeft')
    await expectFocus(card(page, 'Stretch'))
    await undoFromToast(page, '“Buy shoes”: In progress')
    await column(page, 'To do').getByText('Buy shoes').waitFor()
    await expectAccessible(page, 'board')
  })

  it('moves a card by dragging and by its menu', async () => {
    const life = await meetRunner(['Buy shoes'])
    const { page } = await visit()
    await signIn(page, life.person, '/plan?view=board')
    await card(page, 'Buy shoes').waitFor()
    await dragOnto(page, card(page, 'Buy shoes'), column(page, 'Review'), 'true')
    await column(page, 'Review').getByText('Buy shoes').waitFor()
    await expectSoon(async () => (await taskOf(life, 'Buy shoes')).status, 'review')

    await card(page, 'Buy shoes').hover()
    await page.getByRole('button', { name: 'Move “Buy shoes”' }).click()
    await page.getByRole('menuitem', { name: 'Completed' }).click()
    await column(page, 'Completed').getByText('Buy shoes').waitFor()
    await expectSoon(async () => (await taskOf(life, 'Buy shoes')).status, 'completed')
  })

  it('shows what another device does, as it happens', async () => {
    const life = await meetRunner(['Buy shoes', 'Stretch'])
    const { client, id: user_id } = life.person
    const { page } = await visit()
    await signIn(page, life.person, '/plan?view=board')
    await page.getByText('Live', { exact: true }).first().waitFor()
    await card(page, 'Stretch').waitFor()

    await client.from('tasks').update({ status: 'review' }).eq('name', 'Buy shoes').throwOnError()
    await column(page, 'Review').getByText('Buy shoes').waitFor()
    await client.from('tasks').insert({ user_id, name: 'Call Anna' }).throwOnError()
    await column(page, 'To do').getByText('Call Anna').waitFor()
    await client.from('tasks').delete().eq('name', 'Stretch').throwOnError()
    await card(page, 'Stretch').waitFor({ state: 'detached' })
  })

  it('shows one column at a time on a phone, the next one swiped in', async () => {
    const life = await meetRunner(['Buy shoes'], { due_on: TODAY })
    const { page } = await visit(PHONE)
    await signIn(page, life.person, '/plan?view=board')
    await card(page, 'Buy shoes').waitFor()
    await expectNoSidewaysScroll(page)
    const { width } = (await column(page, 'To do').boundingBox())!
    expect(width).toBeGreaterThan(260)
    await page.getByRole('button', { name: 'Move “Buy shoes”' }).tap()
    await page.getByRole('menuitem', { name: 'In progress' }).tap()
    await column(page, 'In progress').getByText('Buy shoes').waitFor()
    await expectAccessible(page, 'board on a phone')
  })
})

describe('the matrix', { timeout: 60_000 }, () => {
  it('says its rule, and moves a task by what makes it important or urgent', async () => {
    const life = await meetRunner(['Buy shoes'])
    const { page } = await visit()
    await signIn(page, life.person, '/plan?view=matrix')
    await page.getByText(/^Important: priority high or urgent/).waitFor()
    await column(page, 'Let go').getByText('Buy shoes').waitFor()

    await dragOnto(page, card(page, 'Buy shoes'), column(page, 'Do now'), 'true')
    await column(page, 'Do now').getByText('Buy shoes').waitFor()
    await expectSoon(() => taskOf(life, 'Buy shoes'), { status: 'todo', priority: 'high', due_on: TODAY })
    await undoFromToast(page, /to “Do now”: priority High, due/)
    await column(page, 'Let go').getByText('Buy shoes').waitFor()
    await expectSoon(() => taskOf(life, 'Buy shoes'), { status: 'todo', priority: 'medium', due_on: null })

    await card(page, 'Buy shoes').focus()
    await page.keyboard.press('Alt+ArrowUp')
    await column(page, 'Plan').getByText('Buy shoes').waitFor()
    await expectSoon(async () => (await taskOf(life, 'Buy shoes')).priority, 'high')
    await expectAccessible(page, 'matrix')
  })

  it('leaves a task where its project or its deadline holds it, and says why', async () => {
    const life = await meetRunner(['Buy shoes'], { deadline_on: TODAY })
    await life.person.client
      .from('projects')
      .update({ importance: 5 })
      .eq('id', life.projectId)
      .throwOnError()
    const { page } = await visit()
    await signIn(page, life.person, '/plan?view=matrix')
    await column(page, 'Do now').getByText('Buy shoes').waitFor()
    await card(page, 'Buy shoes').focus()
    await page.keyboard.press('Alt+ArrowDown')
    await page.getByText('“Buy shoes” stays important: its project is.').waitFor()
    await page.keyboard.press('Alt+ArrowRight')
    await page.getByText('“Buy shoes” stays urgent: its deadline is near.').waitFor()
    await column(page, 'Do now').getByText('Buy shoes').waitFor()
  })
})

describe('ten thousand tasks', { timeout: 120_000 }, () => {
  it('are one list that scrolls, with only what is in sight on the page', async () => {
    const life = await meetRunner([])
    const { client, id: user_id } = life.person
    for (let first = 0; first < 10_000; first += 2_500) {
      const tasks = Array.from({ length: 2_500 }, (_, index) => ({
        ...{ user_id, id: randomUUID(), project_id: life.projectId },
        ...{ name: `Task ${first + index}`, sort_order: first + index },
      }))
      await client.from('tasks').insert(tasks).throwOnError()
    }
    const { page } = await visit()
    await signIn(page, life.person, '/plan?view=list&sort=manual')
    await page.getByRole('main').getByText('10,000 tasks').first().waitFor()
    const list = page.getByRole('list', { name: 'List' })
    await list.getByText('Task 0', { exact: true }).waitFor()
    expect(await list.getByRole('listitem').count()).toBeLessThan(100)

    await page.getByRole('button', { name: /^Marathon/ }).focus()
    await page.keyboard.press('End')
    await list.getByText('Task 9999', { exact: true }).waitFor()
    await page.getByRole('textbox', { name: 'Filter' }).fill('"task 123"')
    await page.getByRole('main').getByText('11 tasks', { exact: true }).first().waitFor()
  })
})
