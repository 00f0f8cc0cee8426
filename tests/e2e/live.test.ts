import { randomUUID } from 'node:crypto'
import type { Page, WebSocketRoute } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectSoon } from './assertions.ts'
import { useBrowser } from './browser.ts'
import { meet, meetRunner, signIn, todayIn } from './people.ts'
import { addForToday } from './quick-add.ts'
import { check } from './screen.ts'

const { visit } = useBrowser()

const status = (page: Page) =>
  page.getByRole('complementary').getByRole('status').filter({ hasNotText: 'another device' })

/** Marks the page: the mark is gone as soon as somebody reloads it. */
const mark = (page: Page) => page.evaluate(() => (document.body.dataset.mark = 'same page'))
const isMarked = (page: Page) => page.evaluate(() => document.body.dataset.mark === 'same page')

/** All that comes in over the sockets which the page opens from now on. */
function listenIn(page: Page): string[] {
  const frames: string[] = []
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => frames.push(String(payload))))
  return frames
}

describe('two windows of one person', () => {
  it('show the same without a reload, and a stranger sees nothing of it', async () => {
    const { person } = await meetRunner(['Buy shoes'], { due_on: todayIn() })
    const stranger = await meet()
    const [{ page: here }, { page: there }, { page: elsewhere }] = await Promise.all([
      visit(),
      visit(),
      visit(),
    ])
    const [heard, overheard] = [listenIn(there), listenIn(elsewhere)]
    await Promise.all([signIn(here, person), signIn(there, person), signIn(elsewhere, stranger)])
    for (const page of [here, there, elsewhere]) {
      await expectSoon(() => status(page).textContent(), 'Live')
      await mark(page)
    }
    await addForToday(here, 'Run five kilometres')
    await check(there, 'Run five kilometres').waitFor()

    await check(here, 'Buy shoes').click()
    await check(there, 'Buy shoes').waitFor({ state: 'detached' })

    await there.getByRole('button', { name: 'Run five kilometres', exact: true }).click()
    await there.getByRole('textbox', { name: 'Name of “Run five kilometres”' }).fill('Run ten kilometres')
    await there.keyboard.press('Enter')
    await check(here, 'Run ten kilometres').waitFor()

    await here.getByRole('link', { name: 'Plan' }).click()
    await there.getByRole('link', { name: 'Plan' }).click()
    await there.getByRole('row', { name: 'Run ten kilometres' }).focus()
    await there.getByRole('button', { name: 'Actions for Run ten kilometres' }).click()
    await there.getByRole('menuitem', { name: 'Move …' }).click()
    await there.getByRole('option', { name: 'Marathon' }).click()
    await here.getByRole('row', { name: 'Marathon' }).getByRole('button', { name: 'Expand Marathon' }).click()
    await here.getByRole('row', { name: 'Run ten kilometres', level: 4 }).waitFor()

    for (const page of [here, there]) expect(await isMarked(page)).toBe(true)
    await elsewhere.getByText('Nothing asks for you today.').waitFor()
    expect(heard.some((frame) => frame.includes('changed'))).toBe(true)
    expect(overheard.filter((frame) => frame.includes('changed'))).toEqual([])
  })

  it('keep both when they edit different fields of one task', async () => {
    const { person, taskIds } = await meetRunner(['Buy shoes'], { due_on: todayIn() })
    const path = `/today?task=${taskIds[0]}`
    const { context, page: first } = await visit()
    await signIn(first, person, '/today')
    await first.goto(path)
    const second = await context.newPage()
    await second.goto(path)

    // Both start from the same row: neither has seen the other's edit.
    await Promise.all(
      [first, second].map((page) => page.getByRole('textbox', { name: 'Task name' }).waitFor()),
    )
    await first.getByRole('textbox', { name: 'Description' }).fill('Size 43, not too soft')
    await second.getByRole('combobox', { name: 'Priority' }).selectOption({ label: 'Urgent' })
    await first.getByRole('textbox', { name: 'Description' }).blur()

    for (const page of [first, second]) {
      await page.getByText('Size 43, not too soft').first().waitFor()
      await expectSoon(() => page.getByRole('combobox', { name: 'Priority' }).inputValue(), 'urgent')
    }
    const { data } = await person.client
      .from('tasks')
      .select('description, priority')
      .eq('id', taskIds[0]!)
      .single()
    expect(data).toEqual({ description: 'Size 43, not too soft', priority: 'urgent' })
  })

  it('never overwrite what is being typed', async () => {
    const { person, taskIds } = await meetRunner(['Buy shoes'], { due_on: todayIn() })
    const { page } = await visit()
    await signIn(page, person)
    await page.goto(`/today?task=${taskIds[0]}`)
    const description = page.getByRole('textbox', { name: 'Description' })
    await description.fill('Half a sentence')

    await person.client
      .from('tasks')
      .update({ name: 'Buy new shoes', description: 'From elsewhere' })
      .eq('id', taskIds[0]!)
      .throwOnError()
    await expectSoon(() => page.getByRole('textbox', { name: 'Task name' }).inputValue(), 'Buy new shoes')
    expect(await description.inputValue()).toBe('Half a sentence')
  })
})

describe('a broken connection', () => {
  it('is told, keeps what is done meanwhile, and catches up', async () => {
    const { person, taskIds } = await meetRunner(['Buy shoes', 'Stretch'], { due_on: todayIn() })
    const { context, page } = await visit()
    await signIn(page, person)
    await expectSoon(() => status(page).textContent(), 'Live')
    // What a key opens is fetched in the quiet after the first screen.
    await page.waitForFunction(() => {
      const loaded = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
      const isAsked = loaded.some(({ name }) => name.includes('quick-add-dialog'))
      return isAsked && performance.now() - Math.max(...loaded.map(({ responseEnd }) => responseEnd)) > 1_000
    })

    await context.setOffline(true)
    await expectSoon(() => status(page).textContent(), 'Offline')
    await page.getByText('You are offline. What you change now is kept in this tab').waitFor()

    // Done here while offline; the second step needs the first.
    await addForToday(page, 'Pack the bag')
    await check(page, 'Pack the bag').click()
    await check(page, 'Pack the bag').waitFor({ state: 'detached' })
    // Done elsewhere meanwhile.
    await person.client
      .from('tasks')
      .update({ name: 'Stretch for long' })
      .eq('id', taskIds[1]!)
      .throwOnError()
    expect(await check(page, 'Stretch for long').count()).toBe(0)

    await context.setOffline(false)
    await expectSoon(() => status(page).textContent(), 'Live')
    await check(page, 'Stretch for long').waitFor()
    await expectSoon(async () => {
      const { data } = await person.client.from('tasks').select('name, status').eq('name', 'Pack the bag')
      return data
    }, [{ name: 'Pack the bag', status: 'completed' }])
  })

  it('is mended when only the socket breaks, and nothing is missed', async () => {
    const { person } = await meetRunner([], {})
    const { page } = await visit()
    const sockets: WebSocketRoute[] = []
    let isCut = false
    await page.routeWebSocket(/\/realtime\/v1\//, (socket) => {
      if (isCut) return void socket.close({ code: 4000 })
      sockets.push(socket)
      socket.connectToServer()
    })
    await signIn(page, person)
    await expectSoon(() => status(page).textContent(), 'Live')

    isCut = true
    for (const socket of sockets) await socket.close({ code: 4000 })
    await expectSoon(
      async () => /Connecting …|Updating every 30 s/.test((await status(page).textContent())!),
      true,
    )
    await person.client
      .from('tasks')
      .insert({ user_id: person.id, id: randomUUID(), name: 'Written while deaf', due_on: todayIn() })
      .throwOnError()

    isCut = false
    await expectSoon(() => status(page).textContent(), 'Live')
    await check(page, 'Written while deaf').waitFor()
  })
})
