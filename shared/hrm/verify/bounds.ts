/** What a text says of a number without telling it: more than it, less, nearly or about that. */
export interface Bound {
  /** Where its words begin. */
  at: number
  /** Whether a value can be meant by it. */
  admits(value: number, told: number): boolean
  /** Whether the number itself may be the value. */
  isLoose: boolean
}

type Kind = Pick<Bound, 'admits' | 'isLoose'>

const NEAR = 0.85
const ABOUT = 0.1
/** In doubt a bound that says next to nothing (“more than 5” of 168) is refused. */
const FAR = 3

const more: Kind = { admits: (value, told) => value > told && value <= told * FAR, isLoose: false }
const less: Kind = { admits: (value, told) => value < told && value * FAR >= told, isLoose: false }
const atLeast: Kind = { admits: (value, told) => value >= told && value <= told * FAR, isLoose: false }
const atMost: Kind = { admits: (value, told) => value <= told && value * FAR >= told, isLoose: false }
const almost: Kind = { admits: (value, told) => value < told && value >= told * NEAR, isLoose: true }
const about: Kind = { admits: (value, told) => Math.abs(value - told) <= told * ABOUT, isLoose: true }

const justOver: Kind = { admits: (value, told) => value >= told && value <= told * 1.2, isLoose: true }

const KINDS: readonly [RegExp, Kind][] = [
  [/(?:more than|above|exceed(?:s|ed|ing)?|mehr als|länger als|longer than)/u, more],
  [/(?:less than|fewer than|below|weniger als|shorter than|kürzer als)/u, less],
  [/(?:at least|no less than|no fewer than|upwards of|mindestens|wenigstens)/u, atLeast],
  [/(?:at most|no more than|höchstens|maximal|bis zu|up to)/u, atMost],
  [/(?:just over|a good|gut|reichlich|etwas über)/u, justOver],
  [/(?:almost|nearly|just under|close to|fast|beinahe|knapp|nahezu)/u, almost],
  [/(?:about|around|roughly|approximately|circa|ca\.?|etwa|ungefähr|rund)/u, about],
]
const BEFORE = KINDS.map(
  ([{ source }, kind]) => [new RegExp(`(?<!\\p{L})${source}\\s+(?:an?\\s+)?$`, 'iu'), kind] as const,
)
const OVER: readonly [RegExp, Kind][] = [
  [/(?<!\p{L})(?:over|über)\s+$/iu, more],
  [/(?<!\p{L})(?:under|unter)\s+$/iu, less],
]
/** “Over 28 days” is during them, “for over 28 days” is longer. */
const LASTING = /(?:for|by|since|seit|um|overdue|überfällig|late)\s+$/iu

/** The words of a bound right before a number. */
export function boundBefore(text: string, at: number, isDays: boolean): Bound | null {
  const left = text.slice(0, at)
  for (const [pattern, kind] of BEFORE) {
    const found = pattern.exec(left)
    if (found) return { at: found.index, ...kind }
  }
  for (const [pattern, kind] of OVER) {
    const found = pattern.exec(left)
    if (found && (!isDays || LASTING.test(left.slice(0, found.index)))) return { at: found.index, ...kind }
  }
  return null
}
