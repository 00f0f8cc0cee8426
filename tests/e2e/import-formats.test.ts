import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { createBigExport } from '../../shared/import/fixtures/big-export.ts'
import { fixtureBytes } from '../../shared/import/fixtures/read-fixture.ts'
import { expectFlawless } from './accessibility.ts'
import { expectFocus, expectNoSidewaysScroll, expectSoon } from './assertions.ts'
import { useBrowser } from './browser.ts'
import { meet, signIn, type Person } from './people.ts'

const { visit } = useBrowser()

const file = (name: string, content: Uint8Array | string = fixtureBytes(name)) => ({
  name,
  mimeType: name.endsWith('.ics') ? 'text/calendar' : 'text/csv',
  buffer: Buffer.from(content),
})

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 2, name })
const choose = (page: Page, chosen: ReturnType<typeof file>) =>
  page.getByLabel('Files to import').setInputFiles(chosen)
const next = (page: Page) => page.getByRole('button', { name: 'Show what would be added' }).click()

async function openImport(person: Person, options: Parameters<typeof visit>[0] = {}) {
  const visitor = await visit(options)
  await signIn(visitor.page, person, '/import')
  await visitor.page.getByRole('heading', { level: 2 }).waitFor()
  return visitor
}

async function apply(page: Page) {
  await page.getByRole('button', { name: /^Import (one|[\d,]+) tasks?$/ }).click()
  await heading(page, 'Your tasks are here').waitFor()
}

const tasksOf = async ({ client }: Person) => {
  const { data } = await client.from('tasks').select('*, projects(name, areas(name))').throwOnError()
  return data as unknown as ({
    name: string
    projects: { name: string; areas: { name: string } | null } | null
  } & Record<string, unknown>)[]
}
const taskNamed = async (person: Person, name: string) =>
  (await tasksOf(person)).find((task) => task.name === name)
const sources = async ({ client }: Person) => {
  const { data } = await client.from('imports').select('source, state').order('created_at').throwOnError()
  return data.map((row) => `${row.source as string} ${row.state as string}`)
}

describe('importing from TickTick', () => {
  it('brings folders, lists, steps and days as they were meant, and is taken back by one click', async () => {
    const person = await meet()
    await person.client.from('user_profiles').update({ time_zone: 'Europe/Berlin' }).eq('user_id', person.id)
    const { page } = await openImport(person)
    await choose(page, file('TickTick backup.csv'))
    await page.getByText('3 TickTick lists with 14 tasks.').waitFor()
    await next(page)
    await heading(page, 'This is what would happen').waitFor()
    await apply(page)

    expect(await taskNamed(person, 'Plan the beds')).toMatchObject({
      due_on: '2026-12-12',
      due_time: null,
      priority: 'high',
      projects: { name: 'Garden', areas: { name: 'Home' } },
    })
    expect(await taskNamed(person, 'Announce it')).toMatchObject({
      status: 'completed',
      completed_at: '2026-10-02T15:04:05+00:00',
    })
    const press = await taskNamed(person, 'Press kit')
    expect(await taskNamed(person, 'Photos of the team')).toMatchObject({ parent_task_id: press!.id })
    expect(await sources(person)).toEqual(['ticktick applied'])

    await page.getByRole('button', { name: 'Undo the import' }).click()
    await heading(page, 'The import was undone').waitFor()
    expect(await tasksOf(person)).toEqual([])
    await expectSoon(() => sources(person), ['ticktick cancelled'])
  })

  it('adds nothing the second time', async () => {
    const person = await meet()
    const { page } = await openImport(person)
    await choose(page, file('TickTick backup.csv'))
    await next(page)
    await apply(page)
    await page.getByRole('button', { name: 'Import more' }).click()
    await choose(page, file('TickTick backup.csv'))
    await next(page)
    await page.getByText('Everything in these files is here already.').waitFor()
  })
})

describe('importing a table', () => {
  const table = file('Chores.csv', 'What,Who,When\nSweep the yard,Anna,3/4/2027\nFeed the cat,Ben,5/6/2027\n')

  it('asks what the columns mean, and shows at once what comes of the answer', async () => {
    const person = await meet()
    const { page } = await openImport(person)
    await choose(page, table)
    await page.getByText('A table with 2 tasks in one project.').waitFor()
    const preview = page.getByRole('region', { name: 'The first tasks' })
    await preview.getByText('3 April 2027').waitFor()
    await page.getByRole('radio', { name: 'March 4' }).check({ force: true })
    await preview.getByText('4 March 2027').waitFor()
    await page.getByLabel('Meaning of Who').selectOption('Labels')
    await preview.getByText('#Anna').waitFor()
    await next(page)
    await apply(page)

    expect(await taskNamed(person, 'Feed the cat')).toMatchObject({
      due_on: '2027-05-06',
      projects: { name: 'Chores' },
    })
    const { data } = await person.client.from('labels').select('name').order('name')
    expect(data).toEqual([{ name: 'Anna' }, { name: 'Ben' }])
    expect(await sources(person)).toEqual(['csv applied'])
  })

  it('does not go on without a column for the names', async () => {
    const person = await meet()
    const { page } = await openImport(person)
    await choose(page, table)
    await page.getByLabel('Meaning of What').selectOption('Notes')
    await next(page)
    await page.getByText('Choose the column that holds the names of the tasks.').waitFor()
    await expectFocus(page.getByLabel('Meaning of What'))
    await page.getByLabel('Meaning of What').selectOption('Name')
    await next(page)
    await heading(page, 'This is what would happen').waitFor()
  })

  it('speaks German, also about the columns', async () => {
    const person = await meet()
    await person.client.from('user_profiles').update({ locale: 'de' }).eq('user_id', person.id).throwOnError()
    const { page } = await openImport(person)
    await page.getByLabel('Dateien zum Importieren').setInputFiles(file('Aufgaben.csv'))
    await page.getByText('Eine Tabelle mit 5 Aufgaben in 3 Projekten.').waitFor()
    await page.getByLabel('Bedeutung von Fällig am').waitFor()
    await page.getByRole('button', { name: 'Zeigen, was dazukäme' }).click()
    await page.getByRole('button', { name: '5 Aufgaben importieren' }).click()
    await heading(page, 'Deine Aufgaben sind da').waitFor()
    expect(await taskNamed(person, 'Fenster putzen')).toMatchObject({
      due_on: '2026-12-24',
      due_time: '18:00:00',
      priority: 'high',
      duration_minutes: 90,
      projects: { name: 'Haushalt', areas: { name: 'Tabellen' } },
    })
  })
})

describe('importing a calendar', () => {
  it('makes tasks of events and to-dos, and asks about what is over', async () => {
    const person = await meet()
    await person.client.from('user_profiles').update({ time_zone: 'Europe/Berlin' }).eq('user_id', person.id)
    const { page } = await openImport(person)
    await choose(page, file('Home.ics'))
    await page.getByText('A calendar with 9 entries.').waitFor()
    await page.getByRole('radio', { name: 'Leave out' }).check({ force: true })
    await next(page)
    await apply(page)

    expect(await taskNamed(person, 'Long ago')).toBeUndefined()
    expect(await taskNamed(person, 'Dentist, Dr. Weiß')).toMatchObject({
      due_on: '2026-12-02',
      due_time: '09:30:00',
      duration_minutes: 45,
      remind_at: '2026-12-02T07:30:00+00:00',
      projects: { name: 'Family', areas: { name: 'Calendars' } },
    })
    expect(await taskNamed(person, 'Choir')).toMatchObject({
      recurrence_rule: 'FREQ=WEEKLY;BYDAY=MO',
      recurrence_start_on: '2024-01-08',
    })
    expect(await sources(person)).toEqual(['ics applied'])
  })

  it('says on which line a calendar is damaged, and imports nothing', async () => {
    const person = await meet()
    const { page } = await openImport(person)
    await choose(page, file('Cut.ics', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Half'))
    await page.getByRole('alert').getByText('Cut.ics, line 2:').waitFor()
    expect(await sources(person)).toEqual([])
  })
})

describe('an import that was cut off after its last row', () => {
  it('is finished when the same file brings nothing new', async () => {
    const person = await meet()
    const { page, context, forgive } = await openImport(person)
    const large = file('Large [1234567].csv', createBigExport(200))
    await choose(page, large)
    await next(page)
    // Its rows arrive, but the word that it is done does not.
    await page.route('**/rest/v1/imports?*', (route) =>
      route.request().method() === 'PATCH' ? route.abort() : route.continue(),
    )
    const lost = page.waitForEvent('requestfailed')
    await page.getByRole('button', { name: /^Import [\d,]+ tasks$/ }).click()
    await lost
    await page.close()
    forgive(/rest\/v1\/imports/)
    expect(await sources(person)).toEqual(['todoist applying'])

    const again = await context.newPage()
    await again.goto('/import')
    await again.getByRole('button', { name: 'Continue' }).click()
    await choose(again, large)
    await next(again)
    await again.getByText('Everything had arrived before the import was cut off.').waitFor()
    expect(await sources(person)).toEqual(['todoist applied'])
    await again.goto('/import')
    await heading(again, 'Choose your files').waitFor()
    expect(await again.getByText('was cut off').count()).toBe(0)
  })
})

it('no step of the new formats has an accessibility fault or scrolls sideways on a phone', async () => {
  const person = await meet()
  const { page } = await openImport(person, { viewport: { width: 360, height: 740 } })
  const expectNoFault = async () => {
    await expectFlawless(page)
    await expectNoSidewaysScroll(page)
  }
  for (const name of ['Aufgaben.csv', 'TickTick backup.csv', 'Home.ics']) {
    await choose(page, file(name))
    await heading(page, 'Check what was found').waitFor()
    await expectNoFault()
    await next(page)
    await heading(page, 'This is what would happen').waitFor()
    await expectNoFault()
    await page.getByRole('button', { name: 'Change something' }).click()
    await page.getByRole('button', { name: 'Choose other files' }).click()
    await heading(page, 'Choose your files').waitFor()
  }
})
