import pg from 'pg'
import { StackError } from './settings.ts'

/**
 * Turns an error of Postgres into a sentence with file and line, as far as Postgres tells where it was.
 * @param file shown as given
 * @param sql the text that was sent, whose position the error refers to
 */
export function describeSqlError(error: unknown, file: string, sql: string): StackError {
  if (!(error instanceof pg.DatabaseError)) {
    return new StackError(`${file}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  }
  const offset = error.position ? Number(error.position) - 1 : null
  const place = offset === null ? file : `${file}:${lineAt(sql, offset)}`
  const notes = [error.detail, error.hint && `Hint: ${error.hint}`, error.where].filter(Boolean)
  return new StackError([`${place}: ${error.message} (${error.code})`, ...notes].join('\n  '), {
    cause: error,
  })
}

// Postgres counts characters, JavaScript UTF-16 units.
const lineAt = (sql: string, characters: number) =>
  [...sql].slice(0, characters).filter((c) => c === '\n').length + 1
