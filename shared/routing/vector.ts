import { mixed } from './hash.ts'

/** How many weights a request can meet. A power of two. */
export const BUCKETS = 1 << 16

/** A request as the model sees it: which weights count, and how much. */
export interface Vector {
  indices: number[]
  values: number[]
}

// One mark per bucket, shared by all vectors: a vector begins with a number nobody has used.
const marks = new Uint32Array(BUCKETS)
let lastMark = 0

/**
 * Collects hashed features family by family. A feature counts once however often it is met (so repetition buys
 * nothing), and each family weighs the same whether the text is long or short.
 */
export class VectorBuilder {
  private readonly indices: number[] = []
  private readonly values: number[] = []
  private readonly mark: number
  private familyBegin = 0

  constructor() {
    lastMark = (lastMark + 1) >>> 0
    if (lastMark === 0) {
      marks.fill(0)
      lastMark = 1
    }
    this.mark = lastMark
  }

  add(hash: number): void {
    const index = mixed(hash) & (BUCKETS - 1)
    if (marks[index] === this.mark) return
    marks[index] = this.mark
    this.indices.push(index)
  }

  /** Ends a family of features; fewer than `few` of them share less than its whole weight. */
  endFamily(weight: number, few: number): void {
    const count = this.indices.length - this.familyBegin
    const value = weight / Math.sqrt(Math.max(count, few))
    for (let at = 0; at < count; at++) this.values.push(value)
    this.familyBegin = this.indices.length
  }

  build(): Vector {
    return { indices: this.indices, values: this.values }
  }
}
