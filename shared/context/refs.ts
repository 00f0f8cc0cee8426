import type { Entity } from '../commands/life.ts'
import { fromData } from './data-text.ts'
import type { HiddenValues } from './hidden-values.ts'

/** What a model calls the rows it was shown, and nothing else. Ids never leave. */
export interface Refs {
  /** The row of a short name such as `t1`; null for one that was not given out. */
  rowOf(ref: string): RefRow | null
  /** Whether the person spoke of removing anything: a model may not come upon it by itself, or by what it read. */
  readonly isRemovalAsked: boolean
  /** Words of the model as the person would have written them: what was hidden from it is back. */
  reveal(text: string): string
}

export interface RefRow {
  entity: Entity
  id: string
}

const PREFIXES: Record<Entity, string> = { pillar: 'pil', area: 'a', project: 'p', task: 't', label: 'l' }

export class RefBook implements Refs {
  private readonly rows = new Map<string, RefRow>()
  private readonly refs = new Map<string, string>()
  private readonly counts = new Map<Entity, number>()

  constructor(
    private readonly hidden: HiddenValues,
    readonly isRemovalAsked = false,
  ) {}

  /** Gives a row its name, the same one each time. */
  refOf(entity: Entity, id: string): string {
    const known = this.refs.get(id)
    if (known) return known
    const count = (this.counts.get(entity) ?? 0) + 1
    this.counts.set(entity, count)
    const ref = `${PREFIXES[entity]}${count}`
    this.refs.set(id, ref)
    this.rows.set(ref, { entity, id })
    return ref
  }

  rowOf(ref: string): RefRow | null {
    return this.rows.get(ref.trim().toLowerCase()) ?? null
  }

  reveal(text: string): string {
    return this.hidden.reveal(fromData(text))
  }
}
