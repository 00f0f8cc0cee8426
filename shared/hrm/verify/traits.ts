import type { Held } from './held.ts'
import type { Scan } from './scan.ts'
import type { SubjectFinder } from './subjects.ts'

const NOUNS: readonly [string, RegExp][] = [
  ['tasks', /^(?:task|step|aufgabe|schritt)/iu],
  ['projects', /^(?:project|projekt)/iu],
  ['areas', /^(?:area|bereich)/iu],
  ['pillars', /^(?:pillar|säule)/iu],
]
const IS_A =
  /^\s*(?:is|are|ist|sind)\s+(?:an?|eine?|the|die|das|der)\s+(?:\p{L}+\s+)?(?<noun>tasks?|steps?|projects?|areas?|pillars?|aufgaben?|schritte?|projekte?|bereiche?|säulen?)(?!\p{L})/iu
const URGENT =
  /^\s*(?:is|are|ist|sind)\s+(?:very |really |now |sehr |jetzt )?(?:urgent|pressing|dringend|eilig)(?!\p{L})/iu
const YOU_DID =
  /(?<!\p{L})(?:you(?: have|.ve| already| just)* (?:finished|completed|did|done|closed|ticked off)|(?:hast du|du hast)(?: schon| bereits)*)\s+$/iu
const DONE_BEHIND = /^\s*(?:\p{L}+\s+){0,3}?(?:erledigt|abgeschlossen|fertig|geschafft|abgehakt)(?!\p{L})/iu
const NO_DAY =
  /(?<!\p{L})(?:no|any|without an?y?|kein\p{L}*|ohne)\s+(?:\p{L}+\s+)?(?:deadline|due date|date|day|termin|frist|datum|tag|fälligkeit)(?!\p{L})/giu
const NO_PILLAR = /(?<!\p{L})(?:no|any|without an?y?|kein\p{L}*|ohne)\s+(?:pillar|säule)(?!\p{L})/giu
const SAME_WEEK =
  /(?<!\p{L})(?:(?:in|within) the same week|in (?:derselben|der gleichen|dieselbe) woche)(?!\p{L})/giu

/** What kind of thing a row is, how urgent, whether it was done, and whether it has a day or a pillar at all. */
export function readTraits(scan: Scan, { evidence, days, numbers }: Held, finder: SubjectFinder): void {
  const rowOf = (id: string) => evidence.rows.find((row) => row.id === id)
  for (const { at, end, ids } of finder.namesWithin(0, scan.text.length)) {
    const [from, to] = scan.partAt(at)
    const behind = scan.text.slice(end, to)
    const noun = IS_A.exec(behind)?.groups?.noun
    const table = NOUNS.find(([, pattern]) => noun && pattern.test(noun))?.[0]
    const isOther = table !== undefined && ids.every((id) => rowOf(id)?.table !== table)
    const isCalm =
      URGENT.test(behind) &&
      ids.every((id) => {
        const isLate = numbers.some(({ key, rows }) => /overdue_days$/.test(key) && rows.includes(id))
        return !isLate && !['urgent', 'high'].includes(String(rowOf(id)?.values.priority))
      })
    const before = scan.text.slice(from, at)
    const isDone = YOU_DID.test(before) && (!/hast/iu.test(before) || DONE_BEHIND.test(behind))
    const isOpen =
      isDone &&
      ids.every((id) => {
        const status = rowOf(id)?.values.status
        return typeof status === 'string' && status !== 'completed'
      })
    if (isOther || isCalm || isOpen) scan.reject('comparison', at, end)
  }
  const [first] = evidence.rows
  const own = first && (first.table === 'tasks' || first.table === 'projects') ? first.id : null
  // Where several are told of, one of them may have none.
  const alike = evidence.rows.filter(({ table }) => own !== null && table === first?.table)
  const hasDay = alike.length > 0 && alike.every(({ id }) => days.some(({ rows }) => rows.includes(id)))
  const hasPillar = alike.length === 1 && evidence.rows.some(({ table }) => table === 'pillars')
  for (const [pattern, isWrong] of [
    [NO_DAY, hasDay],
    [NO_PILLAR, hasPillar],
  ] as const) {
    for (const { index, 0: text } of scan.text.matchAll(pattern))
      if (isWrong) scan.reject('comparison', index, index + text.length)
  }
  const weeks = new Set(
    days
      .filter(({ rows, isToday }) => !isToday && rows.some((id) => rowOf(id)?.table === first?.table))
      .map(({ day }) => Math.floor((day + 3) / 7)),
  )
  for (const { index, 0: text } of scan.text.matchAll(SAME_WEEK))
    if (weeks.size !== 1) scan.reject('date', index, index + text.length)
}
