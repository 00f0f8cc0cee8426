import { type ChangeCommand, changeSchema } from '../../../../../shared/commands.ts'

/** Why a value cannot be kept, as far as that can be told before it is. */
export type Refusal = 'name' | 'day' | 'duration' | 'note' | 'value'

export type Edited = { commands: ChangeCommand[] } | { refused: Refusal }

const REFUSALS: Record<string, Refusal> = {
  name: 'name',
  due_on: 'day',
  start_on: 'day',
  deadline_on: 'day',
  duration_minutes: 'duration',
  description: 'note',
}

/** What can be said of a row that is made, also where it was left unsaid. */
const SAYABLE: Partial<Record<ChangeCommand['type'], readonly string[]>> = {
  create_task: ['status', 'project_id', 'parent_task_id', 'due_on', 'description'],
  create_project: ['status', 'area_id', 'deadline_on', 'description'],
  create_area: ['pillar_id', 'description'],
  create_pillar: ['description'],
}

const MOVES: Partial<Record<ChangeCommand['type'], string>> = {
  move_task: 'project_id',
  move_project: 'area_id',
  move_area: 'pillar_id',
  nest_task: 'parent_task_id',
}

export const touches = (command: ChangeCommand, id: string): boolean =>
  'ids' in command ? command.ids.includes(id) : command.id === id

const fieldsOf = (command: ChangeCommand): Record<string, unknown> =>
  'fields' in command ? command.fields : {}

const isNote = ({ type }: ChangeCommand) => type === 'append_note' || type === 'replace_note'
const isEnding = ({ type }: ChangeCommand) => type === 'complete' || type === 'reopen'

/** Whether this command says what becomes of the field of a row. */
function says(command: ChangeCommand, id: string, field: string): boolean {
  if (!touches(command, id)) return false
  if (field in fieldsOf(command) || MOVES[command.type] === field) return true
  return field === 'status' ? isEnding(command) : field === 'description' && isNote(command)
}

/** A task lies where the one lies that it is a part of. */
const canSay = (command: ChangeCommand, id: string, field: string): boolean =>
  says(command, id, field) ||
  (touches(command, id) &&
    Boolean(SAYABLE[command.type]?.includes(field)) &&
    field !== 'parent_task_id' &&
    !(field === 'project_id' && 'parent_task_id' in fieldsOf(command)))

/** Whether a value of a row can be another one. */
export const hasValue = (commands: readonly ChangeCommand[], id: string, field: string): boolean =>
  commands.some((command) => canSay(command, id, field))

/** What can be said of a row in its place, said or not. */
export const sayableOf = (commands: readonly ChangeCommand[], id: string): readonly string[] =>
  commands.flatMap((command) =>
    touches(command, id) ? (SAYABLE[command.type] ?? []).filter((field) => canSay(command, id, field)) : [],
  )

/** The value as the commands hold it: an id where a row is named. Undefined where they hold none. */
export function valueIn(commands: readonly ChangeCommand[], id: string, field: string): unknown {
  const command = commands.find((one) => says(one, id, field))
  if (!command) return undefined
  if (MOVES[command.type] === field) return (command as Record<string, unknown>)[field]
  return fieldsOf(command)[field]
}

/**
 * The same commands with another value for one row. What is said about several rows at once stays as it is for the
 * others.
 */
export function withValue(
  commands: readonly ChangeCommand[],
  id: string,
  field: string,
  value: unknown,
): Edited {
  const changed: ChangeCommand[] = []
  let isSaid = false
  for (const command of commands) {
    const isMeant = says(command, id, field) || (!isSaid && canSay(command, id, field))
    if (!isMeant) {
      changed.push(command)
      continue
    }
    if ('ids' in command && command.ids.length > 1) {
      changed.push({ ...command, ids: command.ids.filter((other) => other !== id) })
    }
    // Two notes to one row, or two words on its status, are one from now on.
    if (isSaid && (isNote(command) || isEnding(command))) continue
    for (const candidate of instead(command, id, field, value)) {
      const parsed = changeSchema.safeParse(candidate)
      if (!parsed.success) return { refused: REFUSALS[field] ?? 'value' }
      changed.push(parsed.data)
    }
    isSaid = true
  }
  return { commands: changed }
}

/** What is said of the one row in place of a command. */
function instead(command: ChangeCommand, id: string, field: string, value: unknown): unknown[] {
  if (isNote(command)) {
    const { entity } = command as Extract<ChangeCommand, { type: 'replace_note' }>
    return [{ type: 'replace_note', entity, id, text: value }]
  }
  if (isEnding(command)) {
    const { entity } = command as Extract<ChangeCommand, { type: 'complete' }>
    return [value === 'completed' ? { type: 'complete', entity, ids: [id] } : updateOf(entity, id, value)]
  }
  const one = { ...command, ...('ids' in command && { ids: [id] }) }
  if (MOVES[command.type] === field) return [{ ...one, [field]: value }]
  const others = Object.fromEntries(Object.entries(fieldsOf(command)).filter(([key]) => key !== field))
  if (field === 'status' && value === 'completed') {
    const entity = command.type === 'update_task' ? 'task' : 'project'
    const rest = Object.keys(others).length > 0 ? [{ ...one, fields: others }] : []
    return [...rest, { type: 'complete', entity, ids: [id] }]
  }
  return [{ ...one, fields: { ...others, [field]: value } }]
}

const updateOf = (entity: 'task' | 'project', id: string, status: unknown) => ({
  type: entity === 'task' ? 'update_task' : 'update_project',
  ids: [id],
  fields: { status },
})
