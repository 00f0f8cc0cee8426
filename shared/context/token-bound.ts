const LONG_WORD = 12

/** Tokens of a character at most, by what both providers make of it: of plain words three letters are less than one. */
function weightOf(code: number): number {
  if (code === 32 || (code >= 97 && code <= 122)) return 1 / 3
  if (code < 0x0800) return 1
  const isEastAsian = (code >= 0x3000 && code <= 0x9fff) || (code >= 0xac00 && code <= 0xd7a3)
  return isEastAsian ? 1.25 : code < 0x10000 ? 2 : 3
}

/** An upper bound on the tokens of a text, never below a third of its characters. What is held is worked out from it. */
export function tokenBound(text: string): number {
  let tokens = 0
  let letters = 0
  for (const character of text) {
    const code = character.codePointAt(0)!
    const weight = weightOf(code)
    letters = code === 32 || weight >= 1 ? 0 : letters + 1
    // So long a run of letters is no word, and is cut into short pieces.
    tokens += letters > LONG_WORD ? 2 / 3 : weight
  }
  return Math.ceil(tokens)
}
