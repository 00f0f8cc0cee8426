import type { Held } from './held.ts'
import type { Scan } from './scan.ts'
import { isOwn, type SubjectFinder } from './subjects.ts'

const PRIORITIES: readonly [RegExp, string][] = [
  [/^(?:low|niedrig|gering)/iu, 'low'],
  [/^(?:medium|mittel|mittler)/iu, 'medium'],
  [/^(?:high|hoch|hohe)/iu, 'high'],
  [/^(?:urgent|dringend)/iu, 'urgent'],
]
const LEVEL =
  '(?:low|medium|high|urgent|niedrig\\p{L}*|gering\\p{L}*|mittel|mittlere?[nrs]?|hoch|hohe[nrs]?|dringend\\p{L}*)'
const PRIORITY = new RegExp(
  `(?<!\\p{L})(?:(?<before>${LEVEL})[\\s-](?:in[\\s-])?priorit(?:y|ät)|priorit(?:y|ät)\\s*(?:is|ist|:|of)?\\s*(?:“|„|")?(?<behind>${LEVEL}))(?!\\p{L})`,
  'giu',
)

const SPHERES: Readonly<Record<string, RegExp>> = {
  work: /(?<!\p{L})(?:work|arbeit)(?!\p{L})/giu,
  health: /(?<!\p{L})(?:health|gesundheit)(?!\p{L})/giu,
  relationships: /(?<!\p{L})(?:relationships|beziehungen)(?!\p{L})/giu,
}

const RECEIVED =
  /(?<=^|[.!?;]\s+)(?<who>\p{Lu}[\p{L}-]+)\s+(?:had|got|gets|took|takes|received|receives|bekam|bekommt|erhielt|erhält|nahm|nimmt)(?!\p{L})/gu
const ANYONE =
  /^(?:It|This|That|They|He|She|You|We|Sie|Es|Er|Das|Dies|Du|Wir|Nothing|Nichts|Which|Planning|One|Each|Both|Beide|Keine?[sr]?)$/u

const SUITS =
  /(?<!\p{L})(?:this hour|diese stunde)\s+(?:(?<no>(?:does not|doesn.t) suit|passt nicht)|suits|passt)(?!\p{L})/giu
const BALANCED =
  /(?<!\p{L})(?:in balance|balanced|on target|im gleichgewicht|ausgeglichen|ausgewogen|im lot)(?!\p{L})/giu
const GOING_WELL = /(?<!\p{L})(?:going well|good progress|läuft gut|gut voran)(?!\p{L})/giu
const IN_TIME =
  /(?<!\p{L})(?:on track|on schedule|ahead of (?:schedule|plan|time)|im (?:zeit)?plan|vor dem (?:zeit)?plan)(?!\p{L})/giu
const WISHED =
  /(?<!\p{L})(?:bring|get|would|could|should|if|not|nicht|wenn|würde|könnte|to be|wieder|back)(?!\p{L})/iu

/** Words for what a value is called: priorities, spheres of life, how it goes. */
export function readLabels(scan: Scan, held: Held, finder: SubjectFinder): void {
  const { evidence, numbers } = held
  const reject = (kind: 'comparison' | 'name', { index, 0: text }: RegExpMatchArray) =>
    scan.reject(kind, index!, index! + text.length)
  const priorities = evidence.rows.filter(({ values }) => typeof values.priority === 'string')
  for (const match of scan.text.matchAll(PRIORITY)) {
    const said = match.groups!.before ?? match.groups!.behind!
    const level = PRIORITIES.find(([pattern]) => pattern.test(said))?.[1]
    const subjects = finder.of({ at: match.index, end: match.index }, [{ at: match.index, end: match.index }])
    const own = priorities.filter(({ id }) => isOwn([id], subjects))
    // Without a name the first row is meant: what an insight is about comes first.
    const meant = own.length > 0 ? own : priorities.slice(0, 1)
    if (!meant.some(({ values }) => values.priority === level)) reject('comparison', match)
  }
  const sphere = evidence.values.find(({ key }) => key === 'sphere')?.value
  if (typeof sphere === 'string') {
    for (const [code, pattern] of Object.entries(SPHERES)) {
      if (code === sphere) continue
      for (const match of scan.text.matchAll(pattern)) {
        const [from, to] = scan.sentenceAt(match.index)
        if (/\d|percent|prozent|hours?|stunden?/iu.test(scan.original.slice(from, to))) reject('name', match)
      }
    }
  }
  const known = new Set([sphere, ...held.words].map((text) => String(text).toLowerCase()))
  for (const match of scan.text.matchAll(RECEIVED)) {
    const who = match.groups!.who!
    const isSphere =
      typeof sphere === 'string' && (SPHERES[sphere] === undefined || who.search(SPHERES[sphere]) === 0)
    if (!ANYONE.test(who) && !isSphere && !known.has(who.toLowerCase())) reject('name', match)
  }
  const percent = (pattern: RegExp) => numbers.find(({ key }) => pattern.test(key))?.value
  const [lived, wanted] = [percent(/lived_percent$/), percent(/(?:target|declared)_percent$/)]
  for (const match of scan.text.matchAll(BALANCED)) {
    if (lived !== undefined && lived !== wanted && !WISHED.test(scan.clauseAt(match.index)))
      reject('comparison', match)
  }
  const days = (pattern: RegExp) => numbers.find(({ key }) => pattern.test(key))?.value ?? 0
  const energy = evidence.rules.filter(({ code }) => code.startsWith('ENERGY'))
  for (const match of scan.text.matchAll(SUITS)) {
    const isDenied = match.groups!.no !== undefined
    if (energy.length > 0 && energy.every(({ score }) => score > 0.5 === isDenied))
      reject('comparison', match)
  }
  const isIdle = days(/^idle_days$/) > 7
  const isBehind = isIdle || days(/^needed_days$/) > days(/^left_days$/)
  for (const [pattern, isWrong] of [
    [GOING_WELL, isIdle],
    [IN_TIME, isBehind],
  ] as const) {
    for (const match of scan.text.matchAll(pattern)) {
      if (isWrong && !WISHED.test(scan.clauseAt(match.index))) reject('comparison', match)
    }
  }
}
