import type { Page, Route } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectNoSidewaysScroll, expectSoon } from './assertions.ts'
import { useBrowser } from './browser.ts'
import { articles, meetLookedAt } from './insight-people.ts'
import { type Person, signIn } from './people.ts'
import { PHONE, toast } from './screen.ts'

const { visit } = useBrowser()
const SWITCHED_OFF = /ERR_FAILED|ERR_INTERNET_DISCONNECTED|Failed to fetch|WebSocket/
const ANSWER = '**/rest/v1/rpc/give_insight_feedback'
const DISMISS = '**/rest/v1/rpc/dismiss_insight'
const fail = (route: Route) => route.abort()

const named = (page: Page, title: string) =>
  articles(page).filter({ has: page.getByRole('heading', { name: title, exact: true }) })
const titleOf = (page: Page) => articles(page).first().getByRole('heading').innerText()
const helpful = (page: Page, title: string, pressed: boolean) =>
  named(page, title).getByRole('button', { name: 'Helpful', exact: true, pressed })

const stateOf = async ({ client }: Person, title: string) => {
  const { data } = await client
    .from('insights')
    .select('user_feedback, dismissed_at')
    .eq('title', title)
    .is('ended_at', null)
    .single()
    .throwOnError()
  return { answer: data.user_feedback as string | null, isDismissed: data.dismissed_at !== null }
}
const UNTOUCHED = { answer: null, isDismissed: false }

describe('insights without a network', { timeout: 120_000 }, () => {
  it('take back what did not arrive, and say so in one voice', async () => {
    const person = await meetLookedAt()
    const { page, forgive } = await visit()
    await signIn(page, person, '/insights')
    await articles(page).first().waitFor()
    const title = await titleOf(page)
    for (const address of [ANSWER, DISMISS]) await page.route(address, fail)

    await page.keyboard.press('j')
    await page.keyboard.press('y')
    await helpful(page, title, true).waitFor()
    await toast(page, 'Nothing was changed').waitFor()
    await helpful(page, title, false).waitFor()
    await toast(page, 'Noted: helpful').waitFor({ state: 'detached' })

    await page.keyboard.press('e')
    await named(page, title).waitFor({ state: 'detached' })
    await named(page, title).waitFor()
    await toast(page, `Dismissed: ${title}`).waitFor({ state: 'detached' })
    expect(await stateOf(person, title)).toEqual(UNTOUCHED)
    forgive(SWITCHED_OFF)
  })

  it('bring back a correction as it was written', async () => {
    const person = await meetLookedAt()
    const { page, forgive } = await visit()
    await signIn(page, person, '/insights')
    await articles(page).first().waitFor()
    await page.route(ANSWER, fail)
    await articles(page).first().getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'This is wrong because …' }).click()
    const dialog = page.getByRole('dialog', { name: 'This is wrong because …' })
    await dialog.getByLabel('Because').fill('The crane is here already.')
    await dialog.getByRole('button', { name: 'Send and look again' }).click()
    await dialog.waitFor({ state: 'detached' })

    await toast(page, 'Nothing was changed').waitFor()
    await dialog.waitFor()
    expect(await dialog.getByLabel('Because').inputValue()).toBe('The crane is here already.')
    await page.unroute(ANSWER)
    await dialog.getByRole('button', { name: 'Send and look again' }).click()
    await expectSoon(async () => {
      const { data } = await person.client.from('hrm_feedback_log').select('feedback_text').throwOnError()
      return data.map(({ feedback_text }) => feedback_text as string | null)
    }, ['The crane is here already.'])
    forgive(SWITCHED_OFF)
  })

  it('keep what is answered meanwhile, and send it when the network is back', async () => {
    const person = await meetLookedAt()
    const { page, context } = await visit()
    await signIn(page, person, '/insights')
    await articles(page).first().waitFor()
    const title = await titleOf(page)
    // What speaks beside the screen has arrived: with its worker, which tests do without, it always has.
    await page
      .getByRole('button', { name: /^Notifications/ })
      .first()
      .waitFor()
    await page.waitForLoadState('networkidle')
    await context.setOffline(true)
    await page.keyboard.press('j')
    await page.keyboard.press('y')
    await page.keyboard.press('e')
    await toast(page, `Dismissed: ${title}`).getByRole('button', { name: 'Undo' }).click()
    await helpful(page, title, true).waitFor()
    expect(await stateOf(person, title)).toEqual(UNTOUCHED)

    await context.setOffline(false)
    await expectSoon(() => stateOf(person, title), { answer: 'accepted', isDismissed: false })
    await helpful(page, title, true).waitFor()
  })
})

describe('insights in two windows', { timeout: 120_000 }, () => {
  it('agree: what one answers or dismisses, the other shows, with what changed since', async () => {
    const person = await meetLookedAt()
    const [one, other] = [(await visit()).page, (await visit()).page]
    for (const page of [one, other]) {
      await signIn(page, person, '/insights')
      await articles(page).first().waitFor()
    }
    const title = await titleOf(one)
    await one.keyboard.press('j')
    await one.keyboard.press('y')
    await helpful(other, title, true).waitFor()
    await one.keyboard.press('e')
    await named(other, title).waitFor({ state: 'detached' })

    const blocked = articles(other).filter({ hasText: 'is blocked' }).first()
    const { data } = await person.client
      .from('insights')
      .select('entity_id')
      .eq('title', await blocked.getByRole('heading').innerText())
      .single()
      .throwOnError()
    await one.goto(`/today?task=${data.entity_id!}`)
    await one.getByRole('dialog').getByRole('combobox', { name: 'Priority' }).first().waitFor()
    await person.client.from('tasks').update({ priority: 'low' }).eq('id', data.entity_id!).throwOnError()
    await blocked.getByText('Something it rests on has changed.').waitFor()
    const again = one.getByRole('dialog').getByRole('button', { name: /^Changed since: look again/ })
    await again.first().click()
    await again.first().waitFor({ state: 'detached' })
  })
})

describe('insights side by side on a phone', { timeout: 90_000 }, () => {
  it('stand below each other, and lead to their receipts', async () => {
    const { page } = await visit(PHONE)
    await signIn(page, await meetLookedAt(), '/insights')
    for (const place of [0, 1]) {
      await articles(page).nth(place).getByRole('button', { name: 'More' }).click()
      await page.getByRole('menuitem', { name: 'Put side by side' }).click()
    }
    const title = await titleOf(page)
    await page.getByRole('button', { name: 'Compare', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: 'Side by side' })
    await dialog.getByText('It says', { exact: true }).waitFor()
    const [content, room] = await dialog.evaluate((node) => {
      const body = [node, ...node.querySelectorAll('*')]
      return [Math.max(...body.map((part) => part.scrollWidth)), window.innerWidth]
    })
    expect(content).toBeLessThanOrEqual(room!)
    await expectNoSidewaysScroll(page)
    await dialog.getByRole('button', { name: title }).click()
    await page.getByRole('dialog', { name: title }).getByRole('heading', { name: 'Figures' }).waitFor()
  })
})
