import { type Interval, wilson } from './statistics.ts'

/** How far one category of automatic action has earned the person's trust. */
export interface Autonomy {
  /** `shadow`: it only says what it would have done. `unlocked`: it acts. */
  state: 'shadow' | 'unlocked'
  /** The last outcomes since trust began to be earned, oldest first: was it what the person did, or let stand? */
  recent: readonly boolean[]
  /** What may still go wrong before it falls back, in actions. Only counts while it is unlocked. */
  credit: number
  /** How often it fell back: each time it takes twice as long to be unlocked again. */
  demotions: number
}

export const START_OF_AUTONOMY: Autonomy = { state: 'shadow', recent: [], credit: 0, demotions: 0 }

const MOST_KEPT = 200
const LEAST_SEEN = 20
const MOST_SEEN = 160
const START_CREDIT = 1
const MOST_CREDIT = 2
/** Of the errors the person allows, so much is given to the credit: the rest pays for noticing late. */
const SHARE_SPENT = 0.5

/** Outcomes that must have been seen before a category may be unlocked. */
const needed = ({ demotions }: Autonomy): number => Math.min(MOST_SEEN, LEAST_SEEN * 2 ** demotions)

/** The agreement of the last outcomes, with its 95 % interval. */
export const agreementOf = ({ recent }: Autonomy): Interval =>
  wilson(recent.filter((agreed) => agreed).length, recent.length)

/**
 * One more outcome. In shadow it counts towards being unlocked, which takes enough of them and an agreement whose lower
 * bound reaches the threshold. Unlocked, each error costs credit that only good actions earn, and slowly; without
 * credit the category is back in the shadow by itself, and starts anew.
 * @param agreed in shadow: the person did the same; unlocked: the person let it stand
 * @param threshold the agreement the person asks for, 0 to 1
 */
export function observe(autonomy: Autonomy, agreed: boolean, threshold: number): Autonomy {
  const recent = [...autonomy.recent, agreed].slice(-MOST_KEPT)
  if (autonomy.state === 'shadow') {
    const seen: Autonomy = { ...autonomy, recent }
    const isEarned = recent.length >= needed(autonomy) && agreementOf(seen).low >= threshold
    return isEarned ? { ...seen, state: 'unlocked', credit: START_CREDIT } : seen
  }
  const earned = (1 - threshold) * SHARE_SPENT
  const credit = Math.min(MOST_CREDIT, autonomy.credit + earned - (agreed ? 0 : 1))
  return credit < 0 ? fallenBack(autonomy) : { ...autonomy, recent, credit }
}

const fallenBack = ({ demotions }: Autonomy): Autonomy => ({ ...START_OF_AUTONOMY, demotions: demotions + 1 })

/** After the person asked for more: what does not reach it is back in the shadow at once. */
export function underThreshold(autonomy: Autonomy, threshold: number): Autonomy {
  const isEnough = autonomy.state === 'shadow' || agreementOf(autonomy).low >= threshold
  return isEnough ? autonomy : { ...autonomy, state: 'shadow', credit: 0 }
}

/** How many more right outcomes, one after the other, it takes until a category in the shadow is unlocked; 0 when it is. */
export function outcomesMissing(autonomy: Autonomy, threshold: number): number {
  let missing = 0
  for (let next = autonomy; next.state === 'shadow' && missing <= 2 * MOST_KEPT; missing++)
    next = observe(next, true, threshold)
  return missing
}
