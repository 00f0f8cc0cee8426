/** Kept per object: a changed row is another object, so what was kept for the old one is never seen again. */
const foldedNames = new WeakMap<object, string>()

export const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

function foldedOnce(item: object, text: string): string {
  const known = foldedNames.get(item)
  if (known !== undefined) return known
  const folded = fold(text)
  foldedNames.set(item, folded)
  return folded
}

const isBoundary = (text: string, at: number): boolean =>
  at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1))

/** The letters in order with others between them, the first at the start of a word and none far from the next. */
function scattered(text: string, word: string): number {
  for (
    let start = text.indexOf(word.charAt(0));
    start >= 0;
    start = text.indexOf(word.charAt(0), start + 1)
  ) {
    if (!isBoundary(text, start)) continue
    let at = start
    let isWhole = true
    for (let letter = 1; letter < word.length && isWhole; letter += 1) {
      const next = text.indexOf(word.charAt(letter), at + 1)
      isWhole = next >= 0 && next - at <= 12
      at = next
    }
    if (isWhole) return Math.max(5, 25 - (at - start - word.length))
  }
  return 0
}

function wordScore(text: string, word: string): number {
  let at = text.indexOf(word)
  if (at === 0) return 100
  let best = at > 0 ? 50 : 0
  while (at >= 0) {
    if (isBoundary(text, at)) return 80
    at = text.indexOf(word, at + 1)
  }
  if (best === 0 && word.length > 1) best = scattered(text, word)
  return best
}

/** How well a name fits all words that were typed; 0 when one of them is not in it. */
export function score(text: string, words: readonly string[]): number {
  let sum = 0
  for (const word of words) {
    const points = wordScore(text, word)
    if (points === 0) return 0
    sum += points
  }
  // Of two names that fit alike, the shorter one is rather meant.
  return sum / words.length + 10 / (1 + text.length / 20)
}

/** The best fitting items, best first; of equals the earlier one. Nothing typed fits nothing. */
export function bestOf<T extends object>(
  items: readonly T[],
  nameOf: (item: T) => string,
  typed: string,
  most: number,
): { item: T; score: number }[] {
  const words = fold(typed).split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const best: { item: T; score: number }[] = []
  for (const item of items) {
    const points = score(foldedOnce(item, nameOf(item)), words)
    if (points === 0 || (best.length === most && points <= (best.at(-1)?.score ?? 0))) continue
    let place = best.length
    while (place > 0 && (best[place - 1]?.score ?? 0) < points) place -= 1
    best.splice(place, 0, { item, score: points })
    if (best.length > most) best.pop()
  }
  return best
}
