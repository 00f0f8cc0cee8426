import { describe, expect, it } from 'vitest'
import { detectFormat } from './detect-format.ts'
import { fixtureNames, readFixture } from './fixtures/read-fixture.ts'
import type { TableFile } from './source-file.ts'

const file = (rows: string[][], name = 'Work.csv'): TableFile => ({ name, rows })
const problemsOf = (...files: TableFile[]) => detectFormat(files).problems

describe('recognising a Todoist export', () => {
  it('knows every generation of it by the columns', () => {
    const { format, files } = detectFormat(fixtureNames.map(readFixture))
    expect(format).toBe('todoist')
    expect(files.map(({ projectName, generation }) => [projectName, generation])).toEqual([
      ['Garden', 'oldest'],
      ['Website relaunch', 'common'],
      ['Haushalt', 'deadlines'],
      ['Inbox', 'newest'],
      ['Board', 'newest'],
    ])
  })

  it('counts what is in the file before anything is decided', () => {
    const [website] = detectFormat([readFixture('Website relaunch [2203306141].csv')]).files
    expect(website).toMatchObject({
      key: '2203306141',
      isInbox: false,
      counts: { tasks: 7, subTasks: 3, sections: 3, notes: 2, dated: 6 },
      priorities: { '1': 1, '2': 1, '3': 1, '4': 3, empty: 1, other: 0 },
    })
    expect(website!.samples).toHaveLength(5)
    expect(website!.samples[3]).toEqual({
      depth: 2,
      content: 'Deep under nothing',
      priority: '4',
      date: '2026-08-13T18:30:00-05:00',
    })
  })

  it('finds columns by name, in any order and case, and under the names of older templates', () => {
    const rows = [
      ['due_date', 'Content', 'type', 'PRIORITY'],
      ['today', 'Call', 'Task', '1'],
    ]
    const { files, problems } = detectFormat([file(rows)])
    expect(problems).toEqual([])
    expect(files[0]!.samples).toEqual([{ depth: 0, content: 'Call', priority: '1', date: 'today' }])
  })

  it('skips empty lines above the header', () => {
    expect(problemsOf(file([[''], ['', ''], ['TYPE', 'CONTENT'], ['task', 'Call']]))).toEqual([])
  })
})

describe('a file that is no Todoist export', () => {
  it('is named beside one, with the line of its header and what stands there', () => {
    const rows = [[''], ['Day', 'Sum', 'Text'], ['a', 'b', 'c']]
    expect(problemsOf(readFixture('Garden.csv'), file(rows))).toEqual([
      { code: 'wrong_header', file: 'Work.csv', line: 2, values: { found: 'Day, Sum, Text' } },
    ])
  })

  it('is refused when a column stands in it twice, with both places', () => {
    expect(
      problemsOf(
        file([
          ['TYPE', 'CONTENT', 'DATE', 'date'],
          ['task', 'x', '', ''],
        ]),
      ),
    ).toEqual([
      {
        code: 'duplicate_column',
        file: 'Work.csv',
        line: 1,
        values: { column: 'DATE', first: 3, second: 4 },
      },
    ])
  })

  it('is refused when it is empty, or holds no task at all', () => {
    expect(problemsOf(file([]))).toMatchObject([{ code: 'empty_file' }])
    expect(problemsOf(file([[''], ['']]))).toMatchObject([{ code: 'empty_file' }])
    expect(
      problemsOf(
        file([
          ['TYPE', 'CONTENT'],
          ['', ''],
        ]),
      ),
    ).toMatchObject([{ code: 'no_tasks', file: 'Work.csv' }])
  })

  it('stops the good files beside it too: nothing is imported by half', () => {
    const detection = detectFormat([readFixture('Garden.csv'), file([['a', 'b']], 'bank.csv')])
    expect(detection.format).toBeNull()
    expect(detection.problems).toMatchObject([{ code: 'wrong_header', file: 'bank.csv' }])
  })

  it('does not mind an empty project in a backup', () => {
    expect(problemsOf(readFixture('Garden.csv'), file([['TYPE', 'CONTENT']], 'Empty.csv'))).toEqual([])
  })
})
