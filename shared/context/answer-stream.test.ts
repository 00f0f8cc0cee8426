import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AnswerStream } from './answer-stream.ts'
import { RefBook } from './refs.ts'
import { HiddenValues } from './hidden-values.ts'

const stream = () => new AnswerStream(new RefBook(new HiddenValues()))

/** What is shown of an answer that arrives in these pieces. */
function shown(pieces: readonly string[]): string {
  const answer = stream()
  return pieces.map((piece) => answer.push(piece)).join('') + answer.end()
}

test('however an answer is cut, it is shown as the one it is', () => {
  const text = fc.string({ unit: fc.constantFrom('a', ' ', '[', ']', '&', ';', '🦷', 'amp', 'é') })
  fc.assert(
    fc.property(text, fc.array(fc.nat(12)), (whole, cuts) => {
      const pieces: string[] = []
      let at = 0
      for (const cut of cuts) {
        pieces.push(whole.slice(at, at + cut))
        at += cut
      }
      expect(shown([...pieces, whole.slice(at)])).toBe(shown([whole]))
    }),
  )
})

test('half a character waits for its other half', () => {
  const answer = stream()
  expect(answer.push('Tooth \ud83e')).toBe('Tooth ')
  expect(answer.push('\uddb7!')).toBe('🦷!')
})

test('what the database could not keep is not said', () => {
  expect(shown(['a\0b', '\udc00', ' c\ud83e'])).toBe('a\ufffdb\ufffd c\ufffd')
})
