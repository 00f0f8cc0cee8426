import { z } from 'zod'
import type { Tables } from '../../../shared/database.types.ts'
import type { EntityRef } from '../../../shared/hrm/insight.ts'
import type { Client } from '../_shared/clients.ts'
import { HttpError } from '../_shared/http-error.ts'

const MOST_INSIGHTS = 200

export const standingRunSchema = z.object({ run_id: z.guid(), computed_at: z.string() })

/** A part of a life, as somebody asks for it. */
export interface Part extends EntityRef {
  entity_type: 'pillar' | 'area' | 'project' | 'task'
  entity_id: string
}

const TABLES = { pillar: 'pillars', area: 'areas', project: 'projects', task: 'tasks' } as const

/** @throws HttpError NOT_FOUND when the caller has no such row */
export async function requireRow(own: Client, { entity_type, entity_id }: Part): Promise<void> {
  const { data } = await own.from(TABLES[entity_type]).select('id').eq('id', entity_id).throwOnError()
  if (data.length === 0) throw new HttpError('NOT_FOUND', `There is no such ${entity_type}.`)
}

/** The current insights about these, or about everything when none is named; those that matter most first. */
export async function readInsights(own: Client, parts: readonly Part[]): Promise<Tables<'insights'>[]> {
  const current = own.from('insights').select('*').eq('is_active', true)
  const asked =
    parts.length === 0
      ? current
      : current.in(
          'entity_id',
          parts.map(({ entity_id }) => entity_id),
        )
  const { data } = await asked
    .order('is_pinned', { ascending: false })
    .order('impact', { ascending: false })
    .order('confidence', { ascending: false })
    .order('id')
    .limit(MOST_INSIGHTS)
    .throwOnError()
  return data
}
