import { randomUUID } from 'node:crypto'
import type { InsightDraft } from '../../shared/hrm/insight.ts'
import { asDatabase, asService, asUser, type Row } from './as-user.ts'

export interface SavedRun {
  run_id: string
  status: string
  added: number
  changed: number
  same: number
  gone: number
}

export type InsightRow = Row & { id: string; subject: string }

/** What the rules might say of one row: an obstacle on a task, unless told otherwise. */
export function draftOf(
  entity_id: string | null,
  more: Partial<InsightDraft> & { name?: string; rows?: InsightDraft['evidence']['rows'] } = {},
): InsightDraft {
  const { name = 'Run', rows, ...rest } = more
  const entity_type = more.entity_type ?? (entity_id ? 'task' : 'global')
  const own = entity_id ? [{ table: `${entity_type}s`, id: entity_id, name, values: {} }] : []
  return {
    subject: ['obstacle', entity_type, entity_id].filter(Boolean).join(':'),
    rule_code: 'DEPENDENCY_CHECK_001',
    rule_version: 1,
    entity_type,
    entity_id,
    insight_type: 'obstacle_identification',
    title: `"${name}" is blocked`,
    summary: `"${name}" waits for 1 task.`,
    detailed_reasoning: {
      factors: ['It waits for 1 task.'],
      recommendations: ['Do that first.'],
      sections: [],
    },
    confidence: 0.9,
    impact: 0.4,
    reasoning_path: [],
    evidence: {
      rules: [{ code: 'DEPENDENCY_CHECK_001', version: 1, weight: 0.7, score: 0.1, confidence: 0.95 }],
      parameters: { today: '2026-11-21' },
      rows: rows ?? own,
      n: 1,
      values: [{ key: 'blockers', value: 1, unit: 'count', rows: [] }],
    },
    tags: ['task'],
    expires_at: null,
    ...rest,
  }
}

/** A run as a function of the server describes it, over the data as it is now. */
export async function runOf(person: string, more: Row = {}): Promise<Row & { id: string }> {
  const { data_version } = await asDatabase((sql) =>
    sql.one<{ data_version: string }>('select private.data_version($1) as data_version', [person]),
  )
  return { id: randomUUID(), trigger: 'person', taken_at: new Date().toISOString(), data_version, ...more }
}

/** Saves what the rules said of a person. @returns what became of it */
export async function saveInsights(
  person: string,
  drafts: InsightDraft[],
  run: Row = {},
  now?: string,
): Promise<SavedRun> {
  const whole = await runOf(person, run)
  return asService(
    async (sql) =>
      (
        await sql.one<{ answer: SavedRun }>('select public.save_insights($1, $2, $3) as answer', [
          person,
          whole,
          JSON.stringify(drafts),
        ])
      ).answer,
    { now },
  )
}

/** The insights of a person as they would read them, oldest first; only those of today unless told otherwise. */
export const insightsOf = (person: string, where = 'ended_at is null') =>
  asUser(person, (sql) =>
    sql.query<InsightRow>(`select * from public.insights where ${where} order by created_at, subject`),
  )
