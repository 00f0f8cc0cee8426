/** The first `max` UTF-16 units, never half a character. */
export function headOf(text: string, max: number): string {
  if (text.length <= max) return text
  const last = text.charCodeAt(max - 1)
  const isHalf = last >= 0xd800 && last <= 0xdbff
  return text.slice(0, isHalf ? max - 1 : max)
}

/** The text with … in the place of what does not fit. */
export const shorten = (text: string, max: number) =>
  text.length <= max ? text : `${headOf(text, max - 1)}…`

function pieces(text: string, max: number): string[] {
  const cut: string[] = []
  for (let rest = text; rest !== '';) {
    const head = headOf(rest, max)
    cut.push(head)
    rest = rest.slice(head.length)
  }
  return cut
}

/**
 * Joins blocks with a blank line into as few texts of at most `max` units as their order allows. Nothing is lost:
 * only a block that is too long by itself is cut, and its parts follow one another.
 */
export function packBlocks(blocks: readonly string[], max: number): string[] {
  const texts: string[] = []
  for (const block of blocks.flatMap((whole) => pieces(whole, max))) {
    const last = texts.at(-1)
    if (last !== undefined && last.length + 2 + block.length <= max)
      texts[texts.length - 1] = `${last}\n\n${block}`
    else texts.push(block)
  }
  return texts
}
