import type { Entity } from './life.ts'
import { type Command, commandSchema } from './schema.ts'
import { HEADS, type Key, type Verb } from './words.ts'

export type Value = string | number | boolean | null | readonly string[]

/** A command as it is written: a verb, the kind and ids of its rows, and what is said about them. */
export interface Parts {
  verb: Verb
  entity: Entity | null
  ids: readonly string[]
  pairs: readonly (readonly [Key, Value])[]
}

const ROW_KEYS: ReadonlySet<string> = new Set(['ids'])

type PairsOf = Record<string, Value | undefined>

const pairsOf = (values: PairsOf): [Key, Value][] =>
  Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key as Key, value]]))

/** The kind of row a command with a verb of its own is about. */
const ENTITY_OF: Partial<Record<Command['type'], Entity>> = {
  create_task: 'task',
  create_project: 'project',
  create_area: 'area',
  create_pillar: 'pillar',
  create_label: 'label',
  update_task: 'task',
  update_project: 'project',
  update_area: 'area',
  update_pillar: 'pillar',
  update_label: 'label',
  move_task: 'task',
  move_project: 'project',
  move_area: 'area',
  nest_task: 'task',
  schedule_task: 'task',
  schedule_project: 'project',
  add_labels: 'task',
  remove_labels: 'task',
  add_dependency: 'task',
  remove_dependency: 'task',
}

export function toParts(command: Command): Parts {
  const { type, ...rest } = command
  const head = {
    verb: HEADS[type],
    entity: ENTITY_OF[type] ?? null,
    ids: 'ids' in command ? command.ids : [],
  }
  switch (command.type) {
    case 'create_task':
      return {
        ...head,
        pairs: pairsOf({ ...command.fields, label_ids: command.label_ids, id: command.id }),
      }
    case 'create_project':
    case 'create_area':
    case 'create_pillar':
    case 'create_label':
      return { ...head, pairs: pairsOf({ ...command.fields, id: command.id }) }
    case 'update_task':
    case 'update_project':
    case 'update_area':
    case 'update_pillar':
    case 'update_label':
    case 'schedule_task':
    case 'schedule_project':
      return { ...head, pairs: pairsOf(command.fields) }
    case 'complete':
    case 'reopen':
    case 'delete':
      return { ...head, entity: command.entity, pairs: [] }
    case 'list':
    case 'count': {
      const { entity, state, priority, within, due, completed } = command.filter
      const place = within && {
        [`in_${within.entity}`]: within.entity === 'inbox' ? true : within.id,
      }
      const days = {
        ...(due && { due_from: due.from, due_to: due.to }),
        ...(completed && { completed_from: completed.from, completed_to: completed.to }),
      }
      return { ...head, entity, pairs: pairsOf({ state, priority, ...place, ...days }) }
    }
    case 'explain':
      return { ...head, entity: command.entity, ids: [command.id], pairs: [['aspect', command.aspect]] }
    case 'open':
      return { ...head, entity: command.entity, ids: [command.id], pairs: [] }
    case 'append_note':
    case 'replace_note':
      return { ...head, entity: command.entity, ids: [command.id], pairs: [['text', command.text]] }
    default: {
      return { ...head, pairs: pairsOf(rest as PairsOf).filter(([key]) => !ROW_KEYS.has(key)) }
    }
  }
}

/** The command that is written so, if the schema takes it. */
export function fromParts(parts: Parts): Command | null {
  for (const [type, verb] of Object.entries(HEADS) as [Command['type'], Verb][]) {
    if (verb !== parts.verb || (ENTITY_OF[type] ?? parts.entity) !== parts.entity) continue
    const parsed = commandSchema.safeParse(shapeOf(type, parts))
    if (parsed.success) return parsed.data
  }
  return null
}

function shapeOf(type: Command['type'], { entity, ids, pairs }: Parts): unknown {
  const values = Object.fromEntries(pairs)
  switch (type) {
    case 'create_task':
    case 'create_project':
    case 'create_area':
    case 'create_pillar':
    case 'create_label': {
      const { id, label_ids, ...fields } = values
      return { type, ...(id !== undefined && { id }), fields, ...(label_ids !== undefined && { label_ids }) }
    }
    case 'update_task':
    case 'update_project':
    case 'update_area':
    case 'update_pillar':
    case 'update_label':
    case 'schedule_task':
    case 'schedule_project':
      return { type, ids, fields: values }
    case 'complete':
    case 'reopen':
    case 'delete':
      return { type, entity, ids, ...values }
    case 'list':
    case 'count': {
      const filter = filterOf(values)
      return filter && ids.length === 0 ? { type, filter: { entity, ...filter } } : null
    }
    case 'explain':
    case 'open':
    case 'append_note':
    case 'replace_note':
      return ids.length === 1 ? { type, entity, id: ids[0], ...values } : null
    case 'find':
    case 'first':
    case 'open_screen':
      return ids.length === 0 ? { type, ...values } : null
    default:
      return { type, ids, ...values }
  }
}

const PLACES = ['pillar', 'area', 'project', 'label', 'inbox'] as const

function filterOf({ state, priority, ...values }: Record<string, Value>): Record<string, unknown> | null {
  const { due_from, due_to, completed_from, completed_to, ...places } = values
  const entity = PLACES.find((one) => places[`in_${one}`] !== undefined)
  if (Object.keys(places).length > (entity ? 1 : 0)) return null
  return {
    ...(state !== undefined && { state }),
    ...(priority !== undefined && { priority }),
    ...(entity && { within: entity === 'inbox' ? { entity } : { entity, id: places[`in_${entity}`] } }),
    ...(due_from !== undefined && { due: { from: due_from, to: due_to } }),
    ...(completed_from !== undefined && { completed: { from: completed_from, to: completed_to } }),
  }
}
