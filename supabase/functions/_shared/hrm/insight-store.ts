import type { InsightDraft } from '../../../../shared/hrm/insight.ts'
import type { EntityRef } from '../../../../shared/hrm/insight.ts'
import type { Client } from '../clients.ts'

/** One look at a person's data: what `save_insight_runs` writes down beside the insights. */
export interface InsightRun {
  /** Saving the same id again changes nothing. */
  id: string
  trigger: 'person' | 'schedule' | 'change'
  started_at: string
  /** From the snapshot: when, and in which version, the data was read. */
  taken_at?: string
  data_version?: string
  /** What was looked at; empty for everything. */
  scope?: readonly EntityRef[]
}

export interface RunResult {
  user_id: string
  run: InsightRun
  drafts: readonly InsightDraft[]
}

/** What became of a run, in insights. `superseded`: a later look was saved first, so nothing was changed. */
export interface SavedRun {
  user_id: string
  run_id: string
  status: 'finished' | 'superseded'
  added: number
  changed: number
  same: number
  gone: number
}

/** Where insights come from and go to. Acts for everybody: it is given ids that were checked. */
export interface InsightStore {
  /** Rows of `hrm_rules` that are switched on, as they are. */
  rules(): Promise<unknown[]>
  /** One for each person there is; those who have left are missing. */
  snapshots(userIds: readonly string[]): Promise<{ user_id: string; snapshot: unknown }[]>
  /** All in one transaction. @throws when one of them cannot be saved, and then none is */
  save(results: readonly RunResult[]): Promise<SavedRun[]>
  /** Writes down that a run came to nothing. */
  fail(userId: string, run: InsightRun, errorCode: string): Promise<void>
}

const RULE_COLUMNS =
  'rule_code, rule_name, description, hierarchy_level, applies_to_entity_types, rule_type, rule_config, base_weight, ' +
  'user_adjustable, requires_llm, llm_prompt_template, is_active, is_system_rule, version'

/** Through the Data API, with a client that has the rights of the server (`adminClient`). */
export function apiInsightStore(client: Client): InsightStore {
  return {
    rules: async () =>
      (await client.from('hrm_rules').select(RULE_COLUMNS).eq('is_active', true).throwOnError()).data,
    snapshots: async (userIds) =>
      (await client.rpc('hrm_snapshots', { p_user_ids: [...userIds] }).throwOnError()).data,
    save: async (results) =>
      (await client.rpc('save_insight_runs', { p_results: results as never }).throwOnError())
        .data as unknown as SavedRun[],
    fail: async (userId, run, errorCode) => {
      await client
        .rpc('fail_insight_run', { p_user_id: userId, p_run: run as never, p_error_code: errorCode })
        .throwOnError()
    },
  }
}

/** As far as a connection to Postgres is needed here. */
export interface SqlConnection {
  query<Row extends object>(sql: string, values?: unknown[]): Promise<Row[]>
}

/** Straight to Postgres, for scheduled work: no second trip of megabytes through an API. */
export function sqlInsightStore(database: SqlConnection): InsightStore {
  return {
    async rules() {
      const [answer] = await database.query<{ rules: unknown[] }>(
        `select coalesce(json_agg(rule), '[]') as rules
         from (select ${RULE_COLUMNS} from public.hrm_rules where is_active) rule`,
      )
      return answer?.rules ?? []
    },
    snapshots: (userIds) =>
      database.query('select user_id, snapshot from public.hrm_snapshots($1)', [userIds]),
    async save(results) {
      const [answer] = await database.query<{ saved: SavedRun[] }>(
        'select public.save_insight_runs($1) as saved',
        [JSON.stringify(results)],
      )
      return answer?.saved ?? []
    },
    async fail(userId, run, errorCode) {
      await database.query('select public.fail_insight_run($1, $2, $3)', [
        userId,
        JSON.stringify(run),
        errorCode,
      ])
    },
  }
}
