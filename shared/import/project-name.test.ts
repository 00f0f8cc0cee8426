import { describe, expect, it } from 'vitest'
import { identifyFiles, isInboxName } from './project-name.ts'

describe('the project a file holds', () => {
  it.each([
    ['Work.csv', 'Work', 'Work'],
    ['Work [2203306141].csv', 'Work', '2203306141'],
    ['Garten [6g62GH268rQjFQ92].CSV', 'Garten', '6g62GH268rQjFQ92'],
    ['backup 2026-11-21/Work [2203306141].csv', 'Work', '2203306141'],
    ['backup\\Work.csv', 'Work', 'Work'],
    ['Work (1).csv', 'Work', 'Work'],
    ['Work [2203306141] (2).csv', 'Work', '2203306141'],
    ['Plan (2026).csv', 'Plan (2026)', 'Plan (2026)'],
    ['Draft [v2].csv', 'Draft [v2]', 'Draft [v2]'],
    ['.csv', 'Todoist', 'Todoist'],
  ])('%s is %s', (path, name, key) => {
    expect(identifyFiles([path])).toEqual([{ name, key }])
  })

  it('is another one for each of several files of one name', () => {
    expect(identifyFiles(['Chapter (1).csv', 'Chapter (2).csv'])).toEqual([
      { name: 'Chapter (1)', key: 'Chapter (1)' },
      { name: 'Chapter (2)', key: 'Chapter (2)' },
    ])
    const keys = identifyFiles([
      'a/List.csv',
      'b/List.csv',
      'Work [1234567].csv',
      'Work [1234567] (1).csv',
    ]).map(({ key }) => key)
    expect(new Set(keys).size).toBe(4)
  })

  it('is the inbox in the languages we know', () => {
    expect(['Inbox', 'Eingang', 'Boîte de réception', 'Bandeja de entrada'].every(isInboxName)).toBe(true)
    expect(isInboxName('Inboxes')).toBe(false)
  })
})
