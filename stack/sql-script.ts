import pg from 'pg'
import { StackError } from './settings.ts'
import { statementOffsets } from './sql-statements.ts'

/**
 * Runs a script of several statements.
 * @param file how the script is called in errors
 * @throws StackError with the line of the statement that failed, and what Postgres said about it
 */
export async function runScript(client: pg.Client, file: string, sql: string): Promise<void> {
  let completed = 0
  const count = () => (completed += 1)
  client.connection.on('commandComplete', count)
  try {
    await client.query(sql)
  } catch (error) {
    throw describeSqlError(error, file, sql, completed)
  } finally {
    client.connection.off('commandComplete', count)
  }
}

function describeSqlError(error: unknown, file: string, sql: string, completed: number): StackError {
  if (!(error instanceof pg.DatabaseError)) {
    return new StackError(`${file}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  }
  // Postgres counts characters from 1, JavaScript UTF-16 units from 0.
  const before = error.position
    ? [...sql].slice(0, Number(error.position) - 1)
    : [...sql.slice(0, statementOffsets(sql)[completed])]
  const line = before.filter((character) => character === '\n').length + 1
  const notes = [error.detail, error.hint && `Hint: ${error.hint}`, error.where].filter(Boolean)
  const text = [`${file}:${line}: ${error.message} (${error.code})`, ...notes].join('\n  ')
  return new StackError(text, { cause: error })
}
