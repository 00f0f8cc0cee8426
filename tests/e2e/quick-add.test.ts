import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectAccessible } from './accessibility.ts'
import { expectFocus, expectSoon, settle } from './assertions.ts'
import { useBrowser } from './browser.ts'
import { meet, meetRunner, signIn, todayIn } from './people.ts'
import { openLineOfToday, taskLine } from './quick-add.ts'
import { PHONE } from './screen.ts'

const { visit } = useBrowser()

const PLAN = 'id, name, due_on, due_time, priority, duration_minutes, recurrence_rule, original_text'

const chip = (page: Page, words: string | RegExp) =>
  page.getByRole('list', { name: 'Understood' }).getByRole('button', { name: words })

const open = async (page: Page) => {
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.keyboard.press('q')
  await taskLine(page).waitFor()
}

describe('the line for a new task', () => {
  it('understands day, time, priority, length, project and label, and keeps all of it as one step', async () => {
    const { person, projectId } = await meetRunner([])
    const { client, id: user_id } = person
    await client.from('labels').insert({ user_id, name: 'outside' }).throwOnError()
    const { page } = await visit()
    await signIn(page, person)

    await open(page)
    const line = 'Long run tomorrow 9:00 #Marathon @outside p1 90 min'
    await page.keyboard.type(line)
    for (const words of [/^Tomorrow · .* · 09:00/, 'Urgent', '1 h 30 min', 'Running/Marathon', '@outside']) {
      await chip(page, words).waitFor()
    }
    await expectAccessible(page, 'quick-add')
    await page.keyboard.press('Enter')
    await expectSoon(() => taskLine(page).inputValue(), '')
    await expectFocus(taskLine(page))

    const read = () => client.from('tasks').select(`${PLAN}, project_id, task_labels(labels(name))`)
    await expectSoon(async () => (await read()).data?.[0]?.task_labels.length, 1)
    expect((await read()).data).toMatchObject([
      {
        name: 'Long run',
        original_text: line,
        due_on: todayIn('UTC', 1),
        due_time: '09:00:00',
        priority: 'urgent',
        duration_minutes: 90,
        project_id: projectId,
      },
    ])
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+z')
    await expectSoon(async () => (await read()).data?.length, 0)
  })

  it('takes what is no chip as it is: a chip that is pressed, or met by Backspace, is plain text', async () => {
    const person = await meet()
    const { page } = await visit()
    await signIn(page, person)
    await open(page)
    await page.keyboard.type('Watch Tomorrow')
    await chip(page, /^Tomorrow · /).waitFor()
    await page.keyboard.press('Backspace')
    await chip(page, /^Tomorrow · /).waitFor({ state: 'detached' })
    expect(await taskLine(page).inputValue()).toBe('Watch Tomorrow')
    await page.keyboard.type(' never dies p2')
    await chip(page, 'High priority').click()
    await expectSoon(() => page.getByRole('list', { name: 'Understood' }).count(), 0)
    await taskLine(page).press('Enter')
    await expectSoon<unknown>(
      async () => (await person.client.from('tasks').select('name, due_on, priority')).data,
      [{ name: 'Watch Tomorrow never dies p2', due_on: null, priority: 'medium' }],
    )
  })

  it('completes names, and makes a new one only when told to', async () => {
    const { person } = await meetRunner([])
    const { page } = await visit()
    await signIn(page, person)
    await open(page)
    await page.keyboard.type('Stretch #mar')
    await page.getByRole('option', { name: '#Marathon' }).waitFor()
    await page.keyboard.press('Enter')
    await expectSoon(() => taskLine(page).inputValue(), 'Stretch #Marathon ')
    await page.keyboard.type('@evening ')
    await page.getByRole('button', { name: 'Create label “evening”' }).click()
    await chip(page, '@evening, new').waitFor()
    await taskLine(page).press('Enter')
    await expectSoon<unknown>(
      async () => (await person.client.from('tasks').select('name, task_labels(labels(name))')).data,
      [{ name: 'Stretch', task_labels: [{ labels: { name: 'evening' } }] }],
    )

    await page.keyboard.type('Talk to @anna')
    await page.keyboard.press('Enter')
    await expectSoon(async () => (await person.client.from('tasks').select('id')).data?.length, 2)
    const { data: labels } = await person.client.from('labels').select('name')
    expect(labels).toEqual([{ name: 'evening' }])
  })

  it('keeps nothing without a name, and keeps the draft when it is closed', async () => {
    const person = await meet()
    const { page } = await visit()
    await signIn(page, person)
    await open(page)
    await page.keyboard.type('tomorrow p1')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').getByText('not yet what to do').waitFor()
    await page.keyboard.press('Escape')
    await taskLine(page).waitFor({ state: 'detached' })
    await page.keyboard.press('q')
    await expectSoon(() => taskLine(page).inputValue(), 'tomorrow p1')
    const { data } = await person.client.from('tasks').select('id')
    expect(data).toEqual([])
  })

  it('repeats what is to be repeated, and opens what was saved with Shift+Enter', async () => {
    const person = await meet()
    const { page } = await visit()
    await signIn(page, person)
    await open(page)
    await page.keyboard.type('Water the plants every day')
    await chip(page, /^Repeats every day, first Today/).waitFor()
    await page.keyboard.press('Shift+Enter')
    await page.getByRole('dialog', { name: 'Water the plants' }).waitFor()
    await expectSoon<unknown>(
      async () => (await person.client.from('tasks').select('recurrence_rule')).data,
      [{ recurrence_rule: 'FREQ=DAILY' }],
    )
  })

  it('is for today when it is opened from Today, unless it says another day', async () => {
    const person = await meet()
    const { page } = await visit()
    await signIn(page, person)
    await openLineOfToday(page)
    await page.keyboard.type('Buy bread')
    await chip(page, /^Without Today/).waitFor()
    await page.keyboard.press('Enter')
    await expectSoon(() => taskLine(page).inputValue(), '')
    await page.keyboard.type('Buy flour tomorrow')
    await chip(page, /^Tomorrow/).waitFor()
    await page.keyboard.press('Enter')
    await expectSoon<unknown>(
      async () => (await person.client.from('tasks').select('name, due_on').order('name')).data,
      [
        { name: 'Buy bread', due_on: todayIn() },
        { name: 'Buy flour', due_on: todayIn('UTC', 1) },
      ],
    )
  })

  it('speaks German, and understands Spanish when told to', async () => {
    const person = await meet()
    await person.client.from('user_profiles').update({ locale: 'de' }).eq('user_id', person.id).throwOnError()
    const { page } = await visit()
    await signIn(page, person, '/settings')
    await page.getByLabel('Die Schnelleingabe versteht').waitFor()
    await page.keyboard.press('q')
    const line = page.getByRole('combobox', { name: 'Neue Aufgabe' })
    await line.fill('Brot kaufen morgen um 17 Uhr')
    await page.getByRole('button', { name: /^Morgen · .* · 17:00/ }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByLabel('Die Schnelleingabe versteht').selectOption('es')
    await page.getByRole('heading', { level: 1 }).click()
    await page.keyboard.press('q')
    await line.fill('Comprar pan mañana')
    await page.getByRole('button', { name: /^Morgen · / }).waitFor()
  })

  it('stands at the top of a phone, and every button in it can be hit', async () => {
    const person = await meet()
    const { page } = await visit(PHONE)
    await signIn(page, person)
    await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Add task' }).tap()
    await taskLine(page).fill('Call Anna tomorrow p1 @friends')
    const dialog = page.getByRole('dialog', { name: 'New task' })
    await settle(page)
    const box = (await dialog.boundingBox())!
    expect(box.y).toBeLessThan(40)
    expect(box.x + box.width).toBeLessThanOrEqual(360)
    for (const button of await dialog.getByRole('button').all()) {
      // A pixel of the screen is not a whole number of the numbers it is told in.
      expect((await button.boundingBox())!.height).toBeGreaterThan(43.9)
    }
    await expectAccessible(page, 'quick-add on a phone')
  })
})
