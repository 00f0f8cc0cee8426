import { describe, expect, it } from 'vitest'
import { markdownText } from './markdown-text.ts'

describe('a text that is read aloud', () => {
  it('has the words and none of the marks', () => {
    expect(
      markdownText('## Plan\n\nA **calm** *day* with `tea`, ~~coffee~~ and [a walk](https://a.life).'),
    ).toBe('Plan\nA calm day with tea, coffee and a walk.')
  })

  it('says lists, quotes and tables line by line', () => {
    expect(markdownText('1. **Walk**\n2. Read\n   - slowly\n\n> Rest\n\n|a|b|\n|-|-|\n|1|*2*|')).toBe(
      'Walk\nRead\nslowly\nRest\na, b\n1, 2',
    )
  })

  it('keeps tasks, code and lines as they are', () => {
    expect(markdownText('- [x] done\n\n---\n\none\ntwo\n\n```\na * b\n```')).toBe('done\none\ntwo\na * b')
  })
})
