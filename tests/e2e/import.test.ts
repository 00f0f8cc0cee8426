import { zipSync } from 'fflate'
import type { Page, Route } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { createBigExport } from '../../shared/import/fixtures/big-export.ts'
import { fixtureBytes, fixtureNames } from '../../shared/import/fixtures/read-fixture.ts'
import { expectFlawless } from './accessibility.ts'
import { expectFocus, expectNoSidewaysScroll, expectSoon } from './assertions.ts'
import { useBrowser } from './browser.ts'
import { meet, meetRunner, signIn, type Person } from './people.ts'

const { visit } = useBrowser()

interface Upload {
  name: string
  mimeType: string
  buffer: Buffer
}

const csvFile = (name: string, text: string): Upload => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(text),
})

const backup: Upload = {
  name: 'Todoist backup.zip',
  mimeType: 'application/zip',
  buffer: Buffer.from(zipSync(Object.fromEntries(fixtureNames.map((name) => [name, fixtureBytes(name)])))),
}

/** Some 2,000 entries: several chunks. */
const large = csvFile('Large [1234567].csv', createBigExport(1200))

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 2, name })
const choose = (page: Page, files: Upload | Upload[]) =>
  page.getByLabel('Files to import').setInputFiles(files)

async function openImport(person: Person, options: Parameters<typeof visit>[0] = {}) {
  const visitor = await visit(options)
  await signIn(visitor.page, person, '/import')
  await visitor.page.getByRole('heading', { level: 2 }).waitFor()
  return visitor
}

async function dryRun(page: Page, files: Upload | Upload[]) {
  await choose(page, files)
  await heading(page, 'Check what was found').waitFor()
  await page.getByRole('button', { name: 'Show what would be added' }).click()
  await heading(page, 'This is what would happen').waitFor()
}

const countTasks = async ({ client }: Person) => {
  const { count } = await client.from('tasks').select('id', { count: 'exact', head: true }).throwOnError()
  return count
}

const importStates = async ({ client }: Person) => {
  const { data } = await client.from('imports').select('state').order('created_at').throwOnError()
  return data.map(({ state }) => state as string)
}

/** Lets the first chunks pass and holds the one after them until it is released. */
async function holdChunk(page: Page, place: number) {
  let seen = 0
  let release = () => {}
  const held = new Promise<Route>((resolve) => {
    void page.route('**/rpc/import_chunk', async (route) => {
      seen += 1
      if (seen !== place) return route.continue()
      const released = new Promise<void>((go) => (release = go))
      resolve(route)
      await released
      await route.continue()
    })
  })
  return { held, release: () => release() }
}

describe('importing a Todoist backup', () => {
  it('shows what it would do, does it, accounts for every cell, and is taken back by one click', async () => {
    const { person, areaId } = await meetRunner(['Buy shoes'])
    const { page } = await openImport(person)

    await choose(page, backup)
    await heading(page, 'Check what was found').waitFor()
    await expectFocus(heading(page, 'Check what was found'))
    await page.getByText('5 Todoist projects with 23 tasks.').waitFor()
    await page.getByLabel('Put all projects under').selectOption({ label: 'Running' })
    await page.getByRole('button', { name: 'Show what would be added' }).click()

    await heading(page, 'This is what would happen').waitFor()
    await expectFocus(heading(page, 'This is what would happen'))
    const counts = await page
      .getByRole('table', { name: 'What would be added' })
      .getByRole('row')
      .allInnerTexts()
    expect(counts.map((row) => row.split(/\s+/).join(' '))).toEqual([
      'Kind New Here already',
      'Projects 4 0',
      'Labels 11 0',
      'Tasks 23 0',
      'Labels on tasks 12 0',
    ])
    expect(await countTasks(person)).toBe(1)

    await page.getByRole('button', { name: 'Import 23 tasks' }).click()
    await heading(page, 'Your tasks are here').waitFor()
    expect(await countTasks(person)).toBe(24)
    expect(await importStates(person)).toEqual(['applied'])
    const { data: projects } = await person.client
      .from('projects')
      .select('name')
      .eq('area_id', areaId)
      .order('name')
    expect(projects?.map(({ name }) => name as string)).toEqual([
      'Board',
      'Garden',
      'Haushalt',
      'Marathon',
      'Website relaunch',
    ])

    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download as CSV' }).click()
    expect((await download).suggestedFilename()).toBe('import-ledger.csv')

    await page.getByRole('button', { name: 'Undo the import' }).click()
    await heading(page, 'The import was undone').waitFor()
    expect(await countTasks(person)).toBe(1)
    await expectSoon(() => importStates(person), ['cancelled'])
  })

  it('puts tasks under their pillar in the plan, and what is due into Today', async () => {
    const person = await meet()
    const { page } = await openImport(person)
    await dryRun(page, csvFile('Home.csv', 'TYPE,CONTENT,PRIORITY,DATE\ntask,Call the plumber,1,today\n'))
    await page.getByRole('button', { name: 'Import one task' }).click()
    await heading(page, 'Your tasks are here').waitFor()

    await page.getByRole('link', { name: 'Open the plan' }).click()
    await page.getByRole('row', { name: 'Imported' }).waitFor()
    await page.getByRole('row', { name: 'Todoist' }).waitFor()
    await page.getByRole('row', { name: 'Home' }).waitFor()
    await page.goto('/today')
    await page.getByText('Call the plumber').first().waitFor()
  })

  it('adds nothing the second time', async () => {
    const person = await meet()
    const { page } = await openImport(person)
    await dryRun(page, backup)
    await page.getByRole('button', { name: 'Import 23 tasks' }).click()
    await heading(page, 'Your tasks are here').waitFor()
    await page.getByRole('button', { name: 'Import more' }).click()

    await dryRun(page, backup)
    await page.getByText('Everything in these files is here already.').waitFor()
    expect(await page.getByRole('button', { name: /^Import/ }).count()).toBe(0)
    expect(await countTasks(person)).toBe(23)
  })

  it('turns the priorities round, leaves a project out and makes an area of another when asked to', async () => {
    const person = await meet()
    const { page } = await openImport(person)
    const files = fixtureNames
      .slice(0, 2)
      .map((name) => csvFile(name, Buffer.from(fixtureBytes(name)).toString()))
    await choose(page, files)
    await page.getByRole('radio', { name: '4 is the highest' }).check({ force: true })
    await page.getByRole('checkbox', { name: 'Import Garden' }).uncheck()
    await page.getByLabel('Becomes').selectOption('Area')
    await page.getByLabel('Name').fill('')
    await page.getByRole('button', { name: 'Show what would be added' }).click()
    await page.getByText('Give the project a name.').waitFor()
    await expectFocus(page.getByLabel('Name'))
    await page.getByLabel('Name').fill('Relaunch')
    await page.getByRole('button', { name: 'Show what would be added' }).click()
    await page.getByRole('button', { name: 'Import 7 tasks' }).click()
    await heading(page, 'Your tasks are here').waitFor()

    const { data: tasks } = await person.client
      .from('tasks')
      .select('name, priority')
      .eq('priority', 'urgent')
    expect(tasks?.map(({ name }) => name as string).sort()).toEqual([
      '@errands',
      'Ask @ben for a quote',
      'Deep under nothing',
      'Launch party',
    ])
    const { data: projects } = await person.client
      .from('projects')
      .select('name, areas(name)')
      .order('sort_order')
    expect(projects?.map(({ name }) => name as string)).toEqual([
      'Relaunch',
      'Planning',
      'Building',
      'Someday',
    ])
  })
})

describe('an import that does not go through', () => {
  it('says which file and line is damaged, and imports nothing', async () => {
    const person = await meet()
    const { page } = await openImport(person)
    await choose(page, [backup, csvFile('Cut.csv', 'TYPE,CONTENT\ntask,fine\ntask,"cut o')])
    const alert = page.getByRole('alert')
    await alert.getByText('Cut.csv, line 3:').waitFor()
    await alert.getByText('A quotation mark opens here and never closes.').waitFor()
    expect(await importStates(person)).toEqual([])

    // The same place takes the repaired file.
    await choose(page, csvFile('Cut.csv', 'TYPE,CONTENT\ntask,fine\n'))
    await heading(page, 'Check what was found').waitFor()
  })

  it('is taken back whole when it is cancelled on its way', async () => {
    const person = await meet()
    const { page } = await openImport(person)
    await dryRun(page, large)
    const chunk = await holdChunk(page, 3)
    await page.getByRole('button', { name: /^Import [\d,]+ tasks$/ }).click()
    await chunk.held
    expect(await countTasks(person)).toBeGreaterThan(0)
    await page.getByRole('progressbar', { name: 'Import progress' }).waitFor()
    await page.getByRole('button', { name: 'Cancel' }).click()
    chunk.release()
    await page.getByText('The import was cancelled. Everything it had added was taken back.').waitFor()
    expect(await countTasks(person)).toBe(0)
    expect(await importStates(person)).toEqual(['cancelled'])
  })

  it('is taken back whole when the server refuses a part of it', async () => {
    const person = await meet()
    const { page, forgive } = await openImport(person)
    await dryRun(page, large)
    const chunk = await holdChunk(page, 3)
    await page.getByRole('button', { name: /^Import [\d,]+ tasks$/ }).click()
    await chunk.held
    // In between the import is closed elsewhere, so the server refuses the next chunk.
    await person.client.from('imports').update({ state: 'cancelled' }).eq('user_id', person.id).throwOnError()
    chunk.release()
    await page.getByRole('alert').getByText('The import stopped:').waitFor()
    expect(await countTasks(person)).toBe(0)
    forgive(/import_chunk/)
  })

  it('is found again after the tab was closed, and can go on with the same file as one undo step', async () => {
    const person = await meet()
    const { page, context } = await openImport(person)
    await dryRun(page, large)
    // The browser may still send a held request as its page closes, so the one before the last of the tasks is held.
    const chunk = await holdChunk(page, 2)
    await page.getByRole('button', { name: /^Import [\d,]+ tasks$/ }).click()
    await chunk.held
    await page.close()
    const arrived = await countTasks(person)
    expect(arrived).toBeGreaterThan(0)

    const again = await context.newPage()
    await again.goto('/import')
    await again.getByText('The import of Large [1234567].csv was cut off').waitFor()
    await again.getByRole('button', { name: 'Continue' }).click()
    await dryRun(again, large)
    await again.getByRole('button', { name: /^Import [\d,]+ tasks$/ }).click()
    await heading(again, 'Your tasks are here').waitFor()
    expect(await countTasks(person)).toBeGreaterThan(arrived!)
    expect(await importStates(person)).toEqual(['applied'])

    await again.getByRole('button', { name: 'Undo the import' }).click()
    await heading(again, 'The import was undone').waitFor()
    expect(await countTasks(person)).toBe(0)
  })

  it('is found again after the tab was closed, and can be taken back', async () => {
    const person = await meet()
    const { page, context } = await openImport(person)
    await dryRun(page, large)
    const chunk = await holdChunk(page, 3)
    await page.getByRole('button', { name: /^Import [\d,]+ tasks$/ }).click()
    await chunk.held
    await page.close()

    const again = await context.newPage()
    await again.goto('/import')
    await again.getByRole('button', { name: 'Take it back' }).click()
    await again.getByText('The unfinished import was taken back.').waitFor()
    expect(await countTasks(person)).toBe(0)
    expect(await importStates(person)).toEqual(['cancelled'])
  })
})

describe('the import screen', () => {
  it('goes on while the person looks at another page', async () => {
    const person = await meet()
    const { page } = await openImport(person)
    await dryRun(page, large)
    const chunk = await holdChunk(page, 2)
    await page.getByRole('button', { name: /^Import [\d,]+ tasks$/ }).click()
    await chunk.held
    await page.getByRole('link', { name: 'Today' }).first().click()
    await page.getByRole('link', { name: 'Import' }).first().click()
    await heading(page, /^Importing/).waitFor()
    chunk.release()
    await heading(page, 'Your tasks are here').waitFor()
  })

  it('has no accessibility fault in any step, nor does it scroll sideways on a phone', async () => {
    const person = await meet()
    const { page } = await openImport(person, { viewport: { width: 360, height: 740 } })
    const expectNoFault = async () => {
      await expectFlawless(page)
      await expectNoSidewaysScroll(page)
    }
    await expectNoFault()
    await choose(page, csvFile('cut.csv', 'TYPE,CONTENT\ntask,"cut o'))
    await page.getByRole('alert').waitFor()
    await expectNoFault()
    await choose(page, backup)
    await heading(page, 'Check what was found').waitFor()
    await expectNoFault()
    await page.getByRole('button', { name: 'Show what would be added' }).click()
    await heading(page, 'This is what would happen').waitFor()
    await expectNoFault()
    await page.getByRole('button', { name: 'Import 23 tasks' }).click()
    await heading(page, 'Your tasks are here').waitFor()
    await expectNoFault()
  })

  it('speaks German', async () => {
    const person = await meet()
    await person.client.from('user_profiles').update({ locale: 'de' }).eq('user_id', person.id).throwOnError()
    const { page } = await openImport(person)
    await page.getByRole('heading', { level: 1, name: 'Importieren' }).waitFor()
    await page
      .getByLabel('Dateien zum Importieren')
      .setInputFiles(csvFile('Haus.csv', 'TYPE,CONTENT\ntask,Fenster putzen\n'))
    await page.getByRole('button', { name: 'Zeigen, was dazukäme' }).click()
    await page.getByRole('button', { name: 'Eine Aufgabe importieren' }).click()
    await heading(page, 'Deine Aufgaben sind da').waitFor()
    const { data } = await person.client.from('pillars').select('name')
    expect(data).toEqual([{ name: 'Importiert' }])
  })
})
