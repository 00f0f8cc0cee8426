import { describe, expect, it } from 'vitest'
import de from './messages.de.json'
import en from './messages.en.json'

type Catalogue = { [key: string]: string | Catalogue }

const flatten = (catalogue: Catalogue, prefix = ''): [key: string, sentence: string][] =>
  Object.entries(catalogue).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : flatten(value, `${prefix}${key}.`),
  )

const valuesIn = (sentence: string) => [...new Set(sentence.match(/\{\w+(?=[,}])/g))].sort()

describe('the sentences of the plan', () => {
  const german = new Map(flatten(de))

  it('are there in both languages', () => {
    expect([...german.keys()]).toEqual(flatten(en).map(([key]) => key))
  })

  it('take the same values in both languages', () => {
    const english = flatten(en).map(([key, sentence]) => [key, valuesIn(sentence)])
    expect([...german].map(([key, sentence]) => [key, valuesIn(sentence)])).toEqual(english)
  })
})
