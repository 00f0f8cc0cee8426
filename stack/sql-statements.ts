// Comments, quoted things with ; inside, and what else may be skipped as a whole.
const TOKEN =
  /--[^\n]*|\/\*|\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$|[eE]'(?:[^'\\]|\\[\s\S]|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|;|[^\s;]/g

/**
 * Where each statement of a script begins, as offsets into it. Good enough to tell a person which line failed:
 * the body of a `begin atomic` function counts as several.
 */
export function statementOffsets(sql: string): number[] {
  const offsets: number[] = []
  let isBetween = true
  TOKEN.lastIndex = 0
  for (let match = TOKEN.exec(sql); match; match = TOKEN.exec(sql)) {
    const [token] = match
    if (token.startsWith('--')) continue
    if (token === '/*') {
      TOKEN.lastIndex = endOfComment(sql, match.index)
    } else if (token === ';') {
      isBetween = true
    } else {
      if (isBetween) offsets.push(match.index)
      isBetween = false
      if (token.length > 1 && token.startsWith('$')) {
        const end = sql.indexOf(token, TOKEN.lastIndex)
        TOKEN.lastIndex = end < 0 ? sql.length : end + token.length
      }
    }
  }
  return offsets
}

// In Postgres, comments nest.
function endOfComment(sql: string, start: number): number {
  let depth = 0
  const mark = /\/\*|\*\//g
  mark.lastIndex = start
  for (let match = mark.exec(sql); match; match = mark.exec(sql)) {
    depth += match[0] === '/*' ? 1 : -1
    if (depth === 0) return mark.lastIndex
  }
  return sql.length
}
