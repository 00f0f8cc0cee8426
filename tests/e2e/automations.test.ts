import type { Page } from 'playwright-core'
import pg from 'pg'
import { afterAll, beforeAll, describe, inject, it } from 'vitest'
import { runAutomations } from '../../supabase/functions/_shared/hrm/run-automations.ts'
import { expectAccessible } from './accessibility.ts'
import { expectNoSidewaysScroll, expectSoon } from './assertions.ts'
import { useBrowser } from './browser.ts'
import { meet, type Person, signIn } from './people.ts'
import { PHONE, toast } from './screen.ts'

const { visit } = useBrowser()
const PATH = '/settings/automations'
const DAY_MS = 86_400_000
const dayAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10)

let pool: pg.Pool
beforeAll(() => {
  pool = new pg.Pool({ connectionString: inject('stack').dbUrl, max: 2 })
})
afterAll(() => pool.end())

/** The night of one person, now. */
const night = ({ id }: Person) =>
  runAutomations(
    {
      query: async <Row extends object>(sql: string, values?: unknown[]) =>
        (await pool.query<Row>(sql, values)).rows,
    },
    [id],
    (thrown) => {
      throw thrown
    },
  )

/** As if it had shown for weeks that it does what the person would do. */
const trust = ({ id }: Person) =>
  pool.query(
    `insert into public.automation_trust (user_id, category, state, recent, credit, threshold)
     values ($1, 'reschedule_overdue', 'unlocked', array_fill(true, array[46]) || false, 1, 0.85)
     on conflict (user_id, category) do update
       set state = excluded.state, recent = excluded.recent, credit = excluded.credit, threshold = 0.85`,
    [id],
  )

const settingsOf = async ({ client }: Person) => {
  const { data } = await client.from('automation_settings').select('*').throwOnError()
  return data[0]
}
const addOverdue = async ({ client, id }: Person, name: string) => {
  const row = { user_id: id, name, due_on: dayAgo(2) }
  const { data } = await client.from('tasks').insert(row).select('id').single().throwOnError()
  return data.id
}
const dueOf = async ({ client }: Person, taskId: string) =>
  (await client.from('tasks').select('due_on').eq('id', taskId).single().throwOnError()).data.due_on
const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

describe('somebody who wants less to do by hand', { timeout: 90_000 }, () => {
  it('lets the app watch, sees what it would do, and what it lacks', async () => {
    const person = await meet()
    await addOverdue(person, 'Pay the rent')
    const { page } = await visit()
    await signIn(page, person, '/settings')
    await page.getByRole('link', { name: 'Automations' }).click()
    await page.getByRole('heading', { level: 1, name: 'Automations' }).waitFor()
    await page.getByText('Nothing noted yet.').waitFor()

    const moving = region(page, 'Move what is overdue')
    await moving.getByRole('switch').click()
    await moving.getByText('Only watching').waitFor()
    await moving.getByText('35 more agreements in a row').waitFor()
    await expectSoon(async () => (await settingsOf(person))?.reschedule_overdue, true)

    const slider = moving.getByRole('slider')
    await slider.fill('80')
    await moving.getByText('20 more agreements in a row').waitFor()
    await slider.blur()
    await expectSoon(async () => (await settingsOf(person))?.reschedule_overdue_threshold, 0.8)

    await night(person)
    const noted = region(page, 'What it would have done')
    await noted.getByText('Pay the rent').waitFor()
    await noted.getByText(/Not decided yet/).waitFor()
    await noted.getByLabel('Why "Pay the rent"?').click()
    await noted.getByText(/days overdue\. .+ had 0 min planned of/).waitFor()
    await expectAccessible(page, 'automations')

    await moving.getByRole('switch').click()
    await noted.getByText(/You left it open/).waitFor()
    await toast(page, 'Automation changed').getByRole('button', { name: 'Undo' }).last().click()
    await moving.getByText('Only watching').waitFor()
  })

  it('is told what was done by itself, finds it in the history, and takes it back', async () => {
    const person = await meet()
    const { page } = await visit()
    await signIn(page, person, PATH)
    const moving = region(page, 'Move what is overdue')
    await moving.getByRole('switch').click()
    await expectSoon(async () => (await settingsOf(person))?.reschedule_overdue, true)
    const settings = person.client.from('automation_settings')
    await settings.update({ reschedule_overdue_threshold: 0.85 }).eq('user_id', person.id).throwOnError()
    await trust(person)
    await moving.getByText('Acting by itself').waitFor()

    const task = await addOverdue(person, 'Pay the rent')
    await night(person)
    const done = region(page, 'Done by itself')
    await done.getByText('Pay the rent').waitFor()
    await expectAccessible(page, 'what was done by itself')

    await page.getByRole('button', { name: /^Notifications: 1/ }).click()
    const bell = page.getByRole('dialog', { name: 'Notifications' })
    await bell.getByText('Automatic: 1 task moved').waitFor()
    await bell.getByRole('link', { name: 'Look and undo' }).click()

    await done.getByRole('button', { name: /^Undo the changes of/ }).click()
    await expectSoon(() => dueOf(person, task), dayAgo(2))
    await done.getByText('Undone', { exact: true }).waitFor()

    await page.goto('/history')
    await page
      .getByText(/automatically/)
      .first()
      .waitFor()
  })

  it('comes from the rules and their weights, and reads back as far as anything was done', async () => {
    const person = await meet()
    const task = await addOverdue(person, 'Pay the rent')
    await pool.query(
      `insert into public.automation_proposals
         (user_id, category, task_id, task_name, from_value, to_value, evidence, acted, proposed_at, outcome, decided_at)
       select $1, 'reschedule_overdue', $2, 'Pay the rent ' || place, $3, $4,
         '{"rules":[],"parameters":{},"rows":[],"n":0,"values":[]}', false,
         now() - make_interval(days => place), 'agreed', now()
       from generate_series(1, 45) place`,
      [person.id, task, dayAgo(2), dayAgo(0)],
    )
    const { page } = await visit()
    await signIn(page, person, '/settings/insights')
    await page.getByRole('main').getByRole('link', { name: 'Automations' }).click()
    await page.getByRole('heading', { level: 1, name: 'Automations' }).waitFor()

    const noted = region(page, 'What it would have done')
    await noted.getByText('Pay the rent 40', { exact: true }).waitFor()
    await noted.getByRole('button', { name: 'Earlier ones: What it would have done' }).click()
    await noted.getByRole('button', { name: 'Pay the rent 45', exact: true }).click()
    await page.getByRole('dialog', { name: 'Pay the rent' }).waitFor()
    await page.goBack()
    await expectAccessible(page, 'much that was noted')
  })

  it('does all of it on a small phone, in German too', async () => {
    const person = await meet()
    await person.client.from('user_profiles').update({ locale: 'de', theme: 'dark' }).eq('user_id', person.id)
    const row = { user_id: person.id, reschedule_overdue: true, reschedule_overdue_threshold: 0.85 }
    await person.client.from('automation_settings').insert(row).throwOnError()
    await trust(person)
    await addOverdue(person, 'Die Miete für das Büro am Hafen überweisen')
    await night(person)
    const { page } = await visit(PHONE)
    await signIn(page, person, PATH)
    await region(page, 'Von selbst getan').getByText(/Miete/).waitFor()
    await expectNoSidewaysScroll(page)
    await expectAccessible(page, 'automations on a phone')
  })
})
