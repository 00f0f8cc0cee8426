import { deterministicId } from './deterministic-id.ts'
import type { ImportWarning } from './import-problem.ts'
import { importTables, type ImportRows } from './import-rows.ts'
import { englishTexts, type ImportTexts } from './import-texts.ts'
import { createLabelBook, type LabelBook } from './label-book.ts'
import { createLedgerBook, type LedgerBook } from './ledger.ts'
import { taskPriorities, type ImportMapping } from './mapping.ts'
import type { PlanClock } from './plan-context.ts'
import { selectNew } from './select-new.ts'
import type { ExistingPlan, ImportPlan, PlanInput, PlanResult, SourceFormatName } from './source-format.ts'
import { wallClock } from './zoned-time.ts'

/** What planning any format needs, and gathers. */
export interface PlanTools {
  mapping: ImportMapping
  texts: ImportTexts
  clock: PlanClock
  now: Date
  book: LedgerBook
  warnings: ImportWarning[]
  labels: LabelBook
  /** The area and the pillar made for the import. */
  places: { areaId: string; areaName: string; pillarId: string }
  existing: ExistingPlan
  /** The same id for the same name, person and format. */
  id(...name: (string | number)[]): string
}

const areaNames = {
  todoist: 'importedArea',
  ticktick: 'importedAreaTicktick',
  ics: 'importedAreaIcs',
  csv: 'importedAreaCsv',
  aurum: 'importedArea',
} as const

export function createPlanTools(format: SourceFormatName, input: PlanInput): PlanTools {
  const { mapping, userId, timeZone, now, texts = englishTexts } = input
  const existing = input.existing ?? { ids: new Set<string>(), labels: [] }
  const id = (...name: (string | number)[]) => deterministicId(userId, [format, ...name])
  const { day, time } = wallClock(now, timeZone)
  return {
    mapping,
    texts,
    now,
    clock: { today: day, time, timeZone, weekStart: input.weekStart ?? 1 },
    book: createLedgerBook(),
    warnings: [],
    labels: createLabelBook(existing.labels, (key) => id('label', key)),
    places: {
      areaId: id('imported-area'),
      areaName: texts[areaNames[format]],
      pillarId: id('imported-pillar'),
    },
    existing,
    id,
  }
}

function count(planned: ImportRows, rows: ImportRows, isExisting: (id: string) => boolean) {
  const counts = Object.fromEntries(
    importTables.map((table) => [
      table,
      { new: rows[table].length, existing: planned[table].filter((row) => isExisting(row.id)).length },
    ]),
  ) as ImportPlan['counts']
  const priorities = Object.fromEntries(
    taskPriorities.map((priority) => [
      priority,
      planned.tasks.filter((task) => task.priority === priority).length,
    ]),
  ) as ImportPlan['priorities']
  return { counts, priorities }
}

/** Adds the containers and labels the rows ask for, leaves out what is there already, and closes the books. */
export function finishPlan(planned: ImportRows, tools: PlanTools): PlanResult {
  const { places, texts, labels, existing, warnings, book } = tools
  if (planned.projects.some((project) => project.area_id === places.areaId)) {
    const area = { id: places.areaId, pillar_id: places.pillarId, name: places.areaName, description: '' }
    planned.areas.unshift({ ...area, sort_order: 1000 })
  }
  if (planned.areas.some((area) => area.pillar_id === places.pillarId)) {
    planned.pillars.push({ id: places.pillarId, name: texts.importedPillar, sort_order: 1000 })
  }
  planned.labels.push(...labels.rows())

  const ownLabels = new Set(existing.labels.map((label) => label.id))
  const isExisting = (rowId: string) => existing.ids.has(rowId) || ownLabels.has(rowId)
  const rows = selectNew(planned, isExisting)
  const ledger = book.close()
  const settings = {
    ...{ profile: null, aiSettings: null, insightSettings: null },
    ...{ notificationSettings: null, automationSettings: null },
  }
  const plan = { rows, ...settings, warnings, ledger, ...count(planned, rows, isExisting) }
  return { ok: true, plan }
}
