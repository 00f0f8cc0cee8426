import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { fixtureNames, readFixture } from './fixtures/read-fixture.ts'
import { importTables, type ImportRows } from './import-rows.ts'
import { createLedgerBook, ledgerToCsv, ledgerToJson } from './ledger.ts'
import { defaultMapping, fileLevels, type ImportMapping } from './mapping.ts'
import { planTodoist as planImport } from './plan-todoist.ts'
import { todoistColumns } from './todoist-header.ts'
import type { TableFile } from './source-file.ts'
import type { ImportPlan } from './source-format.ts'

const userId = '6f0b7e5c-2f0d-4b8e-9d55-0c7a3f1d2e4b'
const now = new Date('2026-11-21T10:00:00Z')

function plan(
  files: TableFile[],
  mapping: ImportMapping = defaultMapping(files.map(({ name }) => name)),
): ImportPlan {
  const result = planImport({ files, mapping, now, timeZone: 'Europe/Berlin', userId })
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.plan
}

const filledCells = (files: TableFile[]) =>
  files.flatMap(({ name, rows }) =>
    rows.flatMap((row) => row.filter((cell) => cell.trim() !== '').map((cell) => [name, cell])),
  )

/** Everything a row of ours says, with what a description had no room for. */
function textOf(rows: ImportRows, id: string): string {
  const all = importTables.flatMap((table) => rows[table] as { id: string; parent_task_id?: string | null }[])
  return JSON.stringify(all.filter((row) => row.id === id || row.parent_task_id === id))
}

function expectEveryCellAccounted(files: TableFile[], { ledger, rows }: ImportPlan) {
  const { totals, entries } = ledger
  const cellCount = files.reduce((count, file) => count + file.rows.flat().length, 0)
  expect(totals.cells).toBe(cellCount)
  expect(totals.mapped + totals.derived + totals.kept + totals.dropped + totals.empty).toBe(cellCount)
  expect(entries.map(({ file, value }) => [file, value])).toEqual(filledCells(files))
  expect(entries.filter(({ reason }) => reason === 'not_read')).toEqual([])
  for (const { verdict, value, row_id, target } of entries) {
    if (verdict !== 'kept' && verdict !== 'mapped') continue
    expect(target).toMatch(/^(tasks|projects|areas|labels)\.(name|description|original_text)$/)
    expect(textOf(rows, row_id)).toContain(JSON.stringify(value.trim()).slice(1, -1))
  }
}

function expectRowsToFit({ rows }: ImportPlan) {
  const seen = new Set<string>()
  for (const task of rows.tasks) {
    expect(task.name.trim().length).toBeGreaterThan(0)
    expect(task.name.length).toBeLessThanOrEqual(500)
    expect(task.description.length).toBeLessThanOrEqual(20_000)
    expect(task.original_text?.length ?? 0).toBeLessThanOrEqual(2000)
    if (task.parent_task_id !== null) expect(seen.has(task.parent_task_id)).toBe(true)
    if (task.due_time !== null || task.recurrence_rule !== null) expect(task.due_on).not.toBeNull()
    seen.add(task.id)
  }
  const ids = importTables.flatMap((table) => rows[table].map((row) => row.id))
  expect(new Set(ids).size).toBe(ids.length)
  const projects = new Set(rows.projects.map((project) => project.id))
  for (const task of rows.tasks)
    if (task.project_id !== null) expect(projects.has(task.project_id)).toBe(true)
}

describe('the loss ledger', () => {
  it.each(fixtureNames.map((name) => [name]))('accounts for every cell of %s', (name) => {
    const files = [readFixture(name)]
    const planned = plan(files)
    expectEveryCellAccounted(files, planned)
    expectRowsToFit(planned)
  })

  it('drops nothing but what says nothing or has no meaning in its row', () => {
    const dropped = plan(fixtureNames.map(readFixture)).ledger.entries.filter(
      ({ verdict }) => verdict === 'dropped',
    )
    expect(dropped.map(({ column, value, reason }) => [column, value, reason])).toEqual([
      ['DURATION_UNIT', 'None', 'says_nothing'],
      ['TYPE', 'meta', 'layout_default'],
      ['CONTENT', 'view_style=list', 'layout_default'],
      ['DURATION_UNIT', 'None', 'says_nothing'],
      ['DURATION_UNIT', 'None', 'says_nothing'],
      ['IS_COLLAPSED', 'True', 'layout_only'],
      ['DURATION_UNIT', 'None', 'says_nothing'],
      ['IS_COLLAPSED', 'FALSE', 'layout_default'],
    ])
  })

  it('accounts for every cell of any file, under any mapping, and the rows fit the tables', () => {
    const value = fc.oneof(
      {
        weight: 5,
        arbitrary: fc.constantFrom(
          '',
          ' ',
          '1',
          '2',
          '4',
          '9',
          'task',
          'every day',
          'tomorrow',
          'None',
          'True',
        ),
      },
      {
        weight: 2,
        arbitrary: fc.constantFrom(
          '@home',
          'Call @anna now',
          'a@b.c',
          '[[file {}]]',
          'en',
          'de',
          'US/Central',
          '30',
          'day',
        ),
      },
      { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }) },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 300, maxLength: 900 }) },
    )
    const type = fc.constantFrom('task', 'task', 'task', 'Task', 'note', 'section', 'meta', '', 'reminder')
    const columns = fc
      .tuple(
        fc.shuffledSubarray(todoistColumns.filter((column) => column !== 'TYPE' && column !== 'CONTENT')),
        fc.boolean(),
      )
      .map(([others, hasExtra]) => ['CONTENT', ...others, ...(hasExtra ? ['LABELS', ''] : [])])
    const file = columns.chain((others) => {
      const width = others.length
      const row = fc
        .tuple(type, fc.array(value, { minLength: 0, maxLength: width + 2 }))
        .map(([first, rest]) => [first, ...rest])
      return fc.array(row, { maxLength: 25 }).map((rows): string[][] => [['TYPE', ...others], ...rows])
    })
    const backup = fc
      .array(file, { minLength: 1, maxLength: 3 })
      .map((files) =>
        files.map((rows, i): TableFile => ({ name: i === 0 ? 'Inbox.csv' : `Project ${i}.csv`, rows })),
      )
    fc.assert(
      fc.property(backup, fc.constantFrom(...fileLevels), fc.boolean(), (files, level, include) => {
        const mapping = defaultMapping(files.map(({ name }) => name))
        const last = Object.keys(mapping.files).at(-1)!
        mapping.files[last] = { ...mapping.files[last]!, level, include }
        const planned = plan(files, mapping)
        expectEveryCellAccounted(files, planned)
        expectRowsToFit(planned)
      }),
      { numRuns: 300 },
    )
  })

  it('refuses to decide about a cell twice', () => {
    const account = createLedgerBook().openRow('a.csv', 2, ['TYPE'], ['task'])
    const [cell] = account.open()
    account.settle(cell!, { verdict: 'mapped', target: 'tasks.name' })
    expect(() => account.settle(cell!, { verdict: 'mapped', target: 'tasks.name' })).toThrow(
      /settled already/,
    )
  })

  it('can be read back from its CSV and its JSON, quotes and line breaks included', () => {
    const { ledger } = plan(fixtureNames.map(readFixture))
    const csv = ledgerToCsv(ledger)
    expect(csv.startsWith('\uFEFF')).toBe(true)
    const { data } = Papa.parse<Record<string, string>>(csv.slice(1), { header: true, skipEmptyLines: true })
    expect(data).toEqual(ledger.entries.map((entry) => ({ ...entry, line: String(entry.line) })))
    expect(JSON.parse(ledgerToJson(ledger))).toEqual(ledger)
  })
})
