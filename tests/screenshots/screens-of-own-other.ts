import type { Page } from 'playwright-core'
import { zipSync } from 'fflate'
import { fixtureBytes, fixtureNames } from '../../shared/import/fixtures/read-fixture.ts'
import type { Life } from './lives.ts'
import type { Screens } from './screens.ts'
import { arrive, open } from './steps.ts'

const backup = {
  name: 'Todoist backup.zip',
  mimeType: 'application/zip',
  buffer: Buffer.from(zipSync(Object.fromEntries(fixtureNames.map((name) => [name, fixtureBytes(name)])))),
}

const step = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 2, name }).waitFor()

async function choose(page: Page): Promise<void> {
  await open(page, '/import')
  await page.getByLabel('Files to import').setInputFiles(backup)
  await step(page, 'Check what was found')
}

async function preview(page: Page): Promise<void> {
  await choose(page)
  await page.getByRole('button', { name: 'Show what would be added' }).click()
  await step(page, 'This is what would happen')
}

/** Has the rules look at a plan. */
async function lookAt({ client }: Life): Promise<void> {
  const { error } = await client.functions.invoke('insights', { body: { scope: 'global' } })
  if (error) throw error
}

/** Answers to a few insights, of each kind. */
async function answer({ client }: Life): Promise<void> {
  const { data } = await client
    .from('insights')
    .select('id')
    .is('ended_at', null)
    .order('subject')
    .throwOnError()
  const types = ['insight_helpful', 'insight_helpful', 'insight_not_helpful', 'priority_incorrect'] as const
  for (const [place, p_type] of types.entries()) {
    await client
      .rpc('give_insight_feedback', {
        ...{ p_insight_id: data[place]!.id, p_type },
        ...(p_type === 'priority_incorrect' && {
          p_text: 'The crane is here already.',
          p_adjusted_score: 0.2,
        }),
      })
      .throwOnError()
  }
  await client.rpc('pin_insight', { p_insight_id: data[4]!.id }).throwOnError()
  await client.rpc('dismiss_insight', { p_insight_id: data[5]!.id }).throwOnError()
}

/** The screens beside Today and Plan. */
export const OTHER_SCREENS: Screens = {
  templates: (page) => open(page, '/templates'),
  'templates-use': async (page) => {
    await open(page, '/templates')
    await page
      .getByRole('button', { name: /^Use “/ })
      .first()
      .click()
    await page.getByRole('dialog').waitFor()
  },
  labels: (page) => open(page, '/labels'),
  'labels-menu': async (page) => {
    await open(page, '/labels')
    await page.getByRole('button', { name: 'Actions for label calls' }).click()
    await page.getByRole('menu').waitFor()
  },
  history: (page) => open(page, '/history'),
  'history-open': async (page) => {
    await open(page, '/history')
    await page
      .getByRole('button', { name: /^Show details/ })
      .first()
      .click()
    await arrive(page)
  },
  insights: async (page, life) => {
    await lookAt(life)
    await open(page, '/insights')
  },
  'insights-receipt': async (page) => {
    await open(page, '/insights')
    await page
      .getByRole('article')
      .filter({ hasText: 'may miss its deadline' })
      .first()
      .getByRole('button', { name: /show where it comes from$/ })
      .first()
      .click()
    await page.getByRole('dialog').waitFor()
    await arrive(page)
  },
  'insights-filters': async (page) => {
    await open(page, '/insights?about=project')
    await page.getByRole('button', { name: '1 filter' }).click()
  },
  'insights-trends': async (page, life) => {
    await lookAt(life)
    await answer(life)
    await open(page, '/insights/trends')
  },
  'insights-trends-end': async (page) => {
    await open(page, '/insights/trends?weeks=12')
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
  },
  'insights-told': async (page) => {
    await open(page, '/insights/trends')
    await page
      .getByRole('link', { name: /insights?$/ })
      .first()
      .click()
    await page.getByRole('article').first().waitFor()
  },
  'insights-balance': (page) => open(page, '/insights/balance'),
  'insights-balance-place': async (page) => {
    await open(page, '/insights/balance')
    await page.getByRole('table').getByRole('link').first().click()
    await page.getByRole('navigation', { name: 'Way down' }).waitFor()
  },
  'insights-decisions': (page) => open(page, '/insights/decisions'),
  'insights-wrong': async (page) => {
    await open(page, '/insights')
    await page.getByRole('button', { name: 'More' }).first().click()
    await page.getByRole('menuitem', { name: /This is wrong/ }).click()
    await page.getByRole('dialog').waitFor()
  },
  'insights-compare': async (page) => {
    await open(page, '/insights')
    for (const place of [0, 1]) {
      await page.getByRole('button', { name: 'More' }).nth(place).click()
      await page.getByRole('menuitem', { name: /side by side/ }).click()
    }
    await page.getByRole('button', { name: 'Compare' }).click()
    await page.getByRole('dialog').waitFor()
  },
  'insights-rules': (page) => open(page, '/settings/insights'),
  trash: (page) => open(page, '/trash'),
  settings: (page) => open(page, '/settings'),
  'settings-middle': async (page) => {
    await open(page, '/settings')
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight / 2))
  },
  'settings-end': async (page) => {
    await open(page, '/settings')
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
  },
  'settings-assistant': async (page) => {
    await open(page, '/settings')
    await page.getByRole('heading', { level: 2, name: 'Assistant' }).scrollIntoViewIfNeeded()
  },
  usage: (page) => open(page, '/usage'),
  'usage-end': async (page) => {
    await open(page, '/usage')
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
  },
  'usage-before': async (page) => {
    await open(page, `/usage?month=${new Date(Date.now() - 40 * 86_400_000).toISOString().slice(0, 7)}`)
  },
  import: (page) => open(page, '/import'),
  'import-fault': async (page) => {
    await open(page, '/import')
    const buffer = Buffer.from('TYPE,CONTENT\ntask,"cut o')
    await page.getByLabel('Files to import').setInputFiles({ name: 'cut.csv', mimeType: 'text/csv', buffer })
    await page.getByRole('alert').waitFor()
  },
  'import-check': choose,
  'import-preview': preview,
  'import-ledger': async (page) => {
    await preview(page)
    await page.getByRole('button', { name: 'Import 23 tasks' }).click()
    await step(page, 'Your tasks are here')
    await arrive(page)
  },
  'import-undone': async (page) => {
    await page.getByRole('button', { name: 'Undo the import' }).click()
    await step(page, 'The import was undone')
    await arrive(page)
  },
}
