import type { Locale } from '../quick-add/types.ts'
import { type Entity, type Life, namesOf } from './life.ts'
import { toParts, type Value } from './parts.ts'
import type { Command } from './schema.ts'
import { VALUE_KINDS } from './value-kinds.ts'
import { ENTITY_WORDS, type Key, KEYS, VALUES, VERBS, wordIn } from './words.ts'

/**
 * A command as one line that `parseCommand` reads back as the same command: `schedule task "Dentist" due 2026-11-27`.
 * A row whose name is not its own, or that is not in the life, is written with its id: `task "Stretch"~0d1c…`.
 */
export function printCommand(command: Command, life: Life, locale: Locale = 'en'): string {
  const { verb, entity, ids, pairs } = toParts(command)
  const words = [wordIn(VERBS[verb], locale)]
  if (entity) words.push(wordIn(ENTITY_WORDS[entity], locale))
  if (entity && ids.length > 0) words.push(printRows(entity, ids, life))
  for (const [key, value] of pairs) {
    words.push(wordIn(KEYS[key], locale), printValue(key, value, life, locale))
  }
  return words.join(' ')
}

const isWord = (value: Value): value is keyof typeof VALUES => typeof value === 'string' && value in VALUES

function printValue(key: Key, value: Value, life: Life, locale: Locale): string {
  const kind = VALUE_KINDS[key]
  if (value === null) return wordIn(VALUES.none, locale)
  switch (kind.kind) {
    case 'text':
      return JSON.stringify(value)
    case 'minutes':
      return `${String(value)}m`
    case 'flag':
      return wordIn(VALUES[value === true ? 'true' : 'false'], locale)
    case 'row':
    case 'rows':
      return printRows(kind.entity, Array.isArray(value) ? value : [String(value)], life)
    case 'word':
      return isWord(value) ? wordIn(VALUES[value], locale) : String(value)
    default:
      return String(value)
  }
}

const printRows = (entity: Entity, ids: readonly string[], life: Life): string =>
  ids.map((id) => printRow(entity, id, life)).join(', ')

function printRow(entity: Entity, id: string, life: Life): string {
  const rows = namesOf(life, entity)
  const row = rows.find((one) => one.id === id)
  if (!row) return `~${id}`
  const isOnly = rows.filter(({ name }) => name === row.name).length === 1
  return isOnly ? JSON.stringify(row.name) : `${JSON.stringify(row.name)}~${id}`
}
