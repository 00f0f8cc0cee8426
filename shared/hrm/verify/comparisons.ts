import type { Held, HeldNumber } from './held.ts'
import type { ReadNumber } from './numbers.ts'
import type { Scan } from './scan.ts'
import type { SubjectFinder } from './subjects.ts'

type Direction = 'more' | 'less' | 'most' | 'least'

/** Idioms that compare nothing. */
const IDIOMS =
  /(?<!\p{L})(?:no more|any ?more|once more|more or less|not any longer|no longer|nicht mehr|keine?[nrms]? mehr|nichts mehr|niemand mehr|nie mehr|mehr oder weniger|at least (?=one of\b)|at most recent|last but not least|sooner or later|früher oder später|up to date|up to you|(?<=[\d\u0001]\s?)more(?!\s+than)|(?:so|as) far|most recent(?:ly)?|best regards|over time|falls?(?=\s(?:into|on|in|within|between|under)\b)|drop(?=\s(?:what|the|it|or|one|some|whatever|a|“|\u0001))|(?:im )?besten falls)(?!\p{L})/giu

const WORDS: readonly [RegExp, Direction][] = [
  [
    /am längsten|most|highest|largest|biggest|greatest|longest|oldest|busiest|strongest|fastest|best|top|maximum|majority|peak|record|leading|am meisten|meisten?|höchste[nrms]?|größte[nrms]?|längste[nrms]?|älteste[nrms]?|stärkste[nrms]?|schnellste[nrms]?|beste[nrms]?|aktivste[nrms]?|mehrheit|höchstwert|rekord|spitzenreiter|vorderste[nrms]?|wichtigste[nrms]?|dringendste[nrms]?/u,
    'most',
  ],
  [
    /least|lowest|smallest|shortest|fewest|slowest|weakest|worst|newest|minimum|minority|am wenigsten|wenigsten|niedrigste[nrms]?|geringste[nrms]?|kleinste[nrms]?|kürzeste[nrms]?|langsamste[nrms]?|schwächste[nrms]?|schlechteste[nrms]?|tiefste[nrms]?|minderheit|tiefstwert|schlusslicht/u,
    'least',
  ],
  [
    /more|greater|larger|bigger|higher|longer|older|busier|stronger|faster|better|above|exceed(?:s|ed|ing)?|at least|upwards? of|too much|too many|outweighs?|rises?|rising|rose|risen|grow(?:s|n|ing)?|grew|increas(?:e|es|ed|ing)|climb(?:s|ed|ing)?|improv(?:e|es|ed|ing)|surg(?:e|ed|es|ing)|soar(?:s|ed|ing)?|going up|went up|gone up|(?<!holds? |hält )up(?=\s+(?:by|from|on|[\d\u0001]))|mehr|größer(?:e[nrms]?)?|höher(?:e[nrms]?)?|länger(?:e[nrms]?)?|älter(?:e[nrms]?)?|stärker(?:e[nrms]?)?|schneller(?:e[nrms]?)?|besser(?:e[nrms]?)?|häufiger|öfter|oberhalb|übersteigt|übertrifft|überschreitet|überwiegt|mindestens|zu viele?|steig(?:t|en|end\p{L}*)|stieg(?:en)?|gestiegen|wächst|wachsen\p{L}*|wuchs|gewachsen|zugenommen|zunehmend\p{L}*|zunimmt|nimmt zu|nahm zu|verbessert\p{L}*|erhöht\p{L}*|anstieg|zuwachs|zunahme|aufwärts/u,
    'more',
  ],
  [
    /f[ae]ll(?:s|en|ing)? short|less|fewer|smaller|lower|shorter|slower|weaker|worse|below|at most|too little|too few|neglect(?:ed|s)?|komm(?:t|en) zu kurz|vernachlässigt|falls?|falling|fell|fallen|drop(?:s|ped|ping)?|decreas(?:e|es|ed|ing)|declin(?:e|es|ed|ing)|shrink(?:s|ing)?|shrank|shrunk|worsen(?:s|ed|ing)?|plummet(?:s|ed)?|going down|went down|gone down|down(?=\s+(?:by|from|on|to|[\d\u0001]))|weniger|kleiner(?:e[nrms]?)?|niedriger(?:e[nrms]?)?|geringer(?:e[nrms]?)?|kürzer(?:e[nrms]?)?|langsamer(?:e[nrms]?)?|schwächer(?:e[nrms]?)?|schlechter(?:e[nrms]?)?|seltener|unterhalb|unterschreitet|höchstens|zu wenige?|sink(?:t|en|end\p{L}*)|sank(?:en)?|gesunken|fällt|fallend\p{L}*|fiel(?:en)?|gefallen|abgenommen|abnehmend\p{L}*|abnimmt|nimmt ab|nahm ab|schrumpf\p{L}*|zurückgegangen|rückläufig\p{L}*|verschlechtert\p{L}*|verringert\p{L}*|gesenkt|rückgang|abnahme|abwärts/u,
    'less',
  ],
]
const PATTERNS = WORDS.map(
  ([{ source }, direction]) => [new RegExp(`(?<!\\p{L})(?:${source})(?!\\p{L})`, 'giu'), direction] as const,
)
/** Comparatives of any other adjective, of which only the form is known. */
const OTHER =
  /(?<!\p{L})\p{L}{3,}er(?:e[nrms]?)?\s+(?:than|als)(?!\p{L})|(?<!\p{L})(?:earlier|later|früher|später)\s+(?:than|als)(?!\p{L})|(?<!\p{L})than(?!\p{L})|(?<!\p{L})outperform\p{L}*/giu

/** “No project saw more than” is a claim about the most. */
const NO_OTHER =
  /(?<!\p{L})(?:in\s+)?(?:no (?:other )?project|kein(?:em)? (?:andere[nrsm] )?projekt)(?!\p{L})[^.;:!?]*?(?<!\p{L})(?:more|mehr)(?!\p{L})[^.;:!?]*?(?<!\p{L})(?:than|als)(?!\p{L})/giu

/** “Less work would help”: nothing that is. */
const WISH = /^[^.;!?]{0,40}?(?<!\p{L})(?:would|could|might|should|würde|könnte|sollte|täte)(?!\p{L})/iu
const THAN = /^[^.;!?]{0,40}?(?<!\p{L})(?:than|als)(?!\p{L})/iu

const BOUNDS = [
  [/(?<!\p{L})(?:over|über)(?!\p{L})/giu, 'more'],
  [/(?<!\p{L})(?:under|unter)(?!\p{L})/giu, 'less'],
] as const
/** “Fewer hours than”: so much may stand between the two. */
const MOST_BETWEEN = 40

const ACTUAL = /lived|actual|current|now|recent|after|\bist\b|this|spent|latest/
const BASE =
  /target|declared|wanted|planned|before|previous|baseline|goal|budget|limit|prior|last_|past|expected|soll|earlier|former/
/** What was, for words that tell of a change in time: a wish or a target is no past. */
const BEFORE = /before|previous|baseline|prior|last_|past|earlier|former/
const TREND =
  /^(?:ris|rose|grow|grew|increas|climb|improv|surg|soar|going|went|gone|up|down|better|worse|faster|slower|fall(?!\p{L}* short)|fell(?! short)|drop|decreas|declin|shr[aiu]nk|slipp|plummet|steig|stieg|gestieg|w[äau]chs|gewachs|zuge|zune|zuni|nimmt|nahm|verb|erhöh|anstieg|zuwachs|zunahme|aufw|besser|schlecht|schnell|langsam|s[ia]nk|gesunk|fäll|fallend|fiel|gefall|abge|abne|abni|schrumpf|zurück|rück|versch|verr|gesenkt|abnahme|abw)/iu
const KEYS: Record<Direction, RegExp> = {
  most: /most|highest|max|largest|biggest|top|best|longest|oldest/,
  least: /least|lowest|min(?!ut)|smallest|fewest|worst|shortest/,
  more: /\bmore\b|rising|increase|growth|(^|[._])up$/,
  less: /\bless\b|fewer|falling|decrease|decline|(^|[._])down$/,
}
const SAID: Record<string, Direction> = {
  ...{
    more: 'more',
    greater: 'more',
    higher: 'more',
    above: 'more',
    rising: 'more',
    up: 'more',
    increasing: 'more',
  },
  ...{
    less: 'less',
    fewer: 'less',
    lower: 'less',
    below: 'less',
    falling: 'less',
    down: 'less',
    decreasing: 'less',
  },
  ...{ most: 'most', highest: 'most', largest: 'most', best: 'most', top: 'most' },
  ...{ least: 'least', lowest: 'least', smallest: 'least', worst: 'least' },
}

const holds = (apart: number, direction: Direction) =>
  direction === 'more' ? apart > 0 : direction === 'less' ? apart < 0 : false

/** Whether the evidence says itself which way it goes: by `comparison.…`, a trend, a rank, or now against before. */
function isSaid(direction: Direction, { evidence, numbers }: Held, isTrend: boolean): boolean | null {
  for (const { key, value } of evidence.values) {
    if (typeof value === 'string' && SAID[value.toLowerCase()] === direction) return true
    if (KEYS[direction].test(key) && !key.includes('comparison')) return true
    if (typeof value === 'number' && /trend|change|delta|difference|growth/.test(key)) {
      if ((direction === 'more' && value > 0) || (direction === 'less' && value < 0)) return true
    }
    if (direction === 'most' && /rank/.test(key) && value === 1) return true
  }
  const actual = numbers.filter(({ key }) => ACTUAL.test(key) && !BASE.test(key))
  const base = numbers.filter(({ key }) => (isTrend ? BEFORE : BASE).test(key) && !ACTUAL.test(key))
  const pairs = actual.flatMap((own) =>
    base.filter((other) => sharesUnit(own, other)).map((other) => own.value - other.value),
  )
  if (pairs.length === 0) return null
  if (pairs.every((apart) => holds(apart, direction))) return true
  return pairs.every((apart) => holds(-apart, direction)) ? false : null
}

const sharesUnit = (a: HeldNumber, b: HeldNumber) => a.units.some((unit) => b.units.includes(unit))

/** “Over the declared”, “unter dem Ziel von”. */
const RIGHT_BEHIND = /^\s+(?:\p{Ll}+\s+){0,2}(?:(?:Ziel|Zielwert|target|goal)\s+(?:von|of)\s+)?$/u

/** Read before “no” and “more” by themselves are. */
export function readNoOther(scan: Scan, held: Held): void {
  scan.each(NO_OTHER, 'comparison', () => isSaid('most', held, false) === true)
}

/** Comparisons that the numbers around them, or the evidence itself, bear out. */
export function readComparisons(
  scan: Scan,
  held: Held,
  read: readonly ReadNumber[],
  finder: SubjectFinder,
): void {
  scan.each(IDIOMS, 'comparison', () => true)
  const told: number[] = []
  for (const [pattern, direction] of PATTERNS) {
    scan.each(pattern, 'comparison', ({ index, 0: text }) => {
      const rest = scan.text.slice(index + text.length)
      if (/^(?:more|less|fewer|mehr|weniger)$/iu.test(text) && WISH.test(rest) && !THAN.test(rest))
        return true
      told.push(index + text.length)
      return isBorneOut(index, index + text.length, direction, scan, held, read, finder)
    })
  }
  for (const [pattern, direction] of BOUNDS) {
    scan.each(pattern, 'comparison', ({ index, 0: text }) => {
      const end = index + text.length
      const number = read.find((one) => one.at >= end)
      const between = number ? scan.text.slice(end, number.at) : ''
      // “about”, or “during”: only a number right behind makes it a bound, and one of days only after “for”.
      if (!number || !RIGHT_BEHIND.test(between)) return null
      const isSpan =
        number.unit.kind === 'days' &&
        !/(?:for|by|since|seit|um|overdue|überfällig)\s*$/iu.test(scan.text.slice(0, index))
      return isSpan ? null : isBorneOut(index, end, direction, scan, held, read, finder)
    })
  }
  scan.each(OTHER, 'comparison', ({ index, 0: text }) => {
    if (text === 'than' && told.some((end) => end <= index && index - end < MOST_BETWEEN)) return true
    return isBorneOut(index, index + text.length, 'more', scan, held, read, finder)
  })
}

function isBorneOut(
  at: number,
  end: number,
  direction: Direction,
  scan: Scan,
  held: Held,
  read: readonly ReadNumber[],
  finder: SubjectFinder,
): boolean {
  const isTrend = TREND.test(scan.text.slice(at, end))
  const said = isSaid(direction, held, isTrend)
  if (said) return true
  const isLongest = isLongestLate(direction, at, end, scan, held, finder)
  if (isLongest !== null) return isLongest
  if (direction === 'most' || direction === 'least') return isMajority(direction, at, end, scan, held)
  const [from, to] = boundsOf(at, scan)
  const near = read.filter((number) => number.at >= from && number.end <= to)
  const left = near.filter((number) => number.end <= at).sort((a, b) => b.at - a.at)[0]
  const right = near.filter((number) => number.at >= end).sort((a, b) => a.at - b.at)
  const start = right[0]
  if (start && right[1] && /(from|von)\s*$/u.test(scan.text.slice(end, start.at))) {
    return said === null && holds(right[1].value - start.value, direction)
  }
  const isBound = /^\s*(?:than|als)?\s*(?:the |den |die |der |das )?\s*$/u.test(
    start ? scan.text.slice(end, start.at) : 'none',
  )
  if (isTrend && !/(?:from|von|than|als|after|nach)\s*$/u.test(start ? scan.text.slice(end, start.at) : ''))
    return false
  if (left && start && left.unit.kind === start.unit.kind) return holds(left.value - start.value, direction)
  // “More days than are left: 168 against 21.”
  if (
    start &&
    right[1] &&
    /^[\s,]*(?:\p{L}+\s+)?(?:against|gegen|statt|instead of|versus|vs\.?)\s+$/iu.test(
      scan.text.slice(start.end, right[1].at),
    )
  )
    return holds(start.value - right[1].value, direction)
  const others = (number: ReadNumber) =>
    held.numbers.filter(({ units, key }) => key !== 'n' && units.includes(number.unit.kind))
  if (start && isBound)
    return others(start).some(({ value }) => holds(value / start.unit.factor - start.value, direction))
  return false
}

const LATEST = /^(?:longest|oldest|längste|älteste|am längsten)/iu

/** “Has waited longest”: of all rows that are late; null where something else is meant. */
function isLongestLate(
  direction: Direction,
  at: number,
  end: number,
  scan: Scan,
  { numbers }: Held,
  finder: SubjectFinder,
): boolean | null {
  const late = numbers.filter(({ key, rows }) => key === 'derived.overdue_days' && rows.length === 1)
  if (direction !== 'most' || late.length < 2 || !LATEST.test(scan.text.slice(at, end))) return null
  const subjects = finder.of({ at, end }, [{ at, end }])
  const own = late.filter(({ rows }) => subjects.includes(rows[0]!))
  return own.length > 0 && own.every(({ value }) => late.every((other) => other.value <= value))
}

/** “Most of it” is a claim about a share. */
function isMajority(
  direction: 'most' | 'least',
  at: number,
  end: number,
  { text }: Scan,
  { numbers }: Held,
): boolean {
  const isOf = /^\s*(?:(?:Teil|part|share)\s+)?(?:of|der|deiner|meiner|von)\b/u.test(text.slice(end))
  if (!isOf || !/most|meist|majority|mehrheit|größte|largest|biggest/iu.test(text.slice(at, end) || 'most'))
    return false
  return direction === 'most' && numbers.some(({ value, units }) => units.includes('percent') && value > 50)
}

function boundsOf(at: number, { text }: Scan): [number, number] {
  const before = Math.max(...['. ', '; ', '! ', '? ', '\n'].map((mark) => text.lastIndexOf(mark, at)))
  const behind = ['. ', '; ', '! ', '? ', '\n']
    .map((mark) => text.indexOf(mark, at))
    .filter((place) => place >= 0)
  return [before < 0 ? 0 : before, behind.length === 0 ? text.length : Math.min(...behind)]
}
