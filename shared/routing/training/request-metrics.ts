import type { Band } from '../calibrate.ts'
import type { LabelledRequest } from './examples.ts'

/** What a router made of a labelled request. */
export interface Routed {
  request: LabelledRequest
  /** Any scale: only its order counts. */
  rank: number
  tier: 'execution' | 'strategic'
  /** null for a router without bands. */
  band: Band | null
}

/** All in percent, but the area under the curve (0 to 1). `either` is never wrong and stands in no denominator. */
export interface RoutingQuality {
  /** Strategic ranked above execution. */
  auc: number
  wrongTier: number
  /** Execution scored as strategic or strategic as execution. */
  twoBandsOff: number
  trapsRight: number
  followUpsRight: number
  /** Groups of paraphrases that all go to one tier, those of `either` among them. */
  groupsInOneTier: number
}

export function qualityOf(routed: readonly Routed[]): RoutingQuality {
  const clear = routed.filter(({ request }) => request.band !== 'either')
  const isRight = ({ request, tier }: Routed): boolean => request.band === tier
  const groups = new Map<string, Routed[]>()
  for (const one of routed) groups.set(one.request.group, [...(groups.get(one.request.group) ?? []), one])
  const several = [...groups.values()].filter((group) => group.length > 1)
  return {
    auc: areaUnderCurve(clear),
    wrongTier: 100 - shareOf(clear, isRight),
    twoBandsOff: shareOf(
      clear,
      ({ request, band }) => band !== null && band !== 'either' && band !== request.band,
    ),
    trapsRight: shareOf(
      clear.filter(({ request }) => request.trap !== null),
      isRight,
    ),
    followUpsRight: shareOf(
      clear.filter(({ request }) => request.prior.length > 0),
      isRight,
    ),
    groupsInOneTier: shareOf(several, (group) => group.every(({ tier }) => tier === group[0]!.tier)),
  }
}

/** How many requests of each label got each band. */
export function confusionOf(routed: readonly Routed[]): Record<Band, Record<Band, number>> {
  const none = (): Record<Band, number> => ({ execution: 0, either: 0, strategic: 0 })
  const table = { execution: none(), either: none(), strategic: none() }
  for (const { request, band } of routed) if (band) table[request.band][band] += 1
  return table
}

function areaUnderCurve(clear: readonly Routed[]): number {
  let above = 0
  const hard = clear.filter(({ request }) => request.band === 'strategic')
  const plain = clear.filter(({ request }) => request.band === 'execution')
  for (const { rank } of hard)
    for (const other of plain) above += rank > other.rank ? 1 : rank === other.rank ? 0.5 : 0
  return above / (hard.length * plain.length)
}

const shareOf = <T>(all: readonly T[], is: (one: T) => boolean): number =>
  all.length === 0 ? 0 : (100 * all.filter(is).length) / all.length
