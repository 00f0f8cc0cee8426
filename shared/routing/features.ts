import { hashOf, joined, mixed } from './hash.ts'
import { RISING, shapeOf, stepsOf, type Hardness, type Shape } from './shape.ts'
import { isUnspaced } from './text.ts'
import { joinTurns, type Turn } from './turn.ts'
import { VectorBuilder, type Vector } from './vector.ts'

const FAMILIES = [
  ...[
    'word',
    'wordPair',
    'letters',
    'concept',
    'conceptPair',
    'conceptSet',
    'firstWord',
    'firstPair',
    'firstConcept',
  ],
  ...['lastWord', 'lastConcept', 'lastSentenceWord', 'lastSentenceOpening', 'lastSentenceConcept'],
  ...[
    'firstSentenceConcept',
    'priorWord',
    'priorConcept',
    'followedConcept',
    'followingWord',
    'followingConcept',
  ],
  ...['followingWordHard', 'followingConceptHard', 'step', 'atLeast', 'stepPair'],
] as const
type Family = (typeof FAMILIES)[number]
const seed = Object.fromEntries(FAMILIES.map((family) => [family, mixed(hashOf(family))])) as Record<
  Family,
  number
>

const MOST_IN_SET = 24
const LAST_SENTENCE = 30

/** A request as the model sees it, and what could be counted about it. */
export interface Features {
  vector: Vector
  shape: Shape
}

/**
 * @param prior the turns before the latest, oldest first
 * @param hardness how hard those are by themselves
 */
export function featuresOf(turn: Turn, prior: readonly Turn[], hardness: Hardness): Features {
  const builder = new VectorBuilder()
  const before = prior.length > 0 ? joinTurns(prior) : null
  const shape = shapeOf(turn, before)
  addWords(builder, turn)
  addConcepts(builder, turn)
  addEdges(builder, turn)
  if (before) addPrior(builder, turn, before, shape, hardness)
  addSteps(builder, stepsOf(shape, hardness))
  return { vector: builder.build(), shape }
}

function addWords(builder: VectorBuilder, { tokens, hashes }: Turn): void {
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!
    if (isUnspaced(token)) addPieces(builder, seed.word, token, 1, 4)
    else {
      builder.add(joined(seed.word, hashes[at]!))
      if (at > 0) builder.add(joined(joined(seed.wordPair, hashes[at - 1]!), hashes[at]!))
    }
  }
  builder.endFamily(1.4, 4)
  for (const token of tokens) {
    if (!isUnspaced(token) && token.length > 3) addPieces(builder, seed.letters, `^${token}$`, 3, 5)
  }
  builder.endFamily(1.5, 10)
}

function addPieces(
  builder: VectorBuilder,
  family: number,
  text: string,
  shortest: number,
  longest: number,
): void {
  for (let from = 0; from < text.length; from++) {
    const end = Math.min(text.length, from + longest)
    let hash = hashOf(text, undefined, from, Math.min(end, from + shortest - 1))
    for (let to = from + shortest; to <= end; to++) {
      hash = hashOf(text, hash, to - 1, to)
      builder.add(joined(family, hash))
    }
  }
}

function addConcepts(builder: VectorBuilder, { concepts }: Turn): void {
  for (let at = 0; at < concepts.length; at++) {
    builder.add(joined(seed.concept, concepts[at]!))
    if (at > 0) builder.add(joined(joined(seed.conceptPair, concepts[at - 1]!), concepts[at]!))
  }
  builder.endFamily(1, 3)
  const set = [...new Set(concepts)].sort((left, right) => left - right).slice(0, MOST_IN_SET)
  addPairs(builder, set)
  builder.endFamily(0.7, 4)
}

function addPairs(builder: VectorBuilder, set: readonly number[]): void {
  for (let left = 0; left < set.length; left++) {
    const begun = joined(seed.conceptSet, set[left]!)
    for (let right = left + 1; right < set.length; right++) builder.add(joined(begun, set[right]!))
  }
}

/** How a request begins and ends, where its speech act stands. */
function addEdges(builder: VectorBuilder, { tokens, hashes, conceptsAt, starts }: Turn): void {
  if (tokens.length > 0) {
    const first = tokens[0]!
    const last = tokens.at(-1)!
    builder.add(joined(seed.firstWord, isUnspaced(first) ? hashOf(first.slice(0, 3)) : hashes[0]!))
    if (tokens.length > 1) builder.add(joined(joined(seed.firstPair, hashes[0]!), hashes[1]!))
    for (const concept of conceptsAt[0]!) builder.add(joined(seed.firstConcept, concept))
    builder.add(joined(seed.lastWord, isUnspaced(last) ? hashOf(last.slice(-3)) : hashes.at(-1)!))
    if (isUnspaced(last)) builder.add(joined(seed.lastWord, hashOf(last.slice(-2))))
    for (const concept of conceptsAt.at(-1)!) builder.add(joined(seed.lastConcept, concept))
  }
  if (starts.length > 1) {
    const begin = starts.at(-1)!
    const end = Math.min(tokens.length, begin + LAST_SENTENCE)
    for (let at = begin; at < end; at++) {
      builder.add(joined(seed.lastSentenceWord, hashes[at]!))
      if (at < begin + 2) builder.add(joined(seed.lastSentenceOpening, hashes[at]!))
      for (const concept of conceptsAt[at]!) builder.add(joined(seed.lastSentenceConcept, concept))
    }
    for (let at = 0; at < starts[1]!; at++) {
      for (const concept of conceptsAt[at]!) builder.add(joined(seed.firstSentenceConcept, concept))
    }
  }
  builder.endFamily(0.7, 2)
}

/** A follow-up: what stood before, and how the latest turn takes it up. */
function addPrior(builder: VectorBuilder, turn: Turn, before: Turn, shape: Shape, hardness: Hardness): void {
  for (const hash of before.hashes) builder.add(joined(seed.priorWord, hash))
  for (const concept of before.concepts) builder.add(joined(seed.priorConcept, concept))
  builder.endFamily(0.5, 8)
  const length = shape.size <= 3 ? 1 : shape.size <= 6 ? 2 : shape.size <= 12 ? 3 : 4
  for (const concept of before.concepts) builder.add(joined(joined(seed.followedConcept, length), concept))
  for (const hash of turn.hashes.slice(0, 12)) builder.add(joined(seed.followingWord, hash))
  for (const concept of turn.concepts.slice(0, 12)) builder.add(joined(seed.followingConcept, concept))
  for (const hash of turn.hashes.slice(0, 8))
    builder.add(joined(joined(seed.followingWordHard, hash), hardness.whole))
  for (const concept of turn.concepts.slice(0, 8)) {
    builder.add(joined(joined(seed.followingConceptHard, concept), hardness.whole))
  }
  builder.endFamily(0.7, 6)
}

function addSteps(builder: VectorBuilder, steps: readonly number[]): void {
  for (let at = 0; at < steps.length; at++) builder.add(joined(joined(seed.step, at), steps[at]!))
  for (const at of RISING) {
    for (let step = 0; step < steps[at]!; step++) builder.add(joined(joined(seed.atLeast, at), step))
  }
  builder.endFamily(1, 1)
  for (let left = 0; left < steps.length; left++) {
    const begun = joined(joined(seed.stepPair, left), steps[left]!)
    for (let right = left + 1; right < steps.length; right++) {
      builder.add(joined(joined(begun, right), steps[right]!))
    }
  }
  builder.endFamily(1, 1)
}
