import { isDeepStrictEqual } from 'node:util'
import { readCases, type QuickAddCase } from '../../shared/quick-add/fixtures/read-cases.ts'
import { parseQuickAdd } from '../../shared/quick-add/parse-quick-add.ts'
import { median, report } from './harness.ts'

/**
 * How long a typed line takes to be read, on every keystroke of quick-add, and how many lines of the corpus are read
 * as they are meant. A line of the tag `neg` holds something tempting that must stay in the title.
 */
const ROUNDS = 50
const WARM_UP = 5
const TARGET_MS = 1
const LONG_LINE = 10_000
const MOST_MISREAD_PERCENT = 3

const cases = readCases('public.jsonl')
const isRight = (found: QuickAddCase) => isDeepStrictEqual(parseQuickAdd(found.input, found), found.expect)

function timeOf(line: string, found: QuickAddCase): number {
  const beganAt = performance.now()
  parseQuickAdd(line, found)
  return performance.now() - beganAt
}

/** A whole page pasted into the line: the cases of the language, over and over. */
function longLine(locale: string): string {
  const lines = cases.filter((found) => found.locale === locale).map(({ input }) => input)
  return lines
    .join(' ')
    .padEnd(LONG_LINE, ` ${lines.join(' ')}`)
    .slice(0, LONG_LINE)
}

/** Lines made to be read over and over: a quadratic reader takes a hundred times as long for ten times the length. */
const HOSTILE = [
  'every mon ',
  'daily ',
  '12/5 x ',
  '"a ',
  '“b „c ',
  '(tomorrow)',
  '5pm ',
  '#a ',
  '{ ',
  '. - ',
]
const MOST_GROWTH = 50
// The best of ten: pauses of the machine are not what is asked here.
const hostile = (length: number) =>
  HOSTILE.map((piece) => piece.repeat(length / piece.length)).map((line) =>
    Math.min(...Array.from({ length: 10 }, () => timeOf(line, cases[0]!))),
  )

const typed: number[][] = cases.map(() => [])
const pasted: number[] = []
const longOnes = ['en', 'de', 'es', 'fr'].map((locale) => ({
  line: longLine(locale),
  found: cases.find((one) => one.locale === locale)!,
}))
for (let round = -WARM_UP; round < ROUNDS; round++) {
  const lines = cases.map((found) => timeOf(found.input, found))
  const long = longOnes.map(({ line, found }) => timeOf(line, found))
  if (round < 0) continue
  lines.forEach((taken, i) => typed[i]!.push(taken))
  pasted.push(...long)
}
const short = hostile(LONG_LINE / 10)
const growth = hostile(LONG_LINE).map((taken, i) => taken / short[i]!)
const misread = cases.filter((found) => !isRight(found))
for (const { id, input } of misread) console.log(`misread ${id}: ${input}`)

report(
  `Quick-add: ${cases.length} typed lines in four languages`,
  [
    // The median of each line: a parse is so short that a single pause of the machine would be the whole p99.
    { name: 'one line', samples: typed.map(median), target: TARGET_MS, targetOf: 'p99' },
    { name: `a line of ${LONG_LINE.toLocaleString('en')} characters`, samples: pasted },
  ],
  [
    { name: 'ten times the length', value: Math.max(...growth), unit: ' x', atMost: MOST_GROWTH },
    {
      name: 'misread',
      value: (100 * misread.length) / cases.length,
      unit: ' %',
      atMost: MOST_MISREAD_PERCENT,
    },
    {
      name: 'misread of neg',
      value: misread.filter(({ tags }) => tags.includes('neg')).length,
      unit: '',
      atMost: 0,
    },
  ],
)
