import { storable } from './data-text.ts'
import type { Refs } from './refs.ts'

/** Longer than any placeholder or entity: what is held back never grows beyond it. */
const LONGEST_MARK = 24

/** Reveals an answer that arrives in pieces: a mark or a character cut in two is shown when it is whole. */
export class AnswerStream {
  private waiting = ''

  constructor(private readonly refs: Refs) {}

  /** What can be shown now; empty while the end may be half of something. */
  push(delta: string): string {
    const text = this.waiting + delta
    const at = Math.max(text.lastIndexOf('['), text.lastIndexOf('&'))
    const isOpen = at >= 0 && text.length - at < LONGEST_MARK && !/[\];]/.test(text.slice(at))
    const end = isOpen ? at : text.length - (/[\ud800-\udbff]$/.test(text) ? 1 : 0)
    this.waiting = text.slice(end)
    return this.reveal(text.slice(0, end))
  }

  /** The rest, when no more comes. */
  end(): string {
    const rest = this.reveal(this.waiting)
    this.waiting = ''
    return rest
  }

  private reveal(text: string): string {
    return this.refs.reveal(storable(text))
  }
}
