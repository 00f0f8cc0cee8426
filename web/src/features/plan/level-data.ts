import type { TablesInsert, TablesUpdate } from '../../../../shared/database.types.ts'
import { type Batch, stamp } from '../../lib/changes.ts'
import type { Area, Pillar, Project } from '../../lib/plan-queries.ts'
import { currentUserId } from '../../lib/session.ts'
import { supabase } from '../../lib/supabase.ts'

export type Level = 'pillar' | 'area' | 'project'
export type LevelPatch = TablesUpdate<'pillars'> & TablesUpdate<'areas'> & TablesUpdate<'projects'>

export const TABLE = { pillar: 'pillars', area: 'areas', project: 'projects' } as const

export const MAX_LEVEL_NAME = 200

const CONFLICT = { onConflict: 'user_id,id', ignoreDuplicates: true }

/** Sends only the columns that changed. */
export async function updateLevel(level: Level, id: string, patch: LevelPatch, batch: Batch): Promise<void> {
  await stamp(
    updateRequest(level, patch).eq('user_id', currentUserId()).eq('id', id).select('id').single(),
    batch,
  )
    // A row that is gone answers with an error instead of with silence.
    .throwOnError()
}

function updateRequest(level: Level, patch: LevelPatch) {
  const columns: {
    pillar: TablesUpdate<'pillars'>
    area: TablesUpdate<'areas'>
    project: TablesUpdate<'projects'>
  } = {
    pillar: patch,
    area: patch,
    project: patch,
  }
  if (level === 'pillar') return supabase.from('pillars').update(columns.pillar)
  return level === 'area'
    ? supabase.from('areas').update(columns.area)
    : supabase.from('projects').update(columns.project)
}

export async function deleteLevel(level: Level, id: string, batch: Batch): Promise<void> {
  const request = supabase.from(TABLE[level]).delete().eq('user_id', currentUserId()).eq('id', id)
  await stamp(request, batch).throwOnError()
}

export async function insertPillar(row: TablesInsert<'pillars'>, batch: Batch): Promise<void> {
  await stamp(supabase.from('pillars').upsert(row, CONFLICT), batch).throwOnError()
}

export async function insertArea(row: TablesInsert<'areas'>, batch: Batch): Promise<void> {
  await stamp(supabase.from('areas').upsert(row, CONFLICT), batch).throwOnError()
}

export async function insertProject(row: TablesInsert<'projects'>, batch: Batch): Promise<void> {
  await stamp(supabase.from('projects').upsert(row, CONFLICT), batch).throwOnError()
}

const base = (name: string) => {
  const now = new Date().toISOString()
  return {
    id: crypto.randomUUID(),
    user_id: currentUserId(),
    name,
    description: '',
    archived: false,
    // New things go to the end; the clock is a number that only grows.
    sort_order: Date.now(),
    reading_level: null,
    is_sample: false,
    created_at: now,
    updated_at: now,
  }
}

export const newPillar = (name: string, look: { icon: string; color: string }): Pillar => ({
  ...base(name),
  ...look,
  time_allocation_percentage: null,
  vision_statement: '',
  success_metrics: [],
  alignment_strength: 0.5,
  behavior_metrics: [],
})

export const newArea = (
  name: string,
  pillarId: string | null,
  look: { icon: string; color: string },
): Area => ({
  ...base(name),
  ...look,
  pillar_id: pillarId,
  importance: 3,
  time_allocation_actual: null,
  time_allocation_recommended: null,
  balance_score: null,
  behavior_metrics: [],
})

export const newProject = (name: string, areaId: string | null): Project => ({
  ...base(name),
  area_id: areaId,
  icon: '🚀',
  deadline_on: null,
  status: 'not_started',
  priority: 'medium',
  importance: 3,
})
