import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectFocus, expectSoon, settle } from './assertions.ts'
import { useBrowser } from './browser.ts'
import { meet, meetRunner, signIn, statusOf, todayIn } from './people.ts'
import { check, PHONE, undoFromToast } from './screen.ts'

const { visit } = useBrowser()

const list = (page: Page, name: string) => page.getByRole('list', { name, exact: true })
const names = (page: Page, name: string) =>
  list(page, name).locator('> li button[title="Edit name"]').allTextContents()

describe('Today', () => {
  it('is put in order by keys, keeps it, and is sorted by what matters again with one click', async () => {
    const { person } = await meetRunner(['Warm up', 'Run', 'Stretch'], { due_on: todayIn() })
    const { page } = await visit()
    await signIn(page, person)
    await expectSoon(() => names(page, 'For today'), ['Warm up', 'Run', 'Stretch'])

    await check(page, 'Stretch').focus()
    await page.keyboard.press('Alt+ArrowUp')
    await expectSoon(() => names(page, 'For today'), ['Warm up', 'Stretch', 'Run'])
    await page.getByText('“Stretch” is number 2 of 3 now').waitFor({ state: 'attached' })
    await expectFocus(check(page, 'Stretch'))
    await page.keyboard.press('Alt+ArrowUp')
    await page.keyboard.press('Alt+ArrowDown')
    await page.keyboard.press('Alt+ArrowDown')
    await expectSoon(() => names(page, 'For today'), ['Warm up', 'Run', 'Stretch'])
    await page.keyboard.press('Alt+ArrowUp')
    await expectFocus(check(page, 'Stretch'))
    await expectSoon(async () => {
      const { data } = await person.client
        .from('tasks')
        .select('name, today_position')
        .order('today_position')
      return data?.map(({ name, today_position }) => `${today_position} ${name}`)
    }, ['1 Warm up', '2 Stretch', '3 Run'])

    await page.reload()
    await expectSoon(() => names(page, 'For today'), ['Warm up', 'Stretch', 'Run'])
    await page.getByRole('button', { name: 'Sort by what matters' }).click()
    await expectSoon(() => names(page, 'For today'), ['Warm up', 'Run', 'Stretch'])
    await undoFromToast(page, 'Sorted by what matters')
    await expectSoon(() => names(page, 'For today'), ['Warm up', 'Stretch', 'Run'])
  })

  it('takes what is late and what could come next into today, by drag and by key', async () => {
    const { person, taskIds } = await meetRunner(['Late', 'Due', 'Some day'])
    const [late, due] = taskIds as [string, string]
    await person.client
      .from('tasks')
      .update({ due_on: todayIn('UTC', -2) })
      .eq('id', late)
      .throwOnError()
    await person.client.from('tasks').update({ due_on: todayIn() }).eq('id', due).throwOnError()
    const { page } = await visit()
    await signIn(page, person)
    await expectSoon(() => names(page, 'Up next'), ['Some day'])

    const target = list(page, 'For today').getByRole('listitem').filter({ hasText: 'Due' }).first()
    await list(page, 'Up next').locator('> li').hover()
    await list(page, 'Up next').locator('> li[draggable=true]').waitFor()
    const box = (await target.boundingBox())!
    await page.mouse.down()
    await page.mouse.move(box.x + 300, box.y + box.height, { steps: 3 })
    const line = page.locator('[data-drop-line]')
    let x = box.x + 200
    // A hand is never still; where the row would land is shown with its next move.
    await expectSoon(async () => {
      await page.mouse.move(x++, box.y + 6)
      return Math.abs(((await line.boundingBox())?.y ?? 0) - box.y) < 3
    }, true)
    await page.mouse.up()
    await expectSoon(() => names(page, 'For today'), ['Some day', 'Due'])
    await undoFromToast(page, '“Some day” is for today now')
    await expectSoon(() => names(page, 'Up next'), ['Some day'])

    await check(page, 'Late').focus()
    await page.keyboard.press('Alt+ArrowDown')
    await expectSoon(() => names(page, 'For today'), ['Late', 'Due'])
    expect(await list(page, 'Overdue').count()).toBe(0)
  })

  it('is lived by single keys: walk, start, rename, put off, finish, delete, take back', async () => {
    const { person } = await meetRunner(['Warm up', 'Run', 'Stretch'], { due_on: todayIn() })
    const { page } = await visit()
    await signIn(page, person)
    await check(page, 'Warm up').waitFor()

    await page.keyboard.press('j')
    await expectFocus(check(page, 'Warm up'))
    await page.keyboard.press('j')
    await expectFocus(check(page, 'Run'))
    await page.keyboard.press('b')
    await expectSoon(() => statusOf(person, 'Run'), 'in_progress')
    await page.keyboard.press('e')
    await expectFocus(page.getByRole('textbox', { name: 'Name of “Run”' }))
    await page.keyboard.type('Run far')
    await page.keyboard.press('Enter')
    await expectFocus(page.getByRole('button', { name: 'Run far', exact: true }))
    await page.keyboard.press('k')
    await expectFocus(check(page, 'Warm up'))
    await page.keyboard.press('s')
    await expectFocus(page.getByRole('menuitem').first())
    await page.keyboard.press('Escape')
    await page.getByRole('menu').waitFor({ state: 'detached' })
    await page.keyboard.press('x')
    await check(page, 'Warm up').waitFor({ state: 'detached' })
    await expectSoon(() => statusOf(person, 'Warm up'), 'completed')
    // The row that took its place has the focus.
    await expectFocus(check(page, 'Run far'))
    await page.keyboard.press('Delete')
    await expectSoon(() => names(page, 'For today'), ['Stretch'])
    await expectFocus(check(page, 'Stretch'))
    await undoFromToast(page, 'Deleted “Run far”')
    await expectSoon(() => names(page, 'For today'), ['Run far', 'Stretch'])
    await check(page, 'Stretch').focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Stretch' }).waitFor()
  })

  it('tells calmly how full the day is, and lets one say how much time there is', async () => {
    const { person } = await meetRunner(['Warm up', 'Run'], { due_on: todayIn(), duration_minutes: 45 })
    await person.client
      .from('user_profiles')
      .update({ day_capacity_minutes: [120, 120, 120, 120, 120, 120, 120] })
      .eq('user_id', person.id)
      .throwOnError()
    await person.client
      .from('tasks')
      .insert({ user_id: person.id, name: 'Rest', due_on: todayIn() })
      .throwOnError()
    const { page } = await visit()
    await signIn(page, person)
    const meter = page.getByRole('meter', { name: 'Planned for today' })
    await expectSoon(() => meter.getAttribute('aria-valuetext'), '1 h 30 min planned of 2 h')
    await page.getByText('1 without a duration').waitFor()

    await page.getByRole('button', { name: '1 h 30 min planned of 2 h' }).click()
    const dialog = page.getByRole('dialog', { name: 'Time for tasks' })
    await dialog.waitFor()
    for (const field of await dialog.getByRole('spinbutton').all()) await field.fill('1')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await page.getByText('30 min more than fits: the last task can wait').waitFor()
  })

  it('answers to a swipe: right is done, left is tomorrow, a scroll is neither', async () => {
    const { person } = await meetRunner(['Warm up', 'Run', 'Stretch'], { due_on: todayIn() })
    const { page } = await visit(PHONE)
    await signIn(page, person)
    await check(page, 'Warm up').waitFor()

    await swipe(page, 'Warm up', 150, 4)
    await check(page, 'Warm up').waitFor({ state: 'detached' })
    await swipe(page, 'Run', -150, 4)
    await check(page, 'Run').waitFor({ state: 'detached' })
    await expectSoon(
      async () => {
        const { data } = await person.client.from('tasks').select('due_on').eq('name', 'Run').single()
        return data?.due_on
      },
      todayIn('UTC', 1),
    )
    await undoFromToast(page, /^Put off “Run”/)
    await check(page, 'Run').waitFor()
    await swipe(page, 'Stretch', 60, 3)
    await swipe(page, 'Stretch', 30, -160)
    await settle(page)
    await check(page, 'Stretch').waitFor()
    expect(await page.getByRole('dialog').count()).toBe(0)
  })

  it('holds everything that is due, and draws only what is in sight', async () => {
    const person = await meet()
    const tasks = Array.from({ length: 240 }, (_, index) => ({
      ...{ user_id: person.id, id: randomUUID(), due_on: todayIn(), sort_order: index },
      name: `Task ${index + 1}`,
    }))
    await person.client.from('tasks').insert(tasks).throwOnError()
    const { page } = await visit()
    await signIn(page, person)
    const rows = list(page, 'For today').locator('> li')
    await expectSoon(() => rows.first().getAttribute('aria-setsize'), '240')
    expect(await rows.count()).toBeLessThan(60)

    await check(page, 'Task 1').focus()
    await page.keyboard.press('End')
    await expectFocus(check(page, 'Task 240'))
    expect(await rows.last().getAttribute('aria-posinset')).toBe('240')
    await check(page, 'Task 240').click()
    await expectSoon(() => rows.last().getAttribute('aria-posinset'), '239')
    await expectFocus(check(page, 'Task 239'))
    await page.keyboard.press('Home')
    await expectFocus(check(page, 'Task 1'))
  })
})

/** Moves a finger over the row of a task, from its middle. */
async function swipe(page: Page, name: string, dx: number, dy: number): Promise<void> {
  const row = page.locator('li[data-row-key]').filter({ has: check(page, name) })
  const box = (await row.boundingBox())!
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  const client = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', share: number) =>
    client.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: type === 'touchEnd' ? [] : [{ x: x + dx * share, y: y + dy * share }],
    })
  await touch('touchStart', 0)
  for (const share of [0.2, 0.5, 0.8, 1]) await touch('touchMove', share)
  await touch('touchEnd', 1)
  await client.detach()
}
