import type { Held } from './held.ts'
import type { NamePlace } from './names.ts'
import type { Scan } from './scan.ts'

const word = (source: string) => new RegExp(`(?<!\\p{L})(?:${source})(?!\\p{L})`, 'giu')

/** Habits, people, feelings and certainties: no evidence holds any of them. */
const UNHEARD = [
  // How often
  word(
    'always|never|often|usually|normally|rarely|seldom|sometimes|frequently|repeatedly|constantly|continually|consistently|habitually|again and again|time and again|over and over|once again|every time|each time|in a row|for the (?:first|second|third) time|regularly|weekly|daily|monthly|each (?:day|evening|morning|week)|every (?:other )?(?:day|evening|morning|week|month)',
  ),
  word(
    'immer wieder|(?<!noch )immer(?! noch| weiter)|nie|niemals|oft|oftmals|häufig|meistens|meist|normalerweise|gewöhnlich|üblicherweise|selten|manchmal|ständig|dauernd|regelmäßig|wiederholt|mehrfach|mehrmals|jedes mal|jedesmal|in folge|zum (?:ersten|zweiten|dritten) mal|täglich|wöchentlich|monatlich|jede[nrs]? (?:tag|abend|morgen|woche|monat)',
  ),
  // Who
  word(
    'nobody|no one|noone|everybody|everyone|someone|somebody|anybody|anyone|he|him|his|she|hers|your (?:boss|colleagues?|partner|wife|husband|friends?|family|team|manager|doctor|clients?|customers?|parents?|mother|father|sister|brother|neighbou?rs?)',
  ),
  word(
    'niemand(?:em|en)?(?! mehr)|jemand(?:em|en)?|jedermann|ihm|ihn|dein[e]?[nrm]? (?:chef|chefin|kolleg\\p{L}*|partner\\p{L}*|frau|mann|freund\\p{L}*|familie|team|ärztin|arzt|kund\\p{L}*|eltern|mutter|vater|schwester|bruder|nachbar\\p{L}*)',
  ),
  // How sure, how good
  word(
    'surely|certainly|definitely|undoubtedly|guaranteed?|inevitabl[ey]|impossible|bound to|no doubt|without (?:a )?doubt|hopeless|perfect(?:ly)?|flawless(?:ly)?|excellent|terrible|disastrous',
  ),
  word(
    'sicherlich|ganz sicher|mit sicherheit|garantiert|zweifellos|bestimmt|zwangsläufig|unvermeidlich|unmöglich|auf jeden fall|aussichtslos|hoffnungslos|perfekt\\p{L}*|makellos\\p{L}*|katastrophal\\p{L}*',
  ),
  word(
    'prefer(?:s|red)?|loves?|hates?|enjoys?|enjoyed|afraid|fears?|tired|lazy|lazily|bored|motivated|unmotivated|stress(?:ed|ful)?|exhausted|happy|unhappy|proud|regrets?|angry|sad|worried|am liebsten|gerne?|magst|liebst|hasst|müde|faul|lust|angst|motiviert|unmotiviert|gestresst|erschöpft|glücklich|unglücklich|stolz|traurig|wütend|besorgt',
  ),
  word(
    'lack(?:s|ing)?(?! (?:an? |any )?(?:areas?|tasks?|time|next|entry|entries))|the (?:earliest|latest)|früheste[nrs]?|späteste[nrs]?',
  ),
  // What was done with it
  word(
    '(?:has|have|had|was|were|been|being|got|is|are)(?: already| just| been| now| since| all)* (?:postponed|moved|rescheduled|shifted|cancell?ed|deleted|archived|abandoned|dropped|forgotten|ignored|skipped|delegated|paused|reopened|renamed|extended|shortened|split|added|created|approved|rejected|lost|on hold|in progress|under way|underway)',
  ),
  word(
    '(?:you|they)(?: have| had| already| just)* (?:postponed|moved|rescheduled|shifted|cancell?ed|deleted|archived|abandoned|dropped|forgot|forgotten|ignored|skipped|delegated|paused|reopened|extended|gave up|given up)',
  ),
  word(
    '(?<!nicht |kannst |sollte |könnte )(?:verschoben|gestrichen|gelöscht|archiviert|aufgegeben|vergessen|ignoriert|übersprungen|delegiert|pausiert|abgesagt|abgebrochen|verworfen|wiedereröffnet|umbenannt|verlängert|verkürzt|vorgezogen|hinzugefügt|zurückgestellt|auf eis)',
  ),
]
/** What could be, or be done: advice. */
const SUPPOSED =
  /(?<!\p{L})(?:if|could|should|would|can|may|might|must|let|consider|decide|whether|or|wenn|falls|ob|oder|kann|könnte\p{L}*|sollte\p{L}*|würde\p{L}*|darf|dürfte\p{L}*|muss|lass|entscheide|prüfe)(?!\p{L})/iu
const ORDERED =
  /^\s*(?:please\s+|bitte\s+|or\s+|oder\s+|then\s+)?(?:write|plan|keep|take|give|do|set|start|try|make|put|reserve|add|finish|archive|move|schreib\p{L}*|plane?|halte?|nimm|gib|mach|setz\p{L}*|fang|versuch\p{L}*|leg|lege|lass|bleib|trag\p{L}*)(?!\p{L})/iu

const CAUSE = word(
  'because(?: of)?|due to|owing to|thanks to|as a result of|caused by|on account of|weil|wegen|aufgrund|dank|infolge|verursacht durch|da (?=du|sie|es|er|ihr)',
)
/** Words that every insight may give as its reason, each of them checked elsewhere. */
const REASON =
  /\d|%|(?<!\p{L})(?:due|overdue|late|deadline|blocked|blocks?|waits?|waiting|depends?|urgent|priority|important|importance|hour|morning|pillar|area|project|tasks?|deep work|nothing|no (?:day|time|tasks?|areas?)|open|done|finished|target|share|time|it is|they are|apart|today|tomorrow|yesterday|fällig|überfällig|frist|termin|blockier\p{L}*|wart\p{L}*|häng\p{L}*|dringend|priorität|wichtig\p{L}*|stunde|säule|bereich|projekt\p{L}*|aufgaben?|nichts|kein\p{L}*|offen\p{L}*|erledigt|fertig|ziel|anteil|zeit|auseinander|heute|morgen|gestern)(?!\p{L})/iu

/** Claims about what no evidence holds: refused unless they are advice. */
export function readUnheard(scan: Scan, held: Held, names: readonly NamePlace[]): void {
  for (const pattern of UNHEARD) {
    for (const { index, 0: text } of scan.text.matchAll(pattern)) {
      const [from] = scan.partAt(index)
      const before = scan.text.slice(from, index)
      if (SUPPOSED.test(before) || ORDERED.test(before)) continue
      scan.reject('comparison', index, index + text.length)
    }
  }
  for (const { index, 0: text } of scan.text.matchAll(CAUSE)) {
    const end = index + text.length
    const [from, to] = scan.sentenceAt(index)
    const until = /,/.exec(scan.text.slice(end, to))?.index ?? to - end
    const reason = scan.original.slice(end, end + until)
    const isNamed = names.some(({ at }) => at >= end && at <= end + until)
    if (!isNamed && !REASON.test(reason) && from >= 0) scan.reject('comparison', index, end)
  }
  const peak = held.evidence.values.find(({ key }) => key.endsWith('energy_pattern'))?.value
  for (const { index, groups, 0: text } of scan.text.matchAll(HOURS)) {
    const hour = (groups!.english ?? groups!.german ?? groups!.suited)!.toLowerCase()
    const isMorning = /morning|morgen|vormittag/u.test(hour)
    if (typeof peak === 'string' && isMorning !== peak.startsWith('morning'))
      scan.reject('comparison', index, index + text.length)
  }
}
const HOURS =
  /(?<!\p{L})(?:(?<english>morning|afternoon|evening|night) is (?:good|best|right)|(?:suits?|fits?|good for|best in) (?:the )?(?<suited>morning|afternoon|evening|night)|der (?<german>morgen|vormittag|nachmittag|abend) (?:passt|ist gut|eignet))/giu
