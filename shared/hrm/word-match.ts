const PARTS = /[\p{L}\p{N}][\p{L}\p{N}-]*/gu

/**
 * Whether a text has one of the words: whole ones, or with `*` at an end any that go on there.
 * The text is read once, whatever the number of words.
 */
export function wordsIn(words: readonly string[]): (text: string) => boolean {
  const whole = new Set(words.filter((word) => !word.includes('*')))
  const starts = words
    .filter((word) => word.endsWith('*') && !word.startsWith('*'))
    .map((word) => word.slice(0, -1))
  const ends = words
    .filter((word) => word.startsWith('*') && !word.endsWith('*'))
    .map((word) => word.slice(1))
  const parts = words
    .filter((word) => word.startsWith('*') && word.endsWith('*'))
    .map((word) => word.slice(1, -1))
  const known = new Map<string, boolean>()
  const isMeant = (word: string): boolean => {
    let answer = known.get(word)
    if (answer === undefined) {
      answer =
        whole.has(word) ||
        starts.some((start) => word.startsWith(start)) ||
        ends.some((end) => word.endsWith(end)) ||
        parts.some((part) => word.includes(part))
      known.set(word, answer)
    }
    return answer
  }
  return (text) => {
    for (const word of text.toLowerCase().match(PARTS) ?? []) {
      if (isMeant(word) || (word.includes('-') && word.split('-').some(isMeant))) return true
    }
    return false
  }
}
