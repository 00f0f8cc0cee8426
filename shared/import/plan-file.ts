import type { DateAssumption } from './date-expression.ts'
import { TASK_NAME_MAX } from './kept-text.ts'
import type { LabelBook } from './label-book.ts'
import {
  blankTask,
  planAsArea,
  planAsProject,
  type FilePlanner,
  type FileRows,
  type Homes,
} from './plan-container.ts'
import type { FileContext } from './plan-context.ts'
import { planTask, type PlannedTask } from './plan-task.ts'
import { shorten } from './text-room.ts'
import type { Outline, OutlineSection, OutlineTask } from './todoist-outline.ts'

const assumptionWarnings = {
  relative_to_export: 'relative_dates',
  year: 'years_assumed',
  first_occurrence: 'first_occurrences',
} as const

/** Ids of the containers made for the import, by level. */
export interface ImportedPlaces {
  areaId: string
  pillarId: string
}

function addTaskRows(
  planner: FilePlanner,
  { row, continued, labels }: PlannedTask,
  section: OutlineSection | null,
) {
  const { context, rows } = planner
  rows.tasks.push(row)
  continued.forEach((description, place) => {
    const name = shorten(context.texts.continued.replace('{name}', shorten(row.name, 400)), TASK_NAME_MAX)
    const id = context.id('continued', row.id, place)
    rows.tasks.push({
      ...blankTask(id, row.project_id, name),
      parent_task_id: row.id,
      description,
      sort_order: place,
    })
  })
  const names = section ? [section.name, ...labels] : labels
  const labelIds = new Set(names.map((name) => planner.labels.idOf(name)))
  for (const label_id of labelIds) {
    rows.task_labels.push({ id: context.id('task-label', row.id, label_id), task_id: row.id, label_id })
  }
}

/** Plans the tasks of the file. Their ids depend on the texts above and of them, not on dates or the mapping. */
function planTasks(planner: FilePlanner, homes: Homes, assumed: Map<DateAssumption, number>) {
  const { context, outline } = planner
  const ids = new Map<OutlineTask, string>()
  const occurrences = new Map<string, number>()
  outline.tasks.forEach((task, place) => {
    const parentId = task.parent ? ids.get(task.parent)! : null
    const text = task.row.text('CONTENT') || task.row.text('DESCRIPTION')
    const twin = JSON.stringify([parentId, text])
    const occurrence = occurrences.get(twin) ?? 0
    occurrences.set(twin, occurrence + 1)
    const id = context.id('task', context.key, parentId ?? '', text, occurrence)
    ids.set(task, id)
    const sectionProject = task.section && homes.sectionProjects.get(task.section)
    const projectId = sectionProject ?? homes.projectId
    const planned = planTask(task, { id, projectId, parentId, sortOrder: place + 1 }, context, assumed)
    const isLabelled = task.section !== null && !sectionProject && parentId === null
    addTaskRows(planner, planned, isLabelled ? task.section : null)
  })
}

/** Rows without content: their cells are counted, and what little they say is dropped with its reason. */
function bookEmptyRows({ context, outline }: FilePlanner) {
  for (const row of outline.blankRows) context.open(row)
  for (const row of outline.hollowRows) {
    const reason = row.kind === 'section' ? 'section_without_name' : 'task_without_name'
    context.open(row).account.settleRest({ verdict: 'dropped', reason })
  }
}

/** Plans one file; every cell of its rows is booked in the ledger. */
export function planFile(
  context: FileContext,
  outline: Outline,
  labels: LabelBook,
  places: ImportedPlaces,
  nextOrder: () => number,
): FileRows {
  const rows: FileRows = { areas: [], projects: [], tasks: [], task_labels: [] }
  const planner: FilePlanner = { context, outline, labels, rows, nextOrder }
  const { level, place } = context.file
  const importedId = level === 'area' ? places.pillarId : places.areaId
  const placeId = place.kind === 'existing' ? place.id : place.kind === 'imported' ? importedId : null
  const homes = level === 'area' ? planAsArea(planner, placeId) : planAsProject(planner, placeId)
  const assumed = new Map<DateAssumption, number>()
  planTasks(planner, homes, assumed)
  bookEmptyRows(planner)
  for (const [assumption, count] of assumed)
    context.warn(assumptionWarnings[assumption], null, 'DATE', { count })
  return rows
}
