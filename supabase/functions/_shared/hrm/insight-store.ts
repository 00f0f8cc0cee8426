import type { EntityRef } from '../../../../shared/hrm/insight.ts'
import type { Client } from '../clients.ts'
import type { WrittenDraft } from './written-draft.ts'

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
  drafts: readonly WrittenDraft[]
  /** Digests of what is said already, as they were read with the snapshot: what is among them is not sent again. */
  known?: readonly string[]
}

/** What is known of a person, and the digests of what is said of them. */
export interface PersonRead {
  user_id: string
  snapshot: unknown
  known: string[]
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
  snapshots(userIds: readonly string[]): Promise<PersonRead[]>
  /** In one transaction, without those of whom something ended meanwhile: they follow. @throws when one cannot be saved, and then none is */
  save(results: readonly RunResult[]): Promise<SavedRun[]>
  /** Writes down that a run came to nothing. */
  fail(userId: string, run: InsightRun, errorCode: string): Promise<void>
}

const RULE_COLUMNS =
  'rule_code, rule_name, description, hierarchy_level, applies_to_entity_types, rule_type, rule_config, base_weight, ' +
  'user_adjustable, requires_llm, llm_prompt_template, is_active, is_system_rule, version'

type SaveAnswer = SavedRun | { user_id: string; run_id: string; status: 'outdated' }

/** What is said already is named by its digest; all is sent where that came too late. */
async function saveAll(
  results: readonly RunResult[],
  send: (json: string) => Promise<SaveAnswer[]>,
): Promise<SavedRun[]> {
  const answers = await send(`[${results.map(packed).join()}]`)
  const outdated = new Set(answers.flatMap(({ status, user_id }) => (status === 'outdated' ? [user_id] : [])))
  const saved = answers.filter((answer): answer is SavedRun => answer.status !== 'outdated')
  if (outdated.size === 0) return saved
  const again = results.filter(({ user_id }) => outdated.has(user_id))
  return [
    ...saved,
    ...(await saveAll(
      again.map((result) => ({ ...result, known: [] })),
      send,
    )),
  ]
}

function packed({ user_id, run, drafts, known = [] }: RunResult): string {
  const held = new Set(known)
  const confirmed: string[] = []
  const sent: string[] = []
  for (const { digest, json } of drafts) {
    if (held.delete(digest)) confirmed.push(digest)
    else sent.push(json)
  }
  return `${JSON.stringify({ user_id, run, confirmed }).slice(0, -1)},"drafts":[${sent.join()}]}`
}

/** Through the Data API, with a client that has the rights of the server (`adminClient`). */
export function apiInsightStore(client: Client): InsightStore {
  return {
    rules: async () =>
      (await client.from('hrm_rules').select(RULE_COLUMNS).eq('is_active', true).throwOnError()).data,
    snapshots: async (userIds) =>
      (await client.rpc('hrm_snapshots', { p_user_ids: [...userIds] }).throwOnError()).data,
    save: (results) =>
      saveAll(
        results,
        async (json) =>
          (await client.rpc('save_insight_runs', { p_results: JSON.parse(json) }).throwOnError())
            .data as unknown as SaveAnswer[],
      ),
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
    async snapshots(userIds) {
      const rows = await database.query<{ user_id: string; json: string; known: string[] }>(
        'select user_id, snapshot::text as json, known from public.hrm_snapshots($1)',
        [userIds],
      )
      // Each is decoded when its turn comes: as objects, a chunk of people would outlive every cheap collection.
      return rows.map(({ user_id, json, known }) => ({
        ...{ user_id, known },
        get snapshot() {
          return JSON.parse(json) as unknown
        },
      }))
    },
    save: (results) =>
      saveAll(results, async (json) => {
        const [answer] = await database.query<{ saved: SaveAnswer[] }>(
          'select public.save_insight_runs($1) as saved',
          [json],
        )
        return answer?.saved ?? []
      }),
    async fail(userId, run, errorCode) {
      await database.query('select public.fail_insight_run($1, $2, $3)', [
        userId,
        JSON.stringify(run),
        errorCode,
      ])
    },
  }
}
