import * as z from 'zod/mini'
import { ENTITIES } from './life.ts'

/** More rows than a person means in one sentence are more than one command may touch. */
const MOST_ROWS = 200
const MOST_NOTE = 20_000

const name = (most: number) => z.string().check(z.maxLength(most), z.regex(/\S/))
const note = z.string().check(z.maxLength(MOST_NOTE))
// Any 128 bits: the database takes ids that no version of the standard names.
const id = z.guid()
const ids = z.array(id).check(
  z.minLength(1),
  z.maxLength(MOST_ROWS),
  z.refine((list) => new Set(list).size === list.length, 'each row once'),
)
// The years the database takes.
const day = z.iso.date().check(z.refine((text) => text >= '1900-01-01' && text < '2200-01-01'))
const time = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/))
const rule = z.string().check(z.maxLength(500), z.regex(/^FREQ=[A-Z]+(;[A-Z]+=[A-Z0-9,-]+)*$/))
const importance = z.int().check(z.minimum(1), z.maximum(5))
const icon = z.string().check(z.minLength(1), z.maxLength(16))
const color = z.string().check(z.regex(/^#[0-9A-Fa-f]{6}$/))
const share = z.number().check(z.minimum(0), z.maximum(100), z.multipleOf(0.01))

export const PRIORITIES = ['low', 'medium', 'high', 'urgent'] as const
export const ENERGIES = ['low', 'medium', 'high'] as const
export const TASK_STATUSES = ['todo', 'in_progress', 'review', 'completed'] as const
export const PROJECT_STATUSES = ['not_started', 'in_progress', 'completed', 'on_hold'] as const
export const CATEGORIES = ['general', 'deep_work', 'creative', 'strategic', 'admin', 'routine'] as const
export const SCREENS = [
  'today',
  'plan',
  'templates',
  'labels',
  'history',
  'trash',
  'settings',
  'import',
] as const

const priority = z.enum(PRIORITIES)

const dates = {
  start_on: z.optional(z.nullable(day)),
  due_on: z.optional(z.nullable(day)),
  /** Wall clock of the person's zone. */
  due_time: z.optional(z.nullable(time)),
  deadline_on: z.optional(z.nullable(day)),
  remind_at: z.optional(z.nullable(z.iso.datetime({ offset: true }))),
  duration_minutes: z.optional(z.nullable(z.int().check(z.minimum(1), z.maximum(10_080)))),
  recurrence_rule: z.optional(z.nullable(rule)),
  recurrence_after_completion: z.optional(z.boolean()),
}

const taskTraits = {
  status: z.optional(z.enum(['todo', 'in_progress', 'review'])),
  priority: z.optional(priority),
  energy: z.optional(z.nullable(z.enum(ENERGIES))),
  category: z.optional(z.enum(CATEGORIES)),
}
const projectTraits = {
  status: z.optional(z.enum(['not_started', 'in_progress', 'on_hold'])),
  priority: z.optional(priority),
  importance: z.optional(importance),
  icon: z.optional(icon),
}
const areaTraits = {
  importance: z.optional(importance),
  icon: z.optional(icon),
  color: z.optional(color),
}
const pillarTraits = {
  icon: z.optional(icon),
  color: z.optional(color),
  time_allocation_percentage: z.optional(z.nullable(share)),
  vision_statement: z.optional(note),
}
const archived = { archived: z.optional(z.boolean()) }

const fields = <Shape extends z.core.$ZodLooseShape>(shape: Shape) => z.strictObject(shape)
const changes = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.strictObject(shape).check(z.refine((values) => Object.keys(values).length > 0, 'nothing to change'))

const created = { id: z.optional(id) }
const longName = { name: name(500) }
const shortName = { name: name(200) }
const labelName = { name: name(100) }
const described = { description: z.optional(note) }

const creations = [
  z.strictObject({
    type: z.literal('create_task'),
    ...created,
    fields: fields({
      ...longName,
      ...described,
      project_id: z.optional(z.nullable(id)),
      parent_task_id: z.optional(id),
      ...taskTraits,
      ...dates,
    }),
    label_ids: z.optional(ids),
  }),
  z.strictObject({
    type: z.literal('create_project'),
    ...created,
    fields: fields({
      ...shortName,
      ...described,
      area_id: z.optional(z.nullable(id)),
      ...projectTraits,
      deadline_on: z.optional(z.nullable(day)),
    }),
  }),
  z.strictObject({
    type: z.literal('create_area'),
    ...created,
    fields: fields({ ...shortName, ...described, pillar_id: z.optional(z.nullable(id)), ...areaTraits }),
  }),
  z.strictObject({
    type: z.literal('create_pillar'),
    ...created,
    fields: fields({ ...shortName, ...described, ...pillarTraits }),
  }),
  z.strictObject({
    type: z.literal('create_label'),
    ...created,
    fields: fields({ ...labelName, color: z.optional(color) }),
  }),
] as const

const updates = [
  z.strictObject({
    type: z.literal('update_task'),
    ids,
    fields: changes({ name: z.optional(longName.name), ...taskTraits }),
  }),
  z.strictObject({
    type: z.literal('update_project'),
    ids,
    fields: changes({ name: z.optional(shortName.name), ...projectTraits, ...archived }),
  }),
  z.strictObject({
    type: z.literal('update_area'),
    ids,
    fields: changes({ name: z.optional(shortName.name), ...areaTraits, ...archived }),
  }),
  z.strictObject({
    type: z.literal('update_pillar'),
    ids,
    fields: changes({ name: z.optional(shortName.name), ...pillarTraits, ...archived }),
  }),
  z.strictObject({
    type: z.literal('update_label'),
    ids,
    fields: changes({ name: z.optional(labelName.name), color: z.optional(color) }),
  }),
  z.strictObject({ type: z.literal('complete'), entity: z.enum(['task', 'project']), ids }),
  z.strictObject({ type: z.literal('reopen'), entity: z.enum(['task', 'project']), ids }),
  z.strictObject({ type: z.literal('schedule_task'), ids, fields: changes(dates) }),
  z.strictObject({
    type: z.literal('schedule_project'),
    ids,
    fields: z.strictObject({ deadline_on: z.nullable(day) }),
  }),
  z.strictObject({ type: z.literal('delete'), entity: z.enum(ENTITIES), ids }),
] as const

const moves = [
  z.strictObject({ type: z.literal('move_task'), ids, project_id: z.nullable(id) }),
  z.strictObject({ type: z.literal('move_project'), ids, area_id: z.nullable(id) }),
  z.strictObject({ type: z.literal('move_area'), ids, pillar_id: z.nullable(id) }),
  z.strictObject({ type: z.literal('nest_task'), ids, parent_task_id: id }),
  z.strictObject({ type: z.literal('add_labels'), ids, label_ids: ids }),
  z.strictObject({ type: z.literal('remove_labels'), ids, label_ids: ids }),
  z.strictObject({ type: z.literal('add_dependency'), ids, depends_on_task_id: id }),
  z.strictObject({ type: z.literal('remove_dependency'), ids, depends_on_task_id: id }),
] as const

const notable = z.enum(['pillar', 'area', 'project', 'task'])

const notes = [
  z.strictObject({
    type: z.literal('append_note'),
    entity: notable,
    id,
    text: note.check(z.regex(/\S/)),
  }),
  z.strictObject({ type: z.literal('replace_note'), entity: notable, id, text: note }),
] as const

export const STATES = ['open', 'completed', 'overdue', 'blocked', 'stalled'] as const

/** From the first to the last of these days; null is open. */
const period = z
  .strictObject({ from: z.nullable(day), to: z.nullable(day) })
  .check(z.refine(({ from, to }) => from === null || to === null || from <= to))

export const filterSchema = z.strictObject({
  entity: notable,
  state: z.optional(z.enum(STATES)),
  within: z.optional(
    z.union([
      z.strictObject({ entity: z.enum(['pillar', 'area', 'project', 'label']), id }),
      z.strictObject({ entity: z.literal('inbox') }),
    ]),
  ),
  due: z.optional(period),
  completed: z.optional(period),
  priority: z.optional(priority),
})
export type QueryFilter = z.infer<typeof filterSchema>

const queries = [
  z.strictObject({ type: z.literal('list'), filter: filterSchema }),
  z.strictObject({ type: z.literal('count'), filter: filterSchema }),
  z.strictObject({ type: z.literal('find'), text: name(200) }),
  z.strictObject({
    type: z.literal('explain'),
    entity: notable,
    id,
    /** Why it lags, how it goes, why it ranks where it does, when it is due. */
    aspect: z.enum(['behind', 'progress', 'priority', 'due']),
  }),
  z.strictObject({ type: z.literal('first'), limit: z.int().check(z.minimum(1), z.maximum(20)) }),
] as const

const navigation = [
  z.strictObject({ type: z.literal('open_screen'), screen: z.enum(SCREENS) }),
  z.strictObject({ type: z.literal('open'), entity: z.enum(['pillar', 'area', 'project', 'task']), id }),
] as const

/**
 * Everything that can be said about a life, by ids. Strict: what has another field, a longer text or a value the
 * database would refuse is no command. Whether its ids exist says `problemsOf`.
 */
export const commandSchema = z.discriminatedUnion('type', [
  ...creations,
  ...updates,
  ...moves,
  ...notes,
  ...queries,
  ...navigation,
])
/** What asks, and changes nothing. */
export const querySchema = z.discriminatedUnion('type', queries)
export const navigationSchema = z.discriminatedUnion('type', navigation)
/** What changes a life. */
export const changeSchema = z.discriminatedUnion('type', [...creations, ...updates, ...moves, ...notes])

export type Command = z.infer<typeof commandSchema>
export type Query = z.infer<typeof querySchema>
export type Navigation = z.infer<typeof navigationSchema>
export type ChangeCommand = z.infer<typeof changeSchema>
