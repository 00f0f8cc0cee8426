import { type Bound, boundBefore } from './bounds.ts'
import type { ToldPeriod } from './relative-days.ts'
import type { Held, HeldNumber } from './held.ts'
import {
  ENGLISH_NUMBER,
  FRACTIONS,
  germanNumber,
  MULTIPLES,
  TIMES,
  numberIn,
  readEnglish,
  WITH_HALF,
} from './number-words.ts'
import type { Scan } from './scan.ts'
import { isHeldMultiple, isHeldShare, isRatioWithin } from './shares.ts'
import { COUNT, plain, type TextUnit, unitAfter, UNITS } from './units.ts'

/** A number of the text that the evidence holds, for the comparisons around it. */
export interface ReadNumber {
  at: number
  end: number
  value: number
  unit: TextUnit
  /** Those it can be; none for what rules gave. */
  held: readonly HeldNumber[]
  /** “More than” it, “almost”, “about”. */
  bound: Bound | null
  /** A period without a number: “last week”. */
  isPeriod: boolean
}

/** What digits can mean: `1.234` is read both ways. */
export function readingsOf(digits: string): { value: number; decimals: number }[] {
  const bare = digits.replace(/['’\u00a0\u202f ]/g, '')
  const marks = [...bare.matchAll(/[.,]/g)].map((match) => match[0])
  const last = Math.max(bare.lastIndexOf('.'), bare.lastIndexOf(','))
  const decimal = {
    value: Number(`${bare.slice(0, last).replace(/[.,]/g, '')}.${bare.slice(last + 1)}`),
    decimals: bare.length - last - 1,
  }
  const whole = { value: Number(bare.replace(/[.,]/g, '')), decimals: 0 }
  if (marks.length === 0) return [{ value: Number(bare), decimals: 0 }]
  if (new Set(marks).size > 1) return [decimal]
  const isGrouped = /^[1-9]\d{0,2}([.,]\d{3})+$/.test(bare)
  if (marks.length > 1) return isGrouped ? [whole] : []
  return isGrouped ? [whole, decimal] : [decimal]
}

const BARE =
  /^\s*(?:$|[.,;:!?)]|(?:went|go|goes|are|is|were|was|had|have|for|on|gingen|waren|sind|ist|in|auf|für|davor|before|would|wären|würden|left|remain(?:s|ing)?|bleib(?:t|en)|übrig|against|gegen|statt|instead|versus|vs)(?!\p{L}))/u
const SCORE_WORDS = /score|confiden|weight|wert|sicherheit|gewicht|konfidenz|bewertung|zuversicht/iu

/** The numbers of the evidence that a text can mean; null when there is none, and none for a score of a rule. */
function heldAs(
  value: number,
  decimals: number,
  unit: TextUnit | null,
  clause: string,
  held: Held,
): readonly HeldNumber[] | null {
  const scale = 10 ** decimals
  const isSame = (own: number) => Math.round(own * scale) / scale === value || own === value
  if (SCORE_WORDS.test(clause)) {
    const size = unit?.kind === 'percent' ? 100 : 1
    if (held.ruleNumbers.some((own) => isSame(own * size))) return []
  }
  const { kind, factor, slack } = unit ?? COUNT
  const found = held.numbers.filter(({ value: own, units }) => {
    const size = Math.abs(own)
    if (units.includes('score') && (kind === 'percent' || kind === 'count')) {
      if (isSame(kind === 'percent' ? size * 100 : size)) return true
    }
    if (!units.includes(kind)) return false
    if (slack > 0) return Math.abs(size - value * factor) <= slack * value
    // Hours are told of minutes to the tenth; a week is seven days and not six.
    if (kind === 'minutes' && factor > 1)
      return Math.abs(size / factor - value) <= Math.min(0.05, 0.5 / scale) + 1e-9
    if (kind !== 'percent' && decimals === 0) return size === value * factor
    return isSame(size / factor)
  })
  return found.length > 0 ? found : null
}

/** Those that more, less, almost or about a number can be said of. */
function heldWithin(
  bound: Bound,
  value: number,
  { kind, factor }: TextUnit,
  held: Held,
): HeldNumber[] | null {
  const found = held.numbers.filter(
    ({ key, value: own, units }) =>
      key !== 'n' && units.includes(kind) && bound.admits(Math.abs(own) / factor, value),
  )
  return found.length > 0 ? found : null
}

/** Units the sentence spoke of: “more days than are left: 168 against 21”, “of 20 hours, two went there”. */
function unitsBefore(scan: Scan, at: number, found: readonly ReadNumber[]): TextUnit[] {
  const [from] = scan.sentenceAt(at)
  const words =
    scan.text
      .slice(from, at)
      .toLowerCase()
      .match(/%|\p{L}+/gu) ?? []
  const named = words.map((word) => UNITS.find(([pattern]) => pattern.test(word))?.[1])
  const last = found.findLast((number) => number.end <= at)
  return [...(last ? [last.unit] : []), ...named.reverse().filter((unit) => unit !== undefined)]
}

/** “2 hours and 30 minutes”. */
const COMPOUND =
  /(?<![\p{L}\p{N}.,])(?<hours>\d{1,4}|\p{L}+)\s+(?:hours?|stunden?)\s+(?:(?:and|und)\s+)?(?<minutes>\d{1,2}|\p{L}+)\s+(?:minutes?|minuten?)(?!\p{L})/giu

function readCompound(scan: Scan, held: Held, found: ReadNumber[]): void {
  scan.each(COMPOUND, 'number', ({ groups: g, index: at, 0: text }) => {
    const [hours, minutes] = [numberIn(g!.hours!), numberIn(g!.minutes!)]
    if (hours === null || minutes === null) return null
    const value = 60 * hours + minutes
    const meant = heldAs(value, 0, plain('minutes'), '', held)
    if (!meant) return false
    found.push({
      at,
      end: at + text.length,
      value,
      unit: plain('minutes'),
      held: meant,
      bound: null,
      isPeriod: false,
    })
    return true
  })
}

const isHeldNumber = (...claim: Parameters<typeof heldAs>) => heldAs(...claim) !== null

const DIGITS =
  /(?<sign>(?<![\p{L}\p{N}\s)])[−-]|(?<=(?:^|\s))[−-])?(?<digits>\p{Nd}(?:[\p{Nd}.,'’\u00a0\u202f]*\p{Nd})?)(?<scale>\s?(?:k|tsd\.?|mio\.?|million\p{L}*|tausend|thousand|hundert|hundred)(?!\p{L}))?(?<tail>st|nd|rd|th|x|fach\p{L}*|mal)?/giu
const SCALES: readonly [RegExp, number][] = [
  [/^(k|tsd|tausend|thousand)/u, 1000],
  [/^(mio|million)/u, 1_000_000],
  [/^(hundert|hundred)/u, 100],
]
/** “15 hours each day” is another claim than “15 hours”. */
const RATE =
  /(?<=(?:hours?|minutes?|tasks?|stunden?|minuten?|aufgaben?|%)\s+)(?:(?:each|per|every|an?)\s+(?:single\s+)?(?:day|week|month)|(?:pro|jede[nr]?|am)\s+(?:tag|woche|monat)|täglich|wöchentlich|daily|weekly)(?!\p{L})/giu
const RATIO = /(?<![\p{N}.,])(?<a>\d{1,6})\s?[/⁄:]\s?(?<b>\d{1,6})(?![\p{N}%])/gu

/** A period told in words, as the number of days it has. */
export const periodNumber = ({ at, end, value, held }: ToldPeriod): ReadNumber => ({
  ...{ at, end, value, held, bound: null },
  ...{ unit: plain('days'), isPeriod: true },
})

/** All numbers of a text, in digits and in words. Those that are held are returned, for the comparisons. */
export function readNumbers(scan: Scan, held: Held): ReadNumber[] {
  const found: ReadNumber[] = []
  const check = (
    at: number,
    text: string,
    values: readonly { value: number; decimals: number }[],
    fixed?: TextUnit,
  ): boolean => {
    const end = at + text.length
    const rest = scan.text.slice(end)
    const clause = scan.clauseAt(at)
    const own = fixed ?? unitAfter(rest)
    // “11 percent, where you wanted 30”: the unit is that of the number before.
    const spoken = own === null && BARE.test(rest) ? unitsBefore(scan, at, found) : []
    for (const unit of spoken.length > 0 ? [null, ...spoken] : [own]) {
      const bound = boundBefore(scan.text, at, unit?.kind === 'days')
      for (const { value, decimals } of values) {
        const exact = heldAs(value, decimals, unit, clause, held)
        const within = bound && heldWithin(bound, value, unit ?? COUNT, held)
        const meant = exact && within ? [...exact, ...within] : (exact ?? within)
        if (!meant) continue
        found.push({ at, end, value, unit: unit ?? COUNT, held: meant, bound, isPeriod: false })
        return true
      }
    }
    return false
  }
  readCompound(scan, held, found)
  scan.each(RATIO, 'number', ({ groups: g }) => {
    const [a, b] = [Number(g!.a), Number(g!.b)]
    const isCount = (value: number) => isHeldNumber(value, 0, null, '', held)
    return isCount(a) && isCount(b)
  })
  readWords(scan, held, check)
  scan.each(RATE, 'number', ({ 0: text }) =>
    held.numbers.some(({ key }) => /average|per_|daily|weekly/.test(key)) ? null : text === '',
  )
  scan.each(DIGITS, 'number', ({ groups: g, index, 0: text }) => {
    const digits = g!.digits!
    if (!/^[\d.,'’\u00a0\u202f]+$/.test(digits)) return false
    const scale = g!.scale
      ? (SCALES.find(([pattern]) => pattern.test(g!.scale!.trim().toLowerCase()))?.[1] ?? 1)
      : 1
    const readings = readingsOf(digits).map(({ value, decimals }) => ({
      value: value * scale,
      decimals: scale === 1 ? decimals : 0,
    }))
    if (!check(index, text, readings)) return false
    return (
      !g!.sign || held.numbers.some(({ value }) => value < 0 && readings.some((one) => one.value === -value))
    )
  })
  return found
}

type Check = (
  at: number,
  text: string,
  values: readonly { value: number; decimals: number }[],
  fixed?: TextUnit,
) => boolean

const GERMAN_PARTS =
  'null|ein|eins|zwei|zwo|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|zwan|zig|ßig|ssig|hundert|tausend|und|sech|sieb'
const GERMAN_NUMBER = new RegExp(
  `(?<!\\p{L})(?<number>(?:${GERMAN_PARTS})+)(?<tail>mal|fach\\p{L}*|tägig\\p{L}*|wöchig\\p{L}*|monatig\\p{L}*|stündig\\p{L}*|minütig\\p{L}*|köpfig\\p{L}*)?(?!\\p{L})`,
  'giu',
)
const ONE =
  /(?<!\p{L}|\b(?:the|this|that|next|each|every|no|which|any|some|good|new|old|last|only|another|right|wrong|first|open|big|bigger|small|other)\s)one(?=\s+(?!of\b|another\b|can\b|could\b|should\b|may\b|might\b|by\b|is\b|that\b|who\b|which\b|to\b|has\b|day\b|at\b|does\b|in\b|line\b|step\b|thing\b|sentence\b|look\b|moment\b)\p{L})/giu
const ONE_AT_START =
  /(?<=^|[.!?;:]\s+)(?:A|An|One|Eine?|Ein)(?=\s+(?:\p{L}+\s+){1,2}(?:is|was|has|waits|needs|remains|stands|ist|war|hat|wurde|wartet|braucht|bleibt|steht|fehlt)\b)/gu
const ONLY_ONE =
  /(?<=(?<!\p{L})(?:only|just|exactly|nur|bloß|lediglich|genau)(?:\s+noch)?\s+)(?:one|an?|ein(?:e[nrms]?)?)(?=\s+\p{L})/giu
const ONE_SPAN =
  /(?<=\b(?:for|in|since|of|within|after|last|past|seit|in|vor|nach|binnen|innerhalb|um|für|over)\s+(?:the\s+|über\s+)?)(?:an?|eine[rnms]?|einem|einen)\s+(?=(?:day|week|month|year|hour|minute|tag|woche|monat|jahr|stunde|minute)(?:s|es)?(?!\p{L}))|(?<!\p{L})an?\s+(?=(?:day|week|month|year|hour|minute)\s+(?:ago|late|overdue|left|away|apart|old)\b)|(?<!\p{L})eine[nm]?\s+(?=(?:tag|woche|monat|jahr|stunde)\s+(?:überfällig|verspätet|zu spät|alt|auseinander)(?!\p{L}))/giu

function readWords(scan: Scan, held: Held, check: Check): void {
  scan.each(WITH_HALF, 'number', ({ index, groups: g, 0: text }) => {
    const whole = numberIn(g!.english ?? g!.german!)
    return whole === null ? null : check(index, text, [{ value: whole + 0.5, decimals: 1 }])
  })
  for (const [pattern, percent] of FRACTIONS) {
    scan.each(
      pattern,
      'number',
      ({ index, 0: text }) =>
        isHeldShare(percent, scan.thoughtAt(index), held) ||
        isRatioWithin(percent, scan, index, held) ||
        (boundBefore(scan.text, index, false) !== null &&
          check(index, text, [{ value: percent, decimals: 1 }], plain('percent'))),
    )
  }
  for (const [pattern, times] of TIMES) {
    scan.each(pattern, 'number', () => isHeldMultiple(times, held))
  }
  for (const [pattern, value] of MULTIPLES) {
    scan.each(pattern, 'number', ({ index, 0: text }) =>
      check(index, text, [{ value, decimals: 1 }], value === 14 ? plain('days') : undefined),
    )
  }
  scan.each(ENGLISH_NUMBER, 'number', ({ index, 0: text }) => {
    const value = readEnglish(text)
    return value === null ? null : check(index, text, [{ value, decimals: 0 }])
  })
  scan.each(GERMAN_NUMBER, 'number', ({ index, groups: g, 0: text }) => {
    const word = g!.number!.toLowerCase()
    const value = germanNumber(word)
    if (value === null || word === 'ein' || word === 'und') return null
    const tail = UNITS.find(([pattern]) => g!.tail && pattern.test(g!.tail.toLowerCase()))?.[1]
    return check(index, text, [{ value, decimals: 0 }], tail)
  })
  for (const pattern of [ONLY_ONE, ONE, ONE_AT_START]) {
    scan.each(pattern, 'number', ({ index, 0: text }) => check(index, text, [{ value: 1, decimals: 0 }]))
  }
  scan.each(ONE_SPAN, 'number', ({ index, 0: text }) => check(index, text, [{ value: 1, decimals: 0 }]))
  scan.each(
    /(?<!\p{L})(?:both|beide[nrs]?)(?!\p{L})/giu,
    'number',
    () => held.rows >= 2 || held.numbers.some(({ value }) => value === 2),
  )
}
