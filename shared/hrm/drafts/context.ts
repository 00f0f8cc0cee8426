import type { EntityScore } from '../finding.ts'
import type { EntityNode, Frame } from '../frame.ts'
import type { RuleJudge } from '../judges.ts'
import type { ConfigOf, RuleConfig } from '../rule.ts'
import type { Named } from '../words.ts'

/** What a generator of insights works with. */
export interface DraftContext {
  frame: Frame
  judges: readonly RuleJudge[]
  /** Scores of what is evaluated, by id. */
  scores: ReadonlyMap<string, EntityScore>
  /** Whether insights about this row are asked for; null is the whole life. */
  isWanted: (node: EntityNode | null) => boolean
  /** Tasks that get their priority explained, whatever it is. */
  explained: ReadonlySet<string>
  /** All open tasks, the most pressing first; only when insights about the whole life are asked for. */
  ranking: readonly EntityScore[]
}

export type RuleOf<Method extends RuleConfig['method']> = RuleJudge & { config: ConfigOf<Method> }

/** The first active rule of a method that has weight for this person, by its code. */
export function ruleOf<Method extends RuleConfig['method']>(
  { judges }: DraftContext,
  method: Method,
): RuleOf<Method> | null {
  for (const judge of judges) {
    const config = judge.rule.rule_config
    if (judge.weight > 0 && isOf(config, method)) return { ...judge, config }
  }
  return null
}

const isOf = <Method extends RuleConfig['method']>(
  config: RuleConfig,
  method: Method,
): config is ConfigOf<Method> => config.method === method

const MOST_NAMED = 3

/** The first few by name, the rest by number. */
export const named = (nodes: readonly EntityNode[], most = MOST_NAMED): Named => ({
  names: nodes.slice(0, most).map(({ row }) => row.name),
  more: Math.max(0, nodes.length - most),
})

/** Whole percent. */
export const percentOf = (part: number, whole: number): number =>
  whole === 0 ? 0 : Math.round((100 * part) / whole)
