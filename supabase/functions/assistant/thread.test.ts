import { expect, test } from 'vitest'
import { titleOf } from './thread.ts'

test.each([
  ['complete dentist', 'complete dentist'],
  ['  what\t should   I do?\r\nI have an hour.', 'what should I do?'],
  ['\n\nsecond line first', 'second line first'],
  ['a'.repeat(80), 'a'.repeat(80)],
  [`${'word '.repeat(15)}longword and more`, `${'word '.repeat(14)}word…`],
  // A word without end is cut as it is.
  ['b'.repeat(200), `${'b'.repeat(79)}…`],
  ['🦷'.repeat(100), `${'🦷'.repeat(79)}…`],
])('the title of %j is %j', (message, title) => expect(titleOf(message)).toBe(title))
