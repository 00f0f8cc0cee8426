import {
  contextOf,
  judge,
  readCorpus,
  type CorpusCase,
} from '../../shared/understanding/fixtures/read-corpus.ts'
import { understand } from '../../shared/understanding/understand.ts'
import { median, report } from './harness.ts'

/**
 * How many everyday messages are answered without a model, and whether any of them is answered wrongly: acting on a
 * message that must not act, or doing something else than was meant. The corpus was written before the rules, beside
 * them, and after them: for the last, unseen part no rule was made.
 */
const ROUNDS = 30
const WARM_UP = 5
const TARGET_MS = 10
const LEAST_ANSWERED_PERCENT = 85

const cases = readCorpus()
const judged = cases.map((found) => ({
  found,
  verdict: judge(found, understand(found.message, contextOf(found))),
}))
const shouldAct = ({ expect }: CorpusCase) => expect !== 'unclear'

for (const { found, verdict } of judged) {
  if (verdict !== 'right') console.log(`${verdict} ${found.id}: ${found.message}`)
}

function line(name: string, isMeant: (found: CorpusCase) => boolean): void {
  const own = judged.filter(({ found }) => isMeant(found))
  const acting = own.filter(({ found }) => shouldAct(found))
  const answered = acting.filter(({ verdict }) => verdict === 'right').length
  const wrong = own.filter(({ verdict }) => verdict === 'wrong').length
  const share = ((100 * answered) / acting.length).toFixed(1)
  console.log(
    `${name.padEnd(24)} ${String(answered).padStart(3)} of ${acting.length} answered (${share} %), ` +
      `${own.length - acting.length} left alone, ${wrong} wrong`,
  )
}

console.log(`\n${cases.length} everyday messages`)
for (const locale of ['en', 'de', 'es', 'fr']) line(locale, (found) => found.locale === locale)
line('written before the rules', ({ half }) => half === 'before')
line('written beside the rules', ({ half }) => half === 'after')
line('unseen by the rules', ({ half }) => half === 'unseen')

const taken: number[][] = cases.map(() => [])
for (let round = -WARM_UP; round < ROUNDS; round++) {
  cases.forEach((found, i) => {
    const context = contextOf(found)
    const beganAt = performance.now()
    understand(found.message, context)
    if (round >= 0) taken[i]!.push(performance.now() - beganAt)
  })
}

const acting = judged.filter(({ found }) => shouldAct(found))
const unanswered = acting.filter(({ verdict }) => verdict !== 'right').length
report(
  'Understanding without a model',
  // The median of each message: one is so short that a single pause of the machine would be the whole p99.
  [{ name: 'one message', samples: taken.map(median), target: TARGET_MS, targetOf: 'p99' }],
  [
    {
      name: 'left to a model or wrong',
      value: (100 * unanswered) / acting.length,
      unit: ' %',
      atMost: 100 - LEAST_ANSWERED_PERCENT,
    },
    {
      name: 'wrong actions',
      value: judged.filter(({ verdict }) => verdict === 'wrong').length,
      unit: '',
      atMost: 0,
    },
  ],
)
