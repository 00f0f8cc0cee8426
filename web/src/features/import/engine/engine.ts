import { detectFormat, planImport } from '../../../../../shared/import/detect-format.ts'
import type { ImportWarning, WarningCode } from '../../../../../shared/import/import-problem.ts'
import {
  countRows,
  toChunks,
  type ImportRows,
  type LabelRow,
} from '../../../../../shared/import/import-rows.ts'
import type { ImportTexts } from '../../../../../shared/import/import-texts.ts'
import {
  ledgerToCsv,
  ledgerToJson,
  type Ledger,
  type LedgerTotals,
} from '../../../../../shared/import/ledger.ts'
import { mappingOf, type ImportMapping } from '../../../../../shared/import/mapping.ts'
import type { SourceFile } from '../../../../../shared/import/source-file.ts'
import type { DetectHints, Detection, ImportPlan } from '../../../../../shared/import/source-format.ts'
import { readImportFiles } from './read-file.ts'

export interface ReadAnswer extends Detection {
  /** The latest day a file was made on, as far as files say. */
  exportedOn: string | null
}

export interface PlanRequest {
  mapping: ImportMapping
  /** The day relative dates count from; null keeps each file's own. */
  exportedOn: string | null
  userId: string
  timeZone: string
  weekStart: number
  texts: ImportTexts
  existing: { ids: string[]; labels: LabelRow[] }
}

/** Warnings of one kind: how many there are, and the first of them. */
export interface WarningGroup {
  code: WarningCode
  count: number
  first: ImportWarning[]
}

export type ReadHints = Omit<DetectHints, 'now'>

export interface PlanAnswer {
  /** Settings of the person that come along with a backup of ours. */
  profile: ImportPlan['profile']
  aiSettings: ImportPlan['aiSettings']
  insightSettings: ImportPlan['insightSettings']
  notificationSettings: ImportPlan['notificationSettings']
  automationSettings: ImportPlan['automationSettings']
  counts: ImportPlan['counts']
  priorities: ImportPlan['priorities']
  warnings: WarningGroup[]
  ledger: LedgerTotals
  rowCount: number
  chunkCount: number
}

export type LedgerFormat = 'csv' | 'json'

/** What is too heavy for the thread that draws. Files and plan stay here; the page asks for what it shows. */
export interface ImportEngine {
  read(files: File[], hints: ReadHints): Promise<ReadAnswer>
  /** Looks at the files again, after the person said what the columns mean. */
  look(hints: ReadHints): Promise<ReadAnswer>
  plan(request: PlanRequest): Promise<PlanAnswer>
  chunk(index: number): Promise<Partial<ImportRows>>
  ledger(format: LedgerFormat): Promise<Blob>
}

const SHOWN_PER_KIND = 50

function groupWarnings(warnings: readonly ImportWarning[]): WarningGroup[] {
  const groups = new Map<WarningCode, WarningGroup>()
  for (const warning of warnings) {
    const group = groups.get(warning.code) ?? { code: warning.code, count: 0, first: [] }
    group.count++
    if (group.first.length < SHOWN_PER_KIND) group.first.push(warning)
    groups.set(warning.code, group)
  }
  return [...groups.values()]
}

export function createImportEngine(): ImportEngine {
  let files: SourceFile[] = []
  let skipped: ImportWarning[] = []
  let chunks: Partial<ImportRows>[] = []
  let ledger: Ledger | null = null

  return {
    async look(hints) {
      const days = files.flatMap(({ exportedOn }) => exportedOn ?? [])
      const exportedOn = days.sort().at(-1) ?? null
      return { ...detectFormat(files, { ...hints, now: new Date() }), skipped, exportedOn }
    },
    async read(chosen, hints) {
      const result = await readImportFiles(chosen)
      files = result.problems.length > 0 ? [] : result.files
      skipped = result.skipped
      if (result.problems.length === 0) return this.look(hints)
      const nothing = { format: null, files: [], mapping: mappingOf([]), table: null, exportedOn: null }
      return { ...nothing, problems: result.problems, skipped }
    },
    async plan({ exportedOn, existing, ...request }) {
      const dated = exportedOn === null ? files : files.map((file) => ({ ...file, exportedOn }))
      const result = planImport({
        ...request,
        files: dated,
        now: new Date(),
        existing: { ids: new Set(existing.ids), labels: existing.labels },
      })
      if (!result.ok) throw new Error(`files changed under the plan: ${result.problems[0]?.code}`)
      const {
        rows,
        counts,
        priorities,
        warnings,
        profile,
        aiSettings,
        insightSettings,
        notificationSettings,
        automationSettings,
      } = result.plan
      chunks = toChunks(rows)
      ledger = result.plan.ledger
      return {
        profile,
        aiSettings,
        insightSettings,
        notificationSettings,
        automationSettings,
        counts,
        priorities,
        warnings: groupWarnings([...skipped, ...warnings]),
        ledger: ledger.totals,
        rowCount: countRows(rows),
        chunkCount: chunks.length,
      }
    },
    async chunk(index) {
      const chunk = chunks[index]
      if (!chunk) throw new RangeError(`no chunk ${index}`)
      return chunk
    },
    async ledger(format) {
      if (!ledger) throw new Error('there is no plan yet')
      return format === 'csv'
        ? new Blob([ledgerToCsv(ledger)], { type: 'text/csv;charset=utf-8' })
        : new Blob([ledgerToJson(ledger)], { type: 'application/json' })
    },
  }
}
