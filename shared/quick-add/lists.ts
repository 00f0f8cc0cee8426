import type { Cover } from './cover.ts'
import type { Expression } from './expressions.ts'
import { RIGHT_EDGE } from './line.ts'
import type { Grammar } from './grammar.ts'
import type { Present } from './types.ts'

const LONGEST_JOIN = 12
const joint = '(,? \\S{1,9} |,? ?[&/–-] ?|, )'
const numberBefore = new RegExp(`(?:^|[ ([])\\d{1,2}(?:\\.|st|nd|rd|th)?${joint}$`)
const numberRightBefore = /(?:^|[ ([])\d{1,2}\.? $/
const numberAfter = new RegExp(`^${joint}\\d{1,2}(?:\\.|st|nd|rd|th)?${RIGHT_EDGE}`)
const NEAR = 20

/** The expressions without those that are ranges or choices: "sat or sun", "5 and 6 june" (A4). */
export function withoutLists(
  masked: string,
  expressions: readonly Expression[],
  cover: Cover,
  { grammar }: Present,
): Expression[] {
  const kept = expressions.map((expression) => {
    if (isAmongNumbers(masked, expression, cover, grammar)) return null
    return isHourAmongNumbers(masked, expression, cover, grammar) ? withoutTime(expression) : expression
  })
  expressions.forEach((expression, i) => {
    const next = expressions[i + 1]
    if (!next || !areJoined(masked, expression, next, grammar)) return
    const bothDated = expression.date !== null && next.date !== null
    const bothTimed = endsWithTime(expression) && beginsWithTime(next)
    if (!bothDated && !bothTimed) return
    kept[i] = bothDated ? null : withoutTime(kept[i] ?? null)
    kept[i + 1] = bothDated ? null : withoutTime(kept[i + 1] ?? null)
  })
  return kept.filter((expression) => expression !== null)
}

const endsWithTime = ({ timeSpan, end }: Expression) => timeSpan?.end === end
const beginsWithTime = ({ timeSpan, start }: Expression) => timeSpan?.start === start

/** A date stays where only its time is a choice: "tomorrow at 5 or 6pm". */
const withoutTime = (expression: Expression | null): Expression | null =>
  expression?.dateSpan ? { ...expression, ...expression.dateSpan, time: null, timeSpan: null } : null

function areJoined(masked: string, first: Expression, second: Expression, grammar: Grammar): boolean {
  if (second.start - first.end > LONGEST_JOIN) return false
  const between = masked.slice(first.end, second.start)
  if (isJoin(between, grammar)) return true
  return (between === ' ' || between === ', ') && isJoinWord(second.preposition, grammar)
}

/** The word is a preposition too: "Montag bis Freitag". */
const isJoinWord = (preposition: string, grammar: Grammar) =>
  preposition !== '' && grammar.joins.has(preposition.slice(0, preposition.indexOf(' ')))

function isJoin(between: string, { joins }: Grammar): boolean {
  const [comma, word] = between.startsWith(',') ? [',', between.slice(1)] : ['', between]
  const joining = word.trim()
  if (joining === '') return comma !== ''
  return joins.has(joining) && (!/[a-z]/.test(joining) || word === ` ${joining} `)
}

/** "5 or 6pm", "9:30 - 10": half of it says nothing. */
function isHourAmongNumbers(masked: string, expression: Expression, cover: Cover, grammar: Grammar): boolean {
  const { start, end, preposition } = expression
  if (beginsWithTime(expression) && preposition === '') {
    const before = numberBefore.exec(masked.slice(Math.max(0, start - NEAR), start))?.[1]
    if (before && /[a-z]/.test(before) && isJoin(before, grammar)) return true
  }
  const after = endsWithTime(expression) && numberAfter.exec(masked.slice(end, end + NEAR))?.[1]
  return (
    Boolean(after) && after !== ', ' && isJoin(after || '', grammar) && !cover.has(end + (after || '').length)
  )
}

function isAmongNumbers(masked: string, expression: Expression, cover: Cover, grammar: Grammar): boolean {
  const { date, dateSpan, start, end, preposition } = expression
  if (!date || !dateSpan) return false
  if (date.startsWithDay && dateSpan.start === start) {
    const before = masked.slice(Math.max(0, start - NEAR), start)
    const match = numberBefore.exec(before)
    if (match && preposition === '' && isJoin(match[1]!, grammar)) return true
    if (isJoinWord(preposition, grammar) && numberRightBefore.test(before)) return true
  }
  if (!date.endsWithDay || date.end !== end) return false
  const match = numberAfter.exec(masked.slice(end, end + NEAR))
  return match !== null && isJoin(match[1]!, grammar) && !cover.has(end + match[1]!.length)
}
