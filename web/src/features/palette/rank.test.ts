import { describe, expect, it } from 'vitest'
import { bestOf } from './rank.ts'

const find = (typed: string, names: readonly string[], most = 10) =>
  bestOf(
    names.map((name) => ({ name })),
    ({ name }) => name,
    typed,
    most,
  ).map(({ item }) => item.name)

describe('what the palette finds', () => {
  it('begins with what begins so, then words that do, then what contains it', () => {
    expect(find('run', ['Prune roses', 'Long run', 'Run five km'])).toEqual([
      'Run five km',
      'Long run',
      'Prune roses',
    ])
  })

  it('has every word, in any order, without case and accents', () => {
    expect(find('anna cafe', ['Café with Anna', 'Anna', 'Cafe'])).toEqual(['Café with Anna'])
  })

  it('forgives left out letters, but not other ones', () => {
    expect(find('gtt', ['Go to Today', 'Eat'])).toEqual(['Go to Today'])
    expect(find('xq', ['Go to Today'])).toEqual([])
  })

  it('is nothing while nothing is typed, and never more than asked for', () => {
    expect(find('', ['Run'])).toEqual([])
    expect(
      find(
        'task',
        Array.from({ length: 100 }, (_, n) => `Task ${n}`),
        5,
      ),
    ).toHaveLength(5)
  })

  it('takes a few milliseconds among 10,000 names', () => {
    const items = Array.from({ length: 10_000 }, (_, n) => ({
      name: `Task ${n} of a realistic length, about the garden`,
    }))
    const nameOf = ({ name }: { name: string }) => name
    bestOf(items, nameOf, 'warm', 20)
    const beganAt = performance.now()
    bestOf(items, nameOf, 'garden 77', 20)
    expect(performance.now() - beganAt).toBeLessThan(200)
  })
})
