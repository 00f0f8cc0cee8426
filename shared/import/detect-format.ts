import { aurumFormat } from './aurum/aurum-format.ts'
import { csvFormat } from './csv/csv-format.ts'
import { icsFormat } from './ics/ics-format.ts'
import { problem, type ImportProblem } from './import-problem.ts'
import { mappingOf } from './mapping.ts'
import { isBlank, isTable, type SourceFile } from './source-file.ts'
import type { DetectHints, Detection, PlanInput, PlanResult, SourceFormat } from './source-format.ts'
import { ticktickFormat } from './ticktick/ticktick-format.ts'
import { todoistFormat } from './todoist-format.ts'

/** Any table is a CSV, so that comes last. */
const formats: readonly SourceFormat[] = [todoistFormat, ticktickFormat, icsFormat, aurumFormat, csvFormat]

const ROWS_MAX = 50_000

const sizeOf = (file: SourceFile) => (isTable(file) ? file.rows.length : 0)

function strangers(files: readonly SourceFile[], format: SourceFormat | undefined): ImportProblem[] {
  return files
    .filter((file) => !format?.recognises(file))
    .map((file) => {
      if (!isTable(file)) return problem('other_format', file.name)
      const header = file.rows.find((row) => !isBlank(row))
      if (!header) return problem('empty_file', file.name)
      const found = header.join(', ').slice(0, 80)
      const line = file.rows.indexOf(header) + 1
      return problem('wrong_header', file.name, line, { found })
    })
}

const formatOf = (files: readonly SourceFile[]) =>
  formats.find((format) => files.some((file) => format.recognises(file)))

/**
 * Finds the one format all files are of. Any file that is of another one, or damaged, is a problem: nothing is
 * imported by half.
 */
export function detectFormat(files: readonly SourceFile[], hints: Partial<DetectHints> = {}): Detection {
  const format = formatOf(files)
  const asked = { columns: null, dateOrder: 'dmy', now: new Date(), timeZone: 'UTC', ...hints } as const
  const problems = strangers(files, format)
  const known = files.filter((file) => format?.recognises(file))
  const found = format?.detect(known, asked) ?? {
    files: [],
    mapping: mappingOf([]),
    table: null,
    problems: [],
  }
  problems.push(...found.problems)

  const taskCount = found.files.reduce((count, { counts }) => count + counts.tasks, 0)
  const rowCount = Math.max(
    files.reduce((count, file) => count + sizeOf(file), 0),
    taskCount,
  )
  if (rowCount > ROWS_MAX)
    problems.push(problem('too_many_rows', files[0]!.name, null, { count: rowCount, max: ROWS_MAX }))
  const isHollow = !found.files.some(({ counts }) => counts.tasks + counts.sections > 0)
  if (problems.length === 0 && isHollow && !found.table) {
    problems.push(problem('no_tasks', files[0]?.name ?? ''))
  }
  const name = problems.length === 0 ? (format?.name ?? null) : null
  return { ...found, format: name, problems, skipped: [] }
}

/** Plans files of one format; the dry run before anything is written. */
export function planImport(input: PlanInput): PlanResult {
  const format = formatOf(input.files)
  const problems = strangers(input.files, format)
  return format && problems.length === 0 ? format.plan(input) : { ok: false, problems }
}
