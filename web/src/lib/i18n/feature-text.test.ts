import { describe, expect, it } from 'vitest'

type Catalogue = { [key: string]: string | Catalogue }

const catalogues = import.meta.glob<Catalogue>('../../features/**/messages.*.json', {
  eager: true,
  import: 'default',
})

const flatten = (catalogue: Catalogue, prefix = ''): [key: string, sentence: string][] =>
  Object.entries(catalogue).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : flatten(value, `${prefix}${key}.`),
  )

/** The names in braces, without the words of plural branches. */
const valuesIn = (sentence: string) =>
  [...new Set(sentence.match(/(?<!(?:one|other|=\d) )\{\w+(?=[,}])/g))].sort()

const english = Object.keys(catalogues).filter((path) => path.endsWith('.en.json'))

describe.each(english)('the sentences in %s', (path) => {
  const ours = flatten(catalogues[path]!)
  const german = flatten(catalogues[path.replace('.en.json', '.de.json')] ?? {})

  it('are there in both languages', () => {
    expect(german.map(([key]) => key)).toEqual(ours.map(([key]) => key))
  })

  it('take the same values in both languages', () => {
    const values = (sentences: typeof ours) => sentences.map(([key, text]) => [key, valuesIn(text)])
    expect(values(german)).toEqual(values(ours))
  })
})
