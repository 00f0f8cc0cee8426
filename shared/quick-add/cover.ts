import type { Span } from './line.ts'

const letterOrDigit = /[\p{L}\p{N}]/u

/** Which places of the folded line belong to chips, and where its last words end. */
export interface Cover {
  add(span: Span): void
  has(at: number): boolean
  /** True when no letter or digit follows outside chips. */
  isTrailing(at: number): boolean
}

export function createCover(folded: string, spans: readonly Span[]): Cover {
  const covered = new Uint8Array(folded.length)
  let last = folded.length - 1
  const cover: Cover = {
    add: ({ start, end }) => void covered.fill(1, start, end),
    has: (at) => covered[at] === 1,
    isTrailing(at) {
      while (last >= at && (covered[last] === 1 || !isText(folded, last))) last--
      return last < at
    },
  }
  for (const span of spans) cover.add(span)
  return cover
}

const isText = (folded: string, at: number) =>
  letterOrDigit.test(String.fromCodePoint(folded.codePointAt(at)!))
