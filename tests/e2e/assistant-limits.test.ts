import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { asDatabase } from '../../supabase/tests/as-user.ts'
import { expectAccessible } from './accessibility.ts'
import { expectSoon } from './assertions.ts'
import {
  ask,
  button,
  byRules,
  conversation,
  field,
  openAssistant,
  panel,
  scriptModels,
  sentAbout,
} from './assistant-screen.ts'
import { useBrowser } from './browser.ts'
import { meetRunner, type Person, signIn, todayIn } from './people.ts'

const { visit } = useBrowser()

const ownWord = () => `Mila${randomUUID().slice(0, 8)}`
/** Plain work, which no rule understands. */
const plain = (word: string) => `Write two friendly lines for the birthday card of ${word}`
const COSTLY =
  'Should I give up my career for the family, given our loan, my health and what I want in ten years?'

/** The first day of the month that comes, as an English screen says it. */
const nextMonth = () => {
  const now = new Date()
  const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1))
  return first.toLocaleDateString('en-GB', { month: 'long', day: 'numeric', timeZone: 'UTC' })
}

const holdsOf = ({ id }: Person) =>
  asDatabase((sql) => sql.query('select state from public.ai_holds where user_id = $1', [id]))

/** As if so many requests had just been made. */
const takeRate = ({ id }: Person, rule: string, count: number) =>
  asDatabase((sql) =>
    sql.query('select public.take_rate($1) from generate_series(1, $2)', [
      JSON.stringify([{ rule, subject: `user:${id}` }]),
      count,
    ]),
  )

/** Somebody with one task for today, and the assistant open beside it. */
async function meetAsker() {
  const { person } = await meetRunner(['Buy shoes'], { due_on: todayIn() })
  const visitor = await visit()
  await signIn(visitor.page, person)
  await openAssistant(visitor.page)
  return { person, ...visitor }
}

async function expectRulesAnswer(page: Page): Promise<void> {
  await ask(page, 'What should I do first?')
  await conversation(page)
    .getByText(/^Start with “Buy shoes”/)
    .waitFor()
  await byRules(page).waitFor()
}

const secondsToWait = async (page: Page) =>
  Number(/\d+/.exec(await page.getByRole('button', { name: /^Try again in/ }).innerText())?.[0])

describe('when models may not be asked', { timeout: 60_000 }, () => {
  it('because the money is used up, it says until when, keeps the question, and rules go on', async () => {
    const { person, page } = await meetAsker()
    await person.client
      .from('ai_budgets')
      .insert({ scope: 'user', scope_id: person.id, monthly_nano_usd: 1_000 })
      .throwOnError()
    const word = ownWord()
    await ask(page, plain(word))
    const told = panel(page).getByRole('alert')
    await told.getByText('The AI budget of this month is used up until').waitFor()
    expect(await told.innerText()).toContain(nextMonth())
    await expectAccessible(page, 'a budget that is used up')
    expect(await sentAbout(word)).toEqual([])
    await button(page, 'Edit').click()
    expect(await field(page).inputValue()).toBe(plain(word))
    await page.reload()
    await page.getByRole('list', { name: 'For today' }).waitFor()
    await openAssistant(page)
    await expectSoon(() => field(page).inputValue(), plain(word))
    await expectRulesAnswer(page)
  })

  it('because that was too much at once, it counts down and can then be asked again', async () => {
    const { person, page } = await meetAsker()
    const word = ownWord()
    await scriptModels(word, { text: 'All the best.' })
    await takeRate(person, 'ai_burst', 3)
    await ask(page, plain(word))
    await panel(page).getByRole('alert').getByText('That was a lot at once.').waitFor()
    const first = await secondsToWait(page)
    expect(first).toBeLessThanOrEqual(10)
    expect(await page.getByRole('button', { name: /^Try again in/ }).isDisabled()).toBe(true)
    await expectSoon(async () => (await secondsToWait(page)) < first, true)
    await button(page, 'Try again').click()
    await conversation(page).getByText('All the best.', { exact: true }).waitFor()
    expect(await sentAbout(word)).toHaveLength(1)
  })

  it('nor rules, because a minute has no more room, it waits as long as the server says', async () => {
    const { person, page, forgive } = await meetAsker()
    await takeRate(person, 'requests', 100)
    const refused = page.waitForResponse('**/functions/v1/assistant')
    await ask(page, 'What should I do first?')
    const seconds = Number(await (await refused).headerValue('retry-after'))
    expect(seconds).toBeGreaterThan(1)
    await panel(page).getByRole('alert').getByText('That was a lot at once.').waitFor()
    expect(await secondsToWait(page)).toBeLessThanOrEqual(seconds)
    expect(await secondsToWait(page)).toBeGreaterThan(seconds - 10)
    forgive(/status of 429/)
  })

  it.each([
    ['everywhere', { is_on: false }],
    ['in the assistant', { features_off: ['assistant'] }],
  ])('because they are switched off %s, it says so, tells no price, and rules go on', async (_, off) => {
    const { person, page } = await meetAsker()
    const price = page.getByText(/^If a model has to answer/)
    await field(page).fill(COSTLY)
    await price.waitFor()
    // On another device, so that it has to be told.
    await person.client
      .from('ai_settings')
      .insert({ user_id: person.id, ...off })
      .throwOnError()
    await panel(page).getByText('Models are switched off.').waitFor()
    await price.waitFor({ state: 'detached' })
    await expectAccessible(page, 'an assistant without models')
    const word = ownWord()
    await ask(page, plain(word))
    await conversation(page).getByText('Models are switched off in your settings').waitFor()
    await page.getByText('No model was asked, at no cost').waitFor()
    expect(await sentAbout(word)).toEqual([])
    await expectRulesAnswer(page)
  })
})

describe('an answer that does not come to its end', { timeout: 60_000 }, () => {
  it('because its provider dies, is kept as far as it came, marked, and paid for', async () => {
    const { person, page } = await meetAsker()
    const word = ownWord()
    await scriptModels(word, { fault: 'cut', text: 'May your year be bright and never see rain.' })
    await ask(page, plain(word))
    await conversation(page).getByText('The answer breaks off here.').waitFor()
    await conversation(page).getByText('May your year be bright', { exact: true }).waitFor()
    expect(await page.getByText('never see rain').count()).toBe(0)
    await expectAccessible(page, 'an answer that broke off')
    await expectSoon(() => holdsOf(person), [{ state: 'settled' }])
    await button(page, 'Open as a page').click()
    await page.reload()
    await page.getByText('May your year be bright', { exact: true }).waitFor()
    await page.getByText('The answer breaks off here.').waitFor()
  })

  it('because it is stopped, is kept as far as it came, and no more is spent', async () => {
    const { person, page } = await meetAsker()
    const word = ownWord()
    await scriptModels(word, { text: 'One by one the words arrive. '.repeat(60), pieceDelayMs: 60 })
    await ask(page, plain(word))
    await conversation(page).getByText('One by one').waitFor()
    await panel(page)
      .getByText(/so far, at most/)
      .waitFor()
    await button(page, 'Stop').click()
    await button(page, 'Send').waitFor()
    await expectSoon(() => holdsOf(person), [{ state: 'settled' }])
    await conversation(page).getByText('The answer breaks off here.').waitFor()
    await conversation(page).getByText('One by one').waitFor()
    await expectRulesAnswer(page)
  })
})

describe('a conversation in two tabs', { timeout: 60_000 }, () => {
  it('is the same in both, whoever asks, and loses nothing that is being written', async () => {
    const { person } = await meetRunner(['Buy shoes'], { due_on: todayIn() })
    const { page, context } = await visit()
    await signIn(page, person, '/assistant')
    await ask(page, 'What should I do first?')
    await byRules(page).waitFor()
    await page.waitForURL(/\/assistant\/[0-9a-f-]{36}$/)
    const second = await context.newPage()
    await second.goto(page.url())
    await byRules(second).waitFor()
    await field(second).fill('half a thought')
    const turns = (tab: Page) => conversation(tab).locator('> li')

    await ask(page, 'What is overdue?')
    for (const tab of [page, second]) await expectSoon(() => byRules(tab).count(), 2)
    expect(await field(second).inputValue()).toBe('half a thought')
    await Promise.all([ask(page, 'What is due today?'), ask(second, 'What is due tomorrow?')])
    for (const tab of [page, second]) await expectSoon(() => byRules(tab).count(), 4)
    const said = (tab: Page) => turns(tab).allInnerTexts()
    await expectSoon(async () => (await said(second)).length, 8)
    await expectSoon(() => said(second), await said(page))
  })
})
