import { problemKindOf, problemVectorOf } from '../problem.ts'
import { BUCKETS } from '../vector.ts'
import type { Question } from './examples.ts'
import { fitLogistic, sumOfExample, type Solution } from './regression.ts'

export const QUESTION_PENALTY = 2e-4

const KIND = { mmlu: 'options', gsm8k: 'sum' } as const
const vectorOf = ({ src, prompt }: Question) => problemVectorOf(prompt, problemKindOf(prompt) ?? KIND[src])

/** Learns which questions a strong model gets right and a weak one does not. */
export const trainOnQuestions = (questions: readonly Question[], penalty = QUESTION_PENALTY): Solution =>
  fitLogistic(
    questions.map((question) => ({
      vector: vectorOf(question),
      target: question.strong && !question.weak ? 1 : 0,
      weight: 1,
    })),
    BUCKETS,
    penalty,
  )

export const sumOfQuestion = (question: Question, solution: Solution): number =>
  sumOfExample(vectorOf(question), solution)
