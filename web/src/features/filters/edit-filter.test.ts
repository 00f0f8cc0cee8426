import { describe, expect, it } from 'vitest'
import type { Filter } from '../../../../shared/filters/filter.ts'
import { parseFilter } from '../../../../shared/filters/parse.ts'
import { printFilter } from '../../../../shared/filters/print.ts'
import { flipped, negated, replaceAt, withAnother } from './edit-filter.ts'

const read = (text: string): Filter => {
  const result = parseFilter(text)
  if ('error' in result) throw new Error(result.error)
  return result.ast
}
const edited = (text: string, edit: (filter: Filter) => Filter) => printFilter(edit(read(text)))

describe('a filter that is edited by its chips', () => {
  it('loses a condition, wherever it stands, and groups of one with it', () => {
    expect(edited('p1 @a @b', (filter) => replaceAt(filter, [1], null))).toBe('p1 and @b')
    expect(edited('p1 @a', (filter) => replaceAt(filter, [0], null))).toBe('@a')
    expect(edited('p1', (filter) => replaceAt(filter, [], null))).toBe('')
    expect(edited('p1 (@a or @b)', (filter) => replaceAt(filter, [1, 0], null))).toBe('p1 and @b')
    expect(edited('p1 not (@a or @b)', (filter) => replaceAt(filter, [1, 0, 1], null))).toBe('p1 and not @a')
    expect(edited('p1 not @a', (filter) => replaceAt(filter, [1, 0], null))).toBe('p1')
  })

  it('gains one by the rule of its group', () => {
    expect(edited('', (filter) => withAnother(filter, read('p1')))).toBe('p1')
    expect(edited('p1', (filter) => withAnother(filter, read('@a')))).toBe('p1 and @a')
    expect(edited('p1 or p2', (filter) => withAnother(filter, read('p3')))).toBe('p1 or p2 or p3')
  })

  it('turns a condition round, and all into any', () => {
    expect(edited('p1 @a', (filter) => replaceAt(filter, [1], negated(read('@a'))))).toBe('p1 and not @a')
    expect(edited('not @a', negated)).toBe('@a')
    expect(edited('p1 @a', flipped)).toBe('p1 or @a')
    expect(edited('p1 and (@a or @b)', flipped)).toBe('p1 or @a or @b')
  })
})
