import type { ImportRows } from './import-rows.ts'

/**
 * Leaves out what is there already. A container or label whose tasks are all there is left out too, even when it
 * is gone itself: the person moved its tasks and deleted it. So is the label of a task that is there: the person
 * may have taken it off.
 */
export function selectNew(planned: ImportRows, isExisting: (id: string) => boolean): ImportRows {
  const isMissing = (row: { id: string }) => !isExisting(row.id)
  /** Wanted: has a new row under it, or never had any. */
  const isWanted = (all: readonly (string | null)[], fresh: readonly (string | null)[]) => {
    const [used, needed] = [new Set(all), new Set(fresh)]
    return (row: { id: string }) => isMissing(row) && (needed.has(row.id) || !used.has(row.id))
  }
  const projectOf = (task: { project_id: string | null }) => task.project_id
  const areaOf = (project: { area_id: string | null }) => project.area_id
  const pillarOf = (area: { pillar_id: string | null }) => area.pillar_id
  const labelOf = (link: { label_id: string }) => link.label_id

  const tasks = planned.tasks.filter(isMissing)
  const projects = planned.projects.filter(isWanted(planned.tasks.map(projectOf), tasks.map(projectOf)))
  const areas = planned.areas.filter(isWanted(planned.projects.map(areaOf), projects.map(areaOf)))
  const pillars = planned.pillars.filter(isWanted(planned.areas.map(pillarOf), areas.map(pillarOf)))
  const freshTasks = new Set(tasks.map((task) => task.id))
  const task_labels = planned.task_labels.filter((link) => isMissing(link) && freshTasks.has(link.task_id))
  const labels = planned.labels.filter(isWanted(planned.task_labels.map(labelOf), task_labels.map(labelOf)))
  const task_dependencies = planned.task_dependencies.filter(
    (link) => isMissing(link) && (freshTasks.has(link.task_id) || freshTasks.has(link.depends_on_task_id)),
  )
  return {
    pillars,
    areas,
    projects,
    labels,
    tasks,
    task_labels,
    task_dependencies,
    resources: planned.resources.filter(isMissing),
    saved_filters: planned.saved_filters.filter(isMissing),
    project_templates: planned.project_templates.filter(isMissing),
    focus_sessions: planned.focus_sessions.filter(isMissing),
    assistant_memories: planned.assistant_memories.filter(isMissing),
  }
}
