import type { Day } from '../../../../../shared/import/calendar-day.ts'
import {
  problem,
  type ImportProblem,
  type ImportWarning,
} from '../../../../../shared/import/import-problem.ts'
import type { SourceFile } from '../../../../../shared/import/source-file.ts'
import { decodeText, parseCsv } from './csv-text.ts'
import { readZip } from './zip-entries.ts'

const MEGABYTE = 1_000_000
/** For the chosen files together, and for what an archive unpacks to. */
export const MAX_BYTES = 50 * MEGABYTE

export interface ReadResult {
  files: SourceFile[]
  problems: ImportProblem[]
  /** Files in an archive that are of no format an import knows. */
  skipped: ImportWarning[]
}

interface RawFile {
  name: string
  bytes: Uint8Array
  modifiedAt: Date | null
}

const isZip = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2]! <= 8

/** What an operating system adds to archives for itself. */
const isJunk = (path: string) => path.split('/').some((part) => part.startsWith('.') || part === '__MACOSX')

const isWanted = (path: string) => /\.(csv|tsv|ics|ical)$/i.test(path) && !isJunk(path)

/** Calendars and our own backups are read as they are; everything else is a table until it turns out not to be. */
const isWhole = (name: string, text: string) =>
  /\.(ics|ical|json|html?)$/i.test(name) || /^\s*(BEGIN:VCALENDAR|[{<])/i.test(text)

function unpack(file: RawFile, maxBytes: number): { raw: RawFile[]; others: string[] } | ImportProblem {
  if (!isZip(file.bytes)) return { raw: [file], others: [] }
  const archive = readZip(file.name, file.bytes, isWanted, maxBytes)
  if ('code' in archive) return archive
  if (archive.entries.length === 0) return problem('no_csv', file.name)
  return {
    raw: archive.entries.map((entry) => ({ ...entry, modifiedAt: entry.modifiedAt ?? file.modifiedAt })),
    others: archive.others.filter((name) => !isJunk(name)),
  }
}

/** The local calendar day; tomorrow and later cannot be when a file was made. */
function exportDay({ modifiedAt }: RawFile, now: Date): { exportedOn?: Day } {
  if (!modifiedAt || modifiedAt > now) return {}
  const [month, day] = [modifiedAt.getMonth() + 1, modifiedAt.getDate()].map((part) =>
    String(part).padStart(2, '0'),
  )
  return { exportedOn: `${modifiedAt.getFullYear()}-${month}-${day}` }
}

function readRows(file: RawFile, now: Date): SourceFile | ImportProblem {
  const text = decodeText(file.name, file.bytes)
  if (typeof text !== 'string') return text
  if (isWhole(file.name, text)) return { name: file.name, text, ...exportDay(file, now) }
  const rows = parseCsv(file.name, text)
  return 'code' in rows ? rows : { name: file.name, rows, ...exportDay(file, now) }
}

/** Reads tables, calendars, backups of ours and ZIP archives of them. A file that cannot be read whole is a problem, never half a file. */
export async function readImportFiles(chosen: readonly File[], now = new Date()): Promise<ReadResult> {
  const result: ReadResult = { files: [], problems: [], skipped: [] }
  let room = MAX_BYTES
  for (const file of chosen) {
    room -= file.size
    if (room < 0) {
      result.problems.push(problem('too_large', file.name, null, { megabytes: MAX_BYTES / MEGABYTE }))
      return result
    }
    const bytes = new Uint8Array(await file.arrayBuffer())
    const unpacked = unpack({ name: file.name, bytes, modifiedAt: new Date(file.lastModified) }, MAX_BYTES)
    if ('code' in unpacked) {
      result.problems.push(unpacked)
      continue
    }
    for (const raw of unpacked.raw) {
      const read = readRows(raw, now)
      if ('code' in read) result.problems.push(read)
      else result.files.push(read)
    }
    for (const other of unpacked.others) {
      result.skipped.push({ code: 'file_skipped', file: other, line: null, column: null, values: {} })
    }
  }
  return result
}
