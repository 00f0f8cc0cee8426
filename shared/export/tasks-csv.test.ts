import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { detectFormat } from '../import/detect-format.ts'
import { labelsOf, parentOf, planFiles, projectOf, taskNamed } from '../import/fixtures/plan-fixture.ts'
import { samplePlan } from './sample-plan.ts'
import { formatTasksCsv } from './tasks-csv.ts'

const text = formatTasksCsv(samplePlan())
const rows = Papa.parse<string[]>(text.trim().replace(/^\uFEFF/, '')).data

describe('the tasks as a table', () => {
  it('are UTF-8 with a byte order mark, and one row each', () => {
    expect(text.startsWith('\uFEFFid,')).toBe(true)
    expect(rows).toHaveLength(6)
    expect(rows.every((row) => row.length === rows[0]!.length)).toBe(true)
  })

  it('hold nothing a spreadsheet would run', () => {
    expect(rows.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([])
    expect(text).toContain(`"'=Plan ""the"" beds"`)
  })

  it('come back through the import of tables as they were', () => {
    const file = { name: 'tasks.csv', rows }
    expect(detectFormat([file]).format).toBe('csv')
    const plan = planFiles([file])
    expect(taskNamed(plan, '=Plan "the" beds')).toMatchObject({
      description: 'Along the wall;\nnot too close, please 🌱\\',
      due_on: '2026-12-24',
      due_time: '18:30',
      start_on: '2026-12-01',
      deadline_on: '2026-12-31',
      duration_minutes: 90,
      energy: 'high',
      priority: 'urgent',
      remind_at: '2026-12-24T16:30:00.000Z',
      status: 'todo',
      original_text: null,
    })
    expect(labelsOf(plan, '=Plan "the" beds').sort()).toEqual(['outside', 'sun, wind'])
    expect(projectOf(plan, '=Plan "the" beds')).toBe('Garden, north')
    expect(plan.rows.areas.map(({ name }) => name)).toEqual(['Home'])
    expect(parentOf(plan, 'Buy seeds')).toBe('=Plan "the" beds')
    expect(taskNamed(plan, 'Water the ferns')).toMatchObject({
      project_id: null,
      recurrence_rule: 'FREQ=WEEKLY;BYDAY=MO',
      recurrence_after_completion: false,
    })
    expect(taskNamed(plan, 'Cut the hedge')).toMatchObject({
      recurrence_rule: 'FREQ=MONTHLY',
      recurrence_after_completion: true,
    })
    expect(taskNamed(plan, '-done already')).toMatchObject({
      status: 'completed',
      completed_at: '2026-11-02T10:00:00.000Z',
    })
    expect(plan.warnings).toEqual([])
  })
})
