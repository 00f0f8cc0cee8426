import type { TaskDraft } from './draft-task.ts'
import { finishPlan, type PlanTools } from './finish-plan.ts'
import { emptyRows, type ImportRows } from './import-rows.ts'
import { NAME_MAX, TASK_NAME_MAX } from './kept-text.ts'
import type { FileMapping, ImportPlace } from './mapping.ts'
import { blankTask } from './plan-container.ts'
import type { PlanResult } from './source-format.ts'
import { shorten } from './text-room.ts'

/** A list of the source, and the folder it lies in. */
export interface DraftList {
  key: string
  folder: string | null
}

const placeId = (place: ImportPlace, importedId: string): string | null =>
  place.kind === 'existing' ? place.id : place.kind === 'imported' ? importedId : null

/** Makes the containers the lists ask for, each once, and says which project a task of a section goes to. */
function createContainers(rows: ImportRows, tools: PlanTools) {
  const folderAreas = new Map<string, string>()
  const made = new Set<string>()
  let order = 1000

  function project(id: string, area_id: string | null, name: string): string {
    if (!made.has(id)) {
      made.add(id)
      const fitting = shorten(name.trim() || tools.texts.untitled, NAME_MAX)
      rows.projects.push({ id, area_id, name: fitting, description: '', sort_order: ++order })
    }
    return id
  }
  function folderArea(folder: string): string {
    const id = folderAreas.get(folder) ?? tools.id('folder', folder)
    if (!folderAreas.has(folder)) {
      folderAreas.set(folder, id)
      const name = shorten(folder, NAME_MAX)
      const area = { id, pillar_id: tools.places.pillarId, name, description: '', sort_order: ++order }
      rows.areas.push(area)
    }
    return id
  }

  return function projectOf({ key, folder }: DraftList, choice: FileMapping, section: string | null) {
    if (choice.level === 'inbox') return null
    if (choice.level === 'project') {
      const imported =
        choice.place.kind === 'imported' && folder !== null ? folderArea(folder) : tools.places.areaId
      return project(tools.id('project', key), placeId(choice.place, imported), choice.name)
    }
    const areaId = tools.id('area', key)
    if (!made.has(areaId)) {
      made.add(areaId)
      const pillar_id = placeId(choice.place, tools.places.pillarId)
      const name = shorten(choice.name, NAME_MAX)
      rows.areas.push({ id: areaId, pillar_id, name, description: '', sort_order: ++order })
    }
    return section === null
      ? project(tools.id('project', key), areaId, choice.name)
      : project(tools.id('section', key, section), areaId, section)
  }
}

/** Parents before children, whatever the order of the file. A ring of parents must have been broken before. */
function parentsFirst(drafts: readonly TaskDraft[]): TaskDraft[] {
  const byId = new Map(drafts.map((draft) => [draft.row.id, draft]))
  const placed = new Set<string>()
  const ordered: TaskDraft[] = []
  for (const draft of drafts) {
    const line: TaskDraft[] = []
    for (let at: TaskDraft | undefined = draft; at && !placed.has(at.row.id);) {
      placed.add(at.row.id)
      line.push(at)
      at = at.parentId === null ? undefined : byId.get(at.parentId)
    }
    ordered.push(...line.toReversed())
  }
  return ordered
}

function addTask(draft: TaskDraft, projectId: string | null, rows: ImportRows, tools: PlanTools) {
  const { row, parentId, continued } = draft
  rows.tasks.push({ ...row, project_id: projectId, parent_task_id: parentId })
  continued.forEach((description, place) => {
    const name = shorten(tools.texts.continued.replace('{name}', shorten(row.name, 400)), TASK_NAME_MAX)
    const part = blankTask(tools.id('continued', row.id, place), projectId, name)
    rows.tasks.push({ ...part, parent_task_id: row.id, description, sort_order: place })
  })
}

/** Gives the drafts their projects, labels and order, and makes the plan of them. */
export function planDrafts(
  lists: readonly DraftList[],
  drafts: readonly TaskDraft[],
  tools: PlanTools,
): PlanResult {
  const rows = emptyRows()
  const listOf = new Map(lists.map((list) => [list.key, list]))
  const projectOf = createContainers(rows, tools)
  const projects = new Map<string, string | null>()

  for (const draft of parentsFirst(drafts)) {
    const { row, listKey, parentId, section } = draft
    const choice = tools.mapping.files[listKey]!
    const isSub = parentId !== null && projects.has(parentId)
    const projectId = isSub ? projects.get(parentId)! : projectOf(listOf.get(listKey)!, choice, section)
    projects.set(row.id, projectId)
    addTask(draft, projectId, rows, tools)

    const wearsSection = section !== null && !isSub && choice.level !== 'area'
    const names = wearsSection ? [section, ...draft.labels] : draft.labels
    for (const label_id of new Set(names.map((name) => tools.labels.idOf(name)))) {
      rows.task_labels.push({ id: tools.id('task-label', row.id, label_id), task_id: row.id, label_id })
    }
  }
  return finishPlan(rows, tools)
}

/** The parents of tasks without the rings some files have; `onRing` hears of each task that lost its parent. */
export function breakRings(
  ids: readonly string[],
  parentOf: ReadonlyMap<string, string>,
  onRing: (id: string) => void,
): Map<string, string> {
  const parents = new Map(parentOf)
  const isSound = new Set<string>()
  for (const id of ids) {
    const seen = new Set<string>()
    for (let at: string | undefined = id; at !== undefined && !isSound.has(at);) {
      seen.add(at)
      const above = parents.get(at)
      if (above !== undefined && seen.has(above)) {
        onRing(at)
        parents.delete(at)
        break
      }
      at = above
    }
    for (const each of seen) isSound.add(each)
  }
  return parents
}
