import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { scoreFrom, bandOf } from '../../shared/routing/calibrate.ts'
import { decideRoute } from '../../shared/routing/decide.ts'
import { routingModel, scoreRequest, type RequestScore } from '../../shared/routing/score.ts'
import { restingState, type Candidate } from '../../shared/routing/state.ts'
import { foldOf, type LabelledRequest, type Question } from '../../shared/routing/training/examples.ts'
import { gainOf } from '../../shared/routing/training/question-metrics.ts'
import { confusionOf, qualityOf, type Routed } from '../../shared/routing/training/request-metrics.ts'
import { sumOfQuestion, trainOnQuestions } from '../../shared/routing/training/train-questions.ts'
import { trainModel } from '../../shared/routing/training/train-model.ts'
import {
  labelledSimple,
  read,
  sumOfRequest,
  trainOnRequests,
} from '../../shared/routing/training/train-requests.ts'
import { denoEnvironment, findDeno, OFFLINE_FLAGS } from '../../stack/deno.ts'
import { repositoryDir } from '../../stack/settings.ts'
import { report, type Bound } from './harness.ts'
import { DATA_VARIABLE, readRoutingData } from './router-data.ts'
import { keywordRank, randomRank, rivalsOf } from './router-rivals.ts'
import { median } from './statistics.ts'

/**
 * How long a decision takes in Deno, and how right it is: on the public requests, which no figure here was trained
 * on, and on questions of which is known who answers them right.
 */
const FOLDS = 5
const LENGTHS = [200, 8000]
const TARGET_MS = 1

const data = readRoutingData()
if (!data) {
  console.error(
    `Set ${DATA_VARIABLE} to the folder of the routing data: the requests to be judged on are not here.`,
  )
  process.exit(1)
}
const { own, open, questions, simple } = data

const candidateOf = (tier: Candidate['tier']): Candidate => ({
  id: tier,
  provider: tier,
  tier,
  rank: 1,
  contextTokens: 1_000_000,
  modalities: ['text'],
  hasTools: true,
  regions: [],
  price: { input: 1n, output: 1n },
  validFrom: '2026-01-01',
  validTo: null,
  shutdownOn: null,
})
const state = restingState([candidateOf('execution'), candidateOf('strategic')], '2026-11-21')
const template: RequestScore = scoreRequest({ message: 'a request' })

/** The route of a sum of weights, by the calibration that was made on our own requests. */
function routedBy(sum: number, request: LabelledRequest, model: typeof routingModel): Routed {
  const score = scoreFrom(sum, model)
  const band = bandOf(score)
  const { tier } = decideRoute({ ...template, score, band }, state, model.threshold)
  return { request, rank: sum, tier, band }
}

const model = trainModel({ requests: own, simple }, questions, 'bench')
const ownSolution = trainOnRequests({ requests: own, simple })
const fromOwn = open.map((request) => routedBy(sumOfRequest(read(request), ownSolution), request, model))

const everything = [...own, ...open]
const queries = simple.map(labelledSimple)
const isHeldOut = (fold: number) => (request: LabelledRequest) => foldOf(request.group, FOLDS) === fold
const crossed = Array.from({ length: FOLDS }, (_, fold) => {
  const isOut = isHeldOut(fold)
  const solution = trainOnRequests({
    requests: everything.filter((request) => !isOut(request)),
    simple: queries.filter((query) => !isOut(query)).map(({ prompt }) => prompt),
  })
  return [...everything, ...queries]
    .filter(isOut)
    .map((request) => routedBy(sumOfRequest(read(request), solution), request, model))
}).flat()
const isOpen = new Set(open)
const crossedOpen = crossed.filter(({ request }) => isOpen.has(request))
const isQuery = new Set(queries)
const crossedOwn = crossed.filter(({ request }) => !isOpen.has(request) && !isQuery.has(request))
const simpleToStrategic = crossed.filter(({ request, tier }) => isQuery.has(request) && tier === 'strategic')

const rows: [string, Routed[]][] = [
  ['trained on ours, tested on the public', fromOwn],
  ['public, by folds of groups', crossedOpen],
  ['ours, by folds of groups', crossedOwn],
  ...Object.entries(rivalsOf(own)).map(([name, route]): [string, Routed[]] => [name, open.map(route)]),
]
console.log('\nRequests: area under the curve, then percent')
console.table(
  Object.fromEntries(
    rows.map(([name, routed]) => [
      name,
      Object.fromEntries(
        Object.entries(qualityOf(routed)).map(([key, value]) => [key, value.toFixed(key === 'auc' ? 3 : 1)]),
      ),
    ]),
  ),
)
console.log('Label (row) and band (column), public by folds')
console.table(confusionOf(crossedOpen))
console.log('Right by kind of trap and by language, public by folds')
for (const by of [({ request }: Routed) => request.trap ?? 'none', ({ request }: Routed) => request.locale]) {
  console.log(rightBy(crossedOpen, by))
}

function rightBy(routed: readonly Routed[], keyOf: (one: Routed) => string): string {
  const counts = new Map<string, [number, number]>()
  for (const one of routed.filter(({ request }) => request.band !== 'either')) {
    const [right, all] = counts.get(keyOf(one)) ?? [0, 0]
    counts.set(keyOf(one), [right + (one.tier === one.request.band ? 1 : 0), all + 1])
  }
  return [...counts]
    .map(([key, [right, all]]) => `${key} ${right}/${all}`)
    .sort()
    .join(', ')
}

/** Questions ranked by a model that did not see them. */
function heldOutRanks(asked: readonly Question[]): number[] {
  const solutions = Array.from({ length: FOLDS }, (_, fold) =>
    trainOnQuestions(asked.filter((_, at) => at % FOLDS !== fold)),
  )
  return asked.map((question, at) => sumOfQuestion(question, solutions[at % FOLDS]!))
}

const gains = Object.fromEntries(
  (['mmlu', 'gsm8k'] as const).flatMap((source) => {
    const asked = questions.filter(({ src }) => src === source)
    return [
      [`${source}, held out`, gainOf(asked, heldOutRanks(asked))],
      [
        `${source}, random`,
        gainOf(
          asked,
          asked.map(({ prompt }) => randomRank(prompt)),
        ),
      ],
      [
        `${source}, length only`,
        gainOf(
          asked,
          asked.map(({ prompt }) => prompt.length),
        ),
      ],
      [
        `${source}, keyword rule of the sources`,
        gainOf(
          asked,
          asked.map(({ prompt }) => keywordRank(prompt)),
        ),
      ],
    ]
  }),
) as Record<string, ReturnType<typeof gainOf>>
console.log(
  '\nQuestions: area of the gap recovered, share of strong calls in percent for 50 and 80 percent of it',
)
console.table(gains)

for (const { request } of simpleToStrategic) console.log(`simple, sent to strategic: ${request.prompt}`)

/** Texts of a length made of the requests themselves, each its own. */
const textsOf = (length: number): string[] =>
  own.slice(0, 150).map((_, at) => {
    const pieces = own.slice(at, at + 150).map(({ prompt }) => prompt)
    return pieces
      .join(' ')
      .padEnd(length, ` ${pieces.join(' ')}`)
      .slice(0, length)
  })

function timesInDeno(texts: readonly string[]): number[][] {
  const file = path.join(repositoryDir, 'tests', 'bench', 'router-latency.ts')
  const { stdout, stderr, status } = spawnSync(
    findDeno(),
    ['run', ...OFFLINE_FLAGS, '--allow-read', '--allow-env', file],
    {
      cwd: repositoryDir,
      env: denoEnvironment(),
      input: JSON.stringify(texts),
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    },
  )
  if (status !== 0) throw new Error(`Deno ended with ${status}: ${stderr}`)
  return JSON.parse(stdout) as number[][]
}

const latencies = LENGTHS.map((length) => ({ length, times: timesInDeno(textsOf(length)) }))
const quality = qualityOf(crossedOpen)
const bounds: Bound[] = [
  { name: '100 x (1 - area under the curve)', value: 100 * (1 - quality.auc), unit: '', atMost: 6 },
  { name: 'wrong tier', value: quality.wrongTier, unit: ' %', atMost: 12 },
  { name: 'two bands off', value: quality.twoBandsOff, unit: ' %', atMost: 5 },
  { name: 'traps wrong', value: 100 - quality.trapsRight, unit: ' %', atMost: 15 },
  { name: 'paraphrase groups in two tiers', value: 100 - quality.groupsInOneTier, unit: ' %', atMost: 8 },
  {
    name: 'simple queries to strategic',
    value: (100 * simpleToStrategic.length) / simple.length,
    unit: ' %',
    atMost: 1,
  },
  {
    name: '1 - area of the gap recovered, mmlu',
    value: 1 - gains['mmlu, held out']!.apgr,
    unit: '',
    atMost: 0.39,
  },
]
report(
  `Router ${routingModel.version}: a decision in Deno`,
  latencies.flatMap(({ length, times }) => [
    // The median of each text: a decision is so short that a single pause of the machine would be the whole p99.
    { name: `${length} characters`, samples: times.map(median), target: TARGET_MS, targetOf: 'p99' as const },
    { name: `${length} characters, every single one`, samples: times.flat() },
  ]),
  bounds,
)
