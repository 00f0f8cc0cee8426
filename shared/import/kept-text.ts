import type { Cell, CellVerdict, RowAccount } from './ledger.ts'
import { packBlocks } from './text-room.ts'

export const ORIGINAL_TEXT_MAX = 2000
export const DESCRIPTION_MAX = 20_000
export const TASK_NAME_MAX = 500
export const NAME_MAX = 200
export const LABEL_NAME_MAX = 100

/** Where a text is stored: the table whose `description` (and, for tasks, `original_text`) holds it. */
export interface TextHome {
  table: 'tasks' | 'projects' | 'areas'
  rowId: string
}

/**
 * Gathers what a row of ours keeps verbatim from the file and finds room for it. Visible things go into the
 * description: blocks, details under a heading, comments under another. The rest goes into the original text.
 * Cells are claimed at once and booked by `finish`, when it is known where they are.
 */
export interface KeptText {
  addBlock(text: string): void
  addDetail(text: string, account: RowAccount, cell: Cell): void
  /** Out of sight. Without a cell the line only repeats how something was written that is mapped elsewhere. */
  addOriginal(text: string, account?: RowAccount, cell?: Cell): void
  addComment(text: string): void
  /** Books a cell whose text was added in another way. */
  book(verdict: 'kept' | 'derived', account: RowAccount, cell: Cell): void
  /**
   * Texts for `home`; when they are more than one description holds and there is an `overflow`, all of them are
   * meant for descriptions there.
   */
  finish(
    home: TextHome,
    overflow?: TextHome,
  ): { descriptions: string[]; original: string | null; home: TextHome }
}

type Settle = (verdict: CellVerdict) => void

export function createKeptText(headings: { details: string; comments: string }): KeptText {
  const blocks: string[] = []
  const details: { text: string; settle: Settle | null }[] = []
  const originals: { text: string; settle: Settle | null }[] = []
  const comments: string[] = []
  const booked: { verdict: 'kept' | 'derived'; settle: Settle }[] = []

  /** What does not fit into the original text becomes a detail rather than lost. */
  function packOriginals({ table, rowId }: TextHome): string | null {
    const fitting: string[] = []
    let room = table === 'tasks' ? ORIGINAL_TEXT_MAX + 1 : 0
    for (const line of originals) {
      if (line.text.length < room) {
        room -= line.text.length + 1
        fitting.push(line.text)
        line.settle?.({ verdict: 'kept', target: 'tasks.original_text', rowId })
      } else {
        details.push(line)
      }
    }
    return fitting.length > 0 ? fitting.join('\n') : null
  }

  function packDescriptions(): string[] {
    const all = [...blocks]
    if (details.length > 0) all.push([headings.details, ...details.map(({ text }) => text)].join('\n'))
    comments.forEach((comment, i) => all.push(i === 0 ? `${headings.comments}\n\n${comment}` : comment))
    return packBlocks(all, DESCRIPTION_MAX)
  }

  return {
    addBlock: (text) => void (text !== '' && blocks.push(text)),
    addDetail: (text, account, cell) => void details.push({ text, settle: account.claim(cell) }),
    addOriginal: (text, account, cell) =>
      void originals.push({ text, settle: account && cell ? account.claim(cell) : null }),
    addComment: (text) => void comments.push(text),
    book: (verdict, account, cell) => void booked.push({ verdict, settle: account.claim(cell) }),
    finish(wanted, overflow) {
      const original = packOriginals(wanted)
      const descriptions = packDescriptions()
      const home = overflow && descriptions.length > 1 ? overflow : wanted
      const place = { target: `${home.table}.description`, rowId: home.rowId }
      for (const line of details) line.settle?.({ verdict: 'kept', ...place })
      for (const { verdict, settle } of booked) settle({ verdict, ...place })
      return { descriptions, original, home }
    },
  }
}
