import type { Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'
import { expectAccessible } from './accessibility.ts'
import { expectNoSidewaysScroll, expectSoon } from './assertions.ts'
import { useBrowser } from './browser.ts'
import { meet, type Person, signIn } from './people.ts'
import { PHONE, toast } from './screen.ts'

const { visit } = useBrowser()

const PATH = '/settings/notifications'
const preferencesOf = async ({ client }: Person) => {
  const { data } = await client.from('notification_preferences').select('*').throwOnError()
  return data[0] as Record<string, unknown> | undefined
}
const open = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

describe('somebody who wants to be told', { timeout: 60_000 }, () => {
  it('finds in the settings what they are told, where, and when not', async () => {
    const person = await meet()
    const { page } = await visit()
    await signIn(page, person, '/settings')
    await page.getByRole('link', { name: 'Notification settings' }).click()
    await page.getByRole('heading', { level: 1, name: 'Notifications' }).waitFor()

    await page.getByRole('switch', { name: 'A task is overdue' }).click()
    await expectSoon(async () => (await preferencesOf(person))?.task_overdue, false)
    await page.getByLabel('How early').selectOption('2 hours before')
    await expectSoon(async () => (await preferencesOf(person))?.reminder_advance_minutes, 120)
    await page.getByRole('switch', { name: 'Your day, every morning at 8' }).click()
    await expectSoon(async () => (await preferencesOf(person))?.daily_digest, true)

    await toast(page, 'Notifications changed').getByRole('button', { name: 'Undo' }).last().click()
    await expectSoon(async () => (await preferencesOf(person))?.daily_digest, false)
    await expectAccessible(page, 'notification settings')
  })

  it('sets quiet hours, which have an end', async () => {
    const person = await meet()
    const { page } = await visit()
    await signIn(page, person, PATH)
    const quiet = open(page, 'Quiet hours')
    await quiet.getByLabel('Until').fill('06:30')
    await quiet.getByLabel('From').click()
    await expectSoon(async () => (await preferencesOf(person))?.quiet_until, '06:30:00')
    await quiet.getByLabel('From').fill('06:30')
    await quiet.getByText('They need an end that differs').waitFor()
    await quiet.getByLabel('Until').click()
    expect((await preferencesOf(person))?.quiet_from).toBe('22:00:00')
  })

  it('tries mail, and sees that it was sent', async () => {
    const person = await meet()
    const { page } = await visit()
    await signIn(page, person, PATH)
    await page.getByText('Nothing yet.').waitFor()
    await page.getByRole('button', { name: 'Send a test by mail' }).click()
    await page.getByText(/^Mail · Sent /).waitFor({ timeout: 30_000 })
    const answer = await fetch(`${inject('stack').mailUrl}/api/messages?to=${person.email}`)
    const subjects = ((await answer.json()) as { subject: string }[]).map(({ subject }) => subject)
    expect(subjects).toContain('Aurum Life')
  })

  it('does all of it on a small phone, in German too', async () => {
    const person = await meet()
    await person.client.from('user_profiles').update({ locale: 'de', theme: 'dark' }).eq('user_id', person.id)
    const { page } = await visit(PHONE)
    await signIn(page, person, PATH)
    await page.getByRole('heading', { level: 1, name: 'Mitteilungen' }).waitFor()
    await expectNoSidewaysScroll(page)
    await expectAccessible(page, 'notification settings on a phone')
  })
})
