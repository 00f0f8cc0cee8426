import type { EvidenceRow } from '../evidence.ts'
import type { Held } from './held.ts'

export type State = 'done' | 'overdue' | 'blocked'

const PRONOUN = /^\s*(?:it|es|sie)(?!\p{L})/iu

/** What the evidence says of its rows, beyond numbers. */
export class Facts {
  /** Rows that wait for others, and those they wait for; a row can be both. */
  readonly waiting = new Set<string>()
  readonly blocking = new Set<string>()
  readonly #held: Held
  readonly #rows: ReadonlyMap<string, EvidenceRow>

  constructor(held: Held) {
    this.#held = held
    const { rows, values } = held.evidence
    this.#rows = new Map(rows.map((row) => [row.id, row]))
    for (const { key, value, rows: ids } of values) {
      const own = key.slice(key.lastIndexOf('.') + 1)
      const others = rows.filter(({ id }) => !ids.includes(id))
      if (typeof value !== 'number' || value === 0) continue
      const [first, second] = others.filter(({ table }) => table === 'tasks' || table === 'projects')
      if (own === 'blocker_count') this.#link(first ? [first.id] : [], ids)
      else if (key === 'waiting_count' && first?.table === 'tasks') this.#link(ids, [first.id])
      else if (key === 'waiting_count' && first && second) this.#link([...ids, second.id], [first.id])
      else if (own === 'waiting_count' && rows[0]) this.blocking.add(rows[0].id)
    }
  }

  /** Whether a row is in a state; null where the evidence does not say. */
  is(state: State, id: string): boolean | null {
    const row = this.#rows.get(id)
    if (!row || (row.table !== 'tasks' && row.table !== 'projects')) return null
    if (state === 'blocked') {
      if (this.waiting.has(id)) return true
      return this.blocking.has(id) ? false : null
    }
    const { status } = row.values
    if (state === 'done') return typeof status === 'string' ? status === 'completed' : null
    if (this.#held.numbers.some(({ key, rows }) => /overdue_days$/.test(key) && rows.includes(id)))
      return true
    const days = this.daysOf(id)
    return days.length === 0 || this.#held.today === null
      ? null
      : days.every((day) => day < this.#held.today!)
  }

  /** The days of a row, since 1970. */
  daysOf(id: string): number[] {
    return this.#held.days.filter(({ rows }) => rows.length === 1 && rows[0] === id).map(({ day }) => day)
  }

  /** “It is …”: what an insight is about stands first among its rows. */
  pronounIn(text: string, from: number, to: number): { at: number; end: number; ids: string[] } | null {
    const found = PRONOUN.exec(text.slice(from, to))
    const [first] = this.#held.evidence.rows
    if (!found || first?.table !== 'tasks') return null
    return { at: from, end: from + found[0].length, ids: [first.id] }
  }

  #link(waiting: readonly string[], blocking: readonly string[]): void {
    for (const id of waiting) this.waiting.add(id)
    for (const id of blocking) this.blocking.add(id)
  }
}
