import type { Query, QueryFilter } from '../commands.ts'
import { isPhrase, keyOfPhrase, phraseAt } from './lexicon.ts'
import { readNumber, readPeriod } from './period.ts'
import { type Outcome, type Reader, slotText, unclearDetail } from './readers.ts'
import { isFailure, readRow } from './scene.ts'
import { readSelection, type Selection } from './selection.ts'

const ask = (query: Query, isExact = true): Outcome => ({ kind: 'query', query, isExact })

const levels = ['pillar', 'area', 'project'] as const
const DEFAULT_FEW = 3
const MOST_FEW = 20

function filterOf({ filter, word, count }: Selection): QueryFilter | null {
  if (word !== null || count !== null) return null
  const isOfTasks =
    filter.due ??
    filter.completed ??
    filter.priority ??
    !['open', 'completed'].includes(filter.state ?? 'open')
  if (filter.entity !== 'task' && isOfTasks) return null
  return { ...filter, state: filter.state ?? 'open' }
}

const selected =
  (type: 'list' | 'count'): Reader =>
  ({ selection, bare }, scene) => {
    const read = readSelection(selection ?? bare ?? [], scene)
    if (!read || isFailure(read)) return read ?? { why: 'no_intent' }
    const filter = filterOf(read)
    return filter ? ask({ type, filter }) : unclearDetail
  }

const explain =
  (
    aspect: 'behind' | 'progress' | 'priority' | 'due',
    kinds: readonly ('task' | (typeof levels)[number])[],
  ): Reader =>
  ({ level, target }, scene) => {
    const row = readRow(level ?? target ?? [], { kinds, ...(aspect === 'due' && { past: 'too' }) }, scene)
    if (isFailure(row)) return row
    const entity = row.entity as 'task' | (typeof levels)[number]
    return ask({ type: 'explain', entity, id: row.ids[0]!, aspect }, row.isExact)
  }

export const questionReaders = {
  first: () => ask({ type: 'first', limit: 1 }),
  firstFew: ({ n }, scene) => {
    const limit = n ? readNumber(n, scene) : DEFAULT_FEW
    return limit !== null && limit <= MOST_FEW ? ask({ type: 'first', limit }) : unclearDetail
  },
  due: ({ period = [] }, scene) => {
    const due = readPeriod(period, scene)
    return due ? ask({ type: 'list', filter: { entity: 'task', state: 'open', due } }) : unclearDetail
  },
  done: ({ period = [] }, scene) => {
    const completed = readPeriod(period, scene)
    return completed
      ? ask({ type: 'list', filter: { entity: 'task', state: 'completed', completed } })
      : unclearDetail
  },
  doneCount: ({ selection = [], period = [] }, scene) => {
    const read = readSelection(selection, scene)
    const completed = readPeriod(period, scene)
    if (!read || isFailure(read) || !completed) return unclearDetail
    const filter = filterOf({ ...read, filter: { ...read.filter, state: 'completed', completed } })
    return filter ? ask({ type: 'count', filter }) : unclearDetail
  },
  list: selected('list'),
  count: selected('count'),
  find: ({ text, quoted }, scene) => {
    if (quoted && !(quoted.length === 1 && quoted[0]!.isQuoted)) return unclearDetail
    const found = text ?? quoted ?? []
    const words = slotText(found, scene)
    const { notNames, inside } = scene.lexicon.language
    const isNothing =
      isPhrase(found, notNames) || phraseAt(found, 0, inside) > 0 || words.length > 80 || found.length > 6
    return isNothing ? unclearDetail : ask({ type: 'find', text: words })
  },
  behind: explain('behind', levels),
  progress: explain('progress', levels),
  whyPriority: explain('priority', ['task']),
  whenDue: explain('due', ['task', 'project']),
  open: ({ screen, target }, scene) => {
    if (screen) {
      const name = keyOfPhrase(screen, scene.lexicon.language.screens)
      return name
        ? { kind: 'navigation', target: { type: 'open_screen', screen: name }, isExact: true }
        : { why: 'no_intent' }
    }
    const row = readRow(target ?? [], { kinds: [...levels, 'task'], past: 'too' }, scene)
    if (isFailure(row)) return row
    const entity = row.entity as 'task' | (typeof levels)[number]
    return { kind: 'navigation', target: { type: 'open', entity, id: row.ids[0]! }, isExact: row.isExact }
  },
} as const satisfies Record<string, Reader>
