import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectAccessible } from './accessibility.ts'
import { expectSoon } from './assertions.ts'
import { useBrowser } from './browser.ts'
import { meetRunner, type Person, todayIn } from './people.ts'
import { openTask } from './screen.ts'

const { visit } = useBrowser()

// Far ahead, so that no day of the series is skipped as past. A Thursday, the third of its month.
const DUE = '2031-11-20'

const seriesOf = async (person: Person) => {
  const { data } = await person.client.from('tasks').select('name, due_on, status').order('occurrence')
  return data
}

const ruleOf = async (person: Person) => {
  const { data } = await person.client.from('tasks').select('recurrence_rule').single()
  return data?.recurrence_rule
}

describe('the rule of a task', () => {
  it('is made from chosen weekdays and told with its next five days', async () => {
    const { person, taskIds } = await meetRunner(['Long run'], { due_on: DUE })
    const { page } = await visit()
    const panel = await openTask(page, person, taskIds[0]!, 'Long run')

    await panel.getByRole('button', { name: 'Repeat' }).click()
    const editor = page.getByRole('dialog', { name: 'Repeat' })
    await editor.getByRole('spinbutton', { name: 'Every' }).fill('2')
    await editor.getByRole('checkbox', { name: 'Monday' }).check()
    const next = editor.getByRole('listitem')
    await expectSoon(
      () => next.allTextContents(),
      [
        'Monday 1 December 2031',
        'Thursday 4 December 2031',
        'Monday 15 December 2031',
        'Thursday 18 December 2031',
        'Monday 29 December 2031',
      ],
    )
    await expectAccessible(page, 'the editor of a rule')
    await editor.getByRole('button', { name: 'Save' }).click()
    await panel.getByText('Every 2 weeks on Monday and Thursday').waitFor()
    await expectSoon(() => ruleOf(person), 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH')
  })

  it('names the third Thursday, and ends after some times', async () => {
    const { person, taskIds } = await meetRunner(['Pay rent'], { due_on: DUE })
    const { page } = await visit()
    const panel = await openTask(page, person, taskIds[0]!, 'Pay rent')

    await panel.getByRole('button', { name: 'Repeat' }).click()
    const editor = page.getByRole('dialog', { name: 'Repeat' })
    await editor.getByLabel('How often').selectOption('Monthly')
    await editor.getByLabel('Day of the month').selectOption('on the third Thursday')
    await editor.getByText('After some times').click()
    await editor.getByRole('spinbutton', { name: 'How many times' }).fill('3')
    await expectSoon(() => editor.getByRole('listitem').count(), 2)
    await editor.getByRole('button', { name: 'Save' }).click()
    await panel.getByText('Every month on the third Thursday, 3 times').waitFor()
    await expectSoon(() => ruleOf(person), 'FREQ=MONTHLY;BYDAY=3TH;COUNT=3')
  })

  it('that says more than the editor can show is kept until another is chosen', async () => {
    const rule = 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1'
    const { person, taskIds } = await meetRunner(['Close the books'], { due_on: DUE, recurrence_rule: rule })
    const { page } = await visit()
    const panel = await openTask(page, person, taskIds[0]!, 'Close the books')

    await panel.getByRole('button', { name: 'Repeat' }).click()
    const editor = page.getByRole('dialog', { name: 'Repeat' })
    await editor.getByText(rule).waitFor()
    await editor.getByLabel('Count from the day it is done').check()
    await editor.getByRole('button', { name: 'Save' }).click()
    await panel.getByText('counted from the day it is done').waitFor()
    expect(await ruleOf(person)).toBe(rule)
  })
})

describe('an edit of a recurring task', () => {
  const daily = { due_on: DUE, recurrence_rule: 'FREQ=DAILY' }

  async function rename(page: Page, from: string, to: string, scope: string) {
    const name = page.getByRole('dialog', { name: from }).getByRole('textbox', { name: 'Task name' })
    await name.fill(to)
    await name.press('Enter')
    await page
      .getByRole('dialog', { name: 'Change which of them?' })
      .getByRole('button', { name: scope })
      .click()
    await page.getByRole('dialog', { name: to }).waitFor()
  }

  it('can mean only this one', async () => {
    const { person, taskIds } = await meetRunner(['Stretch'], daily)
    const { page } = await visit()
    await openTask(page, person, taskIds[0]!, 'Stretch')

    await rename(page, 'Stretch', 'Stretch for long', 'Only this one')
    await expectSoon(() => seriesOf(person), [{ name: 'Stretch for long', due_on: DUE, status: 'todo' }])
    await page.keyboard.press('Control+Enter')
    await expectSoon(
      () => seriesOf(person),
      [
        { name: 'Stretch for long', due_on: DUE, status: 'completed' },
        { name: 'Stretch', due_on: '2031-11-21', status: 'todo' },
      ],
    )
  })

  it('can mean the following ones too, and then all', async () => {
    const { person, taskIds } = await meetRunner(['Stretch'], daily)
    await person.client.from('tasks').update({ status: 'completed' }).eq('id', taskIds[0]!).throwOnError()
    const { data } = await person.client.from('tasks').select('id').eq('status', 'todo').single()
    const { page } = await visit()
    await openTask(page, person, data!.id, 'Stretch')

    await rename(page, 'Stretch', 'Yoga', 'This and the following')
    await expectSoon(async () => (await seriesOf(person))?.map(({ name }) => name), ['Stretch', 'Yoga'])
    await rename(page, 'Yoga', 'Pilates', 'All, the past ones too')
    await expectSoon(async () => (await seriesOf(person))?.map(({ name }) => name), ['Pilates', 'Pilates'])
  })

  it('can let one pass', async () => {
    const { person, taskIds } = await meetRunner(['Stretch'], { ...daily, due_on: todayIn('UTC', 1) })
    const { page } = await visit()
    const panel = await openTask(page, person, taskIds[0]!, 'Stretch')
    await panel.getByRole('button', { name: 'Skip this one' }).click()
    await page.getByText('Skipped “Stretch” this time').waitFor()
    await expectSoon(() => seriesOf(person), [{ name: 'Stretch', due_on: todayIn('UTC', 2), status: 'todo' }])
  })
})
