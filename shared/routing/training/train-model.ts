import { scoreFrom } from '../calibrate.ts'
import type { RoutingModel, Table } from '../model.ts'
import { fitProbability, fitScoreKnots, fitThreshold, rounded, type Judged } from './calibration.ts'
import { foldOf, type Question } from './examples.ts'
import type { Solution } from './regression.ts'
import { trainOnQuestions } from './train-questions.ts'
import { read, sumOfRequest, trainOnRequests, type Lessons } from './train-requests.ts'

const FOLDS = 5

/**
 * Trains the model of the router. Its calibration is made on folds that were not trained on, grouped by paraphrase.
 * @param version what decisions are recorded under
 */
export function trainModel(
  { requests, simple = [] }: Lessons,
  questions: readonly Question[],
  version: string,
): RoutingModel {
  const judged: (Judged & { group: string })[] = []
  for (let fold = 0; fold < FOLDS; fold++) {
    const isHeldOut = requests.map(({ group }) => foldOf(group, FOLDS) === fold)
    const solution = trainOnRequests({ requests: requests.filter((_, at) => !isHeldOut[at]), simple })
    requests.forEach((request, at) => {
      const { score, band, group } = request
      if (isHeldOut[at]) judged.push({ sum: sumOfRequest(read(request), solution), score, band, group })
    })
  }
  const scoreKnots = fitScoreKnots(judged)
  return {
    version,
    requests: pack(trainOnRequests({ requests, simple })),
    questions: pack(trainOnQuestions(questions)),
    scoreKnots,
    probability: fitProbability(judged),
    threshold: fitThreshold(
      judged.map(({ sum, band, group }) => ({ band, group, score: scoreFrom(sum, { scoreKnots }) })),
    ),
  }
}

const LARGEST = 127

/** Weights as bytes. */
export function pack(solution: Solution): Table {
  const weights = solution.subarray(0, -1)
  const scale = weights.reduce((largest, weight) => Math.max(largest, Math.abs(weight)), 1e-9) / LARGEST
  const bytes = Int8Array.from(weights, (weight) => Math.round(weight / scale))
  const text = Array.from(new Uint8Array(bytes.buffer), (byte) => String.fromCharCode(byte)).join('')
  return { bias: rounded(solution.at(-1)!, 5), scale, weights: btoa(text) }
}
