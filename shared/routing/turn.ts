import { findAsk, type Ask } from './ask.ts'
import { withoutCourtesy } from './courtesy.ts'
import { withoutGaming } from './gaming.ts'
import { hashOf } from './hash.ts'
import { eachConcept } from './lexicon/concepts.ts'
import { fold, headAndTail, isUnspaced, tokenise } from './text.ts'

/** One turn of the person, read: what is asked in words and in concepts. */
export interface Turn {
  ask: Omit<Ask, 'text'>
  tokens: string[]
  /** The index of the first token of each sentence. */
  starts: number[]
  /** A hash for each token. */
  hashes: number[]
  /** The numbers of the concepts of each token. */
  conceptsAt: (readonly number[])[]
  /** All concepts in the order of the text. */
  concepts: number[]
  commas: number
  lines: number
}

const NONE: readonly number[] = []
/** Of an ask longer than this the middle is left out. */
const HEAD = 600
const TAIL = 400
const PRIOR_HEAD = 400
const PRIOR_TAIL = 200

/** Reads a turn. The time it takes is bounded whatever the length. */
export function readTurn(message: string): Turn {
  const { text: asked, ...ask } = findAsk(message)
  const text = withoutCourtesy(withoutGaming(fold(headAndTail(asked, HEAD, TAIL))))
  const { tokens, starts } = tokenise(text)
  const concepts: number[] = []
  const conceptsAt = tokens.map((token) => {
    const begin = concepts.length
    eachConcept(token, (concept) => concepts.push(concept))
    return concepts.length === begin ? NONE : concepts.slice(begin)
  })
  return {
    ask,
    tokens,
    starts,
    hashes: tokens.map((token) => hashOf(token)),
    conceptsAt,
    concepts,
    commas: countOf(text, /[,、،]/g),
    lines: countOf(message.slice(0, 2400), /\n/g),
  }
}

/** Reads an earlier turn, of which less is looked at. */
export const readPriorTurn = (message: string): Turn => readTurn(headAndTail(message, PRIOR_HEAD, PRIOR_TAIL))

/** Several turns as one, as if they had been said in one breath. */
export function joinTurns(turns: readonly Turn[]): Turn {
  let offset = 0
  const starts = turns.flatMap((turn) => {
    const moved = turn.starts.map((start) => start + offset)
    offset += turn.tokens.length
    return moved
  })
  return {
    ask: { shownLength: 0, hasCode: false, hasQuote: false },
    tokens: turns.flatMap((turn) => turn.tokens),
    starts,
    hashes: turns.flatMap((turn) => turn.hashes),
    conceptsAt: turns.flatMap((turn) => turn.conceptsAt),
    concepts: turns.flatMap((turn) => turn.concepts),
    commas: turns.reduce((sum, turn) => sum + turn.commas, 0),
    lines: turns.length,
  }
}

const JAPANESE_WORD = 2.2

/** How many words a turn has; Japanese is counted by its usual length of a word. */
export function sizeOf(tokens: readonly string[]): number {
  let size = 0
  for (const token of tokens) size += isUnspaced(token) ? Math.ceil(token.length / JAPANESE_WORD) : 1
  return size
}

const countOf = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0
