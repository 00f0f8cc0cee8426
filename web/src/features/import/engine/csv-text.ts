import Papa from 'papaparse'
import { problem, type ImportProblem } from '../../../../../shared/import/import-problem.ts'

const lineAt = (text: string, index: number) => (text.slice(0, index).match(/\r\n|\r|\n/g)?.length ?? 0) + 1

const isUtf16 = (bytes: Uint8Array) =>
  (bytes[0] === 0xff && bytes[1] === 0xfe) ||
  (bytes[0] === 0xfe && bytes[1] === 0xff) ||
  (bytes.length > 3 && ((bytes[0] === 0 && bytes[2] === 0) || (bytes[1] === 0 && bytes[3] === 0)))

/** The bytes as text without a byte order mark; a problem when they are no UTF-8 text. */
export function decodeText(file: string, bytes: Uint8Array): string | ImportProblem {
  if (isUtf16(bytes)) return problem('utf16', file)
  if (bytes.includes(0)) return problem('not_text', file)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const text = new TextDecoder().decode(bytes)
    return problem('not_utf8', file, lineAt(text, text.indexOf('\uFFFD')))
  }
}

/** A spreadsheet that saved the file again may have put semicolons or tabs where commas were. */
function delimiterOf(text: string): string {
  const header = /\S.*/.exec(text)?.[0] ?? ''
  const columns = (delimiter: string) => header.split(delimiter).length
  return [',', ';', '\t'].reduce((best, next) => (columns(next) > columns(best) ? next : best))
}

/** Rows of cells, or the line on which the quotes do not come out. */
export function parseCsv(file: string, text: string): string[][] | ImportProblem {
  if (text.trim() === '') return problem('empty_file', file)
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: delimiterOf(text) })
  const wrong = errors.find((error) => error.type === 'Quotes')
  if (wrong) {
    const code = wrong.code === 'MissingQuotes' ? 'unclosed_quote' : 'misplaced_quote'
    return problem(code, file, lineAt(text, wrong.index ?? 0))
  }
  // The line break at the end of the file is no row.
  if (data.at(-1)?.length === 1 && data.at(-1)![0] === '') data.pop()
  return data
}
