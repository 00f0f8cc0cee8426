import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { formatBackup } from '../export/backup.ts'
import { samplePlan } from '../export/sample-plan.ts'
import { detectFormat, planImport } from './detect-format.ts'
import { now, timeZone, userId } from './fixtures/plan-fixture.ts'
import { fixtureBytes } from './fixtures/read-fixture.ts'
import { countRows, importTables } from './import-rows.ts'
import { pastEventChoices } from './mapping.ts'
import type { SourceFile } from './source-file.ts'

const textOf = (name: string) => new TextDecoder().decode(fixtureBytes(name))
const backup = formatBackup({
  exported_at: '2026-11-21T10:00:00.000Z',
  profile: {},
  ai_settings: null,
  automation_settings: null,
  ...{ insight_settings: null, notification_settings: null, pinned_insights: [], insight_feedback: [] },
  ...samplePlan(),
})

/** A file, and how its text comes to be read: as cells or as it is. */
const originals: [name: string, text: string, read: (text: string) => SourceFile][] = [
  ...['TickTick backup.csv', 'TickTick old.csv', 'Aufgaben.csv'].map(
    (name): [string, string, (text: string) => SourceFile] => [
      name,
      textOf(name),
      (text) => ({ name, rows: Papa.parse<string[]>(text).data }),
    ],
  ),
  ['Home.ics', textOf('Home.ics'), (text) => ({ name: 'Home.ics', text })],
  ['aurum-life.json', backup, (text) => ({ name: 'aurum-life.json', text })],
]

const damage = fc.record({
  // Without a bias for the ends: at the beginning of a file little is left to read.
  at: fc.noBias(fc.nat(9999)).map((place) => place / 10_000),
  length: fc.integer({ min: 0, max: 40 }),
  put: fc.oneof(
    fc.string({ maxLength: 20 }),
    fc.constantFrom(
      '"',
      ';',
      '\r\n',
      ':',
      '\\',
      'BEGIN:VEVENT\r\n',
      '=',
      '\u0000',
      '9'.repeat(30),
      ',',
      '🌱',
    ),
  ),
})

function spoil(text: string, { at, length, put }: { at: number; length: number; put: string }): string {
  const from = Math.floor(at * text.length)
  return text.slice(0, from) + put + text.slice(from + length)
}

const isDay = (day: unknown) => day === null || /^(19|20|21)\d\d-\d\d-\d\d$/.test(String(day))

describe('a damaged file', () => {
  it.each(originals)(
    '%s is refused with its problems or read whole, and every cell of it is accounted for',
    (_, text, read) => {
      fc.assert(
        fc.property(
          fc.array(damage, { minLength: 1, maxLength: 4 }),
          fc.constantFrom(...pastEventChoices),
          (damages, pastEvents) => {
            const files = [read(damages.reduce(spoil, text))]
            const { format, problems, mapping } = detectFormat(files, { now, timeZone })
            expect(format === null).toBe(problems.length > 0)
            const result = planImport({ files, mapping: { ...mapping, pastEvents }, now, timeZone, userId })
            if (format === null) return
            if (!result.ok) throw new Error(JSON.stringify(result.problems))
            const { rows, ledger } = result.plan
            expect(ledger.totals.cells).toBe(ledger.totals.empty + ledger.entries.length)
            for (const { verdict, target, reason } of ledger.entries) {
              expect(verdict === 'dropped' ? reason : target).not.toBe('')
            }
            if (format === 'aurum') return
            const seen = new Set<string>()
            for (const table of importTables) {
              for (const row of rows[table]) {
                expect(seen.has(row.id)).toBe(false)
                seen.add(row.id)
              }
            }
            for (const task of rows.tasks) {
              expect(task.name.trim()).not.toBe('')
              expect(task.name.length).toBeLessThanOrEqual(500)
              expect(task.description.length).toBeLessThanOrEqual(20_000)
              expect([task.due_on, task.start_on ?? null, task.deadline_on].every(isDay)).toBe(true)
              expect(task.due_time === null || task.due_on !== null).toBe(true)
              expect(task.recurrence_rule === null || task.due_on !== null).toBe(true)
              expect(task.status === 'completed').toBe(Boolean(task.completed_at))
              expect(task.parent_task_id === null || seen.has(task.parent_task_id)).toBe(true)
              const minutes = task.duration_minutes
              expect(
                minutes === null || (Number.isInteger(minutes) && minutes >= 1 && minutes <= 10_080),
              ).toBe(true)
            }
            for (const { name } of rows.projects) expect(name.trim().length).toBeGreaterThan(0)
          },
        ),
        { numRuns: 120 },
      )
    },
  )

  it('of nothing but chance is a problem or a table, never an error', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), (text) => {
        for (const head of ['BEGIN:VCALENDAR\r\n', '{"format":"aurum-life",', '']) {
          const file = { name: 'x', text: head + text }
          const { format } = detectFormat([file])
          if (format === null) continue
          expect(countRows(emptyOr([file]))).toBeGreaterThanOrEqual(0)
        }
      }),
    )
  })
})

function emptyOr(files: SourceFile[]) {
  const { mapping } = detectFormat(files)
  const result = planImport({ files, mapping, now, timeZone, userId })
  if (!result.ok) throw new Error('a file that was recognised was refused')
  return result.plan.rows
}
