import { conceptNumber, conceptsOf } from './lexicon/concepts.ts'
import { sizeOf, type Turn } from './turn.ts'

const LIFE = conceptsOf('life')
const ACTIONS = conceptsOf('actions')
const WEIGHING = conceptsOf('weighing')
const HORIZONS = ['now', 'weekday', 'week', 'month', 'months', 'years'].map(conceptNumber)
const SELVES = new Set(['i', 'we'].map(conceptNumber))

/** What can be counted about a request. */
export interface Shape {
  /** Words of the latest turn. */
  size: number
  /** Sides of life touched: work, family, money, health… */
  lifeSides: number
  /** Kinds of weighing: deciding, comparing, causes, sacrifices… */
  weighing: number
  /** Kinds of plain work: create, move, list… */
  actions: number
  /** 0 none, 1 today, 2 a weekday, 3 a week, 4 a month, 5 months or seasons, 6 years. */
  horizon: number
  /** 0 none, 1 inside, 2 at the end. */
  question: number
  /** What is said first: 0 nothing known, 1 an action, 2 weighing, 3 a side of life, 4 another word. */
  opening: number
  /** What is shown rather than asked: 1 a quotation, 2 code, 4 a paste, added up. */
  shown: number
  numbers: number
  sentences: number
  commas: number
  lines: number
  selves: number
  /** Sides of life and kinds of weighing in the turns before; null without any. */
  priorMatter: number | null
  priorHorizon: number
}

const PASTE = 120

export function shapeOf(turn: Turn, prior: Turn | null): Shape {
  const { tokens, concepts, ask } = turn
  const present = new Set(concepts)
  const priorPresent = new Set(prior?.concepts)
  return {
    size: sizeOf(tokens),
    lifeSides: shared(present, LIFE),
    weighing: shared(present, WEIGHING),
    actions: shared(present, ACTIONS),
    horizon: horizonOf(present),
    question: tokens.at(-1) === '?' ? 2 : tokens.includes('?') ? 1 : 0,
    opening: openingOf(concepts[0]),
    shown: (ask.hasQuote ? 1 : 0) + (ask.hasCode ? 2 : 0) + (ask.shownLength > PASTE ? 4 : 0),
    numbers: tokens.filter((token) => token.startsWith('#')).length,
    sentences: turn.starts.length,
    commas: turn.commas,
    lines: turn.lines,
    selves: shared(present, SELVES),
    priorMatter: prior && shared(priorPresent, LIFE) + shared(priorPresent, WEIGHING),
    priorHorizon: horizonOf(priorPresent),
  }
}

/** How hard the turns before are, as steps of 1 to 5; 0 without any. */
export interface Hardness {
  whole: number
  last: number
}

/** The counts as a few steps each, in a fixed order. */
export function stepsOf(shape: Shape, hardness: Hardness): number[] {
  const hasPrior = shape.priorMatter !== null
  return [
    stepOf(shape.size, [2, 4, 6, 9, 13, 20, 32, 50, 90]),
    stepOf(shape.lifeSides, [0, 1, 2, 3, 4]),
    stepOf(shape.weighing, [0, 1, 2, 3, 4]),
    stepOf(shape.actions, [0, 1, 2]),
    shape.horizon,
    shape.question,
    shape.opening,
    shape.shown,
    stepOf(shape.numbers, [0, 1, 2, 4]),
    shape.priorMatter === null ? 0 : 1 + stepOf(shape.priorMatter, [0, 1, 2, 3, 5]),
    hasPrior ? 1 + stepOf(shape.size, [2, 4, 7, 12]) : 0,
    stepOf(shape.commas, [0, 1, 2, 4]),
    stepOf(shape.sentences, [1, 2, 3, 5]),
    stepOf(shape.lines, [0, 2, 5]),
    hasPrior ? 1 + Math.max(0, shape.priorHorizon - 3) : 0,
    hardness.whole,
    hardness.last,
    shape.selves,
  ]
}

/** Those of `stepsOf` where more is more: they also count as "at least". */
export const RISING = [0, 1, 2, 4, 9]

const shared = (present: ReadonlySet<number>, group: ReadonlySet<number>): number => {
  let count = 0
  for (const concept of present) if (group.has(concept)) count += 1
  return count
}

function horizonOf(present: ReadonlySet<number>): number {
  for (let far = HORIZONS.length; far > 0; far--) if (present.has(HORIZONS[far - 1]!)) return far
  return 0
}

function openingOf(concept: number | undefined): number {
  if (concept === undefined) return 0
  if (ACTIONS.has(concept)) return 1
  if (WEIGHING.has(concept)) return 2
  return LIFE.has(concept) ? 3 : 4
}

function stepOf(value: number, limits: readonly number[]): number {
  const at = limits.findIndex((limit) => value <= limit)
  return at < 0 ? limits.length : at
}
