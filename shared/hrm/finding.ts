import type { EntityNode, Frame } from './frame.ts'
import type { EntityRef } from './insight.ts'

export type FactorValues = Readonly<Record<string, string | number | null>>

/** What one rule says of one row. */
export interface Finding {
  /** 0 to 1: how much this speaks for turning to the row now. 0.5 says nothing. */
  score: number
  /** 0 to 1. */
  confidence: number
  /** -1 to 1, the signed strength the rule is configured with; orders what has the same score. */
  boost: number
  /** One clause in the person's language, without a full stop. */
  reasoning: string
  /** What it was worked out from. The ending of a key is its unit: `_percent`, `_days`, `_minutes`, `_on`. */
  factors: FactorValues
  /** Other rows it rests on. */
  rows: readonly string[]
}

/** A rule that is ready to judge the rows of one snapshot; null where it has nothing to say. */
export type Judge = (node: EntityNode) => Finding | null
export type Prepare<Config> = (config: Config, frame: Frame) => Judge

/** What one rule says, with the weight it has for this person. */
export interface RuleResult extends Finding {
  code: string
  version: number
  /** 0 to 1. */
  weight: number
}

export interface EntityScore extends EntityRef {
  entity_id: string
  /** 0 to 1. */
  score: number
  /** 0 to 1. */
  confidence: number
  results: RuleResult[]
}

export const NO_ROWS: readonly string[] = []

/** Lowest score of a boost: 0 is left to rows of which nothing speaks, such as a task without a day. */
const LEAST = 0.1
const NEUTRAL = 0.5

/** A signed boost on the common scale: away from 0.5, where a rule says nothing, within 0.1 and 1. */
export const scoreOfBoost = (boost: number): number => clamp(NEUTRAL + boost, LEAST, 1)

export const clamp = (value: number, least: number, most: number): number =>
  value < least ? least : value > most ? most : value

/** Two digits: what people are shown, and no noise of binary fractions. */
export const rounded = (value: number): number => Math.round(value * 100) / 100
