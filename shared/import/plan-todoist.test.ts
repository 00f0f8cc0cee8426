import { describe, expect, it } from 'vitest'
import { fixtureNames, readFixture } from './fixtures/read-fixture.ts'
import { countRows, type ImportRows } from './import-rows.ts'
import { defaultMapping, todoistPriorities, type ImportMapping } from './mapping.ts'
import { planTodoist } from './plan-todoist.ts'
import type { TableFile } from './source-file.ts'
import type { ImportPlan, PlanInput } from './source-format.ts'

const userId = '6f0b7e5c-2f0d-4b8e-9d55-0c7a3f1d2e4b'

function plan(files: readonly TableFile[], rest: Partial<PlanInput> = {}): ImportPlan {
  const mapping = defaultMapping(files.map(({ name }) => name))
  const now = new Date('2026-11-21T10:00:00Z')
  const result = planTodoist({ files, mapping, now, timeZone: 'Europe/Berlin', userId, ...rest })
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.plan
}

const csv = (name: string, ...rows: string[][]): TableFile => ({ name, rows })
const taskNamed = ({ rows }: ImportPlan, name: string) => {
  const found = rows.tasks.find((task) => task.name === name)
  if (!found) throw new Error(`no task "${name}" among ${rows.tasks.map((task) => task.name).join(', ')}`)
  return found
}
const labelsOf = ({ rows }: ImportPlan, name: string) => {
  const task = rows.tasks.find((candidate) => candidate.name === name)
  const ids = rows.task_labels.filter((link) => link.task_id === task?.id).map((link) => link.label_id)
  return rows.labels.filter((label) => ids.includes(label.id)).map((label) => label.name)
}
const withFile = (mapping: ImportMapping, key: string, change: Partial<ImportMapping['files'][string]>) => ({
  ...mapping,
  files: { ...mapping.files, [key]: { ...mapping.files[key]!, ...change } },
})
const allIds = (rows: ImportRows) =>
  new Set(Object.values(rows).flatMap((table) => table.map((row: { id: string }) => row.id)))
const codes = ({ warnings }: ImportPlan) => warnings.map(({ code }) => code)

const website = readFixture('Website relaunch [2203306141].csv')
const household = readFixture('Haushalt [6g62GH268rQjFQ92].csv')
const board = readFixture('Board [2203306150].csv')

describe('importing a Todoist backup', () => {
  it('makes a project of each file, named without the id, under one new area and pillar', () => {
    const { rows } = plan(fixtureNames.map(readFixture))
    expect(rows.projects.map((project) => project.name)).toEqual([
      'Garden',
      'Website relaunch',
      'Haushalt',
      'Board',
    ])
    expect(rows.areas.map((area) => area.name)).toEqual(['Todoist'])
    expect(rows.pillars.map((pillar) => pillar.name)).toEqual(['Imported'])
    expect(new Set(rows.projects.map((project) => project.area_id))).toEqual(new Set([rows.areas[0]!.id]))
    expect(rows.areas[0]!.pillar_id).toBe(rows.pillars[0]!.id)
  })

  it('puts the tasks of the Todoist inbox into ours', () => {
    const { rows } = plan([readFixture('Inbox [2203306139].csv')])
    expect(rows.projects).toEqual([])
    expect(rows.tasks.map((task) => [task.name, task.project_id])).toEqual([
      ['Call the plumber', null],
      ['[An article worth reading](https://example.com/articles/1)', null],
      ['Learn the ukulele 🎶', null],
    ])
  })

  it('reads the first as the highest priority, an empty one like Todoist does, and turns them round on demand', () => {
    const tasks = ['1', '2', '3', '4', ''].map((priority) => ['task', `p${priority}`, priority])
    const file = csv('Priorities.csv', ['TYPE', 'CONTENT', 'PRIORITY'], ...tasks)
    const mapping = defaultMapping([file.name])
    const read = (change: Partial<ImportMapping>) =>
      plan([file], { mapping: { ...mapping, ...change } }).rows.tasks.map((task) => task.priority)
    expect(read({})).toEqual(['urgent', 'high', 'medium', 'low', 'urgent'])
    expect(read({ priorities: { ...todoistPriorities(4), empty: 'medium' } })).toEqual([
      'low',
      'medium',
      'high',
      'urgent',
      'medium',
    ])
    expect(plan([file]).priorities).toEqual({ urgent: 2, high: 1, medium: 1, low: 1 })
  })

  it('hangs sub-tasks under their parents at any depth, and a jump under the nearest ancestor, with a warning', () => {
    const planned = plan([website])
    const parentOf = (name: string) =>
      planned.rows.tasks.find((task) => task.id === taskNamed(planned, name).parent_task_id)?.name
    expect(parentOf('Deep under nothing')).toBe('Ask @ben for a quote')
    expect(parentOf('Ask @ben for a quote')).toBe('Decide on "the" hosting, finally')
    expect(parentOf('Back at level two')).toBe('Decide on "the" hosting, finally')
    expect(planned.warnings.find(({ code }) => code === 'indent_jump')).toMatchObject({
      line: 14,
      column: 'INDENT',
      values: { from: 2, to: 4 },
    })
  })

  it('takes labels off the end of a name, leaves them in mid-sentence, and never cuts an e-mail address', () => {
    const planned = plan([website])
    expect(labelsOf(planned, 'Write to anna@example.com about the logo')).toEqual(['waiting'])
    expect(labelsOf(planned, 'Ask @ben for a quote')).toEqual(['ben'])
    expect(labelsOf(planned, '@errands')).toEqual(['Building', 'errands'])
  })

  it('appends comments with their author and local time, and turns attachments into links', () => {
    const { description, original_text } = taskNamed(
      plan([website]),
      'Write to anna@example.com about the logo',
    )
    expect(description).toContain(
      'Comments\n\n— Kai (48151623), 2026-11-18 10:02\nShe is on holiday until Monday.',
    )
    expect(description).toContain(
      '— Anna (2342), 2026-11-19 11:00\n[logo, final.png](https://files.example.com/logo.png)',
    )
    expect(original_text).toContain('"file_type": "image/png"')
  })

  it('keeps a date it cannot read where the person sees it, and says so', () => {
    const planned = plan([website])
    const task = taskNamed(planned, 'Launch party')
    expect(task.due_on).toBeNull()
    expect(task.description).toContain('Date in Todoist: when the stars align')
    expect(planned.warnings).toContainEqual({
      code: 'date_unreadable',
      file: website.name,
      line: 18,
      column: 'DATE',
      values: { value: 'when the stars align', name: 'Launch party' },
    })
  })

  it('reads German dates, durations and deadlines', () => {
    const planned = plan([household])
    expect(taskNamed(planned, 'Fenster ölen')).toMatchObject({
      recurrence_rule: 'FREQ=YEARLY',
      duration_minutes: 2880,
    })
    expect(taskNamed(planned, 'Müll rausbringen')).toMatchObject({
      due_on: '2026-11-23',
      due_time: '19:30',
      recurrence_rule: 'FREQ=WEEKLY;BYDAY=MO',
      duration_minutes: 15,
    })
    expect(taskNamed(planned, 'Ofen reinigen')).toMatchObject({
      due_on: '2026-11-23',
      deadline_on: '2026-12-31',
    })
    expect(taskNamed(planned, 'Umzug planen').description).toContain('Duration in Todoist: 90 day')
    expect(taskNamed(planned, 'Bad putzen')).toMatchObject({ priority: 'medium', parent_task_id: null })
    expect(codes(planned)).toEqual(
      expect.arrayContaining([
        'duration_unreadable',
        'deadline_unreadable',
        'priority_unreadable',
        'indent_unreadable',
      ]),
    )
  })

  it('turns the time of a task in another zone into the wall clock of the person', () => {
    const header = ['TYPE', 'CONTENT', 'DATE', 'DATE_LANG', 'TIMEZONE']
    const planned = plan([
      csv(
        'Zones.csv',
        header,
        ['task', 'Call', '2026-11-22 17:00', 'en', 'US/Central'],
        ['task', 'Stand-up', 'every monday at 9am', 'en', 'Asia/Tokyo'],
        ['task', 'Late call', 'every monday at 8pm', 'en', 'US/Central'],
        ['task', 'Odd', '2026-11-22 17:00', 'en', 'Middle/Earth'],
        ['task', 'Floating', '2026-11-22 17:00', 'en', ''],
      ),
    ])
    expect(taskNamed(planned, 'Call')).toMatchObject({ due_on: '2026-11-23', due_time: '00:00' })
    expect(taskNamed(planned, 'Stand-up')).toMatchObject({ due_on: '2026-11-23', due_time: '01:00' })
    expect(taskNamed(planned, 'Late call')).toMatchObject({ due_on: '2026-11-23', due_time: '20:00' })
    expect(taskNamed(planned, 'Floating')).toMatchObject({ due_on: '2026-11-22', due_time: '17:00' })
    expect(codes(planned)).toEqual(expect.arrayContaining(['time_zone_kept', 'time_zone_unknown']))
  })

  it('counts relative words from the day of the export', () => {
    const file = {
      ...csv('Old.csv', ['TYPE', 'CONTENT', 'DATE'], ['task', 'Call', 'tomorrow']),
      exportedOn: '2025-01-31',
    }
    expect(taskNamed(plan([file]), 'Call').due_on).toBe('2025-02-01')
  })

  it('keeps layout, comments and rows of unknown types of the project in its description', () => {
    const project = plan([board]).rows.projects[0]!
    expect(project.description).toContain('view_style=board')
    expect(project.description).toContain("The project's own comment")
    expect(project.description).toContain('Section “Doing” · What is on the bench')
    expect(taskNamed(plan([board]), 'Ship it').original_text).toContain('LABELS: client; launch')
  })

  it('shows a row of an unknown type at the task above it', () => {
    const planned = plan([readFixture('Inbox [2203306139].csv')])
    const { description } = taskNamed(planned, '[An article worth reading](https://example.com/articles/1)')
    expect(description).toContain('TYPE: reminder\nCONTENT: 30 minutes before')
    expect(codes(planned)).toContain('unknown_type')
  })

  it('loses no text that is longer than a name or a description can be', () => {
    const name = 'n'.repeat(700)
    const comments = Array.from({ length: 4 }, (_, i) => ['note', `${i}${'c'.repeat(9000)}`, ''])
    const planned = plan([
      csv('Long.csv', ['TYPE', 'CONTENT', 'DESCRIPTION'], ['task', name, 'd'.repeat(16_000)], ...comments),
    ])
    const [task, ...continued] = planned.rows.tasks
    expect(task!.name).toHaveLength(500)
    expect(continued.map((part) => part.parent_task_id)).toEqual(continued.map(() => task!.id))
    const text = planned.rows.tasks.map((part) => part.description).join('')
    expect(text).toContain(name)
    for (const [, comment] of comments) expect(text).toContain(comment)
    expect(planned.rows.tasks.every((part) => part.description.length <= 20_000)).toBe(true)
  })
})

describe('where things go', () => {
  const mapping = defaultMapping([website.name])
  const key = '2203306141'

  it('makes labels of sections for the tasks directly in them, also of sections without a task', () => {
    const planned = plan([website])
    expect(labelsOf(planned, 'Decide on "the" hosting, finally')).toEqual(['Planning'])
    expect(labelsOf(planned, 'Back at level two')).toEqual([])
    expect(planned.rows.labels.map((label) => label.name)).toContain('Someday')
  })

  it('makes an area of the file and projects of its sections when asked to', () => {
    const planned = plan([website], { mapping: withFile(mapping, key, { level: 'area', name: 'Relaunch' }) })
    const { areas, projects, pillars } = planned.rows
    expect(areas.map((area) => area.name)).toEqual(['Relaunch'])
    expect(pillars.map((pillar) => pillar.name)).toEqual(['Imported'])
    expect(projects.map((project) => project.name)).toEqual(['Relaunch', 'Planning', 'Building', 'Someday'])
    const projectOf = (name: string) =>
      projects.find((project) => project.id === taskNamed(planned, name).project_id)?.name
    expect(projectOf('Write to anna@example.com about the logo')).toBe('Relaunch')
    expect(projectOf('Back at level two')).toBe('Planning')
    expect(planned.rows.labels.map((label) => label.name).sort()).toEqual(['ben', 'errands', 'waiting'])
  })

  it('hangs the project under an area the person has, without making new ones', () => {
    const id = '0d1c2b3a-4f5e-4a6b-8c7d-9e0f1a2b3c4d'
    const { rows } = plan([website], { mapping: withFile(mapping, key, { place: { kind: 'existing', id } }) })
    expect(rows.projects[0]!.area_id).toBe(id)
    expect([rows.areas, rows.pillars]).toEqual([[], []])
  })

  it('leaves a file out when asked to, and accounts for its cells', () => {
    const planned = plan([website], { mapping: withFile(mapping, key, { include: false }) })
    expect(countRows(planned.rows)).toBe(0)
    const body = planned.ledger.entries.filter(({ line }) => line > 1)
    expect(new Set(body.map(({ reason }) => reason))).toEqual(new Set(['file_left_out']))
  })

  it('keeps two projects of one name apart', () => {
    const file = (name: string) => csv(name, ['TYPE', 'CONTENT'], ['task', 'Buy milk'])
    const planned = plan([
      file('Errands [1000001].csv'),
      file('Errands [1000002].csv'),
      file('a/List.csv'),
      file('b/List.csv'),
    ])
    expect(planned.rows.projects.map((project) => project.name)).toEqual([
      'Errands',
      'Errands',
      'List',
      'List',
    ])
    expect(new Set(planned.rows.tasks.map((task) => task.id)).size).toBe(4)
  })

  it('uses a label the person has already, whatever its case', () => {
    const waiting = { id: '0d1c2b3a-4f5e-4a6b-8c7d-9e0f1a2b3c4d', name: 'WAITING' }
    const { rows, counts } = plan([website], { existing: { ids: new Set(), labels: [waiting] } })
    expect(rows.labels.map((label) => label.name)).not.toContain('waiting')
    expect(rows.task_labels.map((link) => link.label_id)).toContain(waiting.id)
    expect(counts.labels.existing).toBe(1)
  })
})

describe('importing again', () => {
  const files = fixtureNames.map(readFixture)
  const first = plan(files)

  it('adds nothing when everything is there', () => {
    const again = plan(files, { existing: { ids: allIds(first.rows), labels: first.rows.labels } })
    expect(countRows(again.rows)).toBe(0)
    expect(again.counts.tasks).toEqual({ new: 0, existing: first.rows.tasks.length })
  })

  it('adds nothing on another day, under other settings or from a second download of the file', () => {
    const existing = { ids: allIds(first.rows), labels: first.rows.labels }
    const renamed = files.map((file) => ({
      ...file,
      name: `backup/${file.name.replace('.csv', ' (1).csv')}`,
    }))
    const mapping = { ...defaultMapping(renamed.map(({ name }) => name)), priorities: todoistPriorities(4) }
    const again = plan(renamed, {
      existing,
      mapping,
      now: new Date('2027-03-01T00:00:00Z'),
      timeZone: 'Asia/Tokyo',
    })
    expect(countRows(again.rows)).toBe(0)
  })

  it('adds only the task that is new, and neither the container that was deleted nor labels that were taken off', () => {
    const grown = { ...website, rows: [...website.rows, ['task', 'One more thing', '', '4', '1']] }
    const before = plan([website])
    const kept = allIds(before.rows)
    kept.delete(before.rows.task_labels[0]!.id)
    const again = plan([grown], { existing: { ids: kept, labels: before.rows.labels } })
    expect(again.rows.tasks.map((task) => task.name)).toEqual(['One more thing'])
    expect([again.rows.projects, again.rows.areas, again.rows.pillars]).toEqual([[], [], []])
    expect(again.rows.task_labels).toHaveLength(1)
  })

  it('gives another person rows of their own', () => {
    const other = plan(files, { userId: '0d1c2b3a-4f5e-4a6b-8c7d-9e0f1a2b3c4d' })
    const mine = allIds(first.rows)
    expect([...allIds(other.rows)].some((id) => mine.has(id))).toBe(false)
  })

  it('brings back what was deleted', () => {
    const ids = allIds(first.rows)
    const gone = taskNamed(first, 'Launch party')
    ids.delete(gone.id)
    const again = plan(files, { existing: { ids, labels: first.rows.labels } })
    expect(again.rows.tasks).toEqual([gone])
  })
})
