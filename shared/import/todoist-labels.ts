/** A label is a whole word after a space: e-mail addresses, @a@b handles and bare @ signs are not. */
const LABEL = /^@([^\s@,()[\]{}<>"'`|\\]*[^\s@,()[\]{}<>"'`|\\.;:!?])$/u

export interface LabelledText {
  /** The text without the labels that stand at its ends; one in mid-sentence stays, the sentence needs it. */
  name: string
  /** Names without @, in order, each once. */
  labels: string[]
}

/** Takes Todoist's inline @labels out of a task's text. A text of nothing but labels stays as it is. */
export function readLabels(text: string): LabelledText {
  if (!text.includes('@')) return { name: text.trim(), labels: [] }
  const words = text.trim().split(/(\s+)/)
  const labelOf = (word: string) => LABEL.exec(word)?.[1] ?? null
  const labels = words.map(labelOf).filter((label) => label !== null)

  let from = 0
  let to = words.length
  while (from < to && (labelOf(words[from]!) !== null || words[from]!.trim() === '')) from++
  while (to > from && (labelOf(words[to - 1]!) !== null || words[to - 1]!.trim() === '')) to--
  const name = words.slice(from, to).join('')
  return { name: name || text.trim(), labels: [...new Set(labels)] }
}
