import type { Held, HeldNumber, NumberUnit } from './held.ts'
import type { ReadNumber } from './numbers.ts'
import { cuesAt, type Noun, OVERALL, type Role } from './role-cues.ts'
import type { Scan } from './scan.ts'
import { isOf, isOwn, type SubjectFinder } from './subjects.ts'

/** What a held number is a number of, by the key it was worked out under. */
const ROLE_OF_KEY: Partial<Record<NumberUnit, readonly [RegExp, Role][]>> = {
  count: [
    [/unnamed|(^|_)more($|_)/, 'unnamed'],
    [/blocker/, 'blocking'],
    [/waiting|blocked/, 'waiting'],
    [/overdue|late/, 'late'],
    [/open|remaining|left/, 'open'],
    [/recent|pace|finished/, 'recent'],
    [/(^|_)done$|^completed(_count)?$/, 'done'],
    [/^n$|^all$|total|task_count/, 'whole'],
  ],
  days: [
    [/overdue|late/, 'late'],
    [/left|remaining/, 'ahead'],
    [/needed|required/, 'needed'],
    [/idle|since|stalled/, 'idle'],
    [/apart/, 'apart'],
    [/recent|lived|pace|completed|period|window|last/, 'period'],
  ],
  percent: [
    [/gap/, 'apart'],
    [/declared|target|allocation|wanted|goal/, 'target'],
    [/lived|actual|spent/, 'lived'],
    [/done|completed/, 'done'],
  ],
  minutes: [
    [/total/, 'whole'],
    [/lived|sphere|spent/, 'lived'],
  ],
  score: [[/./, 'rating']],
}
const TABLES: Record<string, Noun> = {
  ...{ tasks: 'task', projects: 'project', areas: 'area', pillars: 'pillar' },
}

/** What entries of a journal can be a number of. */
const OF_ENTRIES: ReadonlySet<Role> = new Set(['recent', 'done', 'whole', 'unnamed'])

interface Meaning {
  role: Role | null
  noun: Noun | null
}

/** Of a count, also what was counted: the rows it came from, when it is their number. */
export function meaningOf({ key, value, units, rows }: HeldNumber, held: Held): Meaning {
  const own = key.slice(key.lastIndexOf('.') + 1)
  if (key.startsWith('derived.listed')) return { role: 'whole', noun: TABLES[own] ?? null }
  if (/importance|priority/.test(own)) return { role: 'rating', noun: null }
  const unit = units[0]!
  const role = ROLE_OF_KEY[unit]?.find(([pattern]) => pattern.test(own))?.[1] ?? roleOfCount(own, rows, held)
  if (unit !== 'count' || own === 'n') return { role, noun: null }
  const named = /^(pillar|area|project|task|entry)_count$/.exec(own)?.[1] as Noun | undefined
  if (named) return { role, noun: named }
  if ((role !== null && role !== 'whole' && role !== 'empty') || /completed/.test(own))
    return { role, noun: 'task' }
  const tables = new Set(
    own === 'count' && rows.length === value
      ? held.evidence.rows.filter(({ id }) => rows.includes(id)).map(({ table }) => table)
      : [],
  )
  const [table] = tables
  return { role, noun: tables.size === 1 ? (TABLES[table!] ?? null) : null }
}

/** A bare count is one of what the insight is about: late tasks, or levels without anything in them. */
function roleOfCount(own: string, rows: readonly string[], { evidence }: Held): Role | null {
  if (own !== 'count') return null
  if (evidence.values.some(({ key }) => key === 'overdue_days')) return 'late'
  const counted = evidence.rows.filter(({ id }) => rows.includes(id))
  return counted.some(({ table }) => table === 'pillars' || table === 'projects') ? 'empty' : null
}

/** The days that a count was made over; null where nothing says it. */
function daysOf({ key }: HeldNumber, { numbers }: Held): number | null {
  const stem = key.replace(/_(?:count|now)$/, '')
  const days =
    numbers.find((one) => one.key === `${stem}_days`) ?? numbers.find((one) => PERIOD_KEY.test(one.key))
  return days?.value ?? null
}
const PERIOD_KEY = /(^|\.)recent_days$/

/**
 * Numbers that stand for what they are numbers of: open tasks are not done ones, days that are left are not days that
 * have passed, and a part is no more than its whole. Where a text or a key does not say, the number alone counts.
 */
export function readRoles(scan: Scan, held: Held, read: readonly ReadNumber[], finder: SubjectFinder): void {
  const numbers = read.toSorted((one, other) => one.at - other.at)
  const meanings = new Map(held.numbers.map((number) => [number, meaningOf(number, held)]))
  numbers.forEach((number, index) => {
    // A score of a rule: which rule's, nothing but its name would say.
    if (number.held.length === 0 || number.isPeriod) return
    const { roles, noun, whole, period } = cuesAt(scan.text, numbers, index)
    const kind = number.unit.kind
    const isPart =
      whole === null || number.value * number.unit.factor <= whole.value * whole.unit.factor + 1e-9
    const isWithin = (one: HeldNumber) => {
      if (!period || !roles.has('recent')) return true
      const days = daysOf(one, held)
      return days === null || Math.abs(days - period.value * period.unit.factor) <= period.unit.slack
    }
    const isFitting = (one: HeldNumber) => {
      const meaning = meanings.get(one)!
      if (!isCounted(noun, meaning)) return false
      if (noun === 'entry' && roles.size > 0 && ![...roles].some((role) => OF_ENTRIES.has(role))) return false
      // “Three of eight”: without a word for it, no part of a period.
      if (roles.size === 0 && meaning.role === 'recent' && whole?.held.some(({ key }) => OVERALL.test(key)))
        return false
      if (
        one.key === 'derived.unnamed_rest' &&
        !(roles.has('unnamed') && isRest(one, number.at, scan, finder))
      )
        return false
      if (one.key === 'derived.gap_percent' && !roles.has('apart')) return false
      // “Twenty tasks”: those that are done are no tasks to do, where no word says so.
      if (roles.size === 0 && noun === 'task' && meaning.role === 'done' && whole === null) return false
      if (one.key === 'n' && noun !== 'entry' && !roles.has('whole')) return false
      return (roles.size === 0 || meaning.role === null || roles.has(meaning.role)) && isWithin(one)
    }
    const hasUnit = ({ units }: HeldNumber) =>
      units.includes(kind) || (kind === 'count' && units.includes('score'))
    /** Said of this very thing: then it is that one that has to be told. */
    const isSaid = (one: HeldNumber) => {
      const { role } = meanings.get(one)!
      return role !== null && roles.has(role) && isFitting(one) && hasUnit(one)
    }
    const subjects = finder.of(
      number,
      numbers.filter(({ unit }) => unit.kind === kind),
    )
    const isTheirs = (one: HeldNumber) => isOf(ownersOf(one, held), subjects, held)
    const said = held.numbers.filter((one) => isSaid(one) && isTheirs(one))
    const ofSubject = said.filter(({ rows }) => isOwn(rows, subjects))
    const wanted = ofSubject.length > 0 ? ofSubject : said
    const isMeant = (one: HeldNumber) =>
      wanted.length > 0
        ? wanted.includes(one) || (one.rows.length === 0 && said.includes(one))
        : isTheirs(one)
    // Without a name, what an insight is about is meant.
    const first = held.evidence.rows[0]?.id
    const ofFirst =
      subjects.length > 0 ? [] : said.filter(({ rows }) => rows.length === 0 || rows[0] === first)
    const pool =
      said.length > 0
        ? ofFirst.length > 0
          ? ofFirst
          : wanted
        : held.numbers.filter((one) => one.units.includes(kind) && isFitting(one) && isTheirs(one))
    const fitting = number.held.filter((one) => isFitting(one) && isMeant(one))
    if (isPart && fitting.length > 0 && isAdmitted(number, pool, roles, scan, numbers)) return
    scan.reject('number', number.at, number.end)
  })
}

/** “A, B and 2 others”: as many as there are beside those named. */
function isRest(one: HeldNumber, at: number, scan: Scan, finder: SubjectFinder): boolean {
  const named = finder.idsWithin(scan.sentenceAt(at)[0], at)
  return one.rows.filter((id) => !named.includes(id)).length === one.value
}

/** Whether “more than” a number, or “almost” it, is true of all that can be meant. */
function isAdmitted(
  { bound, value, at, unit }: ReadNumber,
  meant: readonly HeldNumber[],
  roles: ReadonlySet<Role>,
  scan: Scan,
  numbers: readonly ReadNumber[],
): boolean {
  if (!bound || roles.has('target')) return true
  const [from] = scan.sentenceAt(at)
  const isCompared = numbers.some(
    (other) => other.unit.kind === unit.kind && other.at >= from && other.at < at,
  )
  if (isCompared && !bound.isLoose) return true
  scan.read(bound.at, at)
  return meant.every((one) => {
    const own = Math.abs(one.value) / unit.factor
    return bound.admits(own, value) || (bound.isLoose && own === value)
  })
}

/** The rows that a number is said of: of a count of tasks it is not those that were counted. */
export const ownersOf = ({ units, rows }: HeldNumber, { evidence }: Held): readonly string[] =>
  units[0] !== 'count' ||
  (rows.length === 1 && evidence.rows.some(({ id, table }) => id === rows[0] && table !== 'tasks'))
    ? rows
    : []

const isCounted = (noun: Noun | null, meaning: Meaning) =>
  noun === null || (meaning.role !== 'rating' && (meaning.noun === null || meaning.noun === noun))
