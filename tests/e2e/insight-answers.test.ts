import pg from 'pg'
import { describe, expect, inject, it } from 'vitest'
import { expectAccessible } from './accessibility.ts'
import { expectFocus, expectSoon } from './assertions.ts'
import { useBrowser } from './browser.ts'
import { articles, meetLookedAt } from './insight-people.ts'
import { type Person, signIn } from './people.ts'

const { visit } = useBrowser()

/** What a night does: it learns from one answer, and moves these weights. */
async function learn({ id }: Person, feedbackId: string, weights: Record<string, number>): Promise<void> {
  const database = new pg.Client({ connectionString: inject('stack').dbUrl })
  await database.connect()
  try {
    const reasons = Object.fromEntries(
      Object.keys(weights).map((code) => [code, { helpful: 1, not_helpful: 0, n: 1 }]),
    )
    await database.query('select public.save_learning($1, $2, $3, $4)', [id, [feedbackId], weights, reasons])
  } finally {
    await database.end()
  }
}

describe('answers to insights', { timeout: 180_000 }, () => {
  it('hold a correction with what was judged, and are found by words and kind in the address', async () => {
    const person = await meetLookedAt()
    const { page } = await visit()
    await signIn(page, person, '/insights')
    const first = articles(page).first()
    await first.waitFor()
    const title = await first.getByRole('heading').innerText()
    await first.hover()
    await first.getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'This is wrong because …' }).click()
    const dialog = page.getByRole('dialog', { name: 'This is wrong because …' })
    await expectFocus(dialog.getByRole('textbox', { name: 'Because' }))
    await page.keyboard.type('The crane is here already.')
    await expectAccessible(page, 'a correction')
    await dialog.getByRole('slider', { name: 'It should matter' }).fill('20')
    await dialog.getByRole('button', { name: 'Send and look again' }).click()
    await dialog.waitFor({ state: 'detached' })
    await expectSoon(async () => {
      const { data } = await person.client
        .from('hrm_feedback_log')
        .select('feedback_type, feedback_text, user_adjusted_score')
        .throwOnError()
      return data
    }, [
      {
        ...{ feedback_type: 'priority_incorrect', user_adjusted_score: 0.2 },
        feedback_text: 'The crane is here already.',
      },
    ])

    await page.getByRole('navigation', { name: 'Insights' }).getByRole('link', { name: 'Answers' }).click()
    const correction = articles(page).filter({ hasText: 'The crane is here already.' })
    await correction.getByRole('heading', { name: title }).waitFor()
    await correction.getByText(/You: 20 %/).waitFor()
    await expectAccessible(page, 'answers')
    await correction.getByText('What it said, and which rules spoke').click()
    await page.getByRole('searchbox', { name: 'Search in your answers' }).fill('crane')
    await page.waitForURL('**q=crane**')
    await page.getByRole('button', { name: 'Corrected', exact: true }).click()
    await page.reload()
    await correction.waitFor()
    await page.getByRole('button', { name: 'Helpful', exact: true }).click()
    await page.getByRole('button', { name: 'Corrected', exact: true }).click()
    await page.getByText('No answer fits these filters').waitFor()
    await page.getByRole('button', { name: 'Clear filters' }).last().click()
    await correction.waitFor()
    await correction.getByRole('heading').getByRole('button').click()
    await page.getByRole('dialog').getByRole('heading', { name: 'Figures' }).waitFor()
  })

  it('show the weights a night moved because of them, and put them back', async () => {
    const person = await meetLookedAt()
    const { data: insight } = await person.client
      .from('insights')
      .select('id')
      .eq('rule_code', 'DEPENDENCY_CHECK_001')
      .limit(1)
      .single()
      .throwOnError()
    const { data: given } = await person.client
      .rpc('give_insight_feedback', { p_insight_id: insight.id, p_type: 'insight_helpful' })
      .throwOnError()
    await learn(person, given.id, { DEPENDENCY_CHECK_001: 0.72 })
    const { page } = await visit()
    await signIn(page, person, '/insights/decisions')
    const moved = articles(page).getByRole('list', { name: 'Weights that moved because of it' })
    await moved.getByText(/^Blocked and ready: \d+ % → 72 %$/).waitFor()
    await moved.getByText('1 helpful, 0 not').waitFor()
    await moved.getByRole('button', { name: 'Put back: Blocked and ready' }).click()
    await moved.getByRole('button').waitFor({ state: 'detached' })
    await moved.getByText('Put back', { exact: true }).waitFor()
    await expectSoon(async () => {
      const { data } = await person.client.from('hrm_user_preferences').select('rule_weight_overrides')
      return data?.[0]?.rule_weight_overrides
    }, {})
    await page.goto('/settings/insights')
    const changes = page.getByRole('list', { name: 'Weights that learning moved' })
    await changes.getByText('Put back', { exact: true }).waitFor()
  })
})

describe('insights side by side', { timeout: 180_000 }, () => {
  it('are chosen by key, read line by line, and put away again', async () => {
    const { page } = await visit()
    await signIn(page, await meetLookedAt(), '/insights')
    const titles = articles(page).getByRole('heading')
    await titles.nth(1).waitFor()
    const [first, second] = await titles.allInnerTexts()
    await page.keyboard.press('j')
    await page.keyboard.press('c')
    const bar = page.getByRole('region', { name: 'Side by side' })
    await bar.getByText('1 chosen, take another').waitFor()
    expect(await bar.getByRole('button', { name: 'Compare' }).isDisabled()).toBe(true)
    await page.keyboard.press('j')
    await page.keyboard.press('c')
    await bar.getByRole('button', { name: 'Compare' }).click()
    const dialog = page.getByRole('dialog', { name: 'Side by side' })
    for (const title of [first!, second!]) await dialog.getByText(title, { exact: true }).first().waitFor()
    for (const line of ['Confidence', 'Impact', 'It says', 'Figures']) {
      await dialog.getByText(line, { exact: true }).first().waitFor()
    }
    await expectAccessible(page, 'insights side by side')
    await page.keyboard.press('Escape')
    await bar.getByRole('button', { name: 'Clear' }).click()
    await bar.waitFor({ state: 'detached' })
  })
})
