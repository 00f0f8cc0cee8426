import { balanceSheet, wholePercents } from '../../../../../shared/hrm/balance-sheet.ts'
import type { Balance, Entry } from './balance-data.ts'

/** The levels a minute stands under, from the top down. */
export const LEVELS = ['pillar', 'area', 'project', 'task'] as const
export type Level = (typeof LEVELS)[number]

/** Ids from the pillar down; null where something belongs to none. */
export type Steps = readonly (string | null)[]

export type LedgerLine = {
  /** The place this line leads to. Levels at which there is only "none" are passed over. */
  steps: Steps
  level: Level
  id: string | null
  minutes: number
  /** Whole percent of all lines beside it; together 100. */
  percent: number
}

export type Ledger = {
  minutes: number
  /** What it divides into; empty at the end of the way. */
  lines: LedgerLine[]
  /** At the end of the way: what was lived here, day by day. */
  entries: Entry[]
}

const idAt = (entry: Entry, depth: number): string | null => entry[`${LEVELS[depth]!}_id`]

const sum = (entries: readonly Entry[]): number => entries.reduce((total, { minutes }) => total + minutes, 0)

function grouped(entries: readonly Entry[], depth: number): Map<string | null, Entry[]> {
  const groups = new Map<string | null, Entry[]>()
  for (const entry of entries) {
    const id = idAt(entry, depth)
    groups.set(id, [...(groups.get(id) ?? []), entry])
  }
  return groups
}

/** What was lived in a place, and what that divides into: every minute stands in one line of each level. */
export function ledgerAt(entries: readonly Entry[], steps: Steps): Ledger {
  const here = entries.filter((entry) => steps.every((step, depth) => idAt(entry, depth) === step))
  const depth = steps.length
  if (depth >= LEVELS.length) return { minutes: sum(here), lines: [], entries: here }
  const groups = [...grouped(here, depth)].map(([id, own]) => ({ id, minutes: sum(own) }))
  // Where everything belongs to none there is nothing to choose.
  if (groups.length === 1 && groups[0]!.id === null) return ledgerAt(entries, [...steps, null])
  groups.sort((a, b) => Number(a.id === null) - Number(b.id === null) || b.minutes - a.minutes)
  const percents = wholePercents(groups.map(({ minutes }) => minutes))
  return {
    minutes: sum(here),
    lines: groups.map(({ id, minutes }, place) => ({
      ...{ steps: [...steps, id], level: LEVELS[depth]!, id, minutes, percent: percents[place]! },
    })),
    entries: [],
  }
}

export type PillarLine = {
  /** Null: lived, but given to no pillar. */
  id: string | null
  name: string | null
  icon: string | null
  declared: number | null
  minutes: number
  percent: number
}

/** The pillars in the order of the person and last what is unassigned, with the figures the insights state. */
export function pillarLines(balance: Balance): { total: number; lines: PillarLine[] } {
  const { total_minutes, rows } = balanceSheet(balance)
  const byId = new Map(rows.map((row) => [row.pillar_id, row]))
  const lineOf = (id: string | null, name: string | null, icon: string | null): PillarLine[] => {
    const row = byId.get(id)
    return row
      ? [
          {
            id,
            name,
            icon,
            declared: row.declared_percent,
            minutes: row.lived_minutes,
            percent: row.lived_percent,
          },
        ]
      : []
  }
  return {
    total: total_minutes,
    lines: [
      ...balance.pillars.flatMap(({ id, name, icon }) => lineOf(id, name, icon)),
      ...lineOf(null, null, null),
    ],
  }
}
