import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectAccessible } from './accessibility.ts'
import { expectFocus, expectNoSidewaysScroll, expectSoon } from './assertions.ts'
import { useBrowser } from './browser.ts'
import { meet, meetRunner, type Person, signIn } from './people.ts'

const { visit } = useBrowser()

const section = (page: Page) => page.getByRole('region', { name: 'Assistant', exact: true })
const undo = (page: Page) => page.getByRole('button', { name: 'Undo' }).last().click()

const settingsOf = async ({ client }: Person) => {
  const { data } = await client.from('ai_settings').select('is_on, features_off').throwOnError()
  return data[0] ?? null
}
const memoriesOf = async ({ client }: Person) => {
  const { data } = await client.from('assistant_memories').select('text').order('created_at').throwOnError()
  return data.map(({ text }) => text as string)
}
const levelOf = async ({ client }: Person, table: string, id: string) => {
  const { data } = await client.from(table).select('reading_level').eq('id', id).single().throwOnError()
  return data.reading_level as string | null
}

describe('the assistant can be told', { timeout: 60_000 }, () => {
  it('to ask no model, everywhere or in one place, and the last word can be taken back', async () => {
    const person = await meet()
    const { page } = await visit()
    await signIn(page, person, '/settings')
    const all = section(page).getByRole('switch', { name: 'Ask models' })
    const one = section(page).getByRole('switch', { name: 'In the assistant' })
    await one.click()
    await expectSoon(() => settingsOf(person), { is_on: true, features_off: ['assistant'] })
    await one.click()
    await expectSoon(() => settingsOf(person), { is_on: true, features_off: [] })
    await all.click()
    await expectSoon(() => settingsOf(person), { is_on: false, features_off: [] })
    await section(page).getByText('Nothing leaves the app.').waitFor()
    expect(await one.isDisabled()).toBe(true)
    await expectAccessible(page, 'settings with AI off')
    await page.reload()
    await expectSoon(() => all.isChecked(), false)
    await all.click()
    await expectSoon(() => settingsOf(person), { is_on: true, features_off: [] })
    await undo(page)
    await expectSoon(() => all.isChecked(), false)
    await section(page).getByRole('link', { name: 'AI usage and budget' }).click()
    await page.getByRole('heading', { level: 1, name: 'AI usage' }).waitFor()
  })

  it('whose budget is used, by members of an organisation that has one, and by nobody else', async () => {
    const [person, stranger] = await Promise.all([meet(), meet()])
    const id = crypto.randomUUID()
    await person.client.from('organizations').insert({ id, user_id: person.id, name: 'Firm' }).throwOnError()
    const budget = { scope: 'organization', scope_id: id, monthly_nano_usd: 5_000_000_000 }
    await person.client.from('ai_budgets').insert(budget).throwOnError()
    const payerOf = async () => {
      const { data } = await person.client.from('ai_settings').select('organization_id').throwOnError()
      return data[0]?.organization_id as string | null | undefined
    }
    const { page } = await visit()
    await signIn(page, person, '/settings')
    const choice = section(page).getByRole('group', { name: 'Which budget models use' })
    await expectSoon(() => choice.getByRole('radio', { name: 'Only my own' }).isChecked(), true)
    await choice.getByRole('radio', { name: 'Firm' }).check({ force: true })
    await expectSoon(payerOf, id)
    await undo(page)
    await expectSoon(payerOf, undefined)
    await expectAccessible(page, 'settings with an organisation')

    const { page: other } = await visit()
    await signIn(other, stranger, '/settings')
    await section(other).getByRole('switch', { name: 'Ask models' }).waitFor()
    expect(await section(other).getByText('Which budget models use').count()).toBe(0)
  })

  it('what to keep in mind: it is read, changed and forgotten, with a way back', async () => {
    const person = await meet()
    const { page } = await visit()
    await signIn(page, person, '/settings')
    const field = section(page).getByRole('textbox', { name: 'Something to keep in mind' })
    await field.fill('I plan on Sundays')
    await page.keyboard.press('Enter')
    await field.fill('Mornings are mine')
    await section(page).getByRole('button', { name: 'Add' }).click()
    await expectSoon(() => memoriesOf(person), ['I plan on Sundays', 'Mornings are mine'])

    await section(page).getByRole('button', { name: 'Edit “I plan on Sundays”' }).click()
    const text = section(page).getByRole('textbox', { name: 'Text' })
    await expectFocus(text)
    await text.fill('I plan on Mondays')
    await page.keyboard.press('Enter')
    await expectSoon(() => memoriesOf(person), ['I plan on Mondays', 'Mornings are mine'])
    await expectAccessible(page, 'settings with memories')

    await section(page).getByRole('button', { name: 'Forget “I plan on Mondays”' }).click()
    await expectSoon(() => memoriesOf(person), ['Mornings are mine'])
    await undo(page)
    await expectSoon(() => memoriesOf(person), ['I plan on Mondays', 'Mornings are mine'])
  })

  it('who may read a pillar and all below it, but for what is stricter still', async () => {
    const { person, pillarId, projectId, taskIds } = await meetRunner(['Buy shoes'])
    const { page } = await visit()
    await signIn(page, person, '/plan')
    const openEditor = async (name: string, title: string) => {
      const row = page.getByRole('row', { name })
      await row.hover()
      await page.getByRole('button', { name: `Actions for ${name}` }).click()
      await page.getByRole('menuitem', { name: 'Edit' }).click()
      return page.getByRole('dialog', { name: title })
    }
    const choose = async (name: string, title: string, level: string) => {
      const dialog = await openEditor(name, title)
      await dialog.getByLabel('Who may read this').selectOption(level)
      await dialog.getByRole('button', { name: 'Save' }).click()
      await dialog.waitFor({ state: 'detached' })
    }

    await choose('Health', 'Edit pillar', 'Rules only')
    await expectSoon(() => levelOf(person, 'pillars', pillarId), 'rules')
    const project = await openEditor('Marathon', 'Edit project')
    await project.getByText('Set by “Health”.').waitFor()
    const field = project.getByLabel('Who may read this')
    expect(await field.locator('option').first().textContent()).toBe('As above it: Rules only')
    await field.selectOption('Any model')
    await project.getByText('“Health” is stricter: Rules only.').waitFor()
    await expectAccessible(page, 'project with a reading level')
    await field.selectOption('Nobody')
    await project.getByRole('button', { name: 'Save' }).click()
    await expectSoon(() => levelOf(person, 'projects', projectId), 'nobody')

    await page.goto(`/today?task=${taskIds[0]}`)
    const panel = page.getByRole('dialog', { name: 'Buy shoes' })
    await panel.getByText('Set by “Marathon”.').waitFor()
    await panel.getByLabel('Readable by').selectOption('Rules only')
    await expectSoon(() => levelOf(person, 'tasks', taskIds[0]!), 'rules')
    await panel.getByText('“Marathon” is stricter: Nobody.').waitFor()
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
    await page.keyboard.press('z')
    await expectSoon(() => levelOf(person, 'tasks', taskIds[0]!), null)
  })

  it('all of it on a phone, in German', async () => {
    const person = await meet()
    await person.client.from('user_profiles').update({ locale: 'de' }).eq('user_id', person.id).throwOnError()
    await person.client
      .from('assistant_memories')
      .insert({ user_id: person.id, text: 'x'.repeat(1_000) })
      .throwOnError()
    const { page } = await visit({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true })
    await signIn(page, person, '/settings')
    await page.getByRole('switch', { name: 'Modelle fragen' }).waitFor()
    await page.getByText('x'.repeat(1_000)).waitFor()
    await expectNoSidewaysScroll(page)
    await expectAccessible(page, 'settings of the assistant in German')
  })
})
