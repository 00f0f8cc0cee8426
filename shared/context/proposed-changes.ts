import type { Entity } from '../commands/life.ts'
import { visible } from './data-text.ts'
import type { Proposed } from './proposals.ts'
import type { RefRow } from './refs.ts'
import { Refusal } from './refusal.ts'

interface Reading {
  /** @throws Refusal for a name that was not given out */
  rowOf(ref: string): RefRow
  /** Of the row it makes, where it makes one. */
  id: string
  reveal(text: string): string
}

type Values = Record<string, unknown>

const NONE = 'none'
/** What a row of each kind lies in. */
const HOMES: Partial<Record<Entity, readonly [column: string, home: Entity]>> = {
  task: ['project_id', 'project'],
  project: ['area_id', 'area'],
  area: ['pillar_id', 'pillar'],
}
const TRAITS = ['status', 'priority', 'category', 'importance', 'archived'] as const
const DATES = ['start_on', 'due_on', 'due_time', 'deadline_on'] as const

/** Commands in the shape of the vocabulary; whether they are any, its schema says. */
export function toChanges(proposed: Proposed, reading: Reading): unknown[] {
  const { rowOf } = reading
  if (proposed.do === 'create') return [creation(proposed, reading)]
  if (proposed.kind !== undefined) throw new Refusal('invalid')
  const { entity, ids } = oneKind((proposed.rows ?? []).map(rowOf))
  const only = (...fields: (keyof Proposed)[]) => {
    const known = new Set<string>(['do', 'rows', ...fields])
    if (Object.keys(proposed).some((field) => !known.has(field))) throw new Refusal('invalid')
  }
  switch (proposed.do) {
    case 'change':
      return change(proposed, entity, ids, reading)
    case 'complete':
    case 'reopen':
    case 'delete':
      only()
      return [{ type: proposed.do, entity, ids }]
    case 'move':
      only('to', 'under')
      return [moving(proposed, entity, ids, reading)]
    case 'append_note':
    case 'replace_note':
      only('note')
      return ids.map((each) => ({ type: proposed.do, entity, id: each, text: words(proposed.note, reading) }))
    case 'add_labels':
    case 'remove_labels':
      only('labels')
      return [
        { type: proposed.do, ids: tasksOnly(entity, ids), label_ids: labelsOf(proposed, reading) ?? [] },
      ]
    case 'wait':
    case 'unwait': {
      only('waits_for')
      const type = proposed.do === 'wait' ? 'add_dependency' : 'remove_dependency'
      const other = reading.rowOf(proposed.waits_for ?? '')
      return [{ type, ids: tasksOnly(entity, ids), depends_on_task_id: as('task', other) }]
    }
  }
}

function oneKind(rows: readonly RefRow[]): { entity: Entity; ids: string[] } {
  const [first] = rows
  if (!first) throw new Refusal('invalid')
  if (rows.some(({ entity }) => entity !== first.entity)) throw new Refusal('wrong_kind')
  return { entity: first.entity, ids: [...new Set(rows.map((row) => row.id))] }
}

function as(entity: Entity, row: RefRow): string {
  if (row.entity !== entity) throw new Refusal('wrong_kind')
  return row.id
}

const tasksOnly = (entity: Entity, ids: string[]) => ids.map((id) => as('task', { entity, id }))

const labelsOf = ({ labels }: Proposed, { rowOf }: Reading): string[] | undefined =>
  labels?.length ? [...new Set(labels.map((ref) => as('label', rowOf(ref))))] : undefined

const words = (text: string | undefined, { reveal }: Reading): string | undefined =>
  text === undefined ? undefined : visible(reveal(text))

/** The columns that are said something about; those that are emptied are null. */
function columns(proposed: Proposed, names: readonly (keyof Proposed)[]): Values {
  return Object.fromEntries(
    names
      .filter((name) => proposed[name] !== undefined && proposed[name] !== '')
      .map((name) => [name, proposed[name] === NONE ? null : proposed[name]]),
  )
}

function traits(proposed: Proposed, reading: Reading): Values {
  return {
    ...(proposed.name !== undefined && { name: words(proposed.name, reading) }),
    ...columns(proposed, [...TRAITS, 'energy']),
    ...(proposed.share_percent !== undefined && { time_allocation_percentage: proposed.share_percent }),
  }
}

const dates = (proposed: Proposed): Values => ({
  ...columns(proposed, DATES),
  ...(proposed.duration_minutes !== undefined && { duration_minutes: proposed.duration_minutes || null }),
  ...(proposed.repeat && {
    recurrence_rule: proposed.repeat === NONE ? null : proposed.repeat.replace(/^RRULE:/, ''),
  }),
})

function home({ to }: Proposed, entity: Entity, { rowOf }: Reading): Values {
  if (to === undefined) return {}
  const place = HOMES[entity]
  if (!place) throw new Refusal('wrong_kind')
  return { [place[0]]: to === NONE || to === 'inbox' ? null : as(place[1], rowOf(to)) }
}

function creation(proposed: Proposed, reading: Reading): unknown {
  const { kind, rows, waits_for, under, note } = proposed
  if (!kind || rows?.length || waits_for !== undefined) throw new Refusal('invalid')
  const label_ids = labelsOf(proposed, reading)
  return {
    type: `create_${kind}`,
    id: reading.id,
    fields: {
      ...traits(proposed, reading),
      ...dates(proposed),
      ...(note !== undefined && { description: words(note, reading) }),
      ...home(proposed, kind, reading),
      ...(under !== undefined && { parent_task_id: as('task', reading.rowOf(under)) }),
    },
    ...(label_ids && { label_ids }),
  }
}

function change(proposed: Proposed, entity: Entity, ids: string[], reading: Reading): unknown[] {
  const { as: name, to, under, labels, waits_for, note } = proposed
  if ([name, to, under, labels, waits_for, note].some((value) => value !== undefined))
    throw new Refusal('invalid')
  const [what, when] = [traits(proposed, reading), dates(proposed)]
  const isDated = Object.keys(when).length > 0
  // A name for several rows at once is a slip.
  if (proposed.name !== undefined && ids.length > 1) throw new Refusal('invalid')
  return [
    ...(Object.keys(what).length > 0 || !isDated ? [{ type: `update_${entity}`, ids, fields: what }] : []),
    ...(isDated ? [{ type: `schedule_${entity}`, ids, fields: when }] : []),
  ]
}

function moving(proposed: Proposed, entity: Entity, ids: string[], reading: Reading): unknown {
  const { to, under } = proposed
  if ((to === undefined) === (under === undefined)) throw new Refusal('invalid')
  if (under === undefined) return { type: `move_${entity}`, ids, ...home(proposed, entity, reading) }
  return { type: 'nest_task', ids: tasksOnly(entity, ids), parent_task_id: as('task', reading.rowOf(under)) }
}
