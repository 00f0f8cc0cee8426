import { deadlineProximity, expiryHours } from './combine.ts'
import { after } from './days.ts'
import type { RuleResult } from './finding.ts'
import {
  type AreaNode,
  type EntityNode,
  type Frame,
  type PillarNode,
  placeOf,
  type ProjectNode,
} from './frame.ts'
import type { Depth, Factor, InsightDraft, InsightType, PathNode } from './insight.ts'
import type { Receipt } from './receipt.ts'
import type { DraftTexts } from './words.ts'

/** An insight as a generator hands it over; what all have alike is added by `finishDraft`. */
export interface DraftSpec {
  /** First part of the subject. */
  kind: string
  /** Last part of the subject where the row alone does not say it. */
  detail?: string
  code: string
  version: number
  /** Null: the whole life. */
  node: EntityNode | null
  type: InsightType
  texts: DraftTexts
  confidence: number
  impact: number
  receipt: Receipt
  /** The rules that counted, the most influential first. */
  results?: readonly RuleResult[]
  tags?: readonly string[]
}

const HIGH = 0.8
const URGENT_HOURS = 6
const PATH_CONFIDENCE = { pillar: 0.95, area: 0.9, project: 0.85 } as const
/** How many reasons and recommendations each depth shows. */
const SHOWN: Record<Depth, { factors: number; recommendations: number }> = {
  minimal: { factors: 1, recommendations: 1 },
  balanced: { factors: 3, recommendations: 2 },
  detailed: { factors: 5, recommendations: 3 },
}

/** Adds what follows from a draft: path, tags, expiry, and as much reasoning as the depth asks for. */
export function finishDraft(spec: DraftSpec, frame: Frame, depth: Depth): InsightDraft {
  const { kind, detail, code, version, node, type, texts, confidence, impact, receipt } = spec
  const results = spec.results ?? []
  const hours = expiryHours(type)
  const entity_type = node?.type ?? 'global'
  const reasoning_path = node ? pathTo(node, spec, frame, depth) : [wholeLife(spec, frame, depth)]
  const evidence = receipt.evidence()
  const { factors, recommendations } = SHOWN[depth]
  const sentences = results.slice(0, factors).map(({ reasoning }) => frame.words.sentence(reasoning))
  return {
    subject: [kind, entity_type, ...(node ? [node.row.id] : []), ...(detail ? [detail] : [])].join(':'),
    ...{ rule_code: code, rule_version: version },
    ...{ entity_type, entity_id: node?.row.id ?? null, insight_type: type },
    ...{ title: texts.title, summary: texts.summary },
    detailed_reasoning: {
      factors: sentences,
      recommendations: texts.recommendations.slice(0, recommendations),
      sections: depth === 'detailed' ? sectionsOf(texts, sentences, frame.words.basis(evidence.n)) : [],
    },
    ...{ confidence, impact, reasoning_path, evidence },
    tags: [
      ...new Set([
        entity_type,
        type,
        ...(confidence > HIGH ? ['high_confidence'] : []),
        ...(impact > HIGH ? ['high_impact'] : []),
        ...(hours !== null && hours <= URGENT_HOURS ? ['urgent'] : []),
        ...(spec.tags ?? []),
      ]),
    ],
    expires_at: hours === null ? null : after(frame.snapshot, hours),
  }
}

const sectionsOf = (
  { summary, consequence, recommendations }: DraftTexts,
  factors: readonly string[],
  basis: string,
): InsightDraft['detailed_reasoning']['sections'] => [
  { key: 'situation', text: summary },
  { key: 'cause', text: factors.join(' ') || summary },
  { key: 'consequence', text: consequence },
  { key: 'evidence', text: basis },
  { key: 'next_step', text: recommendations[0] },
]

const factorsOf = (results: readonly RuleResult[], depth: Depth): Factor[] =>
  results
    .slice(0, SHOWN[depth].factors)
    .flatMap(({ factors }) => Object.entries(factors).map(([factor, value]) => ({ factor, value })))

const wholeLife = ({ results, confidence }: DraftSpec, { words }: Frame, depth: Depth): PathNode => ({
  ...{ level: 'global', entity_id: null, entity_name: '' },
  ...{ reasoning: words.path.global, confidence },
  contributing_factors: factorsOf(results ?? [], depth),
})

/** From the pillar down. The rows of the path become part of the receipt: every number of it can be opened. */
function pathTo(node: EntityNode, spec: DraftSpec, frame: Frame, depth: Depth): PathNode[] {
  const { pillar, area, project } = placeOf(node)
  const above = [pillar, area, project].filter((level) => level !== null && level !== node)
  spec.receipt.rows(node, ...above.filter((level) => level !== null))
  return [
    ...(pillar ? [pillarStep(pillar, frame)] : []),
    ...(area ? [areaStep(area, frame)] : []),
    ...(project ? [projectStep(project, frame)] : []),
    ...(node.type === 'task'
      ? [
          {
            ...{ level: node.type, entity_id: node.row.id, entity_name: node.row.name },
            reasoning: spec.results?.[0]
              ? frame.words.sentence(spec.results[0].reasoning)
              : spec.texts.summary,
            confidence: spec.confidence,
            contributing_factors: factorsOf(spec.results ?? [], depth),
          },
        ]
      : []),
  ]
}

const pillarStep = ({ row }: PillarNode, { words }: Frame): PathNode => ({
  ...{ level: 'pillar', entity_id: row.id, entity_name: row.name, confidence: PATH_CONFIDENCE.pillar },
  reasoning: words.path.pillar(row.time_allocation_percentage),
  contributing_factors: [
    { factor: 'declared_percent', value: row.time_allocation_percentage },
    { factor: 'alignment_strength', value: row.alignment_strength },
  ],
})

const areaStep = ({ row }: AreaNode, { words }: Frame): PathNode => ({
  ...{ level: 'area', entity_id: row.id, entity_name: row.name, confidence: PATH_CONFIDENCE.area },
  reasoning: words.path.area(row.importance),
  contributing_factors: [{ factor: 'importance', value: row.importance }],
})

const projectStep = ({ row, deadline }: ProjectNode, { words, today }: Frame): PathNode => ({
  ...{ level: 'project', entity_id: row.id, entity_name: row.name, confidence: PATH_CONFIDENCE.project },
  reasoning: words.path.project(row.completed_count, row.task_count),
  contributing_factors: [
    { factor: 'completed_count', value: row.completed_count },
    { factor: 'task_count', value: row.task_count },
    { factor: 'deadline_proximity', value: deadlineProximity(deadline === null ? null : deadline - today) },
  ],
})
