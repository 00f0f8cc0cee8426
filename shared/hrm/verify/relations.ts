import type { Facts } from './facts.ts'
import type { Held } from './held.ts'
import type { Scan } from './scan.ts'
import type { SubjectFinder, Subjects } from './subjects.ts'

const verb = (source: string) => new RegExp(`(?<!\\p{L})(?:${source})(?!\\p{L})`, 'giu')
const WAITS = verb(
  'waits?|waiting|waited|depends? on|blocked by|needs?|requires?|cannot (?:start|begin)|wartet|warten|hängt|hängen|blockiert von|braucht|brauchen',
)
const HOLDS = verb(
  'hold(?:s|ing)? (?:up|back)|blocks?|blocking|hält|halten|blockiert(?=\\s+[\\p{L}\\d\u0001])(?!\\s+(?:von|durch|seit|und|oder|ist|sind|aber))|blockieren|frees?|frei|unlocks?|helps?|helped|supports?|hilft|helfen|unterstützt',
)
const FIRST = verb('before|prior to|ahead of|vor')
const HAS_TO = /(?<!\p{L})(?:must|has to|have to|needs? to|muss|müssen)(?!\p{L})/iu
const NOT = /(?<!\p{L})(?:not|cannot|can.t|nicht|erst)(?!\p{L})/iu
/** “A task of A waits for B” is no waiting for A. */
const PART_OF =
  /(?<!(?:for|on|by|auf|an|von)\s+(?:(?:\p{L}+|\d+)\s+)?)(?<!\p{L})(?:tasks?|aufgaben?)\s+(?:of|from|aus|von)\s+$/iu
/** What stands right before the name of what is waited for. */
const FOR =
  /(?<!\p{L})(?:for|on|by|before|auf|an|von|bis)\s+(?:(?:an?|the|some|one|\d+|eine[rnms]?|den|die|der)\s+)?(?:(?:open\s+)?tasks?\s+(?:of|from)\s+|aufgaben?\s+(?:aus|von)\s+)?$/iu
const NEEDS = /need|requir|brauch/iu
const JOINED = /^[\s,]*(?:and|und|or|oder|,)?\s*$/iu

type Named = { at: number; end: number; ids: Subjects }

/** Who waits for whom: not the other way round. */
export function readWaiting(scan: Scan, finder: SubjectFinder, { waiting, blocking }: Facts): void {
  if (waiting.size === 0 || blocking.size === 0) return
  const onlyBlocks = ({ ids }: Named) => ids.every((id) => blocking.has(id) && !waiting.has(id))
  const onlyWaits = ({ ids }: Named) => ids.every((id) => waiting.has(id) && !blocking.has(id))
  for (const pattern of [WAITS, HOLDS, FIRST]) {
    for (const { index, 0: text } of scan.text.matchAll(pattern)) {
      const [from, to] = scan.partAt(index)
      const names = finder.namesWithin(from, to)
      // “Cannot start before” is said of what waits.
      if (
        pattern === FIRST &&
        (!HAS_TO.test(scan.text.slice(from, to)) || NOT.test(scan.text.slice(from, index)))
      )
        continue
      const { first, second } = sidesOf(scan, names, index, text, pattern === WAITS)
      const isWrong =
        pattern === WAITS
          ? first.some(onlyBlocks) || second.some(onlyWaits)
          : first.some(onlyWaits) || second.some(onlyBlocks)
      if (isWrong) scan.reject('comparison', index, index + text.length)
    }
  }
}

/** The names that a verb is said of, and those it is said to. */
function sidesOf(
  scan: Scan,
  names: readonly Named[],
  at: number,
  verbText: string,
  isWait: boolean,
): { first: Named[]; second: Named[] } {
  const [first, second]: [Named[], Named[]] = [[], []]
  for (const [i, name] of names.entries()) {
    const last = names[i - 1]
    const isListed = last !== undefined && JOINED.test(scan.text.slice(last.end, name.at))
    if (isListed) {
      if (second.includes(last)) second.push(name)
      else if (first.includes(last)) first.push(name)
      continue
    }
    const left = scan.text.slice(Math.max(0, name.at - 40), name.at)
    const isObject = FOR.test(left) && !PART_OF.test(left)
    if (isWait && isObject) second.push(name)
    else if (name.end <= at) first.push(name)
    else if (!isWait || NEEDS.test(verbText)) second.push(name)
    // “Auf A warten B und C”
    else if (second.length > 0) first.push(name)
  }
  return { first, second }
}

const ORDER =
  /(?<!\p{L})(?<word>earlier than|later than|before|after|früher als|später als|vor|nach)\s+(?:(?:that|the (?:deadline|day)|the one|der|dem|die)(?:\s+(?:of|von|für))?\s+)?$/iu
/** “Four days after A, B is due.” */
const AWAY = /(?:days?|weeks?|tage?n?|wochen?)\s+(?<word>before|after|vor|nach)\s+$/iu
const SAID = /(?<!\p{L})(?:is|are|comes?|ends?|falls?|day|due|ist|liegt|kommt|endet|fällig)(?!\p{L})/iu
const LATER = /^(?:later|after|später|nach)/iu

/** Which of two days comes first. Orders between names that are no days, such as advice, are left alone. */
export function readOrder(scan: Scan, finder: SubjectFinder, facts: Facts): void {
  const names = finder.namesWithin(0, scan.text.length)
  for (const [i, second] of names.entries()) {
    const first = names[i - 1]
    const away = first && AWAY.exec(scan.text.slice(scan.sentenceAt(first.at)[0], first.at))
    if (first && away && first.at >= scan.sentenceAt(second.at)[0]) {
      const [one, other] = [dayOf(second.ids, facts), dayOf(first.ids, facts)]
      const isLater = LATER.test(away.groups!.word!)
      if (one !== null && other !== null && (isLater ? one < other : one > other))
        scan.reject('comparison', first.at, second.end)
    }
    const [from] = scan.sentenceAt(second.at)
    if (!first || first.at < from) continue
    const between = scan.text.slice(first.end, second.at)
    const found = ORDER.exec(between)
    if (!found) continue
    const word = found.groups!.word!
    const isComparative = /than|als/iu.test(word)
    const told = scan.text.slice(from, first.end + found.index)
    if (!isComparative && !SAID.test(scan.text.slice(first.end, first.end + found.index))) continue
    if (!SAID.test(told) && !isComparative) continue
    const [one, other] = [dayOf(first.ids, facts), dayOf(second.ids, facts)]
    const [at, end] = [first.end + found.index, first.end + found.index + word.length]
    if (one === null || other === null) continue
    if (LATER.test(word) ? one > other : one < other) scan.read(at, end)
    else scan.reject('comparison', at, end)
  }
}

const dayOf = (ids: Subjects, facts: Facts): number | null => {
  const days = new Set(ids.flatMap((id) => facts.daysOf(id)))
  return days.size === 1 ? [...days][0]! : null
}

const SAME_DAY =
  /(?<!\p{L})(?:(?:on|have|share) the same (?:day|date|deadline)|(?:am|an|zum|den)?\s*(?:selben|gleichen|demselben|denselben) (?:tag|datum)|(?:dieselbe|die gleiche) frist)(?!\p{L})/giu
const ADVICE = /(?<!\p{L})(?:plan|put|do|decide|plane|lege?|mach|nimm)(?!\p{L})/iu

/** Two days that are one. */
export function readSameDay(scan: Scan, { days, numbers }: Held): void {
  const isTold =
    numbers.some(({ key, value }) => /apart/.test(key) && value === 0) ||
    days.some((one, i) =>
      days
        .slice(i + 1)
        .some(
          ({ day, rows }) => day === one.day && rows.length > 0 && !rows.some((id) => one.rows.includes(id)),
        ),
    )
  for (const { index, 0: text } of scan.text.matchAll(SAME_DAY)) {
    if (!isTold && !ADVICE.test(scan.clauseAt(index))) scan.reject('date', index, index + text.length)
  }
}
