import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { expectAccessible } from './accessibility.ts'
import { expectNoSidewaysScroll, expectSoon } from './assertions.ts'
import { useBrowser } from './browser.ts'
import { ago, answer, articles, heading, insightsOf, meetLookedAt, NO, WRONG, YES } from './insight-people.ts'
import { meet, meetRunner, signIn } from './people.ts'
import { PHONE } from './screen.ts'

const { visit } = useBrowser()

describe('the trends of insights', { timeout: 180_000 }, () => {
  it('are empty for somebody new, and say what will stand there', async () => {
    const { page } = await visit()
    await signIn(page, await meet(), '/insights/trends')
    await page.getByText('Nothing was told in these weeks').waitFor()
    await expectAccessible(page, 'trends of nobody')
    await page.getByRole('main').getByRole('link', { name: 'To your insights' }).click()
    await heading(page, 'Insights')
  })

  it('state rates with their intervals, and each number leads to the list it counts', async () => {
    const person = await meetLookedAt()
    await answer(person, [YES, YES, YES, NO, WRONG])
    const { page } = await visit()
    await signIn(page, person, '/insights/trends')
    const accepted = page.getByRole('region', { name: 'Accepted' })
    await accepted.getByText('60 %', { exact: true }).first().waitFor()
    // Wilson of 3 of 5.
    await accepted.getByText('23–88 %, as a 95 % interval').waitFor()
    await page.getByRole('region', { name: 'Helpful' }).getByText('75 %', { exact: true }).first().waitFor()
    await accepted.getByText('Week by week in numbers').click()
    await accepted.getByRole('table').getByRole('link', { name: '3 of 5' }).waitFor()
    await expectAccessible(page, 'trends')

    await accepted.getByRole('link', { name: '3 of 5 answers' }).click()
    await heading(page, 'Your answers')
    await expectSoon(() => articles(page).count(), 5)
    await page.goBack()
    const told = page.getByRole('region', { name: 'Confidence' }).getByRole('link').first()
    const count = Number.parseInt(await told.innerText(), 10)
    expect(count).toBe((await insightsOf(person)).length)
    await told.click()
    await page.getByRole('button', { name: /^Take this filter away: Told/ }).waitFor()
    await expectSoon(() => articles(page).count(), count)
  })

  it('keep their period in the address, and lead from a rule to what it told', async () => {
    const person = await meetLookedAt()
    const { page } = await visit()
    await signIn(page, person, '/insights/trends')
    await page.getByRole('radio', { name: '12 weeks' }).check()
    await page.waitForURL('**/insights/trends?weeks=12')
    await page.reload()
    await expectSoon(() => page.getByRole('radio', { name: '12 weeks' }).isChecked(), true)
    const rule = page.getByRole('link', { name: /^Blocked and ready: \d+ insights?$/ })
    const count = Number.parseInt(await rule.innerText(), 10)
    await rule.click()
    await page.getByRole('button', { name: 'Take this filter away: Blocked and ready' }).waitFor()
    await expectSoon(() => articles(page).count(), count)
    await page.reload()
    await expectSoon(() => articles(page).count(), count)
    await page.getByRole('button', { name: 'Take this filter away: Blocked and ready' }).click()
    await expectSoon(async () => (await articles(page).count()) > count, true)
  })
})

describe('the balance', { timeout: 180_000 }, () => {
  it('follows a figure from its pillar down to the focus sessions, by keys alone', async () => {
    const { person, taskIds, pillarId } = await meetRunner(['Long run', 'Intervals'])
    const { client, id: user_id } = person
    await client.from('pillars').update({ time_allocation_percentage: 60 }).eq('id', pillarId).throwOnError()
    const sessions = [
      { task_id: taskIds[0], started_at: ago(2), ended_at: ago(2, 10) },
      { task_id: taskIds[1], started_at: ago(3), ended_at: ago(3, 9, 30) },
      { task_id: null, started_at: ago(4), ended_at: ago(4, 9, 30) },
      { task_id: taskIds[0], started_at: ago(20), ended_at: ago(20, 9, 30) },
    ].map((session) => ({ user_id, id: randomUUID(), ...session }))
    await client.from('focus_sessions').insert(sessions).throwOnError()
    const { page } = await visit()
    await signIn(page, person, '/insights/balance')
    const row = (name: string | RegExp) => page.getByRole('row', { name })
    await row(/^Health 60 % 80 % 20 points over 2 h$/).waitFor()
    await row(/^Unassigned – 20 % 30 min$/).waitFor()
    await row(/^Together 60 % 100 % 2 h 30 min$/).waitFor()
    await expectAccessible(page, 'the balance')

    await page.getByRole('radio', { name: 'Week', exact: true }).check()
    await row(/^Together 60 % 100 % 2 h$/).waitFor()
    for (const name of ['Health', 'Running', 'Marathon', 'Long run']) {
      const link = page.getByRole('table').getByRole('link', { name, exact: true })
      await link.focus()
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { level: 2, name }).waitFor()
    }
    const entries = page.getByRole('list', { name: 'Focus sessions by day' }).getByRole('listitem')
    await entries.filter({ hasText: /1 h/ }).first().waitFor()
    await page.reload()
    await page.getByRole('heading', { level: 2, name: 'Long run' }).waitFor()
    await expectAccessible(page, 'entries of the balance')
    const way = page.getByRole('navigation', { name: 'Way down' })
    await way.getByRole('link', { name: 'Marathon' }).click()
    await row(/^Long run 67 % 1 h$/).waitFor()
    await way.getByRole('link', { name: 'All pillars' }).click()
    await row(/^Together 60 % 100 % 2 h$/).waitFor()
  })

  it('states the figure of an insight about it, to which the receipt leads', async () => {
    const { person, taskIds, pillarId } = await meetRunner(['Long run'])
    const { client, id: user_id } = person
    await client.from('pillars').update({ time_allocation_percentage: 30 }).eq('id', pillarId).throwOnError()
    const started_at = ago(2, 6)
    await client
      .from('focus_sessions')
      .insert({ user_id, id: randomUUID(), task_id: taskIds[0], started_at, ended_at: ago(2, 12) })
      .throwOnError()
    await client.functions.invoke('insights', { body: { scope: 'global' } })
    const { page } = await visit()
    await signIn(page, person, '/insights')
    const share = articles(page).filter({ hasText: '100 % of your time, 30 % wanted' })
    await share.getByRole('heading').getByRole('button').click()
    await page.getByRole('dialog').getByRole('link', { name: 'See it in the balance' }).click()
    await page.getByRole('heading', { level: 2, name: 'Health' }).waitFor()
    await page.getByRole('row', { name: /^Together 100 % 6 h$/ }).waitFor()

    await page.goto('/plan?view=tree')
    await page.getByRole('button', { name: /^Actions for .*Health/ }).click()
    await page.getByRole('menuitem', { name: /^Edit/ }).click()
    const pillar = page.getByRole('dialog', { name: 'Edit pillar' })
    await pillar.getByText('Why this priority?').click()
    await pillar
      .getByText('You want to give it 30 % of your time; in the last 4 weeks it had 100 %.')
      .waitFor()
    await expectAccessible(page, 'the card of a pillar')
  })
})

describe('on a phone, in German', { timeout: 180_000 }, () => {
  it('trends, balance and answers fit', async () => {
    const person = await meetLookedAt()
    await answer(person, [YES, NO, WRONG])
    await person.client.from('user_profiles').update({ locale: 'de' }).eq('user_id', person.id).throwOnError()
    const { data: tasks } = await person.client.from('tasks').select('id').limit(3).throwOnError()
    const sessions = tasks.map(({ id: task_id }, day) => ({
      ...{
        user_id: person.id,
        id: randomUUID(),
        task_id,
        started_at: ago(day + 1),
        ended_at: ago(day + 1, 11),
      },
    }))
    await person.client.from('focus_sessions').insert(sessions).throwOnError()
    const { page } = await visit(PHONE)
    await signIn(page, person, '/insights/trends')
    for (const [tab, title] of [
      ['Verlauf', 'Verlauf'],
      ['Bilanz', 'Bilanz'],
      ['Antworten', 'Deine Antworten'],
    ] as const) {
      await page.getByRole('navigation', { name: 'Einblicke' }).getByRole('link', { name: tab }).click()
      await heading(page, title)
      await page.getByRole('main').locator('article, table').filter({ visible: true }).first().waitFor()
      await expectNoSidewaysScroll(page)
      await expectAccessible(page, `${title} in German`)
    }
  })
})
