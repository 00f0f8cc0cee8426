import { problem, type ImportProblem } from './import-problem.ts'

export const todoistColumns = [
  'TYPE',
  'CONTENT',
  'DESCRIPTION',
  'PRIORITY',
  'INDENT',
  'AUTHOR',
  'RESPONSIBLE',
  'DATE',
  'DATE_LANG',
  'TIMEZONE',
  'DURATION',
  'DURATION_UNIT',
  'META',
  'DEADLINE',
  'DEADLINE_LANG',
  'IS_COLLAPSED',
] as const
export type TodoistColumn = (typeof todoistColumns)[number]

/** Which generation of the export wrote the file, by the columns it has. */
export type TodoistAge = 'oldest' | 'common' | 'durations' | 'deadlines' | 'newest'

export interface TodoistHeader {
  /** The names as they stand in the file. */
  names: readonly string[]
  places: ReadonlyMap<TodoistColumn, number>
  age: TodoistAge
}

const aliases: Readonly<Record<string, TodoistColumn>> = { DUE_DATE: 'DATE', DUE_DATE_LANG: 'DATE_LANG' }

function columnNamed(name: string): TodoistColumn | null {
  const upper = name.trim().toUpperCase()
  return todoistColumns.find((column) => column === upper) ?? aliases[upper] ?? null
}

/** Whether these names are the first row of a Todoist export. */
export function isTodoistHeader(names: readonly string[]): boolean {
  const columns = new Set(names.map(columnNamed))
  return columns.has('TYPE') && columns.has('CONTENT')
}

function ageOf(places: ReadonlyMap<TodoistColumn, number>): TodoistAge {
  if (places.has('IS_COLLAPSED') || places.has('META')) return 'newest'
  if (places.has('DEADLINE')) return 'deadlines'
  if (places.has('DURATION')) return 'durations'
  return places.has('DESCRIPTION') ? 'common' : 'oldest'
}

/** Finds the columns by name, wherever they stand: each generation of the export has its own order. */
export function readHeader(
  file: string,
  names: readonly string[],
  line: number,
): TodoistHeader | ImportProblem {
  const places = new Map<TodoistColumn, number>()
  for (const [index, name] of names.entries()) {
    const column = columnNamed(name)
    const isAlias = column !== null && column !== name.trim().toUpperCase()
    const earlier = column === null ? undefined : places.get(column)
    if (column === null || (isAlias && earlier !== undefined)) continue
    if (earlier !== undefined) {
      return problem('duplicate_column', file, line, { column, first: earlier + 1, second: index + 1 })
    }
    places.set(column, index)
  }
  if (!places.has('TYPE') || !places.has('CONTENT')) {
    const found = names.join(', ').slice(0, 80)
    return problem('wrong_header', file, line, { found })
  }
  return { names, places, age: ageOf(places) }
}
