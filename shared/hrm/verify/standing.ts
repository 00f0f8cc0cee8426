import type { DayClaim } from './day-claims.ts'
import type { Held } from './held.ts'
import type { Scan } from './scan.ts'
import type { SubjectFinder } from './subjects.ts'

const word = (source: string) => new RegExp(`(?<!\\p{L})(?:${source})(?!\\p{L})`, 'giu')

/** What rests, which a project with tasks finished lately does not. */
const RESTS = word(
  'stalled|stalls|stagnates?|stagnating|stuck|standing still|stands still|at a standstill|idle|dormant|no progress|made no headway|lost momentum|steht still|stillstand|stockt|stagniert|ruht|liegt brach|brachliegt|eingeschlafen|kein(?:en)? fortschritt|tritt auf der stelle|kommt nicht voran',
)
/** What is early enough, which work that takes longer than the days left is not. */
const IN_TIME = word(
  'in time|on time|on track|on schedule|ahead of (?:schedule|plan|time)|well before|comfortably|easily|enough (?:time|days)|plenty of (?:time|days)|time to spare|will (?:make|meet|keep) (?:it|the deadline|its deadline)|rechtzeitig|pünktlich|fristgerecht|im (?:zeit)?plan|vor dem (?:zeit)?plan|locker|problemlos|mühelos|genug (?:zeit|tage)|genügend (?:zeit|tage)|reichlich (?:zeit|tage)|zeit genug',
)
const HARMLESS = word(
  'no (?:risk|danger|hurry|rush)|not (?:at risk|in danger|urgent|important)|nicht (?:in gefahr|gefährdet|dringend|wichtig|eilig)|kein(?:e|erlei)? (?:risiko|gefahr|eile)|unimportant|unwichtig\\p{L}*|irrelevant|nebensächlich|can wait|kann warten|hat zeit',
)
const EQUAL = word(
  'as (?:much|many|little)(?: \\p{L}+)? as|exactly (?:what|as)|just as (?:much|many)|equal(?:s|ly)?|the same (?:amount|share|time|number)|genau ?so ?viel\\p{L}*|ebenso ?viel\\p{L}*|gleich ?viel\\p{L}*|so viel\\p{L}*(?: \\p{L}+)? wie|genau (?:das|so)|gleich wichtig|gleichermaßen|meets? (?:the|its|your) target|erreicht (?:das|sein|ihr|dein) ziel',
)
const DENIED =
  /(?<!\p{L})(?:not|no longer|isn.t|never|hardly|nicht|kaum|keineswegs|if|could|may|might|would|should|to|so that|wenn|könnte|damit|um|würde|sollte|whether|ob|half|twice|doppelt|halb|less than|more than)(?!\p{L})/iu

/** Words for how something stands, where the evidence shows that it stands otherwise. */
export function readStanding(scan: Scan, { numbers, evidence }: Held): void {
  const refuse = (pattern: RegExp, isWrong: boolean, canBeDenied = true): void => {
    if (!isWrong) return
    for (const { index, 0: text } of scan.text.matchAll(pattern)) {
      const [from, to] = scan.partAt(index)
      const clause = scan.text.slice(from, canBeDenied ? to : index)
      if (canBeDenied && DENIED.test(clause.replace(text, ''))) continue
      scan.reject('comparison', index, index + text.length)
    }
  }
  const value = (pattern: RegExp) => numbers.find(({ key }) => pattern.test(key))?.value
  const recent = value(/(?:^|\.)(?:recent|finished)_count$/)
  const idle = value(/^idle_days$/)
  refuse(RESTS, recent !== undefined && recent > 0 && idle === undefined)
  const [needed, left] = [value(/^needed_days$/), value(/^left_days$/)]
  refuse(IN_TIME, needed === undefined || left === undefined || needed > left)
  const isPressing =
    (needed !== undefined && left !== undefined && needed > left) ||
    (value(/(?:^|\.)overdue_days$/) ?? 0) > 0 ||
    evidence.rows[0]?.values.priority === 'urgent' ||
    evidence.rows[0]?.values.priority === 'high'
  refuse(HARMLESS, isPressing, false)
  const [lived, wanted] = [value(/lived_percent$/), value(/(?:target|declared)_percent$/)]
  const ratings = evidence.rows
    .filter(({ table }) => table === evidence.rows[0]?.table)
    .map(({ values }) => values.importance)
  const isEven = ratings.length > 1 && new Set(ratings).size === 1
  refuse(EQUAL, lived === undefined ? !isEven : lived !== wanted)
}

const EVERY = /(?<!\p{L})(?:all|both|each|every|alle|beide|beiden|jede[rs]?|sämtliche)(?!\p{L})(?! of)/iu

/** What is said of all of them has to be so of each: “both fall on a Tuesday”. */
export function checkDayOfAll(
  scan: Scan,
  { days, evidence }: Held,
  finder: SubjectFinder,
  claims: readonly DayClaim[],
): void {
  for (const { at, end, can } of claims) {
    const [from, to] = scan.partAt(at)
    if (
      !EVERY.test(scan.text.slice(from, at)) ||
      claims.some((one) => one.at !== at && one.at >= from && one.at < to)
    )
      continue
    if (finder.namesWithin(from, at).length > 0 || can.some((one) => !('day' in one))) continue
    const table = evidence.rows[0]?.table
    const ids = evidence.rows.filter((row) => row.table === table).map(({ id }) => id)
    const own = days.filter(({ rows, isToday }) => !isToday && rows.some((id) => ids.includes(id)))
    const fits = new Set(can.map((one) => ('day' in one ? one.day : -1)))
    if (own.some(({ day }) => !fits.has(day))) scan.reject('date', at, end)
  }
}

const TENSES = [
  [/(?<!\p{L})(?:was|were|war|waren)(?!\p{L})[^,;]*$/iu, 'past'],
  [/(?<!\p{L})(?:is|are|comes?|ist|sind|will be|wird|werden)(?!\p{L})[^,;]*$/iu, 'coming'],
] as const
const DUE = /(?<!\p{L})(?:due|fällig|deadline|frist|termin|ends?|endet\p{L}*)(?!\p{L})/iu
const SINCE =
  /(?<!\p{L})(?:since|seit|overdue|überfällig|late|from|supposed|been|of|vom|worden|gewesen|waits?|wartet|waiting)(?!\p{L})/iu

/** A day that is over was, a day ahead is. */
export function checkTense(scan: Scan, { today }: Held, claims: readonly DayClaim[]): void {
  if (today === null) return
  for (const { at, end, can } of claims) {
    const [from, to] = scan.partAt(at)
    const before = scan.text.slice(from, at)
    const clause = scan.text.slice(from, to)
    const days = can.flatMap((one) => ('day' in one ? [one.day] : []))
    const last = before.split(/,/).at(-1)!
    if (days.length === 0 || !DUE.test(clause) || SINCE.test(clause)) continue
    const tense = TENSES.find(([pattern]) => pattern.test(last))?.[1]
    const isOver = days.every((day) => day < today)
    const isAhead = days.every((day) => day > today)
    if ((tense === 'past' && isAhead) || (tense === 'coming' && isOver)) scan.reject('date', at, end)
  }
}
