import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { asDatabase } from '../../supabase/tests/as-user.ts'
import { expectAccessible } from './accessibility.ts'
import { expectSoon } from './assertions.ts'
import { useBrowser } from './browser.ts'
import { meetRunner, type Person, signIn, todayIn } from './people.ts'

const { visit } = useBrowser()

const timer = (page: Page) => page.getByRole('region', { name: 'Focus', exact: true }).getByRole('timer')

const sessionsOf = async (person: Person) => {
  const { data } = await person.client
    .from('focus_sessions')
    .select('planned_minutes, ended_at, task_id')
    .order('started_at')
  return data?.map((session) => ({ ...session, ended_at: session.ended_at !== null }))
}

/** A minute-old session of 25 minutes. */
async function beginSession({ client, id: user_id }: Person, task_id: string, minutesAgo: number) {
  const started_at = new Date(Date.now() - minutesAgo * 60_000).toISOString()
  await client.from('focus_sessions').insert({ user_id, task_id, started_at }).throwOnError()
}

describe('the focus timer', () => {
  it('starts by one key, outlives a reload and shows in a second tab', async () => {
    const { person, taskIds } = await meetRunner(['Buy shoes'], { due_on: todayIn() })
    const { page, context } = await visit()
    // The timer comes after the screen.
    const timerIsThere = page.waitForResponse(/\/focus_sessions\?/)
    await signIn(page, person)
    await timerIsThere
    await page.getByRole('checkbox', { name: 'Complete “Buy shoes”' }).focus()
    await page.keyboard.press('f')
    await timer(page).waitFor()
    await expectSoon(
      () => sessionsOf(person),
      [{ planned_minutes: 25, ended_at: false, task_id: taskIds[0]! }],
    )

    await page.reload()
    await timer(page).waitFor()
    const second = await context.newPage()
    await second.goto('/plan')
    await second.getByRole('region', { name: 'Focus' }).getByText('Buy shoes').waitFor()
    await second.getByRole('button', { name: 'Finish' }).click()
    await timer(page).waitFor({ state: 'detached' })
    await expectSoon(
      () => sessionsOf(person),
      [{ planned_minutes: 25, ended_at: true, task_id: taskIds[0]! }],
    )
  })

  it('pauses and goes on with what is left', async () => {
    const { person, taskIds } = await meetRunner(['Buy shoes'], { due_on: todayIn() })
    await beginSession(person, taskIds[0]!, 10)
    const { page } = await visit()
    await signIn(page, person)
    await page.getByRole('button', { name: 'Pause' }).click()
    await page.getByText('paused').waitFor()
    await page.reload()
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.getByText('in focus').waitFor()
    await expectSoon(
      async () => (await sessionsOf(person))?.map((session) => session.planned_minutes),
      [25, 15],
    )
    await expectAccessible(page, 'the focus timer')
  })

  it('says quietly that the time is up, in one tab, and counts on', async () => {
    const { person, taskIds } = await meetRunner(['Buy shoes'], { due_on: todayIn() })
    await beginSession(person, taskIds[0]!, 26)
    const { page } = await visit()
    await signIn(page, person)
    await page.getByText('time is up', { exact: true }).waitFor()
    await page.getByRole('status').filter({ hasText: 'Time is up: Buy shoes' }).waitFor({ state: 'attached' })
    await expectSoon(async () => (await timer(page).textContent())?.startsWith('+'), true)
  })

  it('adds up the minutes of a task, with a length of one’s own', async () => {
    const { person, taskIds } = await meetRunner(['Buy shoes'], { due_on: todayIn() })
    const ended = { user_id: person.id, task_id: taskIds[0]!, started_at: '2026-11-19T10:00:00Z' }
    await person.client
      .from('focus_sessions')
      .insert([
        { ...ended, ended_at: '2026-11-19T10:50:00Z' },
        { ...ended, ended_at: '2026-11-19T10:25:00Z' },
      ])
      .throwOnError()
    const { page } = await visit()
    await signIn(page, person)
    await page.goto(`/today?task=${taskIds[0]!}`)
    const panel = page.getByRole('dialog', { name: 'Buy shoes' })
    await panel.getByText('1 h 15 min so far').waitFor()
    await panel.getByRole('spinbutton', { name: 'Minutes of your own' }).fill('90')
    await panel.getByRole('button', { name: 'Start' }).click()
    await panel.getByRole('button', { name: 'Pause' }).waitFor()
    await expectSoon(async () => (await sessionsOf(person))?.at(-1), {
      planned_minutes: 90,
      ended_at: false,
      task_id: taskIds[0]!,
    })
  })
})

const deliverReminders = () => asDatabase((sql) => sql.query('select private.deliver_due_reminders()'))

/** Two tasks of which one has a reminder that is due. */
async function meetReminded() {
  const life = await meetRunner(['Call Anna', 'Buy shoes'])
  const remind_at = new Date(Date.now() - 60_000).toISOString()
  await life.person.client.from('tasks').update({ remind_at }).eq('id', life.taskIds[0]!).throwOnError()
  return life
}

const card = (page: Page) => page.getByRole('region', { name: 'New notifications' }).getByRole('listitem')

describe('a reminder', () => {
  it('appears by itself, in one of two tabs, and once', async () => {
    const { person } = await meetReminded()
    const { page, context } = await visit()
    await signIn(page, person)
    const second = await context.newPage()
    await second.goto('/plan')
    await second.getByRole('button', { name: 'Notifications: none' }).waitFor()
    await deliverReminders()

    for (const tab of [page, second])
      await tab.getByRole('button', { name: 'Notifications: 1 open' }).waitFor()
    await expectSoon(async () => (await card(page).count()) + (await card(second).count()), 1)
    await deliverReminders()
    const { data } = await person.client.from('notifications').select('title')
    expect(data).toEqual([{ title: 'Call Anna' }])

    // After a reload the bell still knows, but nothing calls again.
    await page.reload()
    await page.getByRole('button', { name: 'Notifications: 1 open' }).waitFor()
    expect(await card(page).count()).toBe(0)
  })

  it('is done, put off or put away where it stands', async () => {
    const { person, taskIds } = await meetReminded()
    await deliverReminders()
    const { page } = await visit()
    await signIn(page, person)
    await card(page).getByText('Call Anna').waitFor()
    await expectAccessible(page, 'a reminder')

    await card(page).getByRole('button', { name: 'Remind me of “Call Anna” later' }).click()
    await page.getByRole('menuitem', { name: 'in an hour' }).click()
    await card(page).waitFor({ state: 'detached' })
    await expectSoon(async () => {
      const { data } = await person.client.from('tasks').select('remind_at').eq('id', taskIds[0]!).single()
      return Date.parse(data?.remind_at ?? '') > Date.now() + 50 * 60_000
    }, true)
  })

  it('is listed under the bell, and completes its task from there', async () => {
    const { person, taskIds } = await meetReminded()
    await deliverReminders()
    const { page } = await visit()
    await signIn(page, person)
    await page.getByRole('button', { name: 'Notifications: 1 open' }).click()
    const list = page.getByRole('dialog', { name: 'Notifications' })
    await list.getByText('Call Anna').waitFor()
    await expectAccessible(page, 'the list of reminders')
    await list.getByRole('button', { name: 'Complete “Call Anna”' }).click()
    await list.getByText('Nothing new.', { exact: false }).waitFor()
    await expectSoon(
      async () => {
        const { data } = await person.client.from('tasks').select('status').eq('id', taskIds[0]!).single()
        return data
      },
      { status: 'completed' },
    )
  })
})
