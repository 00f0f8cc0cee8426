import { PERIOD } from './cue-periods.ts'
import type { Facts, State } from './facts.ts'
import type { Held, HeldNumber } from './held.ts'
import type { ReadNumber } from './numbers.ts'
import { OVERALL } from './role-cues.ts'
import { meaningOf, ownersOf } from './roles.ts'
import type { Scan } from './scan.ts'
import { isOf, type SubjectFinder } from './subjects.ts'

const word = (source: string, flags = 'iu') => new RegExp(`(?<!\\p{L})(?:${source})(?!\\p{L})`, flags)

const STATES: readonly [State, RegExp][] = [
  ['done', word('done|finished|completed|closed|erledigt|fertig|abgeschlossen|geschafft', 'giu')],
  ['overdue', word('overdue|late|überfällig|verspätet', 'giu')],
  ['blocked', word('blocked|stuck|blockiert', 'giu')],
]
const NOT = word('not|never|no longer|nicht|nie|keineswegs|keinesfalls|isn.t|aren.t|wasn.t|hasn.t')
const COPULA = word('is|are|was|were|has been|have been|ist|sind|war|waren|wurde|wurden|bleibt')
/** What only may be, has to be, or was asked to be. */
const SUPPOSED = word(
  'if|once|when|until|till|before|after|as soon as|would|should|could|must|can|may|might|will|supposed|almost|nearly|partly|wenn|sobald|then|dann|bis|bevor|nachdem|falls|ohne|würde|sollte|soll|hätte|könnte|muss|kann|wird|werden|fast|beinahe|half|halb|zu',
)

/** “A” is done, overdue, blocked, or is not. */
export function readStates(scan: Scan, finder: SubjectFinder, facts: Facts): void {
  for (const [state, pattern] of STATES) {
    for (const { index, 0: text } of scan.text.matchAll(pattern)) {
      const [from] = scan.partAt(index)
      const name = finder.namesWithin(from, index).at(-1) ?? facts.pronounIn(scan.text, from, index)
      if (!name) continue
      const clause = scan.text.slice(from, index)
      // “Five tasks in A are done.”
      if (PART.test(scan.text.slice(from, name.at))) continue
      const between = scan.text.slice(name.end, index)
      const isInverted = /^\s*(?:ist|sind)(?!\p{L})/iu.test(clause)
      if (!COPULA.test(clause) || SUPPOSED.test(clause) || isInverted || /[,\d%\u2013\u2014]/.test(between))
        continue
      if (/\p{L}/u.test(between.replace(FILLERS, ''))) continue
      const truths = name.ids.map((id) => facts.is(state, id)).filter((truth) => truth !== null)
      const isDenied = NOT.test(between)
      if (truths.length > 0 && truths.every((truth) => truth === isDenied))
        scan.reject('comparison', index, index + text.length)
    }
  }
}
const PART = /(?<!\p{L})(?:in|of|from|for|to|with|aus|von|bei|mit|für|an)\s+$/iu
/** Words that leave a state a state. */
const FILLERS =
  /(?<!\p{L})(?:is|are|was|were|has|have|been|ist|sind|war|waren|wurde|wurden|bleibt|not|never|no|longer|nicht|nie|mehr|already|still|now|yet|also|schon|bereits|noch|jetzt|heute|auch|inzwischen|both|beide|keineswegs|keinesfalls|seit|since|for|days?|tage?n?|weeks?|wochen?|a|by|isn.t|wasn.t|hasn.t)(?!\p{L})/giu

const PASSED =
  /(?<!\p{L})(?:deadlines?|due date|frist|termin)(?!\p{L})[^.;!?]*?(?<!\p{L})(?:has|have|is|are|ist|sind)(?:\s+(?:already|schon|bereits))?\s+(?:passed|over|past|gone|abgelaufen|verstrichen|vorbei)(?!\p{L})/giu

/** A deadline that is over. */
export function readPassed(scan: Scan, held: Held, finder: SubjectFinder): void {
  for (const { index: at, 0: text } of scan.text.matchAll(PASSED)) {
    const end = at + text.length
    const subjects = finder.of({ at: end, end }, [{ at: end, end }])
    const isOver = held.days.some(
      ({ day, rows }) => held.today !== null && day < held.today && isOf(rows, subjects, held),
    )
    if (!isOver) scan.reject('date', at, end)
  }
}

const ZERO =
  /(?<!\p{L})(?:nothing|none|nobody|no(?=\s+(?:\p{L}+\s+)?(?:time|tasks?|pillars?|areas?|projects?|entry|entries)(?!\p{L}))|not a single|nichts|kein(?:e[nrsm]?)?)(?!\p{L})/giu
const ALL =
  /(?<!\p{L})(?:all|every|everything|each|entire|whole|alle[nrsm]?|alles|jede[rnsm]?|sämtliche\p{L}*|ganze[nrsm]?|gesamte[nrsm]?)(?!\p{L})/giu
const TOPICS: readonly [RegExp, readonly string[]][] = [
  [
    word(
      'done|finished|completed|ticked off|progress\\p{L}*|moved|moving|erledigt|fertig|geschafft|abgeschlossen|voran',
    ),
    ['done', 'recent'],
  ],
  [word('overdue|late|überfällig\\p{L}*|verspätet'), ['late']],
  [word('open|remains?|left|missing|offen\\p{L}*|übrig|fehlt'), ['open']],
  [word('waits?|waiting|wartet|warten|depends?|hängt|hängen'), ['waiting', 'blocking']],
]
const EMPTY = word('empty|leer|time|zeit')
const LASTING = word('for|since|seit')
const WAITED = word('waited|gewartet|waiting for|worauf')

/** Claims that there is none of something, or nothing but it. */
export function readQuantifiers(
  scan: Scan,
  held: Held,
  finder: SubjectFinder,
  numbers: readonly ReadNumber[],
): void {
  const rolesFor = (clause: string) =>
    TOPICS.filter(([pattern]) => pattern.test(clause)).flatMap(([, roles]) => roles)
  for (const { index, 0: text } of scan.text.matchAll(ZERO)) {
    const [from, to] = scan.partAt(index)
    const clause = scan.text.slice(from, to)
    if (isNoTime(clause, held) || isNotEmpty(clause, held) || isUnwritten(clause, held)) {
      scan.reject('number', index, index + text.length)
      continue
    }
    let roles = rolesFor(clause)
    if (roles.includes('waiting')) roles = waitingRole(scan, index, to)
    if (roles.length === 0 || SUPPOSED_NONE.test(clause)) continue
    const days = numbers.find(({ at, unit }) => unit.kind === 'days' && at >= from && at < to)
    // “Nothing for 25 days”: the days say whether that is so.
    if (days && !isPeriod(days, scan.text) && LASTING.test(clause)) continue
    const subjects = finder.idsWithin(from, to)
    const isTold = (one: HeldNumber) =>
      one.units[0] === 'count' &&
      roles.includes(meaningOf(one, held).role ?? '') &&
      isOf(ownersOf(one, held), subjects, held) &&
      (!days || daysMatch(one, days.value * days.unit.factor, held))
    const told = held.numbers.filter(isTold)
    const isLate =
      roles.includes('late') && held.numbers.some(({ key, value }) => /overdue_days$/.test(key) && value > 0)
    if (isLate || (told.some(({ value }) => value > 0) && !told.some(({ value }) => value === 0)))
      scan.reject('number', index, index + text.length)
  }
  for (const { index, 0: text } of scan.text.matchAll(ALL)) {
    const [from, to] = scan.partAt(index)
    const clause = scan.text.slice(from, to)
    const rest = scan.text.slice(index + text.length, to)
    if (
      HABIT.test(clause) &&
      /^\s+(?:single\s+)?(?:day|week|morning|evening|tag|woche|morgen|abend)/iu.test(rest)
    ) {
      scan.reject('number', index, index + text.length)
      continue
    }
    const roles = rolesFor(clause)
    const isClaim = roles.length > 0 || EMPTY.test(rest)
    // “All three”: the number was looked at; “all it waited for”.
    const isCounted = numbers.some(({ at }) => at >= index && at - index - text.length < 12)
    if (
      !isClaim ||
      isCounted ||
      WAITED.test(clause) ||
      SUPPOSED_ALL.test(clause) ||
      !COPULA_OR_VERB.test(clause)
    )
      continue
    if (!isWhole(roles, held)) scan.reject('number', index, index + text.length)
  }
}

const WROTE = word('wrote|written|geschrieben|schreibst|schriebst')
const NOT_EMPTY = word('empty|leer')
const NO_TIME = word('(?:no|any|keine(?:rlei)?|kein bisschen) (?:time|zeit)')
const NONE = word('none|nothing|nichts|keine davon')
const TIMES = word('hours?|stunden?|time|zeit')
const GAVE = word('saw|gave|got|gets|had|has|spent|went|bekam|bekommt|ging|hatte|hat|gab|gabst')

/** “It got no time”, where it got some. */
const isNoTime = (clause: string, { numbers }: Held): boolean =>
  (NO_TIME.test(clause) || (NONE.test(clause) && TIMES.test(clause))) &&
  GAVE.test(clause) &&
  numbers.some(({ key, value }) => /(?:lived|sphere)_(?:minutes|percent)$/.test(key) && value > 0)

/** “None is empty”, where those that are were counted. */
const isNotEmpty = (clause: string, { numbers }: Held): boolean =>
  NOT_EMPTY.test(clause) && numbers.some(({ key, value }) => key === 'count' && value > 0)

/** “You wrote nothing”, where entries were counted. */
const isUnwritten = (clause: string, { numbers }: Held): boolean =>
  WROTE.test(clause) && numbers.some(({ key, value }) => /entry_count$/.test(key) && value > 0)

const SUPPOSED_NONE = word(
  'if|once|when|until|would|could|should|wenn|sobald|bis|würde|sollte|könnte|damit|so that',
)
const SUPPOSED_ALL = word(
  'if|once|when|until|after|before|would|could|should|wenn|sobald|bis|nachdem|bevor|würde|sollte|könnte|needed|not|nicht|at',
)
const HABIT = word(
  'you(?! (?:can|could|should|may|might|want))|du(?! (?:kannst|könntest|solltest|willst))|hast|bist',
)
const COPULA_OR_VERB = word(
  'is|are|was|were|has|have|had|depends?|hängt|hängen|got|gets|took|takes|waits?|went|belongs?|serves?|gehört|gehören|ist|sind|war|waren|wurde|wurden|hat|haben|bekam|warten|wartet|ging|gingen',
)

const waitingRole = (scan: Scan, at: number, to: number): string[] =>
  /(?:for|on|auf|an|von)\s+$/iu.test(scan.text.slice(0, at)) ||
  !/(?<!\p{L})(?:for|on|auf|an|von)(?!\p{L})/iu.test(
    scan.text.slice(at, to) + scan.text.slice(Math.max(0, at - 40), at),
  )
    ? ['blocking']
    : ['waiting']

const isPeriod = (days: ReadNumber, text: string) => days.isPeriod || PERIOD.test(text.slice(0, days.at))

function daysMatch({ key }: HeldNumber, days: number, held: Held): boolean {
  const stem = key.replace(/_(?:count|now)$/, '')
  const own = held.numbers.find((one) => one.key === `${stem}_days`)
  return own === undefined || own.value === days
}

/** Whether the evidence says it of everything: all done, a hundred percent, every row that is listed. */
function isWhole(roles: readonly string[], held: Held): boolean {
  const { numbers } = held
  if (roles.length === 0 || roles.includes('done')) {
    if (numbers.some(({ value, units }) => units.includes('percent') && value === 100)) return true
    const done = numbers.filter((one) => meaningOf(one, held).role === 'done' && one.units[0] === 'count')
    const all = numbers.filter((one) => OVERALL.test(one.key))
    return done.some(({ value }) => all.some((one) => one.value === value && value > 0))
  }
  return false
}
