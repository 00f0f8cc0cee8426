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
  'as (?:much|many|little)(?: \\p{L}+)? as|exactly (?:what|as)|just as (?:much|many)|equal(?:s|ly)?|the same (?:amount|share|time|number)|genau ?so ?viel\\p{L}*|ebenso ?viel\\p{L}*|gleich ?viel\\p{L}*|so viel\\p{L}*(?: \\p{L}+)? wie|(?:full|fair|whole|entire) share|(?:vollen?|ganzen?|fairen?) anteil|genau (?:das|so)|gleich wichtig|gleichermaßen|meets? (?:the|its|your) target|erreicht (?:das|sein|ihr|dein) ziel',
)
const WELL = word(
  '(?:mov(?:es?|ing)|com(?:es?|ing)|go(?:es|ing)|progress(?:es|ing)|runs?|running|doing|does|advanc(?:es|ing))(?: on| along| ahead| forward)? (?:very |quite |really )?(?:well|smoothly|nicely|fast|quickly|steadily|great|fine)|thriv(?:es|ing)|flourish(?:es|ing)|in full swing|mak(?:es|ing) (?:good |great |steady |fast )?progress|läuft (?:gut|rund|bestens|super|hervorragend)|gut (?:voran|unterwegs|in fahrt)|kommt (?:gut |zügig |schnell |stetig )?voran|macht (?:gute |große |schnelle )?fortschritte',
)
const READY = word(
  'ready to (?:start|go|begin|be done)|can (?:start|begin|be started|be done) (?:now|today|right away|at once|immediately)|free to (?:start|go)|unblocked|nothing (?:stands in|blocks|is in)|startklar|startbereit|bereit|kann (?:sofort|jetzt|heute|gleich) (?:beginnen|starten|erledigt|losgehen)|steht nichts im weg|hindert nichts|unblockiert',
)
const QUIET = word('empty|quiet|silent|untouched|neglected|unused|leer|still|verwaist|unberührt|ungenutzt')
const KEPT = word(
  'alive|lively|you (?:keep|kept) (?:your|a) journal|well kept|up to date|führst (?:du )?dein tagebuch|lebendig|auf dem laufenden|gut geführt',
)
const OVER_SHARE = word(
  'over (?:plan|target|the target)|above (?:plan|target)|ahead of|beyond|surpass\\p{L}*|overshoot\\p{L}*|too much|overserved|übertrifft|jenseits|zu viel|voraus',
)
const UNDER_SHARE = word(
  'under (?:plan|target|the target)|below (?:plan|target)|behind|lags?|lagging|trails?|undershoot\\p{L}*|too little|not enough|misses|missed|neglected|zu wenig|nicht genug|hinter|verfehlt|vernachlässigt|zu kurz',
)
const ALMOST_DONE =
  /(?<!\p{L})(?:almost|nearly|practically|virtually|as good as|close to|about to be|fast|beinahe|nahezu|so gut wie|kurz vor(?: dem| der)?)\s+(?:being\s+)?(?:done|finished|completed?|completion|ready|over|fertig|geschafft|erledigt|abgeschlossen|abschluss|ende|fertigstellung)(?!\p{L})/giu

const NO_TASKS = word(
  '(?:no|any|without|kein\\p{L}*|ohne)(?: \\p{L}+)? (?:tasks?|projects?|entries|aufgaben?|projekte?n?|einträge)',
)
const NO_AREAS = word(
  '(?:no|any|without|kein\\p{L}*|ohne)(?: \\p{L}+)? (?:areas?|pillars?|entries|bereiche?n?|säulen?|einträge)',
)
const MOST_TIME = word(
  'most (?:of your )?(?:time|hours|minutes)|(?:die )?meiste[nr]? (?:zeit|stunden|minuten)',
)
const EACH_FILLED = word(
  '(?:every|each|all|jede[srn]?|alle)(?: (?:of )?(?:your|the|deine[nr]?))? (?:pillars?|projects?|säulen?|projekte?n?) (?:has|have|hat|haben)',
)
const HARDLY = word(
  '(?:hardly|barely|scarcely|not(?: yet)?|kaum|noch nicht|nicht) (?:begun|started|touched|begonnen|angefangen|angefasst|gestartet)',
)
const DENIED =
  /(?<!\p{L})(?:not|no longer|isn.t|never|hardly|nicht|kaum|keineswegs|if|could|may|might|would|should|to|so that|wenn|könnte|damit|um|würde|sollte|whether|ob|half|twice|doppelt|halb|less than|more than)(?!\p{L})/iu

/** From here on a text may call something almost done, in percent. */
const MOSTLY = 75

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
  const over = lived !== undefined && wanted !== undefined ? lived - wanted : 0
  refuse(OVER_SHARE, over < 0)
  refuse(UNDER_SHARE, over > 0)
  refuse(WELL, (idle ?? 0) > 7)
  refuse(READY, (value(/(?:^|\.)blocker_count$/) ?? 0) > 0)
  refuse(QUIET, (value(/^entry_count$/) ?? 0) > 0)
  refuse(KEPT, evidence.values.some(({ key }) => key === 'last_entry_on') && (idle ?? 0) > 2)
  const done = numbers.filter(({ key }) => /done_percent$/.test(key))
  refuse(ALMOST_DONE, done.length === 0 || done.some((one) => one.value < MOSTLY))
  refuse(
    HARDLY,
    done.some((one) => one.value >= 25),
    false,
  )
  const ratings = evidence.rows
    .filter(({ table }) => table === evidence.rows[0]?.table)
    .map(({ values }) => values.importance)
  const isEven = ratings.length > 1 && new Set(ratings).size === 1
  const empty = evidence.values.find(({ key }) => key === 'count')?.rows[0]
  const level = evidence.rows.find(({ id }) => id === empty)?.table
  refuse(level === 'pillars' ? NO_TASKS : NO_AREAS, level === 'pillars' || level === 'projects', false)
  refuse(EACH_FILLED, level !== undefined, false)
  refuse(MOST_TIME, value(/minutes/) === undefined)
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
