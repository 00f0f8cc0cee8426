import { describe, it } from 'vitest'
import { expectAccessible } from './accessibility.ts'
import { expectNoSidewaysScroll, expectSoon } from './assertions.ts'
import { useBrowser } from './browser.ts'
import { meetRunner, signIn, taskNames } from './people.ts'

const { visit } = useBrowser()

describe('the trash', () => {
  it('holds what was deleted and brings back one, or many at once', async () => {
    const { person } = await meetRunner(['Buy shoes', 'Sign up', 'Stretch'])
    await person.client.from('tasks').delete().eq('user_id', person.id).throwOnError()
    const { page } = await visit()
    await signIn(page, person, '/history')
    await page.getByRole('link', { name: 'Trash' }).click()

    await page.getByRole('button', { name: 'Restore Stretch' }).click()
    await page.getByText('Restored “Stretch”').waitFor()
    await expectSoon(() => taskNames(person), ['Stretch'])
    await page.getByRole('checkbox', { name: 'Choose Stretch' }).waitFor({ state: 'detached' })
    await expectAccessible(page, 'the trash')

    await page.getByRole('checkbox', { name: 'Choose all' }).check()
    await page.getByRole('button', { name: 'Restore 2' }).click()
    await page.getByText('Restored 2 things').waitFor()
    await expectSoon(() => taskNames(person), ['Buy shoes', 'Sign up', 'Stretch'])
    await page.getByText('The trash is empty.').waitFor()
  })

  it('holds a project once and brings its tasks back with it, which undo takes away again', async () => {
    const { person, projectId } = await meetRunner(['Buy shoes', 'Stretch'])
    await person.client.from('projects').delete().eq('id', projectId).throwOnError()
    const { page } = await visit()
    await signIn(page, person, '/trash')
    await page.getByRole('checkbox', { name: 'Choose Marathon' }).waitFor()
    await expectSoon(() => page.getByRole('main').getByRole('listitem').count(), 1)

    await page.getByRole('button', { name: 'Restore Marathon' }).click()
    await expectSoon(() => taskNames(person), ['Buy shoes', 'Stretch'])
    await page
      .getByRole('listitem')
      .filter({ hasText: 'Restored “Marathon”' })
      .getByRole('button', { name: 'Undo' })
      .click()
    await expectSoon(() => taskNames(person), [])
  })

  it('is empty for who deleted nothing, also on a phone', async () => {
    const { person } = await meetRunner(['Buy shoes'])
    const { page } = await visit({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true })
    await signIn(page, person, '/trash')
    await page.getByText('The trash is empty.').waitFor()
    await expectNoSidewaysScroll(page)
  })
})

describe('the labels', () => {
  it('are renamed, merged and deleted, each with undo', async () => {
    const { person, taskIds } = await meetRunner(['Buy shoes', 'Call Anna'])
    const { client, id: user_id } = person
    const [errands, shopping] = [crypto.randomUUID(), crypto.randomUUID()]
    await client
      .from('labels')
      .insert([
        { user_id, id: errands, name: 'errands' },
        { user_id, id: shopping, name: 'shopping' },
      ])
      .throwOnError()
    await client
      .from('task_labels')
      .insert([
        { user_id, task_id: taskIds[0]!, label_id: shopping },
        { user_id, task_id: taskIds[0]!, label_id: errands },
        { user_id, task_id: taskIds[1]!, label_id: shopping },
      ])
      .throwOnError()
    const wornBy = async () => {
      const { data } = await client.from('labels').select('name, worn:task_labels(count)').order('name')
      return data?.map(({ name, worn }) => `${name} ${worn[0]?.count}`)
    }
    const { page } = await visit()
    await signIn(page, person, '/labels')
    await expectAccessible(page, 'the labels')

    await page.getByRole('button', { name: 'Actions for label shopping' }).click()
    await page.getByRole('menuitem', { name: 'Merge into …' }).click()
    const dialog = page.getByRole('dialog', { name: 'Merge “shopping” into' })
    await dialog.getByLabel('Label').selectOption('errands')
    await dialog.getByRole('button', { name: 'Merge' }).click()
    await expectSoon(wornBy, ['errands 2'])
    await page
      .getByRole('listitem')
      .filter({ hasText: 'Merged shopping into errands' })
      .getByRole('button', { name: 'Undo' })
      .click()
    await expectSoon(wornBy, ['errands 1', 'shopping 2'])

    await page.getByRole('button', { name: 'Actions for label errands' }).click()
    await page.getByRole('menuitem', { name: 'Rename' }).click()
    await page.getByRole('textbox', { name: 'Name of label errands' }).fill('town')
    await page.keyboard.press('Enter')
    await expectSoon(wornBy, ['shopping 2', 'town 1'])
    await page.getByRole('button', { name: 'Actions for label town' }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await expectSoon(wornBy, ['shopping 2'])
  })
})
