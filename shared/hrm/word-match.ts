/** The words of a text in small letters. What is not ASCII counts as a letter; a dash joins, and its parts stand as well. */
export function partsOf(text: string): string[] {
  const parts: string[] = []
  const lower = text.toLowerCase()
  let from = -1
  let dash = -1
  for (let at = 0; at <= lower.length; at++) {
    const code = at < lower.length ? lower.charCodeAt(at) : SPACE
    if (isLetter(code)) {
      if (from < 0) from = at
      continue
    }
    if (from < 0) continue
    if (code === DASH) {
      dash = at
      continue
    }
    const word = lower.slice(from, at)
    parts.push(word)
    if (dash > from) parts.push(...word.split('-').filter((part) => part !== ''))
    from = dash = -1
  }
  return parts
}

const SPACE = 32
const DASH = 45
const isLetter = (code: number): boolean =>
  (code >= 97 && code <= 122) ||
  (code >= 48 && code <= 57) ||
  (code >= 0xc0 && code !== 0xd7 && code < 0x2000)

interface Words {
  whole: ReadonlySet<string>
  starts: readonly string[]
  ends: readonly string[]
}

/** Rules live longer than snapshots: their words are sorted once. */
const sorted = new WeakMap<readonly string[], Words>()

function sort(words: readonly string[]): Words {
  const found: Words = {
    whole: new Set(words.filter((word) => !word.includes('*'))),
    starts: words.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1)),
    ends: words.filter((word) => word.startsWith('*')).map((word) => word.slice(1)),
  }
  sorted.set(words, found)
  return found
}

/** Whether one of the parts of a text is one of the words: whole, or with `*` at one end any that goes on there. */
export function wordsIn(words: readonly string[]): (parts: readonly string[]) => boolean {
  const { whole, starts, ends } = sorted.get(words) ?? sort(words)
  const isMeant = (part: string) =>
    whole.has(part) ||
    starts.some((start) => part.startsWith(start)) ||
    ends.some((end) => part.endsWith(end))
  return (parts) => parts.some(isMeant)
}
