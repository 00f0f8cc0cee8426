import { expect, test } from 'vitest'
import { projectMonth } from './projection.ts'

const cents = (dollars: number) => Math.round(dollars * 100)

test('a thousand people to a million cost each what one was measured at', () => {
  const months = projectMonth(0.08)
  expect(months.map(({ people }) => people)).toEqual([1_000, 10_000, 100_000, 1_000_000])
  expect(months.map(({ measured }) => cents(measured.all))).toEqual([8_000, 80_000, 800_000, 8_000_000])
  for (const { measured } of months) expect(measured.perPerson).toBeCloseTo(0.08, 10)
})

test('beside them stands what the documents say, in all and for each', () => {
  const months = projectMonth(0.08)
  expect(months.map(({ documents }) => documents.all)).toEqual([211, 1_900, 17_000, 150_000])
  expect(months.map(({ documents }) => cents(documents.perPerson))).toEqual([21, 19, 17, 15])
})

test('of theirs, the part that is text is compared with text', () => {
  const [first, , , last] = projectMonth(0.08)
  expect(first!.documentsText.all).toBeCloseTo(58, 10)
  expect(last!.documentsText.perPerson).toBeCloseTo((0.15 * 58) / 211, 10)
})

test('who costs nothing projects to nothing', () => {
  expect(projectMonth(0).map(({ measured }) => measured.all)).toEqual([0, 0, 0, 0])
})
