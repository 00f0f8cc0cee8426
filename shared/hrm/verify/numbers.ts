import type { Held, HeldNumber, NumberUnit } from './held.ts'
import { ENGLISH_NUMBER, FRACTIONS, germanNumber, MULTIPLES, readEnglish } from './number-words.ts'
import { READ, type Scan } from './scan.ts'

/** A number of the text that the evidence holds, for the comparisons around it. */
export interface ReadNumber {
  at: number
  end: number
  value: number
  unit: TextUnit
  /** Those it can be; none for what rules gave. */
  held: readonly HeldNumber[]
}

type TextUnit = { kind: NumberUnit; factor: number; slack: number }

const plain = (kind: NumberUnit, factor = 1, slack = 0): TextUnit => ({ kind, factor, slack })
const COUNT = plain('count')
const UNITS: readonly [RegExp, TextUnit][] = [
  [/^(%|percent|prozent\p{L}*|pp)$/u, plain('percent')],
  [/^(days?|tage?[ns]?|d|tägig\p{L}*)$/u, plain('days')],
  [/^(weeks?|wochen?|wöchig\p{L}*|wk|wks)$/u, plain('days', 7)],
  [/^(months?|monate?n?|monatig\p{L}*)$/u, plain('days', 30, 1)],
  [/^(years?|jahre?n?|jährig\p{L}*)$/u, plain('days', 365, 1)],
  [/^(hours?|hrs?|h|stunden?|std|stündig\p{L}*)$/u, plain('minutes', 60)],
  [/^(minutes?|mins?|minuten?|minütig\p{L}*)$/u, plain('minutes')],
]
const LINKS = /^[\s-]*(?:and|or|to|bis|und|oder|–|—|-|of(?: the)?|von(?: den)?|out of|through)\s*(?=\d)/u
const PREPOSITIONS =
  /^(in|of|for|the|from|on|at|to|and|or|by|with|from|since|im|am|an|auf|von|für|seit|mit|und|oder|bei|zu|der|die|das|den|dem|out|is|are|were|was|sind|ist)$/u

/** The unit a number is told in: the word behind it, also over one word between or a second number. */
function unitAfter(text: string): TextUnit | null {
  let rest = text
  const link = LINKS.exec(rest)
  if (link) rest = rest.slice(link[0].length).replace(/^[\d.,'’\u00a0\u202f]*\d/, '')
  for (let words = 0; words < 2; words++) {
    const next = /^[\s-]*(%|\p{L}+)\.?/u.exec(rest)
    if (!next) return null
    const word = next[1]!.toLowerCase()
    const unit = UNITS.find(([pattern]) => pattern.test(word))
    if (unit) return unit[1]
    if (word === 'per' && /^\s*per\s+cent\b/u.test(rest)) return plain('percent')
    if (PREPOSITIONS.test(word)) return null
    rest = rest.slice(next[0].length)
  }
  return null
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
  /^\s*(?:$|[.,;:!?)]|(?:went|go|goes|are|is|were|was|had|have|for|on|gingen|waren|sind|ist|in|auf|für|davor|before)(?!\p{L}))/u
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

const isHeldNumber = (...claim: Parameters<typeof heldAs>) => heldAs(...claim) !== null

const DIGITS =
  /(?<sign>(?<![\p{L}\p{N}\s)])[−-]|(?<=(?:^|\s))[−-])?(?<digits>\p{Nd}(?:[\p{Nd}.,'’\u00a0\u202f]*\p{Nd})?)(?<scale>\s?(?:k|tsd\.?|mio\.?|million\p{L}*|tausend|thousand|hundert|hundred)(?!\p{L}))?(?<tail>st|nd|rd|th|x|fach\p{L}*|mal)?/giu
const SCALES: readonly [RegExp, number][] = [
  [/^(k|tsd|tausend|thousand)/u, 1000],
  [/^(mio|million)/u, 1_000_000],
  [/^(hundert|hundred)/u, 100],
]
const RATIO = /(?<![\p{N}.,])(?<a>\d{1,6})\s?[/⁄:]\s?(?<b>\d{1,6})(?![\p{N}%])/gu

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
    const last =
      own === null && BARE.test(rest) ? found.findLast((number) => number.end <= at)?.unit : undefined
    for (const unit of last ? [null, last] : [own]) {
      for (const { value, decimals } of values) {
        const meant = heldAs(value, decimals, unit, clause, held)
        if (!meant) continue
        found.push({ at, end, value, unit: unit ?? COUNT, held: meant })
        return true
      }
    }
    return false
  }
  scan.each(RATIO, 'number', ({ groups: g }) => {
    const [a, b] = [Number(g!.a), Number(g!.b)]
    const isCount = (value: number) => isHeldNumber(value, 0, null, '', held)
    return isCount(a) && isCount(b)
  })
  readWords(scan, held, check)
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
  /(?<!\p{L}|\b(?:the|this|that|next|each|every|no|which|any|some|good|new|old|last|only|another|right|wrong|first|open|big|bigger|small|other)\s)one(?=\s+(?!of\b|another\b|can\b|could\b|should\b|may\b|might\b|by\b|is\b|that\b|who\b|which\b|to\b|has\b|day\b|at\b|does\b|in\b)\p{L})/giu
const ONE_AT_START =
  /(?<=^|[.!?;:]\s+)(?:A|An|One|Eine?|Ein)(?=\s+(?:\p{L}+\s+){1,2}(?:is|was|has|waits|needs|remains|stands|ist|war|hat|wurde|wartet|braucht|bleibt|steht|fehlt)\b)/gu
const ONE_SPAN =
  /(?<=\b(?:for|in|since|of|within|after|last|past|seit|in|vor|nach|binnen|innerhalb|um|für|over)\s+(?:the\s+|über\s+)?)(?:an?|eine[rnms]?|einem|einen)\s+(?=(?:day|week|month|year|hour|minute|tag|woche|monat|jahr|stunde|minute)(?:s|es)?(?!\p{L}))|(?<!\p{L})an?\s+(?=(?:day|week|month|year|hour|minute)\s+ago\b)/giu

function readWords(scan: Scan, held: Held, check: Check): void {
  for (const [pattern, percent] of FRACTIONS) {
    scan.each(pattern, 'number', ({ index }) => isHeldShare(percent, scan.clauseAt(index), held))
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
  for (const pattern of [ONE, ONE_AT_START]) {
    scan.each(pattern, 'number', ({ index, 0: text }) => check(index, text, [{ value: 1, decimals: 0 }]))
  }
  scan.each(ONE_SPAN, 'number', ({ index, 0: text }) => check(index, text, [{ value: 1, decimals: 0 }]))
  scan.each(
    /(?<!\p{L})(?:both|beide[nrs]?)(?!\p{L})/giu,
    'number',
    () => held.rows >= 2 || held.numbers.some(({ value }) => value === 2),
  )
}

/** A share told in words: a percentage that rounds to it, or that part of a number in the same sentence. */
function isHeldShare(percent: number, clause: string, held: Held): boolean {
  const isNear = (value: number) => Math.abs(value - percent) < 0.75
  if (
    held.numbers.some(
      ({ value, units }) =>
        (units.includes('percent') && isNear(value)) || (units.includes('score') && isNear(value * 100)),
    )
  )
    return true
  const counts = held.numbers.filter(({ units }) => units.includes('count')).map(({ value }) => value)
  return [...clause.replaceAll(READ, ' ').matchAll(/\d+/g)].some(({ 0: digits }) => {
    const whole = Number(digits)
    return counts.includes(whole) && counts.some((part) => part > 0 && isNear((100 * part) / whole))
  })
}
