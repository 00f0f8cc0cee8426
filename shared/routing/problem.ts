import { hashOf, joined, mixed } from './hash.ts'
import { fold, headAndTail, tokenise } from './text.ts'
import { VectorBuilder, type Vector } from './vector.ts'

/** A question of knowledge or arithmetic that is not about the person's life. */
export type ProblemKind = 'options' | 'sum'

const HEAD = 1600
const TAIL = 800
const OPTION = /^ *\(?[A-E][.)] /gm
const PERSON = /\b(?:i|i'm|my|me|mine|we|our|us|you|your)\b/i
const SHORTEST_SUM = 90

/** Several lettered options, or a told sum: numbers, nobody of the person's life, a question at the end. */
export function problemKindOf(message: string): ProblemKind | null {
  const text = headAndTail(message, HEAD, TAIL)
  if ((text.match(OPTION)?.length ?? 0) >= 3) return 'options'
  const isSum =
    text.length >= SHORTEST_SUM &&
    /\?\s*$/.test(text) &&
    (text.match(/\d+/g)?.length ?? 0) >= 2 &&
    /\b(?:how (?:many|much|long|far|old|fast)|what (?:is|was|will|fraction|percent\w*)|calculate|find)\b/i.test(
      text,
    ) &&
    !PERSON.test(text)
  return isSum ? 'sum' : null
}

const FAMILIES = { options: mixed(hashOf('options')), sum: mixed(hashOf('sum')) }
const LENGTHS = [60, 90, 130, 180, 240, 320, 420, 560, 800, 1200, 1800]

/** Words, pairs of words and how long it is; each kind has its own weights. */
export function problemVectorOf(message: string, kind: ProblemKind): Vector {
  const builder = new VectorBuilder()
  const family = FAMILIES[kind]
  const { tokens } = tokenise(fold(headAndTail(message, HEAD, TAIL)))
  const hashes = tokens.map((token) => hashOf(token))
  hashes.forEach((hash, at) => {
    builder.add(joined(family, hash))
    if (at > 0) builder.add(joined(joined(family + 1, hashes[at - 1]!), hash))
  })
  builder.endFamily(1, 4)
  addSteps(builder, family + 2, stepOf(message.length))
  addSteps(builder, family + 3, Math.min(12, tokens.filter((token) => token.startsWith('#')).length))
  addSteps(builder, family + 4, Math.min(8, stepOf(message.search(OPTION_AT) + 1)))
  builder.add(joined(family, 5))
  builder.endFamily(1, 1)
  return builder.build()
}

const OPTION_AT = /^ *\(?[A-E][.)] /m

const stepOf = (length: number): number => LENGTHS.filter((limit) => length > limit).length

function addSteps(builder: VectorBuilder, family: number, steps: number): void {
  for (let step = 0; step <= steps; step++) builder.add(joined(family, step))
}
