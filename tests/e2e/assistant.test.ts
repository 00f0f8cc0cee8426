import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { expectAccessible } from './accessibility.ts'
import { expectFocus, expectNoSidewaysScroll, expectSoon } from './assertions.ts'
import {
  ask,
  button,
  byRules,
  conversation,
  field,
  openAssistant,
  panel,
  proposal,
  scriptModels,
  sentAbout,
} from './assistant-screen.ts'
import { useBrowser } from './browser.ts'
import { meetRunner, signIn, todayIn } from './people.ts'

const { visit } = useBrowser()

describe('the assistant beside a screen', { timeout: 60_000 }, () => {
  it('answers by rules, says that it cost nothing, and shows the receipt', async () => {
    const { person } = await meetRunner(['Buy shoes'], { due_on: todayIn() })
    const { page } = await visit()
    await signIn(page, person)
    await openAssistant(page)
    await expectAccessible(page, 'assistant, nothing asked yet')
    await ask(page, 'What should I do first?')
    await conversation(page)
      .getByText(/^Start with “Buy shoes”/)
      .waitFor()
    await byRules(page).waitFor()
    await expectAccessible(page, 'an answer by rules')
    await button(page, 'Receipt of this answer').click()
    await page.getByText('Nothing was sent to anybody.').waitFor()
    await expectAccessible(page, 'receipt of rules')
    await page.keyboard.press('Escape')
    await panel(page).getByRole('button', { name: 'Buy shoes' }).click()
    await page.getByRole('dialog', { name: 'Buy shoes' }).waitFor()
  })

  it('changes nothing before it is applied, and one key undoes all of it', async () => {
    const { person, taskIds } = await meetRunner(['Dentist'], { due_on: todayIn() })
    const due = async () =>
      (await person.client.from('tasks').select('due_on, due_time').eq('id', taskIds[0]!)).data?.[0]
    const { page } = await visit()
    await signIn(page, person)
    await openAssistant(page)
    await ask(page, 'move dentist to tomorrow 3pm')
    await proposal(page).getByText('15:00').waitFor()
    await byRules(page).waitFor()
    await expectAccessible(page, 'a proposal')
    expect(await due()).toEqual({ due_on: todayIn(), due_time: null })
    await button(page, 'Apply').click()
    await expectSoon(due, { due_on: todayIn('UTC', 1), due_time: '15:00:00' })
    await proposal(page).getByText('Applied', { exact: true }).waitFor()
    await expectFocus(proposal(page))
    const { data: batches } = await person.client.rpc('recent_batches', { p_limit: 1 })
    expect(batches?.[0]?.source).toBe('assistant')
    await page.keyboard.press('Control+z')
    await expectSoon(due, { due_on: todayIn(), due_time: null })
    await proposal(page).getByText('Applied and undone').waitFor()
    await button(page, 'Apply again').click()
    await expectSoon(due, { due_on: todayIn('UTC', 1), due_time: '15:00:00' })
  })

  it('lets a proposal be edited, discarded and brought back, and says why it refuses a value', async () => {
    const { person, projectId } = await meetRunner([])
    const { page } = await visit()
    await signIn(page, person)
    await openAssistant(page)
    await ask(page, 'add call the plumber tomorrow')
    await button(page, 'Discard').click()
    await proposal(page).getByText('Discarded').waitFor()
    await button(page, 'Bring back').click()
    await button(page, 'Edit').click()
    const name = proposal(page).getByRole('textbox', { name: /^Name of/ })
    await name.fill(' ')
    await proposal(page).getByRole('alert').getByText('It needs a name').waitFor()
    expect(await button(page, 'Apply').isDisabled()).toBe(true)
    await name.fill('Call the electrician')
    await proposal(page)
      .getByRole('textbox', { name: /^Notes of/ })
      .fill('The lamp in the hall')
    await proposal(page)
      .getByRole('combobox', { name: /^Status of/ })
      .selectOption('In progress')
    await proposal(page)
      .getByRole('button', { name: /^Project of .*: Inbox$/ })
      .click()
    await page.getByRole('option', { name: 'Marathon' }).click()
    await proposal(page)
      .getByRole('button', { name: /^Project of .*: Marathon$/ })
      .waitFor()
    await expectAccessible(page, 'a proposal being edited')
    await button(page, 'Apply').click()
    await expectSoon(
      async () =>
        (await person.client.from('tasks').select('name, due_on, project_id, description, status')).data,
      [
        {
          ...{ name: 'Call the electrician', due_on: todayIn('UTC', 1), project_id: projectId },
          ...{ description: 'The lamp in the hall', status: 'in_progress' },
        },
      ],
    )
  })

  it('asks a model what rules cannot answer, tells its cost, and what was sent to the last byte', async () => {
    const { person } = await meetRunner([])
    const word = `Mila${randomUUID().slice(0, 8)}`
    await scriptModels(word, { text: 'Dear you, **all the best**.' })
    const { page } = await visit()
    await signIn(page, person)
    await openAssistant(page)
    await ask(page, `Write two friendly lines for the birthday card of ${word}`)
    await conversation(page).getByText('all the best').waitFor()
    await button(page, 'Receipt of this answer').click()
    await page.getByText('What was sent, to the last byte').waitFor()
    const [sent] = await sentAbout(word)
    expect(await page.locator('pre').textContent()).toBe(sent)
    await page.getByText(`${Buffer.byteLength(sent!).toLocaleString('en-GB')} bytes`).waitFor()
    await button(page, 'Show with line breaks').click()
    await page.locator('pre').getByText(word).waitFor()
    await expectAccessible(page, 'receipt of a model')
    await button(page, 'Delete what was kept of it').click()
    await page.getByText('Nothing was sent to anybody.').waitFor()
    await expectSoon(async () => (await person.client.from('ai_egress').select('id')).data, [])
  })
})

describe('what is written to the assistant', { timeout: 60_000 }, () => {
  it('is kept when nobody answers, when the network goes and when the page is left', async () => {
    const { person } = await meetRunner(['Buy shoes'], { due_on: todayIn() })
    const { page, context, forgive } = await visit()
    await signIn(page, person)
    await openAssistant(page)
    await page.route('**/functions/v1/assistant', (route) => route.abort())
    await ask(page, 'What should I do first?')
    await page.getByText('The assistant cannot be reached right now.').waitFor()
    await expectAccessible(page, 'an answer that did not come')
    await page.unrouteAll()
    await button(page, 'Try again').click()
    await byRules(page).waitFor()
    forgive(/ERR_FAILED/)

    await context.setOffline(true)
    await field(page).fill('a thought on the train')
    await page.getByText('You are offline. What you write stays here until you can send it.').waitFor()
    expect(await button(page, 'Send').isDisabled()).toBe(true)
    await context.setOffline(false)
    await page.getByText('You are offline. What you write').waitFor({ state: 'detached' })
    await button(page, 'New conversation').click()
    await field(page).fill('another thought\nin two lines')
    await page.reload()
    await page.getByRole('list', { name: 'For today' }).waitFor()
    await openAssistant(page)
    await expectSoon(() => field(page).inputValue(), 'another thought\nin two lines')
  })

  it('is not sent by Enter with Shift, nor while an input method is composing', async () => {
    const { person } = await meetRunner([])
    const { page } = await visit()
    await signIn(page, person)
    await openAssistant(page)
    await field(page).fill('first')
    await field(page).press('Shift+Enter')
    await page.keyboard.type('second')
    await field(page).dispatchEvent('keydown', {
      key: 'Enter',
      keyCode: 229,
      isComposing: true,
      bubbles: true,
    })
    expect(await field(page).inputValue()).toBe('first\nsecond')
  })
})

describe('conversations', { timeout: 60_000 }, () => {
  it('have a page of their own, a name, a search, a file and an end', async () => {
    const { person } = await meetRunner(['Buy shoes'], { due_on: todayIn() })
    const { page } = await visit()
    await signIn(page, person, '/assistant')
    await ask(page, 'What should I do first?')
    await byRules(page).waitFor()
    await page.waitForURL(/\/assistant\/[0-9a-f-]{36}$/)
    await page.getByRole('heading', { level: 1, name: 'What should I do first?' }).waitFor()
    await expectAccessible(page, 'page of the assistant')

    const actions = () => page.getByRole('button', { name: /^Actions for/ })
    await actions().click()
    await page.getByRole('menuitem', { name: 'Rename' }).click()
    await page.getByRole('textbox', { name: /^Name of/ }).fill('Mornings')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Mornings' }).waitFor()
    await expectFocus(
      page.getByRole('list', { name: 'Conversations' }).getByRole('button', { name: /^Mornings/ }),
    )

    const search = page.getByRole('searchbox', { name: 'Search conversations' })
    await search.fill('shoes')
    await page.getByRole('list', { name: 'Conversations' }).getByText('Mornings').waitFor()
    await actions().click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Save as text' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('Mornings.txt')
    expect(await readFile(await download.path(), 'utf8')).toContain('What should I do first?')

    await search.fill('')
    await actions().click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await expectAccessible(page, 'deleting a conversation')
    await button(page, 'Delete for good').click()
    await page.waitForURL(/\/assistant$/)
    await expectFocus(search)
    await expectSoon(async () => (await person.client.from('chat_messages').select('id')).data, [])
  })

  it('are within reach of a thumb', async () => {
    const { person } = await meetRunner(['Buy shoes'], { due_on: todayIn() })
    const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }
    const { page } = await visit(phone)
    await signIn(page, person)
    await button(page, 'Ask the assistant').click()
    await field(page).waitFor()
    await ask(page, 'move buy shoes to tomorrow 3pm')
    await proposal(page).waitFor()
    await expectNoSidewaysScroll(page)
    await button(page, 'Open as a page').click()
    await page.getByRole('heading', { level: 1 }).waitFor()
    await proposal(page).waitFor()
    await expectNoSidewaysScroll(page)
    await expectAccessible(page, 'page of the assistant on a phone')
    await button(page, 'Show conversations').click()
    await page.getByRole('list', { name: 'Conversations' }).waitFor()
    await expectNoSidewaysScroll(page)
  })
})
