import { describe, expect, it } from 'vitest'
import { readLabels } from './todoist-labels.ts'

describe('labels in the text of a task', () => {
  it.each([
    ['Buy milk @errands', 'Buy milk', ['errands']],
    ['Buy milk @errands @home_office', 'Buy milk', ['errands', 'home_office']],
    ['@home Fix the tap', 'Fix the tap', ['home']],
    ['Ask @anna about the tap @waiting', 'Ask @anna about the tap', ['anna', 'waiting']],
    ['Kuchen backen @Küche @🎂', 'Kuchen backen', ['Küche', '🎂']],
    ['Plan @area/finance @v1.2', 'Plan', ['area/finance', 'v1.2']],
    ['Buy milk @errands @errands', 'Buy milk', ['errands']],
    ['Write to anna@example.com', 'Write to anna@example.com', []],
    ['Follow @anna@example.social', 'Follow @anna@example.social', []],
    ['Meet @ 5', 'Meet @ 5', []],
    ['See [the page @x](https://example.com)', 'See [the page @x](https://example.com)', []],
    ['Call @anna, then @ben', 'Call @anna, then', ['ben']],
    ['@errands', '@errands', ['errands']],
    ['  Two  spaces  ', 'Two  spaces', []],
  ])('"%s" is "%s" with %j', (text, name, labels) => {
    expect(readLabels(text)).toEqual({ name, labels })
  })
})
