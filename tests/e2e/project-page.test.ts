import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectAccessible } from './accessibility.ts'
import { expectNoSidewaysScroll, expectSoon } from './assertions.ts'
import { useBrowser } from './browser.ts'
import { meetRunner, type Person, signIn, todayIn } from './people.ts'

const { visit } = useBrowser()

const projectNames = async (person: Person) => {
  const { data } = await person.client.from('projects').select('name').order('created_at')
  return data?.map(({ name }) => name)
}

async function choose(page: Page, action: string): Promise<void> {
  await page.getByRole('button', { name: 'Actions for Marathon' }).click()
  await page.getByRole('menuitem', { name: action }).click()
}

async function waitsFor({ client, id: user_id }: Person, task_id: string, depends_on_task_id: string) {
  await client.from('task_dependencies').insert({ user_id, task_id, depends_on_task_id }).throwOnError()
}

describe('the page of a project', () => {
  it('shows its tasks by status, with their sub-tasks, and takes new ones', async () => {
    const { person, projectId, taskIds } = await meetRunner(['Buy shoes', 'Sign up'])
    const { client, id: user_id } = person
    await client.from('tasks').update({ status: 'in_progress' }).eq('id', taskIds[0]!).throwOnError()
    const part = { user_id, name: 'Compare prices', parent_task_id: taskIds[0]! }
    await client.from('tasks').insert(part).throwOnError()
    const { page } = await visit()
    await signIn(page, person, `/project/${projectId}`)

    await page.getByRole('heading', { level: 1, name: 'Marathon' }).waitFor()
    await page.getByText('Health › Running').waitFor()
    await page.getByRole('list', { name: 'In progress' }).getByText('Compare prices').waitFor()
    await page.getByRole('list', { name: 'To do' }).getByText('Sign up').waitFor()

    await page.getByRole('textbox', { name: 'Add task' }).fill('Find a plan')
    await page.keyboard.press('Enter')
    await page.getByRole('list', { name: 'To do' }).getByText('Find a plan').waitFor()
    await page.getByRole('checkbox', { name: 'Complete “Sign up”' }).click()
    await page.getByRole('button', { name: 'Done 1' }).click()
    await page.getByRole('list', { name: 'Done' }).getByText('Sign up').waitFor()
    await expectAccessible(page, 'the page of a project')
  })

  it('says in words who waits for whom', async () => {
    const { person, projectId, taskIds } = await meetRunner(['Race', 'Train', 'Buy shoes'])
    const [race, train, shoes] = taskIds as [string, string, string]
    await waitsFor(person, race, train)
    await waitsFor(person, train, shoes)
    const { page } = await visit()
    await signIn(page, person, `/project/${projectId}`)

    const flow = page.getByRole('region', { name: 'What waits for what' })
    const stage = (name: string) =>
      flow.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) })
    await stage('Can start now').getByRole('button', { name: 'Buy shoes' }).waitFor()
    await stage('After that').getByRole('button', { name: 'Train after “Buy shoes”' }).waitFor()
    await stage('Then, as step 2').getByRole('button', { name: 'Race after “Train”' }).waitFor()
    await flow.getByRole('img').waitFor()

    // What is done holds nothing up.
    await page.getByRole('checkbox', { name: 'Complete “Buy shoes”' }).click()
    await stage('Can start now').getByRole('button', { name: 'Train' }).waitFor()
  })

  it('is reached from a task, and leads to the panel of a task', async () => {
    const { person, taskIds } = await meetRunner(['Buy shoes'], { due_on: todayIn() })
    const { page } = await visit()
    await signIn(page, person, '/today')
    await page.goto(`/today?task=${taskIds[0]!}`)
    await page.getByRole('link', { name: 'Go to the project Marathon' }).click()
    await page.getByRole('heading', { level: 1, name: 'Marathon' }).waitFor()
    await page.getByRole('button', { name: 'Details of “Buy shoes”' }).click()
    await page.getByRole('dialog', { name: 'Buy shoes' }).waitFor()
  })

  it('makes the same project again in one step', async () => {
    const { person, projectId } = await meetRunner(['Buy shoes', 'Train'])
    const { page } = await visit()
    await signIn(page, person, `/project/${projectId}`)

    await choose(page, 'Duplicate')
    await page.getByRole('heading', { level: 1, name: 'Marathon (copy)' }).waitFor()
    await page.getByRole('list', { name: 'To do' }).getByText('Train').waitFor()
    await expectSoon(() => projectNames(person), ['Marathon', 'Marathon (copy)'])
    await page
      .getByRole('listitem')
      .filter({ hasText: 'Made “Marathon (copy)”' })
      .getByRole('button', { name: 'Undo' })
      .click()
    await expectSoon(() => projectNames(person), ['Marathon'])
    const { data } = await person.client.from('project_templates').select('id')
    expect(data).toEqual([])
  })

  it('fits a phone', async () => {
    const { person, projectId, taskIds } = await meetRunner(['Race', 'Train'], { due_on: todayIn() })
    await waitsFor(person, taskIds[0]!, taskIds[1]!)
    const { page } = await visit({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true })
    await signIn(page, person, `/project/${projectId}`)
    await page.getByRole('region', { name: 'What waits for what' }).waitFor()
    await expectNoSidewaysScroll(page)
    await expectAccessible(page, 'the page of a project on a phone')
  })
})

describe('templates', () => {
  it('are saved from a project and make another one, which one undo takes back', async () => {
    const { person, projectId } = await meetRunner(['Buy shoes', 'Train'], { due_on: todayIn() })
    const { page } = await visit()
    await signIn(page, person, `/project/${projectId}`)
    await choose(page, 'Save as template')
    await page.getByText('Saved “Marathon” as a template').waitFor()

    await page.goto('/templates')
    await page.getByText('2 tasks').waitFor()
    await page.getByRole('button', { name: 'Use “Marathon”' }).click()
    const dialog = page.getByRole('dialog', { name: 'New project from “Marathon”' })
    await dialog.getByLabel('Name').fill('Half marathon')
    await dialog.getByLabel('Place').selectOption('Health › Running')
    await dialog.getByLabel('Begins on').fill(todayIn('UTC', 10))
    await expectAccessible(page, 'a project from a template')
    await dialog.getByRole('button', { name: 'Create project' }).click()
    await page.getByRole('heading', { level: 1, name: 'Half marathon' }).waitFor()
    await expectSoon(async () => {
      const { data } = await person.client.from('tasks').select('due_on').order('due_on')
      return data?.map(({ due_on }) => due_on)
    }, [todayIn(), todayIn(), todayIn('UTC', 10), todayIn('UTC', 10)])

    await page
      .getByRole('listitem')
      .filter({ hasText: 'Made “Half marathon” from a template' })
      .getByRole('button', { name: 'Undo' })
      .click()
    await expectSoon(() => projectNames(person), ['Marathon'])
  })

  it('begin with six, are renamed in place and deleted with undo', async () => {
    const { person } = await meetRunner([])
    const { page } = await visit()
    await signIn(page, person, '/templates')
    await page.getByRole('button', { name: 'Add six templates' }).click()
    await page.getByRole('heading', { name: 'Prepare a celebration' }).waitFor()

    await page.getByRole('button', { name: 'Actions for Prepare a celebration' }).click()
    await page.getByRole('menuitem', { name: 'Rename' }).click()
    await page.getByRole('textbox', { name: 'Name of “Prepare a celebration”' }).fill('Birthday')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Birthday' }).waitFor()

    await page.getByRole('button', { name: 'Actions for Birthday' }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await page.getByRole('heading', { name: 'Birthday' }).waitFor({ state: 'detached' })
    await page
      .getByRole('listitem')
      .filter({ hasText: 'Deleted template “Birthday”' })
      .getByRole('button', { name: 'Undo' })
      .click()
    await page.getByRole('heading', { name: 'Birthday' }).waitFor()
    await expectAccessible(page, 'the templates')
  })
})
