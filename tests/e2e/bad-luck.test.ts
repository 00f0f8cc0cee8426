import type { Page, Route } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectFocus, expectSoon } from './assertions.ts'
import { useBrowser } from './browser.ts'
import { meetRunner, signIn, todayIn } from './people.ts'
import { openLineOfToday, taskLine } from './quick-add.ts'
import { check } from './screen.ts'

const { visit } = useBrowser()

const BROKEN = { code: 'XX000', message: 'something broke', details: null, hint: null }

/** The server fails at this for a while. @returns the call that mends it */
async function breakDown(
  page: Page,
  url: string,
  method: string,
  status = 500,
): Promise<() => Promise<void>> {
  const fail = (route: Route) =>
    route.request().method() === method ? route.fulfill({ status, json: BROKEN }) : route.fallback()
  await page.route(url, fail)
  return () => page.unroute(url, fail)
}

describe('when the server fails', () => {
  it('a screen says so calmly, and comes back with one press', async () => {
    const { person } = await meetRunner(['Buy shoes'], { due_on: todayIn() })
    const { page, forgive } = await visit()
    const mend = await breakDown(page, '**/rpc/today_tasks*', 'POST')
    await signIn(page, person, '/plan')
    await page.getByRole('link', { name: 'Today' }).first().click()
    const alert = page.getByRole('alert')
    await alert.getByText('Something went wrong on our side.').waitFor()
    await alert.getByText('Your plan is safe.').waitFor()
    await alert.getByText(/^Report number \w{8}$/).waitFor()

    // The rest of the app goes on.
    await page.getByRole('link', { name: 'Plan' }).click()
    await page.getByRole('row', { name: 'Marathon' }).waitFor()
    await page.getByRole('link', { name: 'Today' }).first().click()
    await alert.waitFor()

    await mend()
    await alert.getByRole('button', { name: 'Try again' }).click()
    await check(page, 'Buy shoes').waitFor()
    forgive(/today_tasks|something broke/)
  })

  it('the app says so when it cannot even be entered, and comes back', async () => {
    const { person } = await meetRunner(['Buy shoes'], { due_on: todayIn() })
    const { page, forgive } = await visit()
    await signIn(page, person)
    const mend = await breakDown(page, '**/rest/v1/user_profiles*', 'GET')
    await page.reload()
    const alert = page.getByRole('alert')
    await alert.getByRole('button', { name: 'Try again' }).waitFor()
    await mend()
    await alert.getByRole('button', { name: 'Try again' }).click()
    await check(page, 'Buy shoes').waitFor()
    forgive(/user_profiles|something broke/)
  })

  it('a tick, a name and a new task are put back, and the person is told', async () => {
    const { person } = await meetRunner(['Buy shoes'], { due_on: todayIn() })
    const { page, forgive } = await visit()
    await signIn(page, person)
    await check(page, 'Buy shoes').waitFor()
    const mendChanges = await breakDown(page, '**/rest/v1/tasks*', 'PATCH')
    const mendInserts = await breakDown(page, '**/rest/v1/tasks*', 'POST')

    await check(page, 'Buy shoes').click()
    await page.getByText('Nothing was changed.').waitFor()
    await check(page, 'Buy shoes').waitFor()
    await expectSoon(() => check(page, 'Buy shoes').isChecked(), false)

    await page.getByRole('button', { name: 'Buy shoes', exact: true }).click()
    await page.getByRole('textbox', { name: 'Name of “Buy shoes”' }).fill('Buy boots')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Buy shoes', exact: true }).waitFor()

    await openLineOfToday(page)
    const field = taskLine(page)
    await field.fill('Stretch')
    await field.press('Enter')
    // What was typed is not lost: it stands in the field again.
    await expectSoon(() => field.inputValue(), 'Stretch')
    await expectFocus(field)

    await mendChanges()
    await mendInserts()
    await field.press('Enter')
    await page.keyboard.press('Escape')
    await check(page, 'Stretch').waitFor()
    await check(page, 'Buy shoes').click()
    await page.getByText('Completed “Buy shoes”').waitFor()
    forgive(/rest\/v1\/tasks/)
  })

  it('what is on screen stays while it cannot be refreshed', async () => {
    const { person } = await meetRunner(['Buy shoes'], { due_on: todayIn() })
    const { page, forgive } = await visit()
    await signIn(page, person)
    await check(page, 'Buy shoes').waitFor()
    await breakDown(page, '**/rpc/today_tasks*', 'POST')
    const refused = page.waitForEvent('console', (message) => message.location().url.includes('today_tasks'))
    await person.client.from('tasks').insert({ user_id: person.id, name: 'Stretch' }).throwOnError()
    await refused
    await check(page, 'Buy shoes').waitFor()
    expect(await page.getByRole('alert').count()).toBe(0)
    forgive(/today_tasks/)
  })

  it('an undo says that nothing was changed', async () => {
    const { person } = await meetRunner(['Buy shoes'], { due_on: todayIn() })
    const { page, forgive } = await visit()
    await signIn(page, person)
    await check(page, 'Buy shoes').click()
    const toast = page.getByRole('listitem').filter({ hasText: 'Completed “Buy shoes”' })
    await toast.waitFor()
    const mend = await breakDown(page, '**/rpc/undo_batch*', 'POST')
    await toast.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('Nothing was changed.').waitFor()
    expect(await check(page, 'Buy shoes').count()).toBe(0)

    await mend()
    await page.keyboard.press('Control+z')
    await check(page, 'Buy shoes').waitFor()
    forgive(/undo_batch/)
  })
})

describe('when the network comes and goes', () => {
  it('a short break is not even noticed', async () => {
    const { person } = await meetRunner(['Buy shoes'], { due_on: todayIn() })
    const { page, forgive } = await visit()
    await signIn(page, person)
    await check(page, 'Buy shoes').waitFor()
    let failures = 0
    await page.route('**/rest/v1/tasks*', (route) =>
      route.request().method() === 'PATCH' && ++failures === 1 ? route.abort() : route.fallback(),
    )
    await check(page, 'Buy shoes').click()
    await page.getByText('Completed “Buy shoes”').waitFor()
    expect(failures).toBe(2)
    expect(await page.getByText('Nothing was changed.').count()).toBe(0)
    forgive(/ERR_FAILED/)
  })

  it('the first screen says so when a plan cannot be begun, and begins it later', async () => {
    const { page, forgive } = await visit()
    await page.goto('/')
    await page.route('**/auth/v1/**', (route) => route.abort())
    await page.getByRole('button', { name: 'Look around with a sample life' }).click()
    await page.getByRole('alert').getByText('Aurum Life cannot be reached right now.').waitFor()
    await page.unroute('**/auth/v1/**')
    await page.getByRole('button', { name: 'Look around with a sample life' }).click()
    await page.getByRole('list', { name: 'For today' }).waitFor()
    forgive(/ERR_FAILED/)
  })

  it('a part of the app that is no longer there after an update is fetched anew', async () => {
    const { person } = await meetRunner(['Buy shoes'], { due_on: todayIn() })
    const { page, forgive } = await visit()
    await signIn(page, person)
    await check(page, 'Buy shoes').waitFor()
    // The site was replaced: the files this page knows are gone, a fresh page knows the new ones.
    await page.route('**/assets/history-page*', (route) => route.fulfill({ status: 404 }), { times: 1 })
    await page.getByRole('link', { name: 'History' }).click()
    await page.getByText('Everything you did, and the way back').waitFor()

    await page.goto('/today')
    await page.route('**/assets/task-panel*', (route) => route.fulfill({ status: 404 }), { times: 1 })
    await page.getByRole('button', { name: 'Details of “Buy shoes”' }).press('Enter')
    await page.getByRole('dialog', { name: 'Buy shoes' }).waitFor()
    // What could not be loaded is told to the console before the page is loaded anew.
    forgive(/history-page|task-panel|a screen could not be loaded/)
  })

  it('a part of the app that cannot be fetched while offline does not cost the page', async () => {
    const { person } = await meetRunner(['Buy shoes'], { due_on: todayIn() })
    const { context, page, forgive } = await visit()
    await page.route('**/assets/task-panel*', (route) => route.abort('internetdisconnected'))
    await signIn(page, person)
    await check(page, 'Buy shoes').waitFor()
    await context.setOffline(true)
    await page.getByRole('button', { name: 'Details of “Buy shoes”' }).press('Enter')
    await page.getByRole('alert').waitFor()
    await page.unroute('**/assets/task-panel*')
    await context.setOffline(false)
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('dialog', { name: 'Buy shoes' }).waitFor()
    forgive(/task-panel|ERR_INTERNET_DISCONNECTED/)
  })
})

describe('a wrong address', () => {
  it('leads back to Today', async () => {
    const { person } = await meetRunner(['Buy shoes'], { due_on: todayIn() })
    const { page } = await visit()
    await signIn(page, person)
    await page.goto('/nowhere')
    await page.getByText('There is no such page.').waitFor()
    await page.getByRole('link', { name: 'Go to Today' }).click()
    await check(page, 'Buy shoes').waitFor()

    await page.goto('/today?task=7d4f6f0e-3f0a-4a55-9d4b-0f6f6f0a4a55')
    await page.getByText('This task is no longer there. History can bring it back.').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })
})
