import type { Entity } from '../commands.ts'
import { compileFilter } from '../answers/filter-rows.ts'
import { isPhrase, phraseAt } from './lexicon.ts'
import type { Token } from './message.ts'
import { type Failure, isFailure, readRow, type Rows, type Scene } from './scene.ts'
import { readSelection, selectTasks } from './selection.ts'

interface TargetOptions {
  kinds: readonly Entity[]
  past?: 'too' | 'only'
}

/** The rows an order is about: one by name, several by their names, "it", or a description of tasks. */
export function readTarget(tokens: readonly Token[], options: TargetOptions, scene: Scene): Rows | Failure {
  const { language } = scene.lexicon
  const { focus } = scene.context
  if (isPhrase(tokens, language.it)) {
    if (!focus) return { why: 'unknown_name' }
    return options.kinds.includes(focus.entity)
      ? { entity: focus.entity, ids: [focus.id], isExact: true }
      : { why: 'unclear_detail' }
  }
  const row = readRow(tokens, options, scene)
  if (!isFailure(row)) return row
  const list = readList(tokens, options, scene) ?? readInPlace(tokens, options, scene)
  if (list) return list
  const selection =
    options.kinds.includes('task') && options.past !== 'only' ? readSelection(tokens, scene) : null
  if (!selection) return row
  if (isFailure(selection)) return row.why === 'ambiguous_name' ? row : selection
  // "the dentist" is a name that is unknown, "the overdue tasks" is not: a description says what it selects by.
  const isDescribed = selection.isSet && (selection.isMany || selection.word === null)
  if (!isDescribed) return row
  const tasks = selectTasks(selection, scene)
  return isFailure(tasks) ? tasks : { entity: 'task', ids: tasks.map(({ id }) => id), isExact: true }
}

/** "eggs in Groceries": a task by its name and its place. */
function readInPlace(tokens: readonly Token[], options: TargetOptions, scene: Scene): Rows | null {
  const { life } = scene.context
  for (let at = 1; at < tokens.length - 1; at++) {
    const length = phraseAt(tokens, at, scene.lexicon.language.inside)
    if (length === 0 || at + length >= tokens.length) continue
    const place = readRow(tokens.slice(at + length), { kinds: ['project', 'area', 'pillar'] }, scene)
    if (isFailure(place)) continue
    const within = { entity: place.entity as 'project', id: place.ids[0]! }
    const isThere = compileFilter({ entity: 'task', within }, { life, today: '', blocked: () => false })
    const among = new Set(life.tasks.filter(isThere).map(({ id }) => id))
    const row = readRow(tokens.slice(0, at), options, { ...scene, among, rows: new Map() })
    if (!isFailure(row)) return { ...row, isExact: row.isExact && place.isExact }
  }
  return null
}

function readList(tokens: readonly Token[], options: TargetOptions, scene: Scene): Rows | null {
  const parts: Token[][] = [[]]
  for (let at = 0; at < tokens.length;) {
    const joint = tokens[at]!.word === ',' ? 1 : phraseAt(tokens, at, scene.lexicon.language.and)
    if (joint > 0) parts.push([])
    else parts.at(-1)!.push(tokens[at]!)
    at += Math.max(joint, 1)
  }
  const named = parts.filter((part) => part.length > 0)
  if (named.length < 2) return null
  const rows = named.map((part) => readRow(part, options, scene))
  const found = rows.filter((row): row is Rows => !isFailure(row))
  const ids = found.flatMap((row) => row.ids)
  const entities = new Set(found.map(({ entity }) => entity))
  if (found.length < rows.length || entities.size !== 1 || new Set(ids).size !== ids.length) return null
  return { entity: found[0]!.entity, ids, isExact: found.every(({ isExact }) => isExact) }
}
