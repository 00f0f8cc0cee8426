import type { Refs } from './refs.ts'

/** Longer than any placeholder or entity: what is held back never grows beyond it. */
const LONGEST_MARK = 24

/** Reveals an answer that arrives in pieces: a mark cut in two is shown when it is whole. */
export class AnswerStream {
  private waiting = ''

  constructor(private readonly refs: Refs) {}

  /** What can be shown now; empty while the end may be half a mark. */
  push(delta: string): string {
    const text = this.waiting + delta
    const at = Math.max(text.lastIndexOf('['), text.lastIndexOf('&'))
    const isOpen = at >= 0 && text.length - at < LONGEST_MARK && !/[\];]/.test(text.slice(at))
    this.waiting = isOpen ? text.slice(at) : ''
    return this.refs.reveal(isOpen ? text.slice(0, at) : text)
  }

  /** The rest, when no more comes. */
  end(): string {
    const rest = this.refs.reveal(this.waiting)
    this.waiting = ''
    return rest
  }
}
