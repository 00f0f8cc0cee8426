import {
  createKeptText,
  LABEL_NAME_MAX,
  NAME_MAX,
  TASK_NAME_MAX,
  type KeptText,
  type TextHome,
} from './kept-text.ts'
import type { AreaRow, ImportRows, ProjectRow, TaskRow } from './import-rows.ts'
import type { LabelBook } from './label-book.ts'
import type { FileContext } from './plan-context.ts'
import { planNote, planUnknownRow } from './plan-task.ts'
import { shorten } from './text-room.ts'
import type { Outline, OutlineSection } from './todoist-outline.ts'
import type { SourceRow } from './todoist-table.ts'

export type FileRows = Pick<ImportRows, 'areas' | 'projects' | 'tasks' | 'task_labels'>

/** One file on its way to rows of ours. */
export interface FilePlanner {
  context: FileContext
  outline: Outline
  labels: LabelBook
  rows: FileRows
  /** The order the next container gets. */
  nextOrder(): number
}

/** A layout row: how Todoist drew the list. The plain list says nothing; the inbox has no place to keep it. */
function planLayout(row: SourceRow, kept: KeptText, context: FileContext) {
  const { account, cell: cellOf } = context.open(row)
  const kind = cellOf('TYPE')
  const said = account.open().filter((cell) => cell.index !== kind?.index)
  if (/^(view_style=)?list$/i.test(said.map(({ value }) => value.trim()).join('='))) {
    account.settleRest({ verdict: 'dropped', reason: 'layout_default' })
    return
  }
  if (context.file.level === 'inbox') {
    account.settleRest({ verdict: 'dropped', reason: 'layout_only' })
    return
  }
  if (kind) kept.book('derived', account, kind)
  for (const cell of said) kept.addDetail(cell.value.trim(), account, cell)
}

function planProjectRow(row: SourceRow, kept: KeptText, context: FileContext) {
  if (row.kind === 'meta') planLayout(row, kept, context)
  else if (row.kind === 'note') planNote(row, kept, context)
  else planUnknownRow(row, kept, context)
}

/** The cells of a section row; its name went to `target`, what else it says is kept with `kept`. */
function planSectionRow(
  section: OutlineSection,
  kept: KeptText,
  context: FileContext,
  target: string,
  rowId: string,
) {
  const opened = context.open(section.row)
  const { account } = opened
  const maxName = target === 'labels' ? LABEL_NAME_MAX : NAME_MAX
  const introduction = target === 'labels' ? `${context.texts.section} “${shorten(section.name, 80)}” · ` : ''
  const kind = opened.cell('TYPE')
  if (kind) account.settle(kind, { verdict: 'derived', target, rowId })
  const name = opened.cell('CONTENT')
  if (name && section.name.length <= maxName) {
    account.settle(name, { verdict: 'mapped', target: `${target}.name`, rowId })
  } else if (name) {
    context.warn('name_shortened', section.row, 'CONTENT', { name: section.name.slice(0, 80) })
    kept.addDetail(`${context.texts.section}: ${section.name}`, account, name)
  }
  for (const column of ['PRIORITY', 'INDENT'] as const) {
    const cell = opened.cell(column)
    if (cell) account.settle(cell, { verdict: 'dropped', reason: 'no_meaning_here' })
  }
  const collapsed = opened.cell('IS_COLLAPSED')
  if (collapsed && /^(false|0|no)$/i.test(collapsed.value.trim())) {
    account.settle(collapsed, { verdict: 'dropped', reason: 'layout_default' })
  } else if (collapsed && context.file.level === 'inbox') {
    account.settle(collapsed, { verdict: 'dropped', reason: 'layout_only' })
  }
  const description = opened.cell('DESCRIPTION')
  if (description) {
    kept.book('kept', account, description)
    kept.addBlock(introduction + section.row.text('DESCRIPTION'))
  }
  for (const cell of account.open()) {
    kept.addDetail(`${introduction}${cell.column}: ${cell.value.trim()}`, account, cell)
  }
}

/** Stores kept text in its container; a text beyond one description becomes tasks that hold it. */
function finishContainer(
  planner: FilePlanner,
  kept: KeptText,
  home: TextHome | null,
  name: string,
  projectId: string | null,
) {
  const { context, rows } = planner
  const detailsId = (place: number) => context.id('details', context.key, home?.rowId ?? 'inbox', place)
  const overflow: TextHome = { table: 'tasks', rowId: detailsId(0) }
  const { descriptions, original, home: chosen } = kept.finish(home ?? overflow, overflow)
  if (chosen !== overflow) return descriptions[0] ?? ''
  const texts = descriptions.length === 0 && original !== null ? [''] : descriptions
  texts.forEach((description, place) => {
    const title =
      place === 0 ? context.texts.details : context.texts.continued.replace('{name}', context.texts.details)
    rows.tasks.push({
      ...blankTask(detailsId(place), projectId, shorten(`${title}: ${name}`, TASK_NAME_MAX)),
      description,
      original_text: place === 0 ? original : null,
    })
  })
  return ''
}

/** A task of nothing but an id and a name. */
export const blankTask = (id: string, projectId: string | null, name: string): TaskRow => ({
  id,
  project_id: projectId,
  parent_task_id: null,
  name,
  description: '',
  priority: 'low',
  due_on: null,
  due_time: null,
  deadline_on: null,
  duration_minutes: null,
  recurrence_rule: null,
  recurrence_after_completion: false,
  recurrence_start_on: null,
  original_text: null,
  sort_order: 0,
})

/** The projects the tasks of a file go to. */
export interface Homes {
  /** The project of tasks without a section of their own; null is the inbox. */
  projectId: string | null
  /** Projects made of sections, when the file became an area. */
  sectionProjects: ReadonlyMap<OutlineSection, string>
}

/** The file as one project (or the inbox) whose sections are labels. */
export function planAsProject(planner: FilePlanner, areaId: string | null): Homes {
  const { context, outline, labels, rows } = planner
  const isInbox = context.file.level === 'inbox'
  const projectId = isInbox ? null : context.id('project', context.key)
  const kept = createKeptText(context.texts)
  for (const row of outline.projectRows) planProjectRow(row, kept, context)
  for (const section of outline.sections) {
    planSectionRow(section, kept, context, 'labels', labels.idOf(section.name))
  }
  const home: TextHome | null = projectId === null ? null : { table: 'projects', rowId: projectId }
  const description = finishContainer(planner, kept, home, context.file.name, projectId)
  if (projectId !== null) {
    const name = context.file.name
    rows.projects.push({ id: projectId, area_id: areaId, name, description, sort_order: planner.nextOrder() })
  }
  return { projectId, sectionProjects: new Map() }
}

/** The file as an area whose sections are projects; tasks above the first section get a project of its name. */
export function planAsArea(planner: FilePlanner, pillarId: string | null): Homes {
  const { context, outline, rows } = planner
  const { key, file } = context
  const areaId = context.id('area', key)
  const needsOwnProject = outline.sections.length === 0 || outline.tasks.some((task) => task.section === null)
  const projectId = needsOwnProject ? context.id('project', key) : null
  const area: AreaRow = {
    id: areaId,
    pillar_id: pillarId,
    name: file.name,
    description: '',
    sort_order: planner.nextOrder(),
  }
  rows.areas.push(area)

  const project = (id: string, name: string): ProjectRow => {
    const row = { id, area_id: areaId, name, description: '', sort_order: planner.nextOrder() }
    rows.projects.push(row)
    return row
  }
  if (projectId !== null) project(projectId, file.name)
  const occurrences = new Map<string, number>()
  const sectionProjects = new Map(
    outline.sections.map((section): [OutlineSection, string] => {
      const occurrence = occurrences.get(section.name) ?? 0
      occurrences.set(section.name, occurrence + 1)
      const id = context.id('section', key, section.name, occurrence)
      const row = project(id, shorten(section.name, NAME_MAX))
      const kept = createKeptText(context.texts)
      planSectionRow(section, kept, context, 'projects', id)
      row.description = finishContainer(planner, kept, { table: 'projects', rowId: id }, row.name, id)
      return [section, id]
    }),
  )
  const kept = createKeptText(context.texts)
  for (const row of outline.projectRows) planProjectRow(row, kept, context)
  const anyProjectId = projectId ?? sectionProjects.values().next().value ?? null
  area.description = finishContainer(
    planner,
    kept,
    { table: 'areas', rowId: areaId },
    file.name,
    anyProjectId,
  )
  return { projectId, sectionProjects }
}
