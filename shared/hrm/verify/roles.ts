import type { Held, HeldNumber, NumberUnit } from './held.ts'
import type { ReadNumber } from './numbers.ts'
import type { NamePlace } from './names.ts'
import { cuesAt, type Noun, type Role } from './role-cues.ts'
import type { Scan } from './scan.ts'

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

interface Meaning {
  role: Role | null
  noun: Noun | null
}

/** Of a count, also what was counted: the rows it came from, when it is their number. */
function meaningOf({ key, value, units, rows }: HeldNumber, held: Held): Meaning {
  const own = key.slice(key.lastIndexOf('.') + 1)
  const unit = units[0]!
  const role = ROLE_OF_KEY[unit]?.find(([pattern]) => pattern.test(own))?.[1] ?? null
  if (unit !== 'count' || own === 'n') return { role, noun: null }
  const named = /^(pillar|area|project|task|entry)_count$/.exec(own)?.[1] as Noun | undefined
  if (named) return { role, noun: named }
  if ((role !== null && role !== 'whole') || /completed/.test(own)) return { role, noun: 'task' }
  const tables = new Set(
    own === 'count' && rows.length === value
      ? held.evidence.rows.filter(({ id }) => rows.includes(id)).map(({ table }) => table)
      : [],
  )
  const [table] = tables
  return { role, noun: tables.size === 1 ? (TABLES[table!] ?? null) : null }
}

/**
 * Numbers that stand for what they are numbers of: open tasks are not done ones, days that are left are not days that
 * have passed, and a part is no more than its whole. Where a text or a key does not say, the number alone counts.
 */
export function readRoles(
  scan: Scan,
  held: Held,
  read: readonly ReadNumber[],
  names: readonly NamePlace[],
): void {
  const numbers = read.toSorted((one, other) => one.at - other.at)
  const meanings = new Map(held.numbers.map((number) => [number, meaningOf(number, held)]))
  numbers.forEach((number, index) => {
    // A score of a rule: which rule's, nothing but its name would say.
    if (number.held.length === 0) return
    const { roles, noun, whole } = cuesAt(scan.text, numbers, index)
    const isPart =
      whole === null || number.value * number.unit.factor <= whole.value * whole.unit.factor + 1e-9
    const isFitting = (one: HeldNumber) => {
      const meaning = meanings.get(one)!
      if (!isOf(noun, meaning)) return false
      return roles.size === 0 || meaning.role === null || roles.has(meaning.role)
    }
    /** Said of this very thing: then it is that one that has to be told. */
    const isSaid = (one: HeldNumber) => {
      const { role } = meanings.get(one)!
      return role !== null && roles.has(role) && isFitting(one) && one.units.includes(number.unit.kind)
    }
    const fitting = number.held.filter(isFitting)
    const owners = ownersOf(nameBefore(number, numbers[index - 1], names, scan), held)
    const isOwn = (one: HeldNumber) => one.rows.some((id) => owners.includes(id))
    const isRight =
      (fitting.some(isSaid) || (fitting.length > 0 && !held.numbers.some(isSaid))) &&
      (fitting.some((one) => one.rows.length === 0 || isOwn(one)) ||
        !held.numbers.some((one) => isSaid(one) && isOwn(one)))
    if (isPart && isRight) return
    scan.reject('number', number.at, number.end)
  })
}

const isOf = (noun: Noun | null, meaning: Meaning) =>
  noun === null || (meaning.role !== 'rating' && (meaning.noun === null || meaning.noun === noun))

/** The name that a number is told of: the nearest before it in its sentence, with no other number between. */
function nameBefore(
  { at }: ReadNumber,
  last: ReadNumber | undefined,
  names: readonly NamePlace[],
  { text }: Scan,
): string | null {
  const near = names
    .filter(({ end }) => end <= at && end >= (last?.end ?? 0))
    .toSorted((one, other) => one.end - other.end)
    .at(-1)
  return near && !/[.;!?](?=\s)/.test(text.slice(near.end, at)) ? near.name : null
}

const ownersOf = (name: string | null, { evidence }: Held): string[] =>
  evidence.rows.filter((row) => row.name.normalize('NFKC') === name).map(({ id }) => id)
