import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'
import { type SpentCall, spend } from '../spend.ts'
import { expectAccessible } from './accessibility.ts'
import { expectNoSidewaysScroll, expectSoon } from './assertions.ts'
import { useBrowser } from './browser.ts'
import { meet, type Person, signIn, todayIn } from './people.ts'

const { visit } = useBrowser()

/** 800 tokens in and 400 out: $0.00024 with the execution model, $0.0056 with the strategic one. */
const CHEAP: SpentCall = { feature: 'today_priorities' }
const DEAR: SpentCall = { tier: 'strategic' }
const LONG_AGO: SpentCall = { daysAgo: 40 }
const MONTH_LONG_AGO = todayIn('UTC', -40).slice(0, 7)

/** Clearly for the strategic model. */
const COSTLY =
  'Help me decide whether to leave my job and start a business: weigh money, family and health over the next five years, and say which path you would take and why.'

async function meetSpender(...calls: SpentCall[]): Promise<Person> {
  const person = await meet()
  await spend(inject('stack').dbUrl, person.id, calls)
  return person
}

const capOf = async ({ client }: Person) => {
  const { data } = await client.from('ai_budgets').select('monthly_nano_usd').throwOnError()
  return data[0]?.monthly_nano_usd ?? null
}

const budget = (page: Page) => page.getByRole('region', { name: 'This month’s budget' })
const cells = (page: Page, table: string) =>
  page.getByRole('region', { name: table }).getByRole('row').allInnerTexts()
const words = (texts: string[]) => texts.map((text) => text.replace(/\s+/g, ' ').trim())

describe('what models cost', { timeout: 60_000 }, () => {
  it('is shown to the last call: what is left, by day, by feature, by model, and what could be saved', async () => {
    const { page } = await visit()
    await signIn(page, await meetSpender(CHEAP, CHEAP, DEAR), '/usage')
    await budget(page).getByText('$0.4939').waitFor()
    await budget(page).getByText('left of $0.50 this month').waitFor()
    await budget(page).getByText('3 of 50').waitFor()
    await budget(page).getByText('1 of 15').waitFor()
    expect(words(await cells(page, 'By feature'))).toEqual([
      'Feature Calls Cost',
      'Assistant 1 $0.0056',
      'Today’s order 2 $0.0005',
    ])
    expect(words(await cells(page, 'By model'))).toEqual([
      'Model Calls Cost',
      'gpt-6.1-sol 1 $0.0056',
      'gemini-2.5-flash-lite 2 $0.0005',
    ])
    expect(words(await cells(page, 'By day'))[1]).toMatch(/ 3 \$0\.0061$/)
    await page.getByText(/^The strategic model answered 1 time\. With 50 % of that by/).waitFor()
    await expectAccessible(page, 'usage')
  })

  it('is nothing for somebody who asked no model, and says so', async () => {
    const { page } = await visit()
    await signIn(page, await meet(), '/settings')
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Command palette' }).fill('AI usage')
    await page.getByRole('option', { name: 'Go to AI usage' }).click()
    await page.getByText('No model has been asked this month.').waitFor()
    await expectAccessible(page, 'usage of nobody')
  })

  it('can be limited below what the plan allows, and the limit taken back', async () => {
    const person = await meetSpender(CHEAP)
    const { page } = await visit()
    await signIn(page, person, '/usage')
    const field = page.getByRole('textbox', { name: 'Spend at most, in dollars a month' })
    await field.fill('a little')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Write an amount such as 0.30.').waitFor()
    expect(await capOf(person)).toBeNull()

    await field.fill('0,01')
    await page.keyboard.press('Enter')
    await expectSoon(() => capOf(person), 10_000_000)
    await budget(page).getByText('left of $0.01 this month').waitFor()
    await field.fill('0.02')
    await page.keyboard.press('Enter')
    await expectSoon(() => capOf(person), 20_000_000)
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await expectSoon(() => capOf(person), 10_000_000)
    await page.getByRole('button', { name: 'Remove', exact: true }).click()
    await expectSoon(() => capOf(person), null)
    await budget(page).getByText('left of $0.50 this month').waitFor()
  })

  it('is told once it nears its end, with the way to the figures', async () => {
    const person = await meet()
    await person.client
      .from('ai_budgets')
      .insert({ scope: 'user', scope_id: person.id, monthly_nano_usd: 480_000 })
      .throwOnError()
    await spend(inject('stack').dbUrl, person.id, [CHEAP, CHEAP])
    const { page } = await visit()
    await signIn(page, person)
    await page.getByRole('button', { name: /^Notifications: 1 open/ }).click()
    await page
      .getByRole('dialog', { name: 'Notifications' })
      .getByRole('link', { name: 'See AI usage' })
      .click()
    await page.getByRole('heading', { level: 1, name: 'AI usage' }).waitFor()
    await page.getByText(/^This month’s allowance is used up\./).waitFor()
    await page.getByRole('button', { name: 'Notifications: none' }).waitFor()
    await expectAccessible(page, 'usage at its end')
  })

  it('of a month that is over can be looked up and taken along as a table', async () => {
    const person = await meetSpender(LONG_AGO, CHEAP)
    const { page } = await visit()
    await signIn(page, person, `/usage?month=${MONTH_LONG_AGO}`)
    await page.getByText('for 1 call').waitFor()
    expect(await budget(page).count()).toBe(0)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save as CSV' }).click(),
    ])
    expect(download.suggestedFilename()).toBe(`aurum-life-ai-usage-${MONTH_LONG_AGO}.csv`)
    const lines = (await readFile(await download.path(), 'utf8')).trim().split('\r\n')
    expect(lines).toHaveLength(2)
    expect(lines[1]).toContain('gemini-2.5-flash-lite,800,0,400,0.000240000')
  })

  it('is said before a costly question is asked, and not before a small one', async () => {
    const person = await meetSpender(DEAR)
    const { page } = await visit()
    await signIn(page, person, '/assistant')
    const field = page.getByRole('main').getByRole('textbox', { name: 'Message to the assistant' })
    await field.fill(COSTLY)
    await page.getByText(/^If a model has to answer: about \$0\.\d+, by gpt-6\.1-sol\.$/).waitFor()
    await field.fill('buy milk tomorrow at nine')
    await page.getByText(/^If a model has to answer/).waitFor({ state: 'detached' })
  })

  it('fits a phone, in German too', async () => {
    const person = await meetSpender(CHEAP, DEAR)
    await person.client.from('user_profiles').update({ locale: 'de' }).eq('user_id', person.id).throwOnError()
    const { page } = await visit({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true })
    await signIn(page, person, '/usage')
    await page.getByRole('heading', { level: 1, name: 'KI-Verbrauch' }).waitFor()
    await page.getByText(/^übrig von/).waitFor()
    await expectNoSidewaysScroll(page)
    await expectAccessible(page, 'usage in German')
  })
})
