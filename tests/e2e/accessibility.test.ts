import { describe, it } from 'vitest'
import { expectAccessible } from './accessibility.ts'
import { useBrowser } from './browser.ts'
import { meet, meetRunner, signIn, todayIn } from './people.ts'

const { visit } = useBrowser()

const TASK = { due_on: todayIn(), deadline_on: todayIn('UTC', 9), duration_minutes: 45, priority: 'urgent' }

describe('everybody can use', { timeout: 60_000 }, () => {
  it('the first screen and what leads to an account', async () => {
    const { page } = await visit()
    await page.goto('/')
    await page.getByRole('button', { name: 'Start mine' }).waitFor()
    await expectAccessible(page, 'welcome')
    await page.getByRole('button', { name: 'Start mine' }).click()
    await page.getByRole('button', { name: 'Start', exact: true }).waitFor()
    await expectAccessible(page, 'start mine')
    for (const path of ['/sign-in', '/sign-up', '/reset-password', '/auth/callback', '/nowhere']) {
      await page.goto(path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await expectAccessible(page, path)
    }
    await page.goto('/sign-up')
    await page.getByRole('button', { name: 'Create an account' }).click()
    await page.getByText('Use at least 8 characters.').waitFor()
    await expectAccessible(page, 'sign-up with faults')
  })

  it('Today, full, with its menus, toasts and the details of a task', async () => {
    const { person } = await meetRunner(['Buy shoes', 'Stretch', 'Save money'], TASK)
    const { page } = await visit()
    await page.goto('/')
    await page.getByRole('button', { name: 'Look around with a sample life' }).click()
    await page.getByRole('list', { name: 'For today' }).waitFor()
    await expectAccessible(page, 'Today with the sample life')
    await page.context().clearCookies()
    await signIn(page, person)
    await page
      .getByRole('button', { name: /^Put off/ })
      .first()
      .click()
    await page.getByRole('menu').waitFor()
    await expectAccessible(page, 'menu of a task')
    await page.getByRole('menuitem', { name: 'Pick a day …' }).click()
    await page.getByRole('dialog').waitFor()
    await expectAccessible(page, 'choosing a day')
    await page.keyboard.press('Escape')
    await page
      .getByRole('checkbox', { name: /^Complete/ })
      .first()
      .click()
    await page.getByText(/^Completed “/).waitFor()
    await expectAccessible(page, 'toast')
    await page
      .getByRole('button', { name: /^Details of/ })
      .first()
      .click()
    await page.getByRole('dialog').getByText('Why it is here').waitFor()
    await expectAccessible(page, 'details of a task')
    await page.getByRole('dialog').getByRole('combobox', { name: 'Add a label' }).fill('new')
    await page.getByRole('option', { name: 'Create “new”' }).waitFor()
    await expectAccessible(page, 'choosing a label')
  })

  it('Plan, with its menus and dialogs', async () => {
    const { person } = await meetRunner(['Buy shoes', 'Stretch'], TASK)
    await person.client
      .from('areas')
      .insert({ user_id: person.id, name: 'Chess', archived: true })
      .throwOnError()
    const { page } = await visit()
    await signIn(page, person, '/plan')
    const project = page.getByRole('row', { name: 'Marathon' })
    await project.getByRole('button', { name: 'Expand Marathon' }).click()
    await page.getByRole('row', { name: 'Stretch' }).waitFor()
    await expectAccessible(page, 'Plan')
    for (const [action, title] of [
      ['Edit', 'Edit project'],
      ['Move …', 'Move “Marathon”'],
      ['Delete', 'Delete “Marathon”?'],
    ] as const) {
      await project.hover()
      await page.getByRole('button', { name: 'Actions for Marathon' }).click()
      await page.getByRole('menu').waitFor()
      if (action === 'Edit') await expectAccessible(page, 'menu of a project')
      await page.getByRole('menuitem', { name: action }).click()
      await page.getByRole('dialog', { name: title }).waitFor()
      await expectAccessible(page, title)
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    }
    await page.getByRole('button', { name: 'Show archived' }).click()
    await page.getByText('Archived', { exact: true }).first().waitFor()
    await expectAccessible(page, 'Plan with what is archived')
  })

  it('History and Settings', async () => {
    const { person } = await meetRunner(['Buy shoes'], TASK)
    await person.client.from('tasks').update({ priority: 'low' }).eq('user_id', person.id).throwOnError()
    const { page } = await visit()
    await signIn(page, person, '/history')
    await page.getByRole('button', { name: /^Show details: Changed task/ }).click()
    await page.getByText('Priority').first().waitFor()
    await expectAccessible(page, 'History')
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
    await expectAccessible(page, 'Settings')
  })

  it('what is empty, offline or broken', async () => {
    const person = await meet()
    const { context, page, forgive } = await visit()
    await signIn(page, person)
    await page.getByText('Nothing asks for you today.').waitFor()
    await expectAccessible(page, 'empty Today')
    await page.getByRole('link', { name: 'Plan' }).click()
    await page.getByText('Your plan starts with a pillar.').waitFor()
    await expectAccessible(page, 'empty Plan')
    await context.setOffline(true)
    await page.getByText('You are offline.').first().waitFor()
    await expectAccessible(page, 'offline')
    await context.setOffline(false)
    await page.route('**/rpc/recent_batches*', (route) =>
      route.fulfill({ status: 500, json: { code: 'XX000' } }),
    )
    await page.getByRole('link', { name: 'History' }).click()
    await page.getByRole('alert').waitFor()
    await expectAccessible(page, 'broken History')
    forgive(/recent_batches|XX000|Error/)
  })

  it('all of it on a phone', async () => {
    const { person, taskIds } = await meetRunner(['Buy shoes'], { due_on: todayIn(), priority: 'urgent' })
    const { page } = await visit({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true })
    await signIn(page, person)
    await expectAccessible(page, 'Today')
    // History is opened from Settings: the bar has no room for it.
    for (const name of ['Plan', 'Insights', 'Settings', 'History']) {
      await page.getByRole('link', { name }).tap()
      await page.getByRole('heading', { level: 1, name }).waitFor()
      await expectAccessible(page, name)
    }
    await page.goto(`/today?task=${taskIds[0]}`)
    await page.getByRole('dialog', { name: 'Buy shoes' }).getByText('Why it is here').waitFor()
    await expectAccessible(page, 'details of a task')
  })
})
