import type { Entity } from '../commands.ts'
import { type Lexicon, phraseAt } from './lexicon.ts'
import type { Message, Token } from './message.ts'
import { findName, type NameEntry, type Names } from './names.ts'
import type { Candidate, UnderstandContext, WhyUnclear } from './types.ts'

/** Everything a reader looks at: the person's words, names and present. */
export interface Scene {
  message: Message
  lexicon: Lexicon
  context: UnderstandContext
  names: Names
  /** Only these rows can be meant. */
  among?: ReadonlySet<string>
  /** What a stretch of the message names; several rules ask for the same one. */
  rows: Map<string, Rows | Failure>
}

export interface Failure {
  why: WhyUnclear
  candidates?: Candidate[]
}

export const isFailure = (value: object): value is Failure => 'why' in value

export interface Rows {
  entity: Entity
  ids: string[]
  isExact: boolean
}

interface NameOptions {
  kinds: readonly Entity[]
  /** Also rows that are done or archived; `only` them. */
  past?: 'too' | 'only'
}

/** How much of the name of a level must be said when what kind of row it is was not. */
const LEAST_LEVEL_SHARE = 0.5

/** The one row a phrase names: "Marathon", "the Marathon project", "project Marathon". */
export function readRow(tokens: readonly Token[], options: NameOptions, scene: Scene): Rows | Failure {
  const words = tokens.map(({ word, isQuoted }) => (isQuoted ? `"${word}"` : word))
  const key = `${options.kinds.join()} ${options.past ?? ''} ${words.join(' ')}`
  const row = scene.rows.get(key) ?? findRow(tokens, options, scene)
  scene.rows.set(key, row)
  return row
}

function findRow(tokens: readonly Token[], options: NameOptions, scene: Scene): Rows | Failure {
  const { kinds, past } = options
  const { language, fillers } = scene.lexicon
  const isMeant = ({ entity, id, isPast }: NameEntry) =>
    kinds.includes(entity) &&
    (past === 'too' || isPast === (past === 'only')) &&
    (scene.among?.has(id) ?? true)
  const whole = findName(scene.names, tokens, fillers, isMeant)
  if (whole.kind === 'one' && whole.isExact) return rowsOf(whole.entry, true)
  if (whole.kind === 'many' && whole.candidates.every(({ key }) => key === whole.candidates[0]!.key)) {
    return ambiguous(whole.candidates)
  }
  const bare = withoutLead(tokens, fillers)
  for (const kind of kinds) {
    const word = language.kinds[kind]
    const [lead, tail] = [phraseAt(bare, 0, word), phraseAt(bare, bare.length - 1, word)]
    const rest = lead > 0 ? bare.slice(lead) : tail > 0 ? bare.slice(0, -1) : null
    if (!rest || rest.length === 0) continue
    const found = findName(scene.names, rest, fillers, (entry) => entry.entity === kind && isMeant(entry))
    if (found.kind === 'one') return rowsOf(found.entry, found.isExact)
    if (found.kind === 'many') return ambiguous(found.candidates)
  }
  // "Health" is the pillar, not a part of the task "Health check", even where only tasks can be meant.
  const others = findName(scene.names, tokens, fillers, () => true)
  if (others.kind === 'one' && others.isExact) {
    return whole.kind === 'none' ? { why: 'unknown_name' } : ambiguous([others.entry])
  }
  if (whole.kind === 'many') return ambiguous(whole.candidates)
  if (whole.kind === 'none') return { why: 'unknown_name' }
  const { entry } = whole
  const said = bare.length / Math.max(entry.words.length, 1)
  if (entry.entity === 'task' || said >= LEAST_LEVEL_SHARE) return rowsOf(entry, false)
  return ambiguous([entry])
}

const rowsOf = ({ entity, id }: NameEntry, isExact: boolean): Rows => ({ entity, ids: [id], isExact })

const ambiguous = (entries: readonly NameEntry[]): Failure => ({
  why: 'ambiguous_name',
  candidates: entries.slice(0, 10).map(({ entity, id, name }) => ({ entity, id, name })),
})

export function withoutLead(tokens: readonly Token[], fillers: ReadonlySet<string>): readonly Token[] {
  const first = tokens.findIndex(({ word, isQuoted }) => isQuoted || !fillers.has(word))
  return first <= 0 ? tokens : tokens.slice(first)
}
