import type { Cover } from './cover.ts'
import type { Expression } from './expressions.ts'
import { wordAfter, wordBefore } from './line.ts'
import { withoutLists } from './lists.ts'
import type { Present, Vouchers } from './types.ts'

/** What of the expressions counts, from left to right; `cover` gets them added. */
export function acceptExpressions(
  masked: string,
  expressions: readonly Expression[],
  cover: Cover,
  present: Present,
): Expression[] {
  const accepted: Expression[] = []
  // From the right: what follows a weak piece decides whether it counts.
  for (const expression of withoutLists(masked, expressions, cover, present).reverse()) {
    if (present.grammar.blockers.has(wordBefore(masked, expression.start))) continue
    if (!counts(masked, expression, cover, present)) continue
    cover.add(expression)
    accepted.unshift(expression)
  }
  return accepted
}

function counts(masked: string, expression: Expression, cover: Cover, present: Present): boolean {
  const { date, time, part } = expression
  const isJoined = date !== null && (time !== null || part !== null)
  const pieces = [date, time].filter((piece) => piece !== null)
  // What is joined but cannot vouch was introduced, or it had not been joined.
  if (isJoined) return true
  return pieces.every(
    ({ vouchers }) => vouchers === null || isVouched(masked, expression, vouchers, cover, present),
  )
}

function isVouched(
  masked: string,
  { end, preposition }: Expression,
  vouchers: Vouchers,
  cover: Cover,
  present: Present,
): boolean {
  if (vouchers.trailing && cover.isTrailing(end)) return true
  if (preposition !== '' && vouchers.introduced === 'always') return true
  const isClosed = cover.isTrailing(end) || closing.test(masked[end] ?? '') || isChipNext(masked, end, cover)
  const isSafe = isClosed || present.grammar.functionWords.has(wordAfter(masked, end))
  if (preposition !== '' && vouchers.introduced === 'safe' && isSafe) return true
  return vouchers.followed === 'closed' ? isClosed : vouchers.followed === 'safe' && isSafe
}

const closing = /[,;:.!?)\]]/

const isChipNext = (masked: string, end: number, cover: Cover) => masked[end] === ' ' && cover.has(end + 1)
