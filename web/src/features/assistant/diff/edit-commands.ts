import type { ChangeCommand } from '../../../../../shared/commands.ts'
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
