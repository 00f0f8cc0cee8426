import type { Held, HeldDay, HeldNumber, HeldTime } from './held.ts'
import type { Scan } from './scan.ts'
import { isOf, isOwn, type SubjectFinder } from './subjects.ts'

export const dateOf = (day: number): Date => new Date(day * 86_400_000)

/** A day or a clock time that a text tells, and what of the evidence it can be. */
export interface DayClaim {
  at: number
  end: number
  can: readonly (HeldDay | HeldTime | HeldNumber)[]
}

export type Match = RegExpMatchArray & { index: number }

/** Keeps what was told, for the question whose day it is. */
export const keep = (claims: DayClaim[], { index, 0: text }: Match, can: DayClaim['can']): boolean => {
  if (can.length > 0) claims.push({ at: index, end: index + text.length, can })
  return can.length > 0
}

/** Days and times that are told of a name are those of its row, where it has some; a sibling's never are. */
export function checkDayOwners(
  scan: Scan,
  held: Held,
  finder: SubjectFinder,
  claims: readonly DayClaim[],
): void {
  for (const claim of claims) {
    const subjects = finder.ofOrPronoun(claim, claims)
    if (subjects.length === 0) continue
    const isTime = claim.can.some((one) => 'time' in one)
    const all = isTime ? held.times : held.days
    const hasOwn = all.some(({ rows }) => isOwn(rows, subjects))
    const isRight = claim.can.some(({ rows }) =>
      hasOwn ? rows.length === 0 || isOwn(rows, subjects) : isOf(rows, subjects, held),
    )
    // “The project is due on” the day of one of its tasks.
    const isBorrowed =
      !hasOwn &&
      claim.can.every(({ rows }) => rows.length > 0 && !isOwn(rows, subjects)) &&
      finder.isSaidOf(claim.at)
    if (!isRight || isBorrowed) scan.reject('date', claim.at, claim.end)
  }
}
