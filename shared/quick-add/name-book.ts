import { fold, isRightEdge, wordEnd } from './line.ts'

/** A known project or label found in the line, with its canonical spelling. */
export interface FoundName {
  name: string
  end: number
}

export interface NameBook {
  /** The name that begins there: verbatim, else the single word. */
  readAt(folded: string, at: number): FoundName | null
  /** The name of that whole text. */
  find(text: string): string | null
}

/** Two spellings with one key are one name. */
const keyOf = (folded: string) => folded.replace(/[ _-]/g, '')
const trailing = /[,;:.!?)\]…]+$/

/** Known names, for projects also by the last part of their path (S1). */
export function createNameBook(names: readonly string[], hasPaths: boolean): NameBook {
  const verbatim = new Map<string, string | null>()
  const byKey = new Map<string, string | null>()
  const lastParts = hasPaths
    ? names.map((name) => [name.slice(name.lastIndexOf('/') + 1), name] as const)
    : []
  for (const entries of [names.map((name) => [name, name] as const), lastParts]) {
    const folded = entries.map(([text, name]) => [fold(text).trim(), name] as const)
    addAll(verbatim, folded)
    addAll(
      byKey,
      folded.map(([text, name]) => [keyOf(text), name] as const),
    )
  }
  const byLetter = groupByLetter([...verbatim.keys()])
  return {
    readAt(folded, at) {
      const spelled = byLetter.get(folded[at] ?? '')?.find((text) => isNameAt(text, folded, at))
      if (spelled !== undefined) {
        const name = verbatim.get(spelled)
        return name ? { name, end: at + spelled.length } : null
      }
      const word = folded.slice(at, wordEnd(folded, at)).replace(trailing, '')
      const name = byKey.get(keyOf(word))
      return name && word ? { name, end: at + word.length } : null
    },
    find: (text) => byKey.get(keyOf(fold(text))) ?? null,
  }
}

const isNameAt = (text: string, folded: string, at: number) =>
  folded.startsWith(text, at) && isRightEdge(folded, at + text.length)

/** Adds what an earlier call did not; what two names of one call share stays unknown: never guess. */
function addAll(book: Map<string, string | null>, entries: readonly (readonly [string, string])[]): void {
  const added = new Map<string, string | null>()
  for (const [text, name] of entries) {
    if (text === '' || book.has(text)) continue
    added.set(text, added.has(text) && added.get(text) !== name ? null : name)
  }
  for (const [text, name] of added) book.set(text, name)
}

function groupByLetter(texts: readonly string[]): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const text of texts) {
    const group = groups.get(text[0]!)
    if (group) group.push(text)
    else groups.set(text[0]!, [text])
  }
  for (const group of groups.values()) group.sort((a, b) => b.length - a.length)
  return groups
}
