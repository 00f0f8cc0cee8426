/** A stretch of the line, in UTF-16 units, the end exclusive. */
export type Span = { start: number; end: number }

/** The line and the stretches of it that the person does not want understood. */
export type Draft = { text: string; dismissed: readonly Span[] }

export const EMPTY_DRAFT: Draft = { text: '', dismissed: [] }

type Edit = { start: number; oldEnd: number; newEnd: number }

/** Where two texts differ: what stood from `start` to `oldEnd` now stands from `start` to `newEnd`. */
function editsBetween(before: string, after: string): Edit[] {
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start += 1
  let same = 0
  while (same < shorter && before.at(-1 - same) === after.at(-1 - same)) same += 1
  // "t" typed before "tomorrow" may have been typed after its "t" as well: both readings are true.
  const edit = (start: number, same: number) => ({
    start,
    oldEnd: before.length - same,
    newEnd: after.length - same,
  })
  return [edit(start, Math.min(same, shorter - start)), edit(Math.min(start, shorter - same), same)]
}

function moved(span: Span, edits: readonly Edit[]): Span | null {
  for (const { start, oldEnd, newEnd } of edits) {
    const shift = newEnd - oldEnd
    if (span.end <= start) return span
    if (span.start >= oldEnd) return { start: span.start + shift, end: span.end + shift }
  }
  return null
}

/** The draft after an edit: dismissed stretches move with the text, and one that was edited itself is understood again. */
export function editDraft({ text: before, dismissed }: Draft, text: string): Draft {
  const edits = editsBetween(before, text)
  return { text, dismissed: dismissed.map((span) => moved(span, edits)).filter((span) => span !== null) }
}

/** The draft with this stretch as plain text. */
export const dismiss = ({ text, dismissed }: Draft, { start, end }: Span): Draft => ({
  text,
  dismissed: [...dismissed.filter((span) => span.end <= start || span.start >= end), { start, end }],
})

/** Letters of the Yi script: a word of them means nothing to the grammar, and hardly anybody types one. */
const FIRST_STAND_IN = 0xa000
const LAST_STAND_IN = 0xa48c

/**
 * The line with its dismissed stretches made unreadable, unit by unit, so that every other position stays what it is,
 * and the way back for the title that is made of it.
 */
export function mask({ text, dismissed }: Draft): { masked: string; unmask: (title: string) => string } {
  const originals = new Map<string, string>()
  let next = FIRST_STAND_IN
  const standInFor = (unit: string): string => {
    while (text.includes(String.fromCharCode(next))) next += 1
    if (next > LAST_STAND_IN) return unit
    const standIn = String.fromCharCode(next)
    next += 1
    originals.set(standIn, unit)
    return standIn
  }
  const units = text.split('')
  for (const { start, end } of dismissed) {
    for (let at = start; at < end; at += 1) {
      const unit = units[at]
      if (unit !== undefined && /\S/.test(unit)) units[at] = standInFor(unit)
    }
  }
  return {
    masked: units.join(''),
    unmask: (title) => [...title].map((unit) => originals.get(unit) ?? unit).join(''),
  }
}
