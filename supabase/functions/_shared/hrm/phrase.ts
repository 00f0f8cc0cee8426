import type { Tables } from '../../../../shared/database.types.ts'
import { evidenceSchema } from '../../../../shared/hrm/evidence.ts'
import type { Depth, InsightDraft } from '../../../../shared/hrm/insight.ts'
import {
  type HonestPhrasing,
  isForModels,
  type Phrasable,
  PhrasingRequest,
  phrasingPrompt,
  phrasingsSchema,
} from '../../../../shared/hrm/phrasing.ts'
import type { PhrasingState } from '../../../../shared/hrm/request.ts'
import type { Rule } from '../../../../shared/hrm/rule.ts'
import { snapshotOf } from '../../../../shared/hrm/snapshot.ts'
import { askForJson } from '../ai/ask-for-json.ts'
import { type Asked, askTogether, takeOver } from '../ai/background-items.ts'
import { modelRates } from '../ai/rates.ts'
import { inBackground } from '../background.ts'
import type { Client } from '../clients.ts'
import { loadRules } from './run-insights.ts'
import { toJson } from '../json.ts'
import type { Services as AiServices } from '../ai/services.ts'
import type { InsightStore } from './insight-store.ts'

/** As the ledger, the budgets and the switches of the person name it. */
const FEATURE = 'hrm_analysis'
const KIND = 'insight_phrasing'
/** Of one run, and of one call. */
const MOST_PHRASED = 3
const MOST_OUTPUT_TOKENS = 900
/** What asking takes. */
export interface PhrasingServices {
  admin: Client
  ai: AiServices
  store: InsightStore
}

/** What strongest score counts as unsure. */
const UNSURE = 0.3
/** How much surer an insight is with a model's words, and how much less so without those its rule asks for. */
const PHRASED_CONFIDENCE = 0.1
const UNPHRASED_CONFIDENCE = 0.2

type Row = Tables<'insights'>

interface Person {
  userId: string
  own: Client
  report(thrown: unknown): void
}

interface Wish {
  depth: Depth
  isForced: boolean
  rules: readonly Rule[]
  /** Rows that rules may read and no model may. */
  rulesOnly: ReadonlySet<string>
}

/**
 * Has a model put the insights that matter most into words, where the rules ask for it. The rules' own words stand
 * meanwhile, and stay when the model says anything the evidence does not hold.
 */
export async function phrase(
  services: PhrasingServices,
  person: Person,
  insights: readonly Row[],
  { depth, isForced, rules, rulesOnly }: Wish,
): Promise<PhrasingState> {
  if (depth === 'minimal' && !isForced) return 'none'
  const asking = askingOf(rules)
  const wanting = insights.filter(
    (row) =>
      row.llm_model_used === null &&
      row.stale_at === null &&
      (isForced || depth === 'detailed' || isUnsure(row, asking)),
  )
  if (wanting.length === 0) return 'none'
  if (await isOff(person.own, person.userId)) return 'off'
  const shown = wanting.filter((row) => isForModels(toPhrasable(row), rulesOnly)).slice(0, MOST_PHRASED)
  const catalogue = await services.ai.catalogue()
  if (shown.length === 0 || catalogue.size === 0) return 'unavailable'

  const items = {
    userId: person.userId,
    kind: KIND,
    subjectIds: shown.map(({ id }) => id),
    most: MOST_PHRASED,
  }
  inBackground(
    askTogether(services.admin, items, (ids) => phraseNow(services, person, ids, asking, depth)).catch(
      person.report,
    ),
  )
  return 'asked'
}

/**
 * Has a model put into words what a request that died had left of a person's, if they still want it; within their
 * budget, as ever.
 */
export async function phraseLeftovers(
  services: PhrasingServices,
  userId: string,
  report: (thrown: unknown) => void,
): Promise<void> {
  const items = { userId, kind: KIND, most: MOST_PHRASED }
  const asking = askingOf(await loadRules(services.store, report))
  await takeOver(services.admin, items, async (ids) =>
    (await isOff(services.admin, userId))
      ? { interactionId: crypto.randomUUID(), costNanoUsd: 0, failedIds: ids }
      : phraseNow(services, { userId, report }, ids, asking, null),
  )
}

const askingOf = (rules: readonly Rule[]) =>
  new Set(rules.filter(({ requires_llm }) => requires_llm).map(({ rule_code }) => rule_code))

async function isOff(client: Client, userId: string): Promise<boolean> {
  const { data: settings } = await client
    .from('ai_settings')
    .select('is_on, features_off')
    .eq('user_id', userId)
    .maybeSingle()
    .throwOnError()
  return settings !== null && (!settings.is_on || settings.features_off.includes(FEATURE))
}

function isUnsure(row: Row, asking: ReadonlySet<string>): boolean {
  const { rules } = evidenceSchema.parse(row.evidence)
  const strongest = Math.max(0, ...rules.map(({ score }) => score))
  return rules.some(({ code }) => asking.has(code)) || (rules.length > 0 && strongest < UNSURE)
}

const toPhrasable = (row: Row): Phrasable => ({
  title: row.title,
  summary: row.summary,
  insight_type: row.insight_type as InsightDraft['insight_type'],
  entity_id: row.entity_id,
  reasoning_path: row.reasoning_path as InsightDraft['reasoning_path'],
  detailed_reasoning: row.detailed_reasoning as InsightDraft['detailed_reasoning'],
  evidence: evidenceSchema.parse(row.evidence),
})

async function phraseNow(
  services: PhrasingServices,
  { userId, report }: Pick<Person, 'userId' | 'report'>,
  ids: readonly string[],
  asking: ReadonlySet<string>,
  /** As the person likes it, unless told. */
  wished: Depth | null,
): Promise<Asked> {
  const interactionId = crypto.randomUUID()
  const { admin, store } = services
  const [[read], { data: rows }] = await Promise.all([
    store.snapshots([userId]),
    admin
      .from('insights')
      .select('*')
      .eq('user_id', userId)
      .in('id', [...ids])
      .is('ended_at', null)
      .is('stale_at', null)
      .throwOnError(),
  ])
  if (!read) return { interactionId, costNanoUsd: 0, failedIds: ids }
  const snapshot = snapshotOf(read.snapshot)
  const depth = wished ?? snapshot.preferences.explanation_detail_level
  // Who may read what is asked again, at the moment it goes out.
  const rulesOnly = new Set(snapshot.rules_only)
  const shown = new Map(
    rows.map((row) => [toPhrasable(row), row] as const).filter(([each]) => isForModels(each, rulesOnly)),
  )
  if (shown.size === 0) return { interactionId, costNanoUsd: 0, failedIds: ids }

  const request = new PhrasingRequest([...shown.keys()])
  const answer = await askForJson(
    { userId, admin, interactionId, begunAt: performance.now(), dispatching: () => {}, report },
    services.ai,
    {
      feature: FEATURE,
      system: phrasingPrompt(snapshot.locale),
      text: request.text,
      output: { name: 'insights', schema: phrasingsSchema },
      maxOutputTokens: MOST_OUTPUT_TOKENS,
      asked: { message: request.text, prior: [], locale: snapshot.locale },
      // The rules have done the thinking.
      routing: depth === 'detailed' ? { requiresReasoning: true } : { forcedTier: 'execution' },
      rates: modelRates(userId),
      records: [...shown.keys()].flatMap(({ evidence }) =>
        evidence.rows.map(({ table, id, values }) => ({
          table,
          id,
          fields: ['name', ...Object.keys(values)],
        })),
      ),
    },
  )
  if (answer.status === 'refused') return { interactionId, costNanoUsd: 0, again: false, failedIds: ids }
  const phrased =
    answer.status === 'answered' ? request.read(answer.value) : new Map<Phrasable, HonestPhrasing>()
  for (const [insight, row] of shown) {
    const words = phrased.get(insight)
    const change = words
      ? changeOf(row, insight, words, answer.status === 'answered' ? answer.model : '', interactionId)
      : answer.status === 'failed' && isUnsure(row, asking)
        ? { confidence: Math.max(0, row.confidence - UNPHRASED_CONFIDENCE) }
        : null
    if (change) {
      await admin
        .rpc('phrase_insight', { p_user_id: userId, p_insight_id: row.id, p_phrasing: toJson(change) })
        .throwOnError()
    }
  }
  const failedIds = ids.filter((id) => ![...phrased.keys()].some((insight) => shown.get(insight)?.id === id))
  return { interactionId, costNanoUsd: answer.costNanoUsd, failedIds }
}

const changeOf = (
  row: Row,
  { detailed_reasoning: reasoning, summary }: Phrasable,
  words: HonestPhrasing,
  model: string,
  interactionId: string,
) => ({
  summary: words.summary,
  detailed_reasoning: {
    ...reasoning,
    recommendations: words.recommendations.length > 0 ? words.recommendations : reasoning.recommendations,
    connections: words.connections,
    obstacles: words.obstacles,
  },
  confidence: Math.min(1, row.confidence + PHRASED_CONFIDENCE),
  llm_model_used: model,
  llm_session_id: interactionId,
  llm_context: { summary_of_rules: summary },
})
