import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { readBackup } from '../../shared/export/backup.ts'
import { useBrowser } from './browser.ts'
import { meet, meetRunner, signIn, type Person } from './people.ts'

const { visit } = useBrowser()

const TASKS = 10_000
const PATIENCE_MS = 240_000

/** Presses an export button and gives the name and the text of the file that is saved. */
async function save(page: Page, button: string) {
  const download = page.waitForEvent('download', { timeout: PATIENCE_MS })
  await page.getByRole('button', { name: button }).click()
  const saved = await download
  return { name: saved.suggestedFilename(), text: await readFile(await saved.path(), 'utf8') }
}

async function openSettings(person: Person) {
  const { page } = await visit()
  await signIn(page, person, '/settings')
  await page.getByRole('heading', { name: 'Take your plan with you' }).waitFor()
  return page
}

/** A plan as long as a plan gets, with one of everything in it. */
async function plantLongPlan(): Promise<Person> {
  const { person, areaId, projectId } = await meetRunner([])
  const { client, id: user_id } = person
  const add = async (table: string, rows: Record<string, unknown>[]) => {
    for (let from = 0; from < rows.length; from += 1000) {
      const page = rows.slice(from, from + 1000).map((row) => ({ user_id, ...row }))
      await client.from(table).insert(page).throwOnError()
    }
  }
  const [first, second, done, label] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
  await add('tasks', [
    {
      id: first,
      project_id: projectId,
      name: 'First',
      due_on: '2027-01-04',
      recurrence_rule: 'FREQ=WEEKLY;BYDAY=MO',
    },
    {
      id: second,
      project_id: projectId,
      parent_task_id: null,
      name: 'Second',
      remind_at: '2027-01-01T08:00:00Z',
    },
    { id: done, name: 'Done', status: 'completed', completed_at: '2026-10-01T08:00:00Z' },
  ])
  await add('tasks', [
    { parent_task_id: first, name: 'Below the first', energy: 'low', start_on: '2027-01-01' },
  ])
  await add(
    'tasks',
    Array.from({ length: TASKS - 4 }, (_, n) => ({
      project_id: n % 3 === 0 ? null : projectId,
      name: `Task ${n} “ünïcode” 🌱`,
      description: n % 5 === 0 ? 'Line one\nline "two"' : '',
      due_on: n % 2 === 0 ? '2027-02-03' : null,
      sort_order: n,
    })),
  )
  await add('labels', [{ id: label, name: 'outside', color: '#12AB34' }])
  await add('task_labels', [{ task_id: second, label_id: label }])
  await add('task_dependencies', [{ task_id: second, depends_on_task_id: first }])
  await add('resources', [
    {
      path: `${user_id}/shoes.pdf`,
      original_filename: 'shoes.pdf',
      mime_type: 'application/pdf',
      size_bytes: 12,
      area_id: areaId,
    },
  ])
  await add('saved_filters', [{ name: 'Outside', query: '@outside' }])
  await add('project_templates', [{ name: 'Race' }])
  await add('focus_sessions', [
    { task_id: done, started_at: '2026-10-01T07:00:00Z', ended_at: '2026-10-01T07:25:00Z' },
  ])
  await add('assistant_memories', [{ text: 'I have no car' }])
  await client
    .from('ai_settings')
    .insert({ user_id, features_off: ['assistant'] })
    .throwOnError()
  await client
    .from('hrm_user_preferences')
    .insert({ user_id, energy_pattern: 'evening_peak', rule_weight_overrides: { ENERGY_PATTERN_001: 0.2 } })
    .throwOnError()
  await client
    .from('automation_settings')
    .insert({ user_id, file_task: true, file_task_threshold: 0.8 })
    .throwOnError()
  await client.from('areas').update({ reading_level: 'rules' }).eq('id', areaId).throwOnError()
  const settings = { display_name: 'Mara', time_zone: 'Europe/Berlin', week_start: 0, theme: 'dark' }
  await client.from('user_profiles').update(settings).eq('user_id', user_id).throwOnError()
  return person
}

const withoutMoment = (text: string) => text.replace(/"exported_at": "[^"]+"/, '')

describe('the export of everything', () => {
  it(
    'goes into a new account with nothing lost, and gives the same text from there',
    { timeout: PATIENCE_MS * 2 },
    async () => {
      const settings = await openSettings(await plantLongPlan())
      const exported = await save(settings, 'Everything (JSON)')
      expect(exported.name).toMatch(/^aurum-life-\d{4}-\d\d-\d\d\.json$/)
      const reading = readBackup(exported.text)
      expect(reading.ok && reading.backup.tasks.length).toBe(TASKS)

      const other = await meet()
      const { page } = await visit()
      await signIn(page, other, '/import')
      await page.getByLabel('Files to import').setInputFiles({
        name: exported.name,
        mimeType: 'application/json',
        buffer: Buffer.from(exported.text),
      })
      await page.getByText('An Aurum Life export with 10,000 tasks.').waitFor()
      await page.getByRole('button', { name: 'Show what would be added' }).click()
      await page.getByRole('button', { name: 'Import 10,000 tasks' }).click({ timeout: PATIENCE_MS })
      await page.getByRole('heading', { name: 'Your tasks are here' }).waitFor({ timeout: PATIENCE_MS })

      await page.goto('/settings')
      await page.getByRole('heading', { name: 'Take your plan with you' }).waitFor()
      const again = await save(page, 'Everything (JSON)')
      expect(withoutMoment(again.text)).toBe(withoutMoment(exported.text))
    },
  )
})

describe('the settings in an export', () => {
  const document = JSON.stringify({
    ...{ format: 'aurum-life', version: 1, exported_at: '2026-11-21T10:00:00.000Z' },
    profile: { display_name: 'Mara', week_start: 0 },
    ai_settings: { is_on: false, features_off: [] },
    pillars: [{ id: '0b7c1a52-6a0e-4b3f-9d42-0d6f8f6f9a01', name: 'Garden' }],
    ...Object.fromEntries(
      ['areas', 'projects', 'labels', 'tasks', 'task_labels', 'task_dependencies', 'resources']
        .concat(['saved_filters', 'project_templates', 'focus_sessions'])
        .map((table) => [table, []]),
    ),
  })
  const file = { name: 'life.json', mimeType: 'application/json', buffer: Buffer.from(document) }
  const settingsOf = async ({ client }: Person) => {
    const { data } = await client.from('user_profiles').select('display_name, week_start').single()
    return data
  }

  const aiSettingsOf = async ({ client }: Person) =>
    (await client.from('ai_settings').select('is_on, features_off')).data

  it('leave those of an account in use alone, unless it is asked for', async () => {
    const person = await meet()
    const own = { display_name: 'Ida', onboarding_state: 'started' }
    await person.client.from('user_profiles').update(own).eq('user_id', person.id).throwOnError()
    const { page } = await visit()
    await signIn(page, person, '/import')
    await page.getByLabel('Files to import').setInputFiles(file)
    const choice = page.getByRole('checkbox', { name: 'Take over its settings too' })
    await choice.waitFor()
    expect(await choice.isChecked()).toBe(false)
    await page.getByRole('button', { name: 'Show what would be added' }).click()
    await page.getByText('The settings of this account stay as they are.').waitFor()
    await page.getByRole('button', { name: 'Change something' }).click()
    await choice.check()
    await page.getByRole('button', { name: 'Show what would be added' }).click()
    await page.getByText('The settings of the file replace those of this account.').waitFor()
    await page.getByRole('button', { name: 'Change something' }).click()
    await choice.uncheck()
    await page.getByRole('button', { name: 'Show what would be added' }).click()
    await page.getByRole('button', { name: /^Import/ }).click()
    await page.getByRole('heading', { name: 'Your tasks are here' }).waitFor()
    expect(await settingsOf(person)).toEqual({ display_name: 'Ida', week_start: 1 })
    expect(await aiSettingsOf(person)).toEqual([])
  })

  it('come along into a new account', async () => {
    const person = await meet()
    const { page } = await visit()
    await signIn(page, person, '/import')
    await page.getByLabel('Files to import').setInputFiles(file)
    await page.getByRole('checkbox', { name: 'Take over its settings too' }).waitFor()
    await page.getByRole('button', { name: 'Show what would be added' }).click()
    await page.getByText('The settings of the file replace those of this account.').waitFor()
    await page.getByRole('button', { name: /^Import/ }).click()
    await page.getByRole('heading', { name: 'Your tasks are here' }).waitFor()
    expect(await settingsOf(person)).toEqual({ display_name: 'Mara', week_start: 0 })
    expect(await aiSettingsOf(person)).toEqual([{ is_on: false, features_off: [] }])
  })
})

describe('the tasks as files for other programs', () => {
  it('are a table, and a calendar of events or of to-dos', async () => {
    const { person } = await meetRunner(['=Buy shoes', 'Run'], { due_on: '2027-03-01', due_time: '07:30' })
    const page = await openSettings(person)
    const table = await save(page, 'Tasks (CSV)')
    expect(table.name).toMatch(/-tasks\.csv$/)
    expect(table.text.split('\r\n')).toHaveLength(4)
    expect(table.text).toContain("'=Buy shoes")
    await page.getByText('Saved, with 2 tasks.').waitFor()

    const events = await save(page, 'Calendar (ICS)')
    expect(events.text.match(/BEGIN:VEVENT/g)).toHaveLength(2)
    expect(events.text).toContain('DTSTART;TZID=UTC:20270301T073000')
    await page.getByRole('radio', { name: 'To-dos' }).check({ force: true })
    const todos = await save(page, 'Calendar (ICS)')
    expect(todos.text.match(/BEGIN:VTODO/g)).toHaveLength(2)
  })

  it('are there for somebody without an account too', async () => {
    const { page } = await visit()
    await page.goto('/')
    await page.getByRole('button', { name: 'Import' }).click()
    await page.getByLabel('Files to import').setInputFiles({
      name: 'Chores.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('Task\nSweep the yard\n'),
    })
    await page.getByRole('button', { name: 'Show what would be added' }).click()
    await page.getByRole('button', { name: 'Import one task' }).click()
    await page.getByRole('heading', { name: 'Your tasks are here' }).waitFor()
    await page.goto('/settings')
    const table = await save(page, 'Tasks (CSV)')
    expect(table.text).toContain('Sweep the yard')
  })
})
