import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectAccessible } from './accessibility.ts'
import { expectFocus, expectNoSidewaysScroll, expectSoon } from './assertions.ts'
import { useBrowser } from './browser.ts'
import { meet, type Person, signIn } from './people.ts'

const { visit } = useBrowser()

/** Somebody with the sample life, at whose plan the rules have looked. */
async function meetLookedAt(): Promise<Person> {
  const person = await meet()
  await person.client.rpc('fill_sample_life').throwOnError()
  const { error } = await person.client.functions.invoke('insights', { body: { scope: 'global' } })
  expect(error).toBeNull()
  return person
}

const insights = (page: Page) => page.getByRole('main').getByRole('article')
const first = (page: Page) => insights(page).first()
const titleOf = (page: Page) => first(page).getByRole('heading').innerText()
const receipt = (page: Page) => page.getByRole('dialog')

const ofPerson = async (person: Person, title: string) => {
  const { data } = await person.client
    .from('insights')
    .select('is_pinned, dismissed_at, user_feedback')
    .eq('title', title)
    .is('ended_at', null)
    .single()
    .throwOnError()
  return { ...data, dismissed_at: data.dismissed_at !== null }
}

describe('insights', { timeout: 180_000 }, () => {
  it('are there once the rules have looked, and each opens down to its rows', async () => {
    const person = await meet()
    await person.client.rpc('fill_sample_life').throwOnError()
    const { page } = await visit()
    await signIn(page, person, '/insights')
    await page.getByText('Nobody has looked at your plan yet').waitFor()
    await expectAccessible(page, 'insights of nobody')
    await page.getByRole('button', { name: 'Look now' }).last().click()
    await page.getByRole('heading', { name: /^At risk/ }).waitFor()
    await expectAccessible(page, 'insights')

    const risk = insights(page).filter({ hasText: 'may miss its deadline' }).first()
    await risk
      .getByRole('button', { name: /show where it comes from$/ })
      .first()
      .click()
    await receipt(page).getByRole('heading', { name: 'Figures' }).waitFor()
    const task = receipt(page).locator('details[open]').getByRole('button').first()
    await task.waitFor()
    await expectAccessible(page, 'a receipt')
    const name = await task.innerText()
    await task.click()
    await page.getByRole('dialog', { name }).waitFor()
    await page.goBack()
    await receipt(page).getByRole('heading', { name: 'Figures' }).waitFor()
  })

  it('can be dismissed and brought back, pinned, and answered, by key', async () => {
    const person = await meetLookedAt()
    const { page } = await visit()
    await signIn(page, person, '/insights')
    await first(page).waitFor()
    const title = await titleOf(page)
    await page.keyboard.press('j')
    await expectFocus(first(page).getByRole('button', { name: title, exact: true }))
    await page.keyboard.press('p')
    await expectSoon(async () => (await ofPerson(person, title)).is_pinned, true)
    await page.keyboard.press('y')
    await expectSoon(async () => (await ofPerson(person, title)).user_feedback, 'accepted')
    await page.getByText('Noted: helpful').waitFor()
    await first(page).getByRole('button', { name: 'Helpful', exact: true, pressed: true }).waitFor()
    await page.keyboard.press('y')
    await expectSoon(async () => (await ofPerson(person, title)).user_feedback, null)
    await page.keyboard.press('n')
    await expectSoon(async () => (await ofPerson(person, title)).user_feedback, 'rejected')

    await page.keyboard.press('e')
    await expectSoon(async () => (await ofPerson(person, title)).dismissed_at, true)
    await insights(page).filter({ hasText: title }).waitFor({ state: 'detached' })
    await page
      .getByRole('listitem')
      .filter({ hasText: 'Dismissed:' })
      .getByRole('button', { name: 'Undo' })
      .click()
    await expectSoon(async () => (await ofPerson(person, title)).dismissed_at, false)
    await insights(page).filter({ hasText: title }).waitFor()
  })

  it('are filtered by the address, which outlives a reload', async () => {
    const { page } = await visit()
    await signIn(page, await meetLookedAt(), '/insights')
    await first(page).waitFor()
    await page.getByRole('button', { name: 'Filter' }).click()
    await page.getByRole('combobox', { name: 'About' }).selectOption('Task')
    await page.getByRole('combobox', { name: 'Kind' }).selectOption('Obstacle')
    await page.getByRole('heading', { name: /^At risk/ }).waitFor({ state: 'detached' })
    await page.getByRole('heading', { name: /^Blocked/ }).waitFor()
    const found = await insights(page).count()
    await page.reload()
    await page.getByRole('button', { name: '2 filters' }).waitFor()
    await expectSoon(() => insights(page).count(), found)
    expect(await page.getByRole('heading', { name: /^At risk/ }).count()).toBe(0)
  })

  it('say so when a row they rest on changes, and are looked at again', async () => {
    const person = await meetLookedAt()
    const { data } = await person.client
      .from('insights')
      .select('title, entity_id')
      .eq('insight_type', 'obstacle_identification')
      .eq('entity_type', 'task')
      .order('title')
      .limit(1)
      .single()
      .throwOnError()
    const { page } = await visit()
    await signIn(page, person, '/insights')
    const insight = insights(page).filter({ hasText: data.title }).first()
    await insight.waitFor()
    // None of those that wait for others has it yet.
    await person.client.from('tasks').update({ priority: 'low' }).eq('id', data.entity_id!).throwOnError()
    await insight.getByText('Something it rests on has changed.').waitFor()
    await expectAccessible(page, 'a stale insight')
    await insight.getByRole('button', { name: 'Look again' }).click()
    await insight.getByText('Something it rests on has changed.').waitFor({ state: 'detached' })
  })

  it('go by weights one can try, keep and take back', async () => {
    const person = await meetLookedAt()
    const { page } = await visit()
    await signIn(page, person, '/settings/insights')
    const slider = page.getByRole('slider', { name: 'Urgency of days' })
    await page.getByRole('list', { name: 'What would come first' }).getByRole('listitem').first().waitFor()
    await expectAccessible(page, 'rules and weights')
    const weights = async () => {
      const { data } = await person.client.from('hrm_user_preferences').select('rule_weight_overrides')
      return data?.[0]?.rule_weight_overrides ?? {}
    }
    await slider.focus()
    await page.keyboard.press('ArrowLeft')
    await expectSoon(weights, { TEMPORAL_URGENCY_001: 0.75 })
    await page.getByRole('button', { name: 'Urgency of days: back to 80 %' }).click()
    await expectSoon(weights, {})
  })

  it('stand on the task they are about, with why it has its priority', async () => {
    const person = await meetLookedAt()
    const { data } = await person.client
      .from('insights')
      .select('title, entity_id')
      .eq('entity_type', 'task')
      .eq('rule_code', 'DEPENDENCY_CHECK_001')
      .limit(1)
      .single()
      .throwOnError()
    const { page } = await visit()
    await signIn(page, person, `/today?task=${data.entity_id!}`)
    const card = page.getByRole('dialog').getByRole('region', { name: 'Insights' })
    await card.getByRole('button', { name: data.title, exact: true }).waitFor()
    await card.getByText('Why this priority?').click()
    await card.getByText(/^Score \d+ %$/).waitFor()
    await card.getByText('Blocked and ready').first().waitFor()
    await expectAccessible(page, 'insights of a task')
  })

  it('fit a phone, in German too', async () => {
    const person = await meetLookedAt()
    await person.client.from('user_profiles').update({ locale: 'de' }).eq('user_id', person.id).throwOnError()
    const { page } = await visit({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true })
    await signIn(page, person, '/insights')
    await page.getByRole('heading', { level: 1, name: 'Einblicke' }).waitFor()
    await first(page).waitFor()
    await expectNoSidewaysScroll(page)
    await expectAccessible(page, 'insights in German')
    await page.goto('/settings/insights')
    await page.getByRole('heading', { level: 1, name: 'Regeln und Gewichte' }).waitFor()
    await page.getByRole('slider').first().waitFor()
    await expectNoSidewaysScroll(page)
  })
})
