import { ENDS, periodBeside } from './cue-periods.ts'
import type { NumberUnit } from './held.ts'
import type { ReadNumber } from './numbers.ts'

/** What a number is told as a number of. */
export type Role =
  | 'done'
  /** Done within a period. */
  | 'recent'
  | 'open'
  | 'late'
  | 'waiting'
  | 'blocking'
  | 'unnamed'
  | 'whole'
  | 'ahead'
  | 'needed'
  | 'idle'
  | 'apart'
  | 'period'
  | 'target'
  | 'lived'
  | 'rating'
  /** Levels that hold nothing. */
  | 'empty'

export type Noun = 'task' | 'project' | 'area' | 'pillar' | 'entry'

/** What the words around a number say of it. */
export interface Cues {
  /** Any of these; empty when they say nothing. */
  roles: ReadonlySet<Role>
  noun: Noun | null
  /** “3 of 20”: the number it is a part of. */
  whole: ReadNumber | null
  /** “In the last 7 days”: the number of days it is told of. */
  period: ReadNumber | null
}

/** A side of a number, up to the next number or mark. */
type Side = 'left' | 'right'
type Cue = readonly [Side, RegExp, ...Role[]]

const words = (source: string, flags = 'iu') => new RegExp(`(?<!\\p{L})(?:${source})(?!\\p{L})`, flags)
/** At the end of what stands before the number; so many words may stand between. */
const before = (source: string, between = 0) =>
  new RegExp(`(?<!\\p{L})(?:${source})[:\\s]+(?:\\p{L}+\\s+){0,${between}}$`, 'iu')
/** Right behind the number and the word it counts. */
const behind = (source: string) =>
  new RegExp(`^[\\s-]*(?:%|\\p{L}+)?\\s*(?:is |are |ist |sind |you |du )?(?:${source})(?!\\p{L})`, 'iu')

const DONE =
  'done|finished|completed?|closed|erledigt\\p{L}*|fertig\\p{L}*|geschafft\\p{L}*|abgeschlossen\\p{L}*'
const NOT_DONE = `(?:not|never|nicht|nie)(?: yet| noch)? (?:${DONE})|unfinished|unerledigt\\p{L}*`

const CUES: Partial<Record<NumberUnit, readonly Cue[]>> = {
  count: [
    ['right', /^\s*(?:more|others?|weitere[nr]?|andere[nr]?)(?!\p{L})/iu, 'unnamed'],
    [
      'right',
      words(
        `${NOT_DONE}|separates? you|stands? between|to go|trennen? dich|open|offen\\p{L}*|remain(?:s|ing)?|left|übrig|verbleib\\p{L}*|fehl(?:t|en)`,
      ),
      'open',
    ],
    ['right', words(`(?<!not |never |nicht |nie |yet |noch )(?:${DONE})`), 'done'],
    [
      'right',
      words('overdue|late|slipped|past their day|überfällig\\p{L}*|verspätet\\p{L}*|über ihrem datum'),
      'late',
    ],
    [
      'right',
      words(
        '(?:waits?|waiting) (?:for|on)|(?:wartet|warten) (?:auf|darauf)|depends? on|(?:hängt|hängen) (?:an|von|daran|davon)',
      ),
      'waiting',
    ],
    [
      'right',
      words('(?:waits?|waiting|wartet|warten)(?!\\s+(?:for|on|auf|darauf))'),
      'waiting',
      'open',
      'late',
    ],
    ['right', words('blocks?|blockier(?:en|t)|holds? up|stands? in the way'), 'blocking'],
    ['left', before('hold(?:s|ing)? (?:up|back)|blocks|hält|blockiert'), 'waiting'],
    [
      'left',
      before('wait(?:s|ing)? (?:for|on)|wartet auf|warten auf|blocked by|blockiert von', 1),
      'blocking',
    ],
    [
      'left',
      before(`you (?:have )?(?:${DONE})|fertig sind|erledigt sind|davon fertig|done|erledigt`, 1),
      'done',
    ],
    ['left', before('open|left|remaining|offen(?: sind)?|übrig(?: sind)?', 1), 'open'],
    ['left', before('overdue|late|überfällig(?: sind)?', 1), 'late'],
    ['left', before('needs?(?: only| just)|braucht(?: nur)?(?: noch)?', 1), 'open'],
    ['left', before('missing|fehlen(?: noch)?|es fehlt(?: noch)?', 1), 'open'],
    ['left', words('rated?|importance|bewertet\\p{L}*|wichtigkeit'), 'rating'],
  ],
  days: [
    ['right', words('apart|auseinander'), 'apart'],
    ['right', words('overdue|late|delay|überfällig\\p{L}*|verspätung|verzug|rückstand'), 'late'],
    ['right', words('ago|waits?|waiting|waited|wartet|gewartet'), 'late', 'idle'],
    ['right', words('at (?:this|that|your) pace|in diesem (?:takt|tempo)|bei diesem tempo'), 'needed'],
    ['left', words('pace|takt|tempo'), 'needed'],
    ['right', words('needed|required|nötig|notwendig|erforderlich'), 'needed'],
    ['right', words('nothing|nichts|no progress|still|idle'), 'idle'],
    [
      'right',
      words('from now|left|remain(?:s|ing)?|until|till|to go|away|bis|übrig|verbleib\\p{L}*'),
      'ahead',
    ],
    ['right', /^\s*\p{L}+\s+(?:fällig|zeit)(?!\p{L})/iu, 'ahead'],
    [
      'left',
      before('last|past|recent|within|letzte[nrms]?|vergangene[nrms]?|innerhalb(?: von)?|binnen', 0),
      'period',
    ],
    ['left', words('bleiben|bleibt|remain|left'), 'ahead'],
    ['left', before('due in|fällig in|noch|still have'), 'ahead'],
    [
      'left',
      words('nothing|nichts|no|idle|still|rest(?:s|ed)|silent|stalled|stuck|steckt|stockt|steht|ruht'),
      'idle',
    ],
    ['left', words('overdue|late|überfällig'), 'late'],
    ['left', words('waits?|waiting|waited|wartet|gewartet'), 'late', 'idle'],
    ['left', before('vor'), 'late', 'idle'],
    ['left', words('takes?|needs?|requires?|dauer(?:t|n)|braucht|brauchen|bräuchte\\p{L}*'), 'needed'],
  ],
  percent: [
    [
      'right',
      /^\s*(?:%|percent|prozent)?\s*(?:percentage )?(?:above|over|below|under) (?:plan|target|the target)/iu,
      'apart',
    ],
    ['right', words('(?:percentage )?points|prozentpunkte?n?|punkte?n?|short of|gap|lücke'), 'apart'],
    [
      'right',
      /^\s*(?:%|percent|prozent)?\s*(?:of|der|deiner|aller)\s+(?:(?:your|the|all|open)\s+)*(?:tasks?|steps?|projects?|aufgaben|schritte|projekte)(?!\p{L})/iu,
      'done',
    ],
    [
      'left',
      words(
        'target|wanted|wants?|wish(?:ed)?|declared|goal|planned|ziel|wolltest|willst|gewünscht\\p{L}*|gewollt\\p{L}*|geplant\\p{L}*',
      ),
      'target',
    ],
    ['right', behind('wanted|wished|declared|planned|gewünscht|gewollt|geplant'), 'target'],
    [
      'left',
      words('had|got|gets|received|receives|lived|spent|bekam|bekommt|erhielt|erhält|gelebt'),
      'lived',
    ],
    ['left', words('took|takes|gave|nahm|nimmt|ging(?:en)?|floss(?:en)?'), 'lived'],
    ['right', words('went|goes|flow(?:s|ed)|ging(?:en)?|geht|floss(?:en)?'), 'lived'],
    ['right', words(`(?<!not |never |nicht |nie )(?:${DONE})`), 'done'],
  ],
  minutes: [
    ['left', words('spent|lived|gave|gingen|verbrachtest|verbracht'), 'lived'],
    [
      'left',
      words('got|gets|had|received|receives|took|takes|bekam|bekommt|erhielt|erhält|hatte|nahm'),
      'lived',
    ],
    ['right', words('went|flowed|gingen|flossen'), 'lived'],
  ],
}

const NOUNS: readonly [RegExp, Noun][] = [
  [/^(tasks?|aufgaben?)$/u, 'task'],
  [/^(projects?|projekte?n?)$/u, 'project'],
  [/^(areas?|bereiche?n?)$/u, 'area'],
  [/^(pillars?|säulen?)$/u, 'pillar'],
  [/^(entry|entries|eintrag|einträgen?)$/u, 'entry'],
]

/** Keys of all there is. */
export const OVERALL = /(^|\.)all$|^task_count$/

const OF =
  /^\s*(?!instead)(?:\p{L}+\s+){0,2}?(?:out of|of|von|der|deiner)\s+(?:(?:the|your|all|den|deinen|allen|insgesamt)\s+)?$/iu
const STARTS_WITH_OF = /^[\s\u0001]*(?:of|von)\s+(?:(?:the|your|all|den|deinen|allen)\s+)?$/iu

const BETWEEN = /(?<!\p{L})(?:between|zwischen)(?!\p{L})[^,:]*$/iu
const FUTURE = /(?<!\p{L})(?:deadline|due|ends?|frist|fällig|termin|endet)(?!\p{L})/iu

interface Place {
  isPart: boolean
  isWhole: boolean
  /** Told of a period: “in the last 7 days”. */
  isDated: boolean
  /** All of it before the number. */
  sentence: string
}

/** What the words around one of the numbers of a text say of it. */
export function cuesAt(text: string, numbers: readonly ReadNumber[], index: number): Cues {
  const number = numbers[index]!
  const next = numbers[index + 1]
  const last = numbers[index - 1]
  const left = afterLastEnd(text.slice(last?.end ?? 0, number.bound?.at ?? number.at))
  const between = text.slice(number.end, next?.at ?? text.length)
  const isPart = next !== undefined && next.unit.kind === number.unit.kind && OF.test(between)
  // What is said of a part stands behind its whole.
  const behindWhole = isPart ? text.slice(next.end, numbers[index + 2]?.at ?? text.length) : between
  const right = beforeFirstEnd(behindWhole)
  const isWhole =
    (last !== undefined && last.unit.kind === number.unit.kind && OF.test(text.slice(last.end, number.at))) ||
    STARTS_WITH_OF.test(left)
  const noun = number.unit.kind === 'count' ? nounAfter(right) : null
  const period = periodBeside(text, numbers, index, isPart ? index + 2 : index + 1)
  const sentence = text
    .slice(0, number.at)
    .split(/[.;!?](?=\s)/)
    .at(-1)!
  const place = { isPart, isWhole, isDated: period !== null, sentence }
  return { roles: rolesOf(number, left, right, place), noun, whole: isPart ? next : null, period }
}

/** “Two finished tasks stand in the way”: finished they are. */
const DONE_ONES =
  /^\s*(?:finished|completed|done|erledigte[nrs]?|fertige[nrs]?|abgeschlossene[nrs]?|geschaffte[nrs]?)\s+(?:tasks?|aufgaben?)(?!\p{L})/iu
const EXCEPT = /(?<!\p{L})(?:bis auf|except(?: for)?|all but|außer)\s+$/iu
const OF_TIME =
  /^\s*(?:%|percent|prozent)?\s*(?:of|der|deiner)\s+(?:(?:your|the|all)\s+)*(?:time|hours|zeit|stunden)(?!\p{L})/iu

function rolesOf(
  { unit }: ReadNumber,
  left: string,
  right: string,
  { isPart, isWhole, isDated, sentence }: Place,
): ReadonlySet<Role> {
  if (isWhole && (unit.kind === 'count' || unit.kind === 'minutes')) return new Set(['whole'])
  if (unit.kind === 'count' && EXCEPT.test(left)) return new Set(['open'])
  if (unit.kind === 'count' && DONE_ONES.test(right))
    return new Set(isDated ? ['recent'] : ['done', 'recent'])
  const roles = new Set<Role>()
  for (const [side, pattern, ...said] of CUES[unit.kind] ?? []) {
    if (!pattern.test(side === 'left' ? left : right)) continue
    for (const role of said) roles.add(role)
  }
  if (unit.kind === 'days' && /(?<!\p{L})in\s*$/iu.test(left) && FUTURE.test(sentence)) roles.add('ahead')
  if (unit.kind === 'percent' && roles.size === 0 && OF_TIME.test(right)) return new Set(['lived', 'target'])
  // “It still takes 51 days”
  if (roles.has('needed')) roles.delete('ahead')
  if (unit.kind === 'days' && BETWEEN.test(sentence)) return new Set(['apart'])
  if (unit.kind === 'count' && roles.has('done')) {
    // Of all that there is, or of a period: a part of a whole is meant without one.
    if (isDated || !isPart) roles.add('recent')
    if (isDated && !isPart) roles.delete('done')
  }
  if (unit.kind === 'count' && isDated && roles.size === 0 && !isPart) roles.add('recent')
  return roles
}

function nounAfter(text: string): Noun | null {
  const [, first, second] =
    /^\s*(?:of (?:your|the|all|these) |der |deiner |von deinen )?(\p{L}+)(?:\s+(\p{L}+))?/iu.exec(text) ?? []
  for (const word of [first, second]) {
    const noun = NOUNS.find(([pattern]) => word && pattern.test(word.toLowerCase()))?.[1]
    if (noun) return noun
  }
  return null
}

const beforeFirstEnd = (text: string) => text.split(ENDS, 1)[0]!
const afterLastEnd = (text: string) => text.split(ENDS).at(-1)!
