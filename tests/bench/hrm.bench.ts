import { DEFAULT_RULES } from '../../shared/hrm/default-rules.ts'
import { evaluate, reweigh } from '../../shared/hrm/evaluate.ts'
import { simulateDrift } from '../../shared/hrm/fixtures/drift.ts'
import { drawLife } from '../../shared/hrm/fixtures/lives.ts'
import { RECEIPT_CASES } from '../../shared/hrm/fixtures/receipts.ts'
import { drawTold, type Told } from '../../shared/hrm/fixtures/told-texts.ts'
import { touchedBy } from '../../shared/hrm/touched-by.ts'
import { verifyReceipt } from '../../shared/hrm/verify-receipt.ts'
import { measureInTurns, median, report } from './harness.ts'

/**
 * The rules by themselves, without the database: a whole life of 14 projects, what one change costs beside it, other
 * weights, and how well receipts and autonomy keep what they promise.
 */
const ROUNDS = 60
const WARM_UP = 30
const WEIGHTS = { TEMPORAL_URGENCY_001: 0.2, PILLAR_ALIGNMENT_001: 1 }
const PEOPLE = 120
const THRESHOLDS = [0.8, 0.9, 0.95]

const lifeOf = (tasks: number) => ({
  ...drawLife(7, { pillars: 4, areas: 7, projects: 14, tasks }),
  locale: 'en',
})
const [small, middle, large] = [200, 500, 5_000].map(lifeOf)
const evaluated = evaluate(large!, DEFAULT_RULES)
// A life in which something was lived today, so that a new day for one task touches only what it is linked to.
const changed = middle!.tasks.find(({ completed_on }) => completed_on === null)!
const { scores: before } = evaluate(middle!, DEFAULT_RULES)
const only = touchedBy([{ table: 'tasks', ids: [changed.id], fields: ['due_on'] }], middle!)!

const texts = drawTold(9, 500)
const rules = await measureInTurns(
  {
    small: async () => evaluate(small!, DEFAULT_RULES),
    middle: async () => evaluate(middle!, DEFAULT_RULES),
    large: async () => evaluate(large!, DEFAULT_RULES),
    part: async () => evaluate(middle!, DEFAULT_RULES, { only, before }),
    weights: async () => reweigh(evaluated, WEIGHTS),
  },
  { rounds: ROUNDS, warmUp: WARM_UP },
)
const receipts = await measureInTurns(
  { check: async () => texts.honest.forEach(({ text, evidence }) => verifyReceipt(text, evidence)) },
  { rounds: 20, warmUp: 5 },
)

const isHonest = ({ text, evidence }: Pick<Told, 'text' | 'evidence'>) =>
  verifyReceipt(text, evidence).isHonest
const byHand = (kind: 'honest' | 'tampered') =>
  RECEIPT_CASES.flatMap(({ evidence, [kind]: list }) => list.map((text) => ({ text, evidence })))
const honest = [...texts.honest, ...byHand('honest')]
const tampered = [...texts.tampered, ...byHand('tampered')]

report(
  `Rules without the database: ${evaluated.insights.length} insights of the largest life`,
  [
    { name: '14 projects, 200 tasks', samples: rules.small },
    { name: '14 projects, 500 tasks', samples: rules.middle, target: 50 },
    { name: '14 projects, 5,000 tasks', samples: rules.large, target: 250 },
    { name: `one new day among 500 tasks: ${only.length} rows`, samples: rules.part },
    { name: 'other weights for 5,000 tasks', samples: rules.weights, target: 100 },
    {
      name: 'one text against its receipt',
      samples: receipts.check.map((taken) => taken / texts.honest.length),
    },
  ],
  [
    {
      name: `tampered texts accepted, of ${tampered.length}`,
      value: tampered.filter(isHonest).length,
      unit: '',
      atMost: 0,
    },
    {
      name: `honest texts refused, of ${honest.length}`,
      value: (100 * honest.filter((one) => !isHonest(one)).length) / honest.length,
      unit: ' %',
      atMost: 2,
    },
    ...THRESHOLDS.map((threshold) => {
      const { actions, wrong, untilDemotion } = simulateDrift(11, PEOPLE, threshold)
      return {
        name: `wrong among ${actions} unattended actions while habits drift, fallen back after ${median(untilDemotion)}`,
        value: (100 * wrong) / actions,
        unit: ' %',
        atMost: Math.round(100 * (1 - threshold)),
      }
    }),
  ],
)
