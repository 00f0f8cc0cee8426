import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type { Tables } from '../../shared/database.types.ts'
import { expectAccessible } from './accessibility.ts'
import { expectFocus, expectNoSidewaysScroll, expectSoon } from './assertions.ts'
import { useBrowser } from './browser.ts'
import { meetRunner, type Person, todayIn } from './people.ts'
import { openTask } from './screen.ts'

const { visit } = useBrowser()

const TODAY = todayIn()

const panelOf = (page: Page, name: string) => page.getByRole('dialog', { name })

/** Reads one column of a task. */
const columnOf =
  <K extends keyof Tables<'tasks'>>({ client }: Person, id: string, column: K) =>
  async (): Promise<Tables<'tasks'>[K] | undefined> => {
    const { data } = await client.from('tasks').select('*').eq('id', id).single()
    return data?.[column]
  }

describe('the panel of a task', () => {
  it('shows notes as they are meant and edits them as they were typed', async () => {
    const { person, taskIds } = await meetRunner(['Buy shoes'], { due_on: TODAY })
    const [id] = taskIds as [string]
    const { page } = await visit()
    const panel = await openTask(page, person, id, 'Buy shoes')

    const notes = panel.getByRole('textbox', { name: 'Description' })
    await notes.fill('**Blue** ones\n- light\n- [shop](https://example.com)\n<script>alert(1)</script>')
    await notes.blur()
    await panel.getByText('Blue', { exact: true }).and(panel.locator('strong')).waitFor()
    expect(await panel.getByRole('link', { name: 'shop' }).getAttribute('rel')).toContain('noopener')
    await panel.getByText('<script>alert(1)</script>').waitFor()

    await panel.getByText('light').click()
    await expectFocus(notes)
    expect(await notes.inputValue()).toContain('**Blue** ones')
    // Escape ends the editing; the panel stays.
    await page.keyboard.press('Escape')
    await panel.getByText('Blue', { exact: true }).waitFor()
    await expectAccessible(page, 'the panel of a task')
  })

  it('keeps status, reminder and labels as soon as they are chosen', async () => {
    const { person, taskIds } = await meetRunner(['Buy shoes'], { due_on: todayIn('UTC', 3) })
    const [id] = taskIds as [string]
    const { page } = await visit()
    const panel = await openTask(page, person, id, 'Buy shoes')

    await panel.getByLabel('Status').selectOption('In progress')
    await expectSoon(columnOf(person, id, 'status'), 'in_progress')

    await panel.getByRole('button', { name: 'Reminder: No reminder' }).click()
    await page.getByRole('menuitem', { name: 'In the morning of that day' }).click()
    const morning = `${todayIn('UTC', 3)}T09:00:00+00:00`
    await expectSoon(columnOf(person, id, 'remind_at'), morning)

    await panel.getByRole('combobox', { name: 'Add a label' }).fill('errands')
    await panel.getByRole('option', { name: 'Create “errands”' }).click()
    await panel.getByRole('button', { name: 'Remove label errands' }).waitFor()
    await expectSoon(async () => {
      const { data } = await person.client.from('labels').select('name')
      return data
    }, [{ name: 'errands' }])
  })

  it('is finished by Ctrl and Enter, even while typing', async () => {
    const { person, taskIds } = await meetRunner(['Buy shoes'], { due_on: TODAY })
    const [id] = taskIds as [string]
    const { page } = await visit()
    const panel = await openTask(page, person, id, 'Buy shoes')

    await panel.getByRole('textbox', { name: 'Add a sub-task' }).focus()
    await page.keyboard.press('Control+Enter')
    await expectSoon(columnOf(person, id, 'status'), 'completed')
    await panel.getByRole('checkbox', { name: 'Complete “Buy shoes”', checked: true }).waitFor()
  })

  it('orders sub-tasks by keys and lets one become a task of its own', async () => {
    const { person, taskIds } = await meetRunner(['Buy shoes'], { due_on: TODAY })
    const [id] = taskIds as [string]
    const { page } = await visit()
    const panel = await openTask(page, person, id, 'Buy shoes')

    const field = panel.getByRole('textbox', { name: 'Add a sub-task' })
    for (const name of ['Measure feet', 'Compare', 'Pay']) {
      await field.fill(name)
      await field.press('Enter')
      await panel.getByRole('button', { name, exact: true }).waitFor()
    }
    const order = async () => {
      const { data } = await person.client
        .from('tasks')
        .select('name')
        .eq('parent_task_id', id)
        .order('sort_order')
      return data?.map(({ name }) => name)
    }
    await expectSoon(order, ['Measure feet', 'Compare', 'Pay'])

    await panel.getByRole('button', { name: 'Pay', exact: true }).focus()
    await page.keyboard.press('Alt+ArrowUp')
    await panel.getByText('Pay is number 2 of 3 now.').waitFor()
    await expectSoon(order, ['Measure feet', 'Pay', 'Compare'])
    await expectFocus(panel.getByRole('button', { name: 'Pay', exact: true }))

    await panel.getByRole('button', { name: 'Actions for Compare' }).click()
    await page.getByRole('menuitem', { name: 'Make it a task of its own' }).click()
    await page.getByText('“Compare” is a task of its own now').waitFor()
    await expectSoon(order, ['Measure feet', 'Pay'])
  })

  it('links tasks both ways and refuses a circle in words', async () => {
    const { person, taskIds } = await meetRunner(['Buy shoes', 'First run'], { due_on: TODAY })
    const [shoes, run] = taskIds as [string, string]
    const { page, forgive } = await visit()
    const panel = await openTask(page, person, shoes, 'Buy shoes')

    await panel.getByRole('combobox', { name: 'Add a task that waits for this' }).fill('First')
    await panel.getByRole('option', { name: 'First run' }).click()
    await expectSoon(async () => {
      const { data } = await person.client.from('task_dependencies').select('task_id, depends_on_task_id')
      return data
    }, [{ task_id: run, depends_on_task_id: shoes }])

    await panel.getByRole('combobox', { name: 'Add a task this waits for' }).fill('First')
    await panel.getByRole('option', { name: 'First run' }).click()
    await page.getByText('These tasks would wait for each other in a circle.').waitFor()
    forgive(/400.*task_dependencies/)
    await panel.getByRole('button', { name: 'Let “First run” wait no longer' }).click()
    await expectSoon(async () => {
      const { data } = await person.client.from('task_dependencies').select('id')
      return data
    }, [])
  })

  it('keeps a file, opens it for who owns it, and takes it off again', async () => {
    const { person, taskIds } = await meetRunner(['Buy shoes'], { due_on: TODAY })
    const [id] = taskIds as [string]
    const { page } = await visit()
    const panel = await openTask(page, person, id, 'Buy shoes')

    await panel
      .locator('input[type=file]')
      .setInputFiles({ name: 'size chart.txt', mimeType: 'text/plain', buffer: Buffer.from('42 is 265 mm') })
    await page.getByText('Added “size chart.txt”').waitFor()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      panel.getByRole('button', { name: 'Open size chart.txt' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('size chart.txt')

    await panel
      .locator('input[type=file]')
      .setInputFiles({ name: 'run.exe', mimeType: 'application/x-msdownload', buffer: Buffer.from('MZ') })
    await page.getByText('“run.exe” is of a kind that cannot be kept here.', { exact: false }).waitFor()

    await panel.getByRole('button', { name: 'Remove size chart.txt' }).click()
    await expectSoon(async () => {
      const { data } = await person.client.from('resources').select('id')
      return data
    }, [])
  })

  it('tells the history of the task and puts an earlier state back', async () => {
    const { person, taskIds } = await meetRunner(['Buy shoes'], { due_on: TODAY })
    const [id] = taskIds as [string]
    await person.client.from('tasks').update({ name: 'Buy boots' }).eq('id', id).throwOnError()
    const { page } = await visit()
    const panel = await openTask(page, person, id, 'Buy boots')

    await panel.getByRole('button', { name: 'History' }).click()
    await panel.getByText('Buy shoes').waitFor()
    await panel.getByRole('button', { name: /^Put it back to how it was/ }).click()
    await expectSoon(columnOf(person, id, 'name'), 'Buy shoes')
  })

  it('in two tabs keeps both edits, and never replaces what is being typed', async () => {
    const { person, taskIds } = await meetRunner(['Buy shoes'], { due_on: TODAY })
    const [id] = taskIds as [string]
    const { page, context } = await visit()
    const panel = await openTask(page, person, id, 'Buy shoes')
    const second = await context.newPage()
    await second.goto(`/today?task=${id}`)
    const other = panelOf(second, 'Buy shoes')
    await other.getByRole('textbox', { name: 'Task name' }).waitFor()

    await panel.getByRole('textbox', { name: 'Task name' }).fill('Buy red shoes')
    await other.getByLabel('Priority').selectOption('Urgent')
    await expectSoon(columnOf(person, id, 'priority'), 'urgent')
    await expectSoon(() => panel.getByLabel('Priority').inputValue(), 'urgent')
    expect(await panel.getByRole('textbox', { name: 'Task name' }).inputValue()).toBe('Buy red shoes')
    await page.keyboard.press('Enter')
    await expectSoon(columnOf(person, id, 'name'), 'Buy red shoes')
    expect(await columnOf(person, id, 'priority')()).toBe('urgent')
  })

  it('fits a phone', async () => {
    const { person, taskIds } = await meetRunner(['Buy shoes'], { due_on: TODAY, due_time: '17:30' })
    const [id] = taskIds as [string]
    const { page } = await visit({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true })
    const panel = await openTask(page, person, id, 'Buy shoes')
    await expectNoSidewaysScroll(page)
    const sideways = await panel.evaluate((node) =>
      [...node.querySelectorAll('*')].some((part) => part.scrollWidth > node.clientWidth + 1),
    )
    expect(sideways).toBe(false)
    await expectAccessible(page, 'the panel on a phone')
  })
})
