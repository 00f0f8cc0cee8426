import type { LabelledRequest } from '../../shared/routing/training/examples.ts'
import type { Routed } from '../../shared/routing/training/request-metrics.ts'
import { fitThreshold } from '../../shared/routing/training/calibration.ts'

const STRATEGIC = /\b(?:analy[sz]e|strategy|plan)\b/gi
const EXECUTION = /\b(?:create|update|list|fetch)\b/gi
const countOf = (text: string, words: RegExp): number => text.match(words)?.length ?? 0

/** The keyword rule of the sources: its words for, less its words against. */
export const keywordRank = (text: string): number => countOf(text, STRATEGIC) - countOf(text, EXECUTION)

/** A number of 0 to 1 that only depends on the text's name. */
export function randomRank(name: string): number {
  let hash = 17
  for (const letter of name) hash = (Math.imul(hash ^ letter.charCodeAt(0), 0x5bd1e995) ^ (hash >>> 13)) >>> 0
  return hash / 2 ** 32
}

type Rank = (request: LabelledRequest) => number

/** Routers to be beaten. Where to cut, each learns from our own requests, as the model does. */
export function rivalsOf(
  own: readonly LabelledRequest[],
): Record<string, (request: LabelledRequest) => Routed> {
  const cutting = (rank: Rank, scale: number) => {
    const cut =
      fitThreshold(own.map((request) => ({ band: request.band, score: rank(request) * scale }))) / scale
    return (request: LabelledRequest): Routed => routed(request, rank(request), rank(request) >= cut)
  }
  return {
    random: (request) => routed(request, randomRank(request.id), randomRank(request.id) >= 0.5),
    'length only': cutting(({ prompt }) => Math.log2(1 + prompt.length), 1),
    'keyword rule of the sources': (request) =>
      routed(request, keywordRank(request.prompt), keywordRank(request.prompt) > 0),
  }
}

const routed = (request: LabelledRequest, rank: number, isStrategic: boolean): Routed => ({
  request,
  rank,
  tier: isStrategic ? 'strategic' : 'execution',
  band: null,
})
