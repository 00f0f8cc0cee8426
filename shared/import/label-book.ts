import { LABEL_NAME_MAX } from './kept-text.ts'
import type { LabelRow } from './import-rows.ts'
import { shorten } from './text-room.ts'

/** Labels by name, whatever the case; the first spelling wins, and one the person has already is used again. */
export interface LabelBook {
  idOf(name: string): string
  /** The label of that name the person has already. */
  ownId(name: string): string | null
  /** The labels that were asked for, the person's own included. */
  rows(): LabelRow[]
}

// Postgres lowers İ to i, JavaScript to i and a combining dot: without this the two disagree on what is the same.
const keyOf = (name: string) => name.normalize('NFC').toLowerCase().replaceAll('i\u0307', 'i')

export function createLabelBook(existing: readonly LabelRow[], createId: (key: string) => string): LabelBook {
  const known = new Map(existing.map((label) => [keyOf(label.name), label]))
  const used = new Map<string, LabelRow>()
  return {
    idOf(name) {
      const short = shorten(name, LABEL_NAME_MAX)
      const key = keyOf(short)
      const label = used.get(key) ?? known.get(key) ?? { id: createId(key), name: short }
      used.set(key, label)
      return label.id
    },
    ownId: (name) => known.get(keyOf(name))?.id ?? null,
    rows: () => [...used.values()],
  }
}
