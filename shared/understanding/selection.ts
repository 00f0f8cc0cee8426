import type { Life, LifeTask, QueryFilter } from '../commands.ts'
import { compileFilter, isBlocked } from '../answers/filter-rows.ts'
import { isPhrase, phraseAt, phrases } from './lexicon.ts'
import type { Token } from './message.ts'
import { fits } from './names.ts'
import { readNumber, readPeriod } from './period.ts'
import { type Failure, isFailure, readRow, type Scene } from './scene.ts'
import { todayOf } from './when.ts'

export interface Selection {
  filter: QueryFilter
  /** "the three …": so many there must be. */
  count: number | null
  /** A word that is no state and no place: part of names, a category, a label, a place. */
  word: Token | null
  /** "all", "both", "the three": more than one row is meant for sure. */
  isMany: boolean
  /** A noun or an "all" says that rows are meant, and not one whose name is like it. */
  isSet: boolean
}

type Draft = { -readonly [K in keyof QueryFilter]?: QueryFilter[K] }

/** Rows described instead of named: "all overdue tasks in Health", "everything due today". */
export function readSelection(tokens: readonly Token[], scene: Scene): Selection | Failure | null {
  const { language } = scene.lexicon
  const draft: Draft = {}
  let count: number | null = null
  let word: Token | null = null
  let isMany = false
  let hasNoun = false
  let failure: Failure | null = null
  for (let at = 0; at < tokens.length;) {
    const taken = take(tokens, at)
    if (taken === 0) return failure
    at += taken
  }
  if (draft.state === 'completed' && draft.due) {
    draft.completed = draft.due
    delete draft.due
  }
  // "all admin tasks" is a description, "move everything" is not.
  if (word !== null && !hasNoun) return failure
  const isSet = hasNoun || isMany
  const isAnything =
    isSet || draft.state !== undefined || draft.due !== undefined || draft.within !== undefined
  return isAnything
    ? { filter: { ...draft, entity: draft.entity ?? 'task' }, count, word, isMany, isSet }
    : null

  function take(all: readonly Token[], at: number): number {
    for (const state of ['overdue', 'blocked', 'stalled', 'completed', 'open'] as const) {
      const length = phraseAt(all, at, language.states[state])
      if (length > 0 && draft.state === undefined) {
        draft.state = state
        return length
      }
    }
    for (const priority of ['urgent', 'high', 'medium', 'low'] as const) {
      const length = phraseAt(all, at, language.prioritised[priority])
      if (length > 0 && draft.priority === undefined) {
        draft.priority = priority
        return length
      }
    }
    const place =
      takeAfter(all, at, language.inside, placeOf) || takeAfter(all, at, language.labelled, labelOf)
    if (place > 0) return place
    const due = takeAfter(all, at, language.dueIn, periodOf) || takePeriod(all, at)
    if (due > 0) return due
    const inbox = draft.within ? 0 : phraseAt(all, at, language.inbox)
    if (inbox > 0) return ((draft.within = { entity: 'inbox' }), inbox)
    const every = phraseAt(all, at, language.every)
    if (every > 0) return ((isMany = true), every)
    const both = phraseAt(all, at, language.both)
    if (both > 0 && count === null) return ((isMany = true), (count = 2), both)
    const number = count === null ? readNumber(all.slice(at, at + 1), scene) : null
    if (number !== null) return ((isMany = true), (count = number), 1)
    for (const entity of ['project', 'area', 'pillar'] as const) {
      const length = phraseAt(all, at, language.kinds[entity])
      if (length > 0 && !hasNoun && draft.entity === undefined) {
        return ((draft.entity = entity), (hasNoun = true), length)
      }
    }
    const noun = phraseAt(all, at, language.plural)
    if (noun > 0 && (draft.entity ?? 'task') === 'task') {
      return ((draft.entity = 'task'), (hasNoun = true), noun)
    }
    const padding = noun > 0 ? 0 : phraseAt(all, at, language.padding)
    if (padding > 0) return padding
    if (word === null && !all[at]!.isQuoted && /^\p{L}{3,}$/u.test(all[at]!.word))
      return ((word = all[at]!), 1)
    return 0
  }

  /** The longest piece after one of the words that can be read so. */
  function takeAfter(
    all: readonly Token[],
    at: number,
    before: string,
    read: (piece: readonly Token[]) => boolean,
  ): number {
    const lead = phraseAt(all, at, before)
    if (lead === 0) return 0
    for (let end = all.length; end > at + lead; end--) {
      if (read(all.slice(at + lead, end))) return end - at
    }
    return 0
  }

  function placeOf(piece: readonly Token[]): boolean {
    if (draft.within) return false
    if (isPhrase(piece, language.inbox)) return ((draft.within = { entity: 'inbox' }), true)
    const row = readRow(piece, { kinds: ['project', 'area', 'pillar'] }, scene)
    if (isFailure(row)) {
      if (row.why === 'ambiguous_name') failure ??= row
      else failure ??= { why: 'unknown_name' }
      return false
    }
    draft.within = { entity: row.entity as 'project', id: row.ids[0]! }
    return true
  }

  function labelOf(piece: readonly Token[]): boolean {
    const row = readRow(piece.map(withoutAt), { kinds: ['label'] }, scene)
    if (draft.within || isFailure(row)) return false
    draft.within = { entity: 'label', id: row.ids[0]! }
    return true
  }

  function periodOf(piece: readonly Token[]): boolean {
    const period = draft.due ? null : readPeriod(piece, scene)
    if (period) draft.due = period
    return period !== null
  }

  function takePeriod(all: readonly Token[], at: number): number {
    for (let end = all.length; end > at; end--) {
      const piece = all.slice(at, end)
      const isNamed = Object.values(language.periods).some((choice) => isPhrase(piece, choice))
      if (isNamed && periodOf(piece)) return end - at
    }
    return 0
  }
}

const withoutAt = (token: Token): Token => ({ ...token, word: token.word.replace(/^[@#]/, '') })

/** The open tasks a selection means; a failure where that is doubtful. */
export function selectTasks(selection: Selection, scene: Scene): LifeTask[] | Failure {
  const { filter, word, count } = selection
  const { life } = scene.context
  const isRestricted = Object.keys(filter).some(
    (key) => key !== 'entity' && !(key === 'state' && filter.state === 'open'),
  )
  if (filter.entity !== 'task' || (!isRestricted && !word)) return { why: 'unclear_detail' }
  const state = filter.state ?? 'open'
  const today = todayOf(scene.context)
  const blocked = isBlocked(life)
  const base = life.tasks.filter(compileFilter({ ...filter, state }, { life, today, blocked }))
  if (!word) return sized(base, count)
  // The word may be a category, a label, a place or part of names: it must not matter which.
  const readings = wordReadings(word, base, life, scene).filter(({ length }) => length > 0)
  const sets = new Set(readings.map((tasks) => tasks.map(({ id }) => id).join()))
  if (sets.size === 0) return { why: 'unknown_name' }
  if (sets.size > 1) return { why: 'ambiguous_name' }
  return sized(readings[0]!, count)
}

function sized(tasks: LifeTask[], count: number | null): LifeTask[] | Failure {
  if (tasks.length === 0) return { why: 'nothing_matches' }
  return count === null || count === tasks.length ? tasks : { why: 'unclear_detail' }
}

function wordReadings(word: Token, base: readonly LifeTask[], life: Life, scene: Scene): LifeTask[][] {
  const { categories } = scene.lexicon.language
  const category = Object.entries(categories).find(([, choice]) =>
    phrases(choice).some((words) => words.length === 1 && words[0] === word.word),
  )?.[0]
  const row = readRow([word], { kinds: ['label', 'project', 'area', 'pillar'] }, scene)
  const today = todayOf(scene.context)
  const within = isFailure(row) ? null : { entity: row.entity as 'label', id: row.ids[0]! }
  const blocked = isBlocked(life)
  return [
    base.filter((task) => category !== undefined && task.category === category),
    within ? base.filter(compileFilter({ entity: 'task', within }, { life, today, blocked })) : [],
    base.filter((task) => {
      const entry = scene.names.byId.get(task.id)
      return entry !== undefined && fits([word.word], entry.words)
    }),
  ]
}
