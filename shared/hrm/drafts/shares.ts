import { balanceSheet } from '../balance-sheet.ts'
import { impactOf } from '../combine.ts'
import type { DraftSpec } from '../draft.ts'
import { Receipt } from '../receipt.ts'
import { balanceOf } from '../rules/pattern.ts'
import { type DraftContext, ruleOf } from './context.ts'

/** As far back as the snapshot has lived minutes. */
const LIVED_DAYS = 28
const LEAST_MINUTES = 300
const APART_PERCENT = 10
const UNASSIGNED_PERCENT = 20

/** Where the time goes: spheres of life, pillars, and what belongs to none. */
export function* shareDrafts(context: DraftContext): Iterable<DraftSpec> {
  if (context.isWanted(null)) yield* spheres(context)
  const { frame } = context
  const sheet = balanceSheet(frame.snapshot)
  if (sheet.total_minutes < LEAST_MINUTES) return
  for (const { pillar_id, declared_percent, lived_minutes, lived_percent } of sheet.rows) {
    const node = pillar_id === null ? null : (frame.byId.get(pillar_id) ?? null)
    const receipt = new Receipt(frame)
      .looked(frame.minutes.length)
      .parameter('lived_days', LIVED_DAYS)
      .value('lived_days', LIVED_DAYS, 'days')
      .value('lived_minutes', lived_minutes, 'minutes', node ? [node] : [])
      .value('total_minutes', sheet.total_minutes, 'minutes')
      .value('lived_percent', lived_percent, 'percent', node ? [node] : [])
    const common = { version: 1, type: 'time_allocation', confidence: 0.9, receipt } as const
    const amounts = { minutes: lived_minutes, all: sheet.total_minutes, days: LIVED_DAYS }
    if (pillar_id === null) {
      if (lived_percent < UNASSIGNED_PERCENT || !context.isWanted(null)) continue
      const texts = frame.words.drafts.unassigned({ percent: lived_percent, ...amounts })
      yield {
        ...common,
        ...{ kind: 'unassigned', code: 'GENERATOR_UNASSIGNED', node: null, texts, impact: 0.6 },
      }
      continue
    }
    if (!node || declared_percent === null || !context.isWanted(node)) continue
    if (Math.abs(lived_percent - declared_percent) < APART_PERCENT) continue
    receipt.rows(node).value('declared_percent', declared_percent, 'percent', [node])
    const texts = frame.words.drafts.share({
      ...{ pillar: node.row.name, declared: declared_percent, lived: lived_percent, ...amounts },
    })
    yield {
      ...common,
      ...{ kind: 'share', code: 'GENERATOR_SHARE', node, texts, impact: impactOf('pillar', 0) },
    }
  }
}

function* spheres(context: DraftContext): Iterable<DraftSpec> {
  const judge = ruleOf(context, 'balance')
  if (!judge) return
  const { frame } = context
  const { rule, config } = judge
  const { minutes, shares } = balanceOf(config, frame)
  if (minutes < config.least_minutes) return
  for (const { sphere, target_percent, lived_percent, minutes: spent, areas } of shares) {
    if (Math.abs(lived_percent - target_percent) <= config.tolerance * 100) continue
    yield {
      ...{ kind: 'imbalance', detail: sphere, code: rule.rule_code, version: rule.version, node: null },
      type: 'time_allocation',
      ...{ confidence: 0.85, impact: impactOf('global', 0) },
      texts: frame.words.drafts.imbalance({
        ...{ sphere: frame.words.sphere(sphere), lived: lived_percent, target: target_percent },
        ...{ minutes: spent, days: LIVED_DAYS },
      }),
      receipt: new Receipt(frame)
        .rule(judge, Math.min(lived_percent, target_percent) / 100, 0.8)
        .rows(...areas)
        .looked(frame.minutes.length)
        .value('sphere', sphere, 'text', areas)
        .value('lived_days', LIVED_DAYS, 'days')
        .value('sphere_minutes', spent, 'minutes', areas)
        .value('lived_percent', lived_percent, 'percent', areas)
        .value('target_percent', target_percent, 'percent'),
      tags: config.add_tags,
    }
  }
}
