import type { Evidence, EvidenceRow, Unit } from './evidence.ts'
import { rounded, type RuleResult } from './finding.ts'
import type { EntityNode, Frame } from './frame.ts'
import type { RuleJudge } from './judges.ts'

const TABLES = { pillar: 'pillars', area: 'areas', project: 'projects', task: 'tasks' } as const

/** Collects what an insight rests on while it is worked out. */
export class Receipt {
  readonly #frame: Frame
  readonly #rows = new Map<string, EvidenceRow>()
  readonly #rules: Evidence['rules'] = []
  readonly #values: Evidence['values'] = []
  readonly #parameters: Evidence['parameters']
  #looked = 0

  constructor(frame: Frame) {
    this.#frame = frame
    this.#parameters = { today: frame.snapshot.today }
  }

  /** Rows that are named in the texts, or that a value was worked out from. */
  rows(...nodes: readonly EntityNode[]): this {
    for (const node of nodes) {
      if (!this.#rows.has(node.row.id)) this.#rows.set(node.row.id, rowOf(node))
    }
    return this
  }

  /** Rows that were looked at beside those listed. */
  looked(count: number): this {
    this.#looked = Math.max(this.#looked, count)
    return this
  }

  value(key: string, value: number | string, unit: Unit, nodes: readonly EntityNode[] = []): this {
    const rows = nodes.map(({ row }) => row.id)
    this.#values.push({ key, value, unit, rows })
    return this
  }

  parameter(key: string, value: number | string): this {
    this.#parameters[key] = value
    return this
  }

  /** A rule that speaks for a whole life, not for one row. */
  rule({ rule, weight }: RuleJudge, score: number, confidence: number): this {
    const { rule_code: code, version } = rule
    this.#rules.push({ code, version, weight, score: rounded(score), confidence })
    return this
  }

  /**
   * What rules said of a row, with all they worked out and all they looked at.
   * @param about the row, where several have results of their own
   */
  results(results: readonly RuleResult[], about?: EntityNode): this {
    for (const { code, version, weight, score, confidence, factors, rows } of results) {
      this.#rules.push({ code, version, weight, score: rounded(score), confidence })
      for (const [factor, value] of Object.entries(factors)) {
        if (value === null) continue
        const from = about ? [about.row.id, ...rows] : [...rows]
        this.#values.push({ key: `${code}.${factor}`, value, unit: unitOf(factor, value), rows: from })
      }
      for (const id of rows) {
        const node = this.#frame.byId.get(id)
        if (node) this.rows(node)
      }
    }
    return this
  }

  evidence(): Evidence {
    return {
      rules: this.#rules,
      parameters: this.#parameters,
      rows: [...this.#rows.values()],
      n: Math.max(this.#looked, this.#rows.size),
      values: this.#values,
    }
  }
}

function unitOf(factor: string, value: number | string): Unit {
  if (typeof value === 'string') return factor.endsWith('_on') ? 'date' : 'text'
  if (factor.endsWith('_percent')) return 'percent'
  if (factor.endsWith('_days')) return 'days'
  return factor.endsWith('_minutes') ? 'minutes' : 'count'
}

const rowOf = (node: EntityNode): EvidenceRow => ({
  table: TABLES[node.type],
  id: node.row.id,
  name: node.row.name,
  values: valuesOf(node),
})

function valuesOf(node: EntityNode): EvidenceRow['values'] {
  switch (node.type) {
    case 'task': {
      const { status, priority, due_on, due_time, deadline_on } = node.row
      return { status, priority, due_on, due_time: due_time?.slice(0, 5) ?? null, deadline_on }
    }
    case 'project': {
      const { status, priority, importance, deadline_on, task_count, completed_count } = node.row
      return { status, priority, importance, deadline_on, task_count, completed_count }
    }
    case 'area':
      return { importance: node.row.importance }
    case 'pillar': {
      const { time_allocation_percentage, alignment_strength } = node.row
      return { time_allocation_percentage, alignment_strength }
    }
  }
}
