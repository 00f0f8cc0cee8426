import { type ChangeCommand, changeSchema } from '../../../../../shared/commands.ts'
import { referencesOf } from '../../../../../shared/commands/references.ts'

type Creation = Extract<ChangeCommand, { fields: { name: string } }> & { id?: string }

const isCreation = (command: ChangeCommand): command is Creation => command.type.startsWith('create_')

/** Gives what would be new its id at once, so that a row can be pointed at before it is there. */
export const identified = (
  commands: readonly ChangeCommand[],
  newId: () => string = () => crypto.randomUUID(),
): ChangeCommand[] =>
  commands.map((command) => (isCreation(command) && !command.id ? { ...command, id: newId() } : command))

/** The same commands without what they would do to one row; what hangs on a row that is not made goes too. */
export function withoutRow(commands: readonly ChangeCommand[], id: string): ChangeCommand[] {
  const isMade = commands.some((command) => isCreation(command) && command.id === id)
  return commands.flatMap((command): ChangeCommand[] => {
    if (isCreation(command) && command.id === id) return []
    if ('ids' in command) {
      const ids = command.ids.filter((one) => one !== id)
      if (ids.length === 0) return []
      const rest = ids.length === command.ids.length ? command : { ...command, ids }
      return isMade && pointsAt(rest, id) ? [] : [rest]
    }
    if ('text' in command && command.id === id) return []
    return isMade && pointsAt(command, id) ? [] : [command]
  })
}

const pointsAt = (command: ChangeCommand, id: string): boolean =>
  referencesOf(command).some(([, reference]) => reference === id)

/** Whether a value of a row stands in these commands, and can be another one. */
export const hasValue = (commands: readonly ChangeCommand[], id: string, field: string): boolean =>
  commands.some((command) => touches(command, id) && field in fieldsOf(command))

const touches = (command: ChangeCommand, id: string): boolean =>
  'ids' in command ? command.ids.includes(id) : command.id === id

const fieldsOf = (command: ChangeCommand): Record<string, unknown> =>
  'fields' in command ? command.fields : {}

/**
 * The same commands with another value for one row. What is said about several rows at once stays as it is for the
 * others. Null where the value is none that could be kept.
 */
export function withValue(
  commands: readonly ChangeCommand[],
  id: string,
  field: string,
  value: unknown,
): ChangeCommand[] | null {
  const changed: ChangeCommand[] = []
  for (const command of commands) {
    if (!touches(command, id) || !(field in fieldsOf(command))) {
      changed.push(command)
      continue
    }
    const one = changeSchema.safeParse({
      ...command,
      ...('ids' in command && { ids: [id] }),
      fields: { ...fieldsOf(command), [field]: value },
    })
    if (!one.success) return null
    if ('ids' in command && command.ids.length > 1) {
      changed.push({ ...command, ids: command.ids.filter((other) => other !== id) })
    }
    changed.push(one.data)
  }
  return changed
}
