import type { ReadNumber } from './numbers.ts'

/** Whatever ends a thought: what stands beyond it speaks of something else. */
export const ENDS =
  /[.;:!?](?=\s|$)|[,()–—]|(?<!\p{L})(?:and|but|while|where|as soon as|once|because|und|aber|während|sobald|weil)(?!\p{L})/giu
const ENDS_ONCE = new RegExp(ENDS.source, 'iu')
const OTHER_THOUGHT = /[.;:!?](?=\s|$)|,|(?<!\p{L})(?:and|but|und|aber)(?!\p{L})/iu

export const PERIOD =
  /(?<!\p{L})(?:last|past|within|letzte[nrms]?|vergangene[nrms]?|innerhalb(?: von)?|binnen)\s*$/iu

/** “3 tasks in 7 days”, where nothing is said of what is to come. */
function isWithin(text: string, number: ReadNumber, days: ReadNumber): boolean {
  if (
    days.unit.kind !== 'days' ||
    (days.held.length > 0 && days.held.every(({ key }) => /left/.test(key))) ||
    !/^\s+(?:(?:completed|finished|done|erledigte[nrs]?|geschaffte[nrs]?|abgeschlossene[nrs]?)\s+)?(?:tasks?|entries|aufgaben?|einträgen?)\s+(?:(?:were |are )?(?:done|finished|completed|erledigt|geschafft)\s+)?in\s+(?:the\s+)?$/iu.test(
      text.slice(number.end, days.at),
    )
  )
    return false
  const sentence =
    text
      .slice(0, days.end)
      .split(/[.;!?](?=\s)/)
      .at(-1)! + text.slice(days.end).split(/[.;!?](?=\s)/, 1)[0]!
  return !COMING.test(sentence)
}
const IN = /(?<!\p{L})in\s*$/iu
const PAST = /(?<!\p{L})(?:hast|habt|wurden?|you (?:have )?(?:finished|completed|did))(?!\p{L})/iu
const COMING =
  /(?<!\p{L})(?:deadline|due|ends?|frist|fällig|termin|endet|will|needs?|left|remain\p{L}*|open|offen\p{L}*|noch|would|plan|than)(?!\p{L})/iu

/** The days that something is told of: right behind it, or before it in the same sentence. */
export function periodBeside(text: string, numbers: readonly ReadNumber[], index: number, behind: number) {
  const number = numbers[index]!
  const [last, next] = [numbers[index - 1], numbers[behind]]
  const isPeriod = (days: ReadNumber, from: number) =>
    days.unit.kind === 'days' && (days.isPeriod || PERIOD.test(text.slice(from, days.at)))
  if (next && isWithin(text, number, next)) return next
  if (next && isPeriod(next, number.end) && !ENDS_ONCE.test(text.slice(number.end, next.at))) return next
  const before = text.slice(numbers[index - 2]?.end ?? 0, last?.at)
  const isBefore =
    last &&
    (isPeriod(last, numbers[index - 2]?.end ?? 0) ||
      (last.unit.kind === 'days' && IN.test(before) && PAST.test(text.slice(last.end, number.at))))
  return isBefore && !OTHER_THOUGHT.test(text.slice(last.end, number.at)) ? last : null
}
