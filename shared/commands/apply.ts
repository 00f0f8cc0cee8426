import type { Life } from './life.ts'
import type { ChangeCommand } from './schema.ts'
import { compileCommands, type CommandProblem, type Write } from './writes.ts'

/**
 * Does one write with the person's own rights and stamps it with the batch (headers `x-change-source` and
 * `x-change-batch`), so that all of them are one step that one undo takes back. Adds `user_id` to new rows.
 */
export type Writer = (write: Write, batch: string) => Promise<void>

export type Applied = { writes: number } | { problems: CommandProblem[] }

/**
 * Carries out commands: all of them or, where one of them has a problem, none.
 * @param batch the change batch of all writes, a uuid
 * @throws what the writer throws; the writes before it stand in the batch, and undoing the batch takes them back
 */
export async function applyCommands(
  commands: readonly ChangeCommand[],
  { life, writer, batch, newId }: { life: Life; writer: Writer; batch: string; newId?: () => string },
): Promise<Applied> {
  const { writes, problems } = compileCommands(commands, life, newId)
  if (problems.length > 0) return { problems }
  const joined = joinInserts(writes)
  for (const write of joined) await writer(write, batch)
  return { writes: joined.length }
}

const columnsOf = (write: Write) =>
  write.operation === 'insert' ? `${write.table} ${Object.keys(write.rows[0]!).sort().join()}` : null

/** Rows of one table with the same columns go in one request. */
function joinInserts(writes: readonly Write[]): Write[] {
  const joined: Write[] = []
  for (const write of writes) {
    const last = joined.at(-1)
    const columns = columnsOf(write)
    if (last?.operation === 'insert' && write.operation === 'insert' && columnsOf(last) === columns) {
      joined[joined.length - 1] = { ...last, rows: [...last.rows, ...write.rows] } as Write
    } else joined.push(write)
  }
  return joined
}
