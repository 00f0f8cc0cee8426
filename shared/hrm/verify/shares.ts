import { boundBefore } from './bounds.ts'
import type { Held } from './held.ts'
import { READ, type Scan } from './scan.ts'

/** A share told in words: a percentage that rounds to it, or that part of a number in the same sentence. */
export function isHeldShare(percent: number, clause: string, held: Held): boolean {
  const isNear = (value: number) => Math.abs(value - percent) < 0.75
  if (
    held.numbers.some(
      ({ key, value, units }) =>
        (units.includes('percent') && isNear(value) && isMeant(key, clause)) ||
        (units.includes('score') && isNear(value * 100)),
    )
  )
    return true
  const wished = WISHED.test(clause) ? ratioOf(held) : null
  if (wished !== null && isNear(wished)) return true
  const counts = held.numbers.filter(({ units }) => units.includes('count')).map(({ value }) => value)
  return [...clause.replaceAll(READ, ' ').matchAll(/\d+/g)].some(({ 0: digits }) => {
    const whole = Number(digits)
    return counts.includes(whole) && counts.some((part) => part > 0 && isNear((100 * part) / whole))
  })
}

const TASKS = /(?<!\p{L})(?:tasks?|steps?|aufgaben?|schritte?n?)(?!\p{L})/iu
const GOT =
  /(?<!\p{L})(?:got|gets|had|received|receives|took|takes|went|spent|lived|is|bekam|bekommt|erhielt|erhält|nahm|nimmt|ging|gingen|floss|flossen|hatte)(?!\p{L})/iu
const WANTED =
  /(?<!\p{L})(?:want\p{L}*|wish\p{L}*|plann?ed|plan|declared|target|goal|aim\p{L}*|meant|intended|willst|wolltest|gewünscht\p{L}*|gewollt\p{L}*|geplant\p{L}*|ziel\p{L}*|wunsch\p{L}*|vorgesehen\p{L}*|soll\p{L}*)(?!\p{L})/iu

/** A target is no share that was lived, where the words say which of them they tell. */
function isMeant(key: string, clause: string): boolean {
  if (TASKS.test(clause)) return /done|completed/.test(key)
  if (/target|declared|allocation/.test(key)) return WANTED.test(clause) || !GOT.test(clause)
  return !/lived/.test(key) || GOT.test(clause) || !WANTED.test(clause)
}

const WISHED = /(?<!\p{L})of (?:the time |what )you (?:want|wanted|declared|planned)|gewünschten|gewollten/iu

export function isRatioWithin(percent: number, scan: Scan, at: number, held: Held): boolean {
  const ratio = WISHED.test(scan.clauseAt(at)) ? ratioOf(held) : null
  const bound = boundBefore(scan.text, at, false)
  if (ratio === null || !bound?.admits(ratio, percent)) return false
  scan.read(bound.at, at)
  return true
}

/** What was lived of what was wished for, in percent. */
function ratioOf({ numbers }: Held): number | null {
  const percent = (pattern: RegExp) => numbers.find(({ key }) => pattern.test(key))?.value
  const [lived, wanted] = [percent(/lived_percent$/), percent(/(?:target|declared)_percent$/)]
  return lived === undefined || !wanted ? null : (100 * lived) / wanted
}

/** Whether something is so many times what was wished for, or what was before. */
export function isHeldMultiple(times: number, held: Held): boolean {
  const value = (pattern: RegExp) => held.numbers.find(({ key }) => pattern.test(key))?.value
  const [now, before] = [value(/_now$/), value(/_before$/)]
  const ratios = [(ratioOf(held) ?? 0) / 100, now && before ? now / before : 0]
  return ratios.some((ratio) => Math.abs(ratio - times) <= times * 0.05)
}
