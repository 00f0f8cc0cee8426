import type { Entity } from './life.ts'
import type { ChangeCommand } from './schema.ts'

/** Every row a command names, that must be there. */
export function referencesOf(command: ChangeCommand): [Entity, string][] {
  const rows = (entity: Entity, ids: readonly (string | null | undefined)[]) =>
    ids.flatMap((id): [Entity, string][] => (id ? [[entity, id]] : []))
  switch (command.type) {
    case 'create_task': {
      const { project_id, parent_task_id } = command.fields
      return [
        ...rows('project', [project_id]),
        ...rows('task', [parent_task_id]),
        ...rows('label', command.label_ids ?? []),
      ]
    }
    case 'create_project':
      return rows('area', [command.fields.area_id])
    case 'create_area':
      return rows('pillar', [command.fields.pillar_id])
    case 'create_pillar':
    case 'create_label':
      return []
    case 'complete':
    case 'reopen':
    case 'delete':
      return rows(command.entity, command.ids)
    case 'append_note':
    case 'replace_note':
      return rows(command.entity, [command.id])
    case 'update_project':
    case 'schedule_project':
      return rows('project', command.ids)
    case 'move_project':
      return [...rows('project', command.ids), ...rows('area', [command.area_id])]
    case 'update_area':
      return rows('area', command.ids)
    case 'move_area':
      return [...rows('area', command.ids), ...rows('pillar', [command.pillar_id])]
    case 'update_pillar':
      return rows('pillar', command.ids)
    case 'update_label':
      return rows('label', command.ids)
    case 'update_task':
    case 'schedule_task':
      return rows('task', command.ids)
    case 'move_task':
      return [...rows('task', command.ids), ...rows('project', [command.project_id])]
    case 'nest_task':
      return [...rows('task', command.ids), ...rows('task', [command.parent_task_id])]
    case 'add_labels':
    case 'remove_labels':
      return [...rows('task', command.ids), ...rows('label', command.label_ids)]
    case 'add_dependency':
    case 'remove_dependency':
      return [...rows('task', command.ids), ...rows('task', [command.depends_on_task_id])]
  }
}
