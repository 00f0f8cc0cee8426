import { describe, expect, it } from 'vitest'
import de from './messages/de.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }

type Tree = { [key: string]: string | Tree }

const flatten = (tree: Tree, path = ''): Map<string, string> =>
  new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [[path + key, value] as const] : [...flatten(value, `${path}${key}.`)],
    ),
  )

/** The names in braces, without the words of plural branches. */
const argumentsOf = (message: string): string[] =>
  [
    ...new Set(
      [...message.matchAll(/(?<!(?:one|other|=\d) )\{(\w+)(?=[,}])/g)].map(([, name]) => name ?? ''),
    ),
  ].sort()

const english = flatten(en)
const german = flatten(de)

describe('the message catalogue', () => {
  it('says everything in German that it says in English', () => {
    expect([...german.keys()].sort()).toEqual([...english.keys()].sort())
  })

  it('asks for the same values in both languages', () => {
    for (const [key, message] of english) {
      expect(argumentsOf(german.get(key) ?? ''), key).toEqual(argumentsOf(message))
    }
  })
})
