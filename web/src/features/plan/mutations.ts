import { useTranslations } from 'use-intl'
import { appendRow, patchRow, removeRow } from '../../lib/plan-cache.ts'
import {
  areaQueries,
  type Area,
  pillarQueries,
  type Pillar,
  projectQueries,
  type Project,
} from '../../lib/plan-queries.ts'
import { useChange } from '../../lib/use-change.ts'
import {
  deleteLevel,
  insertArea,
  insertPillar,
  insertProject,
  type Level,
  type LevelPatch,
  TABLE,
  updateLevel,
} from './level-data.ts'

type Target = { level: Level; id: string; name: string }

const TOUCHES = ['pillars', 'areas', 'projects', 'progress', 'today'] as const

/** Changes fields of a pillar, area or project; edits of one thing share one toast. */
export function useUpdateLevel() {
  const t = useTranslations('plan')
  return useChange<Target & { patch: LevelPatch }>({
    touches: TOUCHES,
    show: (client, { level, id, patch }) => patchRow(client, [TABLE[level]], id, patch),
    write: ({ level, id, patch }, batch) => updateLevel(level, id, patch, batch),
    done: ({ name, patch }) => t('done.changed', { name: patch.name ?? name }),
    slot: ({ id }) => `edit-${id}`,
  })
}

export function useArchiveLevel() {
  const t = useTranslations('plan')
  return useChange<Target & { archived: boolean }>({
    touches: TOUCHES,
    show: (client, { level, id, archived }) => patchRow(client, [TABLE[level]], id, { archived }),
    write: ({ level, id, archived }, batch) => updateLevel(level, id, { archived }, batch),
    done: ({ name, archived }) => t(archived ? 'done.archived' : 'done.unarchived', { name }),
  })
}

export function useMoveLevel() {
  const t = useTranslations('plan')
  return useChange<Target & { level: 'area' | 'project'; parentId: string | null; parentName: string }>({
    touches: TOUCHES,
    show: (client, { level, id, parentId }) =>
      patchRow(client, [TABLE[level]], id, parentPatch(level, parentId)),
    write: ({ level, id, parentId }, batch) => updateLevel(level, id, parentPatch(level, parentId), batch),
    done: ({ name, parentName }) => t('done.moved', { name, to: parentName }),
  })
}

const parentPatch = (level: 'area' | 'project', parentId: string | null) =>
  level === 'area' ? { pillar_id: parentId } : { area_id: parentId }

export function useDeleteLevel() {
  const t = useTranslations('plan')
  return useChange<Target>({
    touches: [...TOUCHES, 'tasks'],
    show: (client, { level, id }) => removeRow(client, [TABLE[level]], id),
    write: ({ level, id }, batch) => deleteLevel(level, id, batch),
    done: ({ name }) => t('done.deleted', { name }),
  })
}

type NewLevel =
  { level: 'pillar'; row: Pillar } | { level: 'area'; row: Area } | { level: 'project'; row: Project }

export function useCreateLevel() {
  const t = useTranslations('plan')
  return useChange<NewLevel>({
    touches: TOUCHES,
    show: (client, { level, row }) => {
      const list = { pillar: pillarQueries, area: areaQueries, project: projectQueries }[level].all()
      appendRow(client, list.queryKey, row)
    },
    write: (made, batch) => {
      if (made.level === 'pillar') return insertPillar(made.row, batch)
      return made.level === 'area' ? insertArea(made.row, batch) : insertProject(made.row, batch)
    },
    done: ({ row }) => t('done.added', { name: row.name }),
  })
}
