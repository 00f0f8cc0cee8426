import {
  backupInsightSettings,
  backupAutomationSettings,
  backupNotificationSettings,
  backupProfile,
  backupTables,
  readBackup,
  type Backup,
  type BackupRow,
  type BackupTable,
} from '../../export/backup.ts'
import { createPlanTools, finishPlan, type PlanTools } from '../finish-plan.ts'
import { problem, type ImportProblem } from '../import-problem.ts'
import { emptyRows, type ImportRows } from '../import-rows.ts'
import { mappingOf } from '../mapping.ts'
import { isTable, type SourceFile } from '../source-file.ts'
import type { DetectedFile, PlanInput, PlanResult, SourceFormat } from '../source-format.ts'

const SAMPLE_SIZE = 5

interface Read {
  file: string
  backup: Backup
}

function readFiles(files: readonly SourceFile[]): { read: Read[]; problems: ImportProblem[] } {
  const read: Read[] = []
  const problems: ImportProblem[] = []
  for (const file of files) {
    if (isTable(file)) continue
    const reading = readBackup(file.text)
    if (reading.ok) read.push({ file: file.name, backup: reading.backup })
    else {
      const code = reading.reason === 'newer' ? 'newer_backup' : 'broken_backup'
      problems.push(problem(code, file.name, null, { detail: reading.detail }))
    }
  }
  return { read, problems }
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '')

function describe({ file, backup }: Read): DetectedFile {
  const { tasks } = backup
  return {
    file,
    key: file,
    projectName: file,
    folder: null,
    isInbox: false,
    generation: backup.exported_at.slice(0, 10),
    counts: {
      tasks: tasks.length,
      subTasks: tasks.filter(({ parent_task_id }) => parent_task_id).length,
      sections: backup.projects.length + backup.areas.length + backup.pillars.length + backup.labels.length,
      notes: 0,
      dated: 0,
      past: tasks.filter(({ status }) => status === 'completed').length,
    },
    priorities: {},
    samples: tasks.slice(0, SAMPLE_SIZE).map((task) => ({
      depth: task.parent_task_id ? 1 : 0,
      content: textOf(task.name),
      priority: '',
      date: textOf(task.due_on),
    })),
  }
}

/** Rows after the ones they hang under: parents of tasks, earlier versions of files. */
function inOrder(rows: readonly BackupRow[], above: 'parent_task_id' | 'previous_version_id'): BackupRow[] {
  const byId = new Map(rows.map((row) => [row.id, row]))
  const placed = new Set<string>()
  const ordered: BackupRow[] = []
  for (const row of rows) {
    const line: BackupRow[] = []
    for (let at: BackupRow | undefined = row; at && !placed.has(at.id);) {
      placed.add(at.id)
      line.push(at)
      at = byId.get(textOf(at[above]))
    }
    ordered.push(...line.toReversed())
  }
  return ordered
}

/** The columns that refer to other rows, by table. */
const references: Partial<Record<BackupTable, Readonly<Record<string, BackupTable>>>> = {
  areas: { pillar_id: 'pillars' },
  projects: { area_id: 'areas' },
  tasks: { project_id: 'projects', parent_task_id: 'tasks' },
  task_labels: { task_id: 'tasks', label_id: 'labels' },
  task_dependencies: { task_id: 'tasks', depends_on_task_id: 'tasks' },
  resources: {
    pillar_id: 'pillars',
    area_id: 'areas',
    project_id: 'projects',
    task_id: 'tasks',
    previous_version_id: 'resources',
  },
  focus_sessions: { task_id: 'tasks' },
}
/** Without these a row says nothing. */
const needed: Partial<Record<BackupTable, readonly string[]>> = {
  task_labels: ['task_id', 'label_id'],
  task_dependencies: ['task_id', 'depends_on_task_id'],
}

interface Prepared {
  rows: Record<BackupTable, BackupRow[]>
  known: Record<BackupTable, ReadonlySet<string>>
}

/** Labels are one per name: those of the backup that the person has already become theirs. */
function renameLabels({ labels, task_labels, ...rest }: Backup, tools: PlanTools) {
  const own = new Map(labels.map((label) => [label.id, tools.labels.ownId(textOf(label.name)) ?? label.id]))
  return {
    ...rest,
    labels: labels.filter(({ id }) => own.get(id) === id),
    task_labels: task_labels.map((link) => ({
      ...link,
      label_id: own.get(textOf(link.label_id)) ?? link.label_id,
    })),
  }
}

function prepare(backup: Backup, tools: PlanTools): Prepared {
  const tables = renameLabels(backup, tools)
  const rows = Object.fromEntries(backupTables.map((table) => [table, tables[table]])) as Prepared['rows']
  rows.tasks = inOrder(rows.tasks, 'parent_task_id')
  rows.resources = inOrder(rows.resources, 'previous_version_id')
  const ownLabels = tools.existing.labels.map(({ id }) => id)
  const known = Object.fromEntries(
    backupTables.map((table) => [table, new Set(rows[table].map(({ id }) => id).concat(ownLabels))]),
  ) as unknown as Prepared['known']
  return { rows, known }
}

/** A row whose references all lead to rows of the backup; one that leads nowhere is cut, and said. */
function mend(
  table: BackupTable,
  row: BackupRow,
  { known }: Prepared,
  warn: (column: string) => void,
): BackupRow | null {
  const mended = { ...row }
  for (const [column, target] of Object.entries(references[table] ?? {})) {
    const id = row[column]
    const isThere = typeof id === 'string' && known[target].has(id)
    if (isThere || (id === null && !needed[table]) || id === undefined) continue
    warn(column)
    if (needed[table]?.includes(column)) return null
    mended[column] = null
  }
  return mended
}

function planBackup({ file, backup }: Read, tools: PlanTools, userId: string): ImportRows {
  const planned = emptyRows()
  const prepared = prepare(backup, tools)
  const { book, warnings } = tools
  for (const table of backupTables) {
    const where = `${file} › ${table}`
    prepared.rows[table].forEach((row, place) => {
      const columns = Object.keys(row)
      const cells = columns.map((column) => {
        const value = row[column]
        return value === null || value === undefined
          ? ''
          : typeof value === 'string'
            ? value
            : JSON.stringify(value)
      })
      const account = book.openRow(where, place + 1, columns, cells)
      const warn = (column: string) =>
        void warnings.push({
          code: 'reference_lost',
          file: where,
          line: place + 1,
          column,
          values: { name: textOf(row.name) || row.id },
        })
      const mended = mend(table, row, prepared, warn)
      if (!mended) {
        account.settleRest({ verdict: 'dropped', reason: 'no_meaning_here' })
        return
      }
      columns.forEach((column, index) => {
        const cell = account.cell(index)
        if (!cell) return
        const isSame = mended[column] === row[column] && !(table === 'resources' && column === 'path')
        const target = `${table}.${column}`
        account.settle(cell, { verdict: isSame ? 'mapped' : 'derived', target, rowId: row.id })
      })
      const stored = table === 'resources' ? { ...mended, path: `${userId}/${textOf(mended.path)}` } : mended
      // The database checks each column; what a backup of ours holds came from there.
      ;(planned[table] as unknown as BackupRow[]).push(stored)
    })
  }
  return planned
}

function planAurum(input: PlanInput): PlanResult {
  const { read, problems } = readFiles(input.files)
  if (problems.length > 0) return { ok: false, problems }
  const tools = createPlanTools('aurum', input)
  const planned = emptyRows()
  const seen = new Set<string>()
  for (const each of read) {
    if (tools.mapping.files[each.file]?.include !== true) continue
    const rows = planBackup(each, tools, input.userId)
    for (const table of backupTables) {
      for (const row of rows[table]) {
        if (!seen.has(row.id)) (planned[table] as { id: string }[]).push(row)
        seen.add(row.id)
      }
    }
  }
  const result = finishPlan(planned, tools)
  const latest = read.toSorted((a, b) => (a.backup.exported_at < b.backup.exported_at ? 1 : -1))[0]
  if (result.ok && latest) {
    result.plan.profile = backupProfile(latest.backup.profile)
    result.plan.aiSettings = latest.backup.ai_settings
    result.plan.insightSettings = backupInsightSettings(latest.backup.insight_settings)
    result.plan.notificationSettings = backupNotificationSettings(latest.backup.notification_settings)
    result.plan.automationSettings = backupAutomationSettings(latest.backup.automation_settings)
  }
  return result
}

/** Our own export: everything comes back as it was, ids included. */
export const aurumFormat: SourceFormat = {
  name: 'aurum',
  recognises: (file) =>
    !isTable(file) && /^\uFEFF?\s*\{[^[]{0,200}"format"\s*:\s*"aurum-life"/.test(file.text),
  detect(files) {
    const { read, problems } = readFiles(files)
    const found = read.map(describe)
    return { files: found, problems, mapping: mappingOf(found), table: null }
  },
  plan: planAurum,
}
