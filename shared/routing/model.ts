import { z } from 'zod'
import { BUCKETS, type Vector } from './vector.ts'

const knotsSchema = z
  .array(z.tuple([z.number(), z.number()]))
  .min(2)
  .refine((knots) => knots.every(([at], i) => i === 0 || at > knots[i - 1]![0]), 'knots must rise')

/** Weights as whole numbers of -127 to 127, in base64. */
const tableSchema = z.object({ bias: z.number(), scale: z.number().positive(), weights: z.base64() })
export type Table = z.infer<typeof tableSchema>

/** What `npm run train` writes: everything that is learned, nothing that is written by hand. */
export const modelSchema = z.object({
  version: z.string().min(1),
  requests: tableSchema,
  /** For questions of knowledge and arithmetic, which are not about a life. */
  questions: tableSchema,
  /** From the sum of weights to the score of 0 to 10. */
  scoreKnots: knotsSchema,
  /** P(strategic) = 1 / (1 + exp(-(slope · sum + offset))) */
  probability: z.object({ slope: z.number().positive(), offset: z.number() }),
  /** The score from which the strategic model is the better choice while nothing presses. */
  threshold: z.number().min(0).max(10),
})
export type RoutingModel = z.infer<typeof modelSchema>

/** A table of weights, ready to be summed. */
export interface Weights {
  bias: number
  scale: number
  values: Int8Array
}

/** @throws TypeError when the table has another size than the features need */
export function unpack({ bias, scale, weights }: Table): Weights {
  const bytes = atob(weights)
  if (bytes.length !== BUCKETS) throw new TypeError(`${bytes.length} weights instead of ${BUCKETS}`)
  return { bias, scale, values: Int8Array.from(bytes, (byte) => byte.charCodeAt(0)) }
}

export function sumOf({ indices, values }: Vector, weights: Weights): number {
  let sum = 0
  for (let at = 0; at < indices.length; at++) sum += weights.values[indices[at]!]! * values[at]!
  return sum * weights.scale + weights.bias
}
